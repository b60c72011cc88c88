"""What every chat model is to us: messages in, text out as it comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal, Protocol

Kind = Literal["rate_limited", "unavailable", "timed_out", "auth", "malformed", "cut"]
FIRST_TOKEN_SECONDS = 10.0


class ModelError(Exception):
    """A model could not answer.

    `kind`: rate_limited, unavailable and timed_out may pass; auth is for the operator; cut means
    that the stream broke after some text; malformed, that its words make no sense.
    `retry_after` is in seconds where the server said so.
    """

    def __init__(self, kind: Kind, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Message:
    role: Literal["system", "user", "assistant"]
    content: str


class ChatModel(Protocol):
    """`mode` is the provider's name in an answer: openai, anthropic."""

    @property
    def mode(self) -> str: ...

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> AsyncIterator[str]:
        """The answer's text in pieces, none empty. Raises ModelError; after the first piece only
        with the kind `cut`."""
        ...


def prompt(name: str) -> str:
    """A prompt file of `agents/llm/prompts`."""
    path = resources.files("agents.llm") / "prompts" / f"{name}.md"
    return path.read_text(encoding="utf-8").strip()
