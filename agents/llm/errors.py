"""What a provider's client can raise, in our words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

from agents.llm.base import ModelError

# What a broken or lying server can make of a client's parsing is a ValueError or worse.
BROKEN_ANSWERS = (ValueError, TypeError, AttributeError, IndexError, KeyError)
KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
MODELS = {"openai": "OPENAI_MODEL", "anthropic": "ANTHROPIC_MODEL"}
REFUSES_THE_KEY = (401, 403)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a client's own error says: the HTTP status with its `Retry-After`, or else what kind
    of silence it was."""

    status: int = 0
    retry_after: str = ""
    timed_out: bool = False
    unreachable: bool = False


def model_error(
    error: Exception, refusal: Refusal, provider: str, *, has_begun: bool
) -> ModelError:
    """The error by its kind. A mid-stream break reaches us raw, not as the client's own error."""
    if has_begun:
        return ModelError("cut", f"the stream broke: {error}")
    if refusal.status in REFUSES_THE_KEY:
        return ModelError("auth", f"{provider} refused the key; check {KEYS[provider]}")
    if refusal.status == 404:
        return ModelError(
            "auth", f"{provider} has no such model; check {MODELS[provider]}: {error}"
        )
    if refusal.status == 429:
        return ModelError(
            "rate_limited", str(error), retry_after=seconds_to_wait(refusal.retry_after)
        )
    if refusal.timed_out or isinstance(error, TimeoutError | httpx2.TimeoutException):
        return ModelError("timed_out", f"{provider} did not begin to answer in time")
    if refusal.status:
        return ModelError("unavailable" if refusal.status >= 500 else "malformed", str(error))
    if refusal.unreachable or isinstance(error, httpx2.HTTPError):
        return ModelError("unavailable", f"{provider} cannot be reached: {error}")
    return ModelError("malformed", f"the answer of {provider} makes no sense: {error}")


def seconds_to_wait(value: str) -> float | None:
    """`Retry-After` (RFC 9110, 10.2.3): seconds, or a date."""
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
