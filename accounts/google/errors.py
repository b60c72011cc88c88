"""What goes wrong with Google, as decisions: wait, ask the person to connect again, or give up.

Reasons: developers.google.com/gmail/api/guides/handle-errors, .../calendar/api/guides/errors,
.../drive/api/guides/handle-errors.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import Any

import httplib2
from google.auth.exceptions import GoogleAuthError
from googleapiclient.errors import BatchError, HttpError

PASSING_REASONS = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded"}
)
USED_UP_REASONS = frozenset({"quotaExceeded", "dailyLimitExceeded"})
SCOPE_REASONS = frozenset({"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"})
QUOTA_PAUSE = 900.0


class GoogleError(Exception):
    """Root of this package's errors; what Google or the way to it refused, for people.

    Attributes:
        retry_after: the least number of seconds after which trying again may help; None: never.
        reconnect: whether the person has to connect their Google account again.
        status: Google's HTTP status, or None when nothing came back.
        reason: Google's own word for it ("rateLimitExceeded"), or "".
    """

    retry_after: float | None = None
    reconnect = False

    def __init__(self, message: str, *, status: int | None = None, reason: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason


class RateLimited(GoogleError):
    """Too many calls, or a quota that is used up for now."""

    def __init__(self, message: str, *, retry_after: float = 1.0, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.retry_after: float = retry_after


class Unavailable(GoogleError):
    """Google cannot be reached, is broken for the moment, or never answered. A write may have
    happened."""

    def __init__(self, message: str, *, retry_after: float = 1.0, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.retry_after: float = retry_after


class NeedsReconnect(GoogleError):
    """The tokens are revoked or expired for good."""

    reconnect = True


class MissingScope(GoogleError):
    """The person did not allow this service."""

    reconnect = True


class NotFound(GoogleError):
    """There is no such item, or no access to it."""


class Gone(GoogleError):
    """The item was deleted before, or the cursor is too old and a full sync is due."""


class Conflict(GoogleError):
    """The identifier exists already."""


class PreconditionFailed(GoogleError):
    """The item changed in the meantime."""


class Refused(GoogleError):
    """Google will not do it, now or later."""


_BY_STATUS: dict[int, type[GoogleError]] = {
    401: NeedsReconnect,
    404: NotFound,
    409: Conflict,
    410: Gone,
    412: PreconditionFailed,
}


def from_response(error: HttpError) -> GoogleError:
    """The decision in one of Google's error responses."""
    status = int(error.resp.status)
    reason, message = _reason_and_message(error.content)
    facts: dict[str, Any] = {"status": status, "reason": reason}
    text = f"Google answered {status} {reason}: {message}".replace(" :", ":")
    wait = _retry_after(error.resp)
    if status == 429 or reason in PASSING_REASONS:
        return RateLimited(text, retry_after=wait, **facts)
    if reason in USED_UP_REASONS:
        return RateLimited(text, retry_after=max(wait, QUOTA_PAUSE), **facts)
    if status >= 500 or status == 408:
        return Unavailable(text, retry_after=wait, **facts)
    if reason in SCOPE_REASONS:
        return MissingScope(text, **facts)
    return _BY_STATUS.get(status, Refused)(text, **facts)


@contextmanager
def wrapped() -> Iterator[None]:
    """Everything that a call of Google's client can raise leaves as a GoogleError."""
    try:
        yield
    except HttpError as error:
        raise from_response(error) from error
    except (OSError, httplib2.HttpLib2Error, http.client.HTTPException) as error:
        raise Unavailable(f"Google cannot be reached ({type(error).__name__})") from error
    except GoogleAuthError as error:
        raise Unavailable(f"Google's sign-in cannot be reached ({error})") from error
    except (BatchError, ValueError, KeyError) as error:
        # an answer that is cut off or is not what the client expects
        raise Unavailable(f"Google's answer cannot be read ({type(error).__name__})") from error


def _reason_and_message(content: bytes | str) -> tuple[str, str]:
    """From `{"error": {"message", "errors": [{"reason"}], "details": [{"reason"}]}}`."""
    try:
        error = json.loads(content)["error"]
        items = error.get("errors") or error.get("details") or [{}]
        return str(items[0].get("reason", "")), str(error.get("message", ""))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return "", "no details"


def _retry_after(response: httplib2.Response) -> float:
    """Seconds of the Retry-After header (RFC 9110, 10.2.3), or 1."""
    value = str(response.get("retry-after", "")).strip()
    if value.isdigit():
        return float(value)
    try:
        then, now = parsedate_to_datetime(value), parsedate_to_datetime(str(response["date"]))
        return max(0.0, (then - now).total_seconds())
    except (ValueError, KeyError, TypeError):
        return 1.0
