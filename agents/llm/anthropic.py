"""Anthropic's Messages API. https://platform.claude.com/docs/en/api/messages"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import anthropic
import httpx2
from anthropic.types import RawMessageStreamEvent
from django.conf import settings

from agents.llm.base import ModelError, Request, Spent
from agents.llm.errors import BROKEN_ANSWERS, Refusal, model_error

DEFAULT_MODEL = "claude-haiku-4-5"
TIMEOUT = anthropic.Timeout(60.0, connect=3.0)
_BAD_STREAM = {"rate_limit_error": 429, "authentication_error": 401, "permission_error": 403}


@dataclass(frozen=True, slots=True)
class AnthropicChat:
    client: anthropic.AsyncAnthropic
    model: str
    is_own: bool = False
    name: str = "anthropic"
    refused: set[str] = field(default_factory=set)

    @property
    def endpoint(self) -> str:
        return str(self.client.base_url)

    async def stream(self, request: Request, spent: Spent) -> AsyncIterator[str]:
        """See `Provider.stream`."""
        has_begun = is_whole = False
        try:
            async with await self._opened(request) as stream:
                async for event in stream:
                    text, ends = _read(event, spent)
                    is_whole = is_whole or ends
                    if text:
                        has_begun = True
                        yield text
        except _ERRORS as error:
            raise model_error(error, _refusal(error), self.name, has_begun=has_begun) from error
        if not (is_whole and has_begun):
            raise ModelError("cut" if has_begun else "malformed", "the stream ended too early")

    async def _opened(self, request: Request) -> anthropic.AsyncStream[RawMessageStreamEvent]:
        """The stream. A model without structured output gets the prompt alone from then on."""
        parameters = self._parameters(request)
        try:
            return await self.client.messages.create(**parameters)  # type: ignore[no-any-return]
        except anthropic.BadRequestError:
            if "output_config" not in parameters:
                raise
        self.refused.add("output_config")
        return await self.client.messages.create(**self._parameters(request))  # type: ignore[no-any-return]

    def _parameters(self, request: Request) -> dict[str, Any]:
        parts: list[dict[str, Any]] = [
            {"role": m.role, "content": m.content} for m in request.messages if m.role != "system"
        ]
        values: dict[str, Any] = {
            "model": self.model,
            "max_tokens": request.max_tokens,
            "system": "\n\n".join(m.content for m in request.messages if m.role == "system"),
            "messages": parts,
            "stream": True,
        }
        if request.schema is not None and "output_config" not in self.refused:
            form = {"type": "json_schema", "schema": dict(request.schema)}
            values["output_config"] = {"format": form}
        return values


_ERRORS = (anthropic.AnthropicError, httpx2.HTTPError, TimeoutError, *BROKEN_ANSWERS)


def _read(event: RawMessageStreamEvent, spent: Spent) -> tuple[str, bool]:
    """The text of an event, and whether the message ends with it."""
    match event.type:
        case "message_start":
            usage = event.message.usage
            cached = (usage.cache_read_input_tokens or 0) + (usage.cache_creation_input_tokens or 0)
            spent.input_tokens = usage.input_tokens + cached
        case "message_delta":
            spent.output_tokens = event.usage.output_tokens
        case "message_stop":
            return "", True
        case "content_block_delta" if event.delta.type == "text_delta":
            return event.delta.text, False
    return "", False


def _refusal(error: Exception) -> Refusal:
    if isinstance(error, anthropic.APIStatusError):
        # An error inside a stream has the stream's status, 200, and says its own in its type.
        status = error.status_code
        if status < 400:
            status = _BAD_STREAM.get(str(error.type or ""), 500)
        return Refusal(status, error.response.headers.get("retry-after", ""))
    timed_out = isinstance(error, anthropic.APITimeoutError)
    return Refusal(timed_out=timed_out, unreachable=isinstance(error, anthropic.APIConnectionError))


def from_settings() -> AnthropicChat | None:
    """The model that the settings describe; None without a key and a server of one's own.
    Must be called inside the loop that uses it."""
    key, base_url = settings.ANTHROPIC_API_KEY, settings.ANTHROPIC_BASE_URL
    if not key and not base_url:
        return None
    model = settings.ANTHROPIC_MODEL or DEFAULT_MODEL
    chats = _chats.setdefault(asyncio.get_running_loop(), {})
    if (key, base_url, model) not in chats:
        # No spans: a trace must not hold a person's mail.
        client = anthropic.AsyncAnthropic(
            api_key=key or "none",
            base_url=base_url or None,
            timeout=TIMEOUT,
            max_retries=0,
            open_telemetry=False,
        )
        _ = client.messages  # loaded now, not within an answer
        chats[key, base_url, model] = AnthropicChat(client, model, is_own=bool(base_url))
    return chats[key, base_url, model]


# Connections belong to a loop.
_chats: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[tuple[str, str, str], AnthropicChat]] = (
    WeakKeyDictionary()
)


async def close() -> None:
    """Closes the connections of the running loop."""
    for chat in _chats.pop(asyncio.get_running_loop(), {}).values():
        await chat.client.close()
