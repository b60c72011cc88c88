"""What every chat model is to us: messages in, text out as it comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final, Literal, Protocol
from uuid import UUID

Kind = Literal[
    "rate_limited", "unavailable", "timed_out", "auth", "malformed", "cut", "busy", "over_budget"
]
Purpose = Literal["classification", "synthesis"]
FIRST_TOKEN_SECONDS: Final[Mapping[Purpose, float]] = {"classification": 5.0, "synthesis": 10.0}


class ModelError(Exception):
    """A model could not answer.

    `kind`: rate_limited, unavailable and timed_out may pass; auth is for the operator (the key or
    the model's name is refused); cut means that the stream broke after some text; malformed, that
    the request is refused or the answer makes no sense. Nobody was asked when it is busy (too many
    ask at once) or over_budget (the person's day is used up).
    `retry_after` is in seconds where the server said so, `provider` the one that failed.
    """

    def __init__(
        self, kind: Kind, message: str, *, retry_after: float | None = None, provider: str = ""
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_after = retry_after
        self.provider = provider


@dataclass(frozen=True, slots=True)
class Message:
    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a model, for whom.

    `schema` is the JSON schema of a structured answer, which is of use only as a whole. Two
    requests of one person are the same where their `identity` is (their messages, if it is empty).
    Providers named in `avoid` are not asked. Without `user_id` nothing is cached or accounted.
    """

    messages: tuple[Message, ...]
    max_tokens: int
    purpose: Purpose = "synthesis"
    user_id: UUID | None = None
    turn_id: UUID | None = None
    schema: Mapping[str, Any] | None = None
    identity: str = ""
    avoid: frozenset[str] = frozenset()

    @property
    def first_token_seconds(self) -> float:
        return FIRST_TOKEN_SECONDS[self.purpose]


@dataclass(slots=True)
class Spent:
    """The tokens of a call, as far as the provider has told them; 0 where it has not."""

    input_tokens: int = 0
    output_tokens: int = 0


class Provider(Protocol):
    """One model at one server. `name` is openai or anthropic, `endpoint` says which server;
    `is_own` where the operator runs it themselves, so that its tokens cost nothing."""

    @property
    def name(self) -> str: ...

    @property
    def model(self) -> str: ...

    @property
    def endpoint(self) -> str: ...

    @property
    def is_own(self) -> bool: ...

    def stream(self, request: Request, spent: Spent) -> AsyncIterator[str]:
        """The answer's text in pieces, none empty; `spent` is filled in on the way. Raises
        ModelError; after the first piece only with the kind `cut`."""
        ...


class ChatModel(Protocol):
    """Whoever answers, with everything behind it. `mode` is the name of the provider that wrote
    the last answer: openai, anthropic."""

    @property
    def mode(self) -> str: ...

    def stream(self, request: Request) -> AsyncIterator[str]:
        """The answer's text in pieces, none empty. Raises ModelError; after the first piece only
        with the kind `cut`. A structured answer comes in one piece, and is never cut."""
        ...


async def complete(model: ChatModel, request: Request) -> str:
    """The whole answer. Raises ModelError."""
    return "".join([piece async for piece in model.stream(request)])


def prompt(name: str) -> str:
    """A prompt file of `agents/llm/prompts`."""
    path = resources.files("agents.llm") / "prompts" / f"{name}.md"
    return path.read_text(encoding="utf-8").strip()


def estimated_tokens(text: str) -> int:
    """About as many tokens as the text has: one to 3.5 bytes of UTF-8, which is 3.5 letters of
    English and 1.2 characters of Chinese, and errs on the high side."""
    return -(-len(text.encode()) * 2 // 7)


def sent_tokens(messages: Sequence[Message]) -> int:
    """The estimate for messages with what frames them."""
    return sum(estimated_tokens(message.content) + 4 for message in messages)
