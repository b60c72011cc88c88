"""OpenAI, or any server that speaks its chat completions (Ollama, vLLM, llama.cpp).

https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import httpx2
import openai
from django.conf import settings
from openai.types.chat import ChatCompletionChunk

from agents.llm.base import ModelError, Request, Spent
from agents.llm.errors import BROKEN_ANSWERS, Refusal, model_error

DEFAULT_MODEL = "gpt-4o-mini"
TIMEOUT = openai.Timeout(60.0, connect=3.0)
# What not every server or model takes; the second name is tried where the first is refused.
_OPTIONAL = {"max_tokens": "max_completion_tokens", "temperature": "", "stream_options": ""}
_OPTIONAL |= {"response_format": "", "max_completion_tokens": "max_tokens"}


@dataclass(frozen=True, slots=True)
class OpenAIChat:
    client: openai.AsyncOpenAI
    model: str
    is_own: bool = False
    name: str = "openai"
    refused: set[str] = field(default_factory=set)

    @property
    def endpoint(self) -> str:
        return str(self.client.base_url)

    async def stream(self, request: Request, spent: Spent) -> AsyncIterator[str]:
        """See `Provider.stream`."""
        has_begun = is_whole = False
        try:
            async with await self._opened(request) as stream:
                async for chunk in stream:
                    text, ends = _read(chunk, spent)
                    is_whole = is_whole or ends
                    if text:
                        has_begun = True
                        yield text
        except _ERRORS as error:
            raise model_error(error, _refusal(error), self.name, has_begun=has_begun) from error
        if not (is_whole and has_begun):
            raise ModelError("cut" if has_begun else "malformed", "the stream ended too early")

    async def _opened(self, request: Request) -> openai.AsyncStream[ChatCompletionChunk]:
        """The stream. An optional parameter that the server refuses is left out from then on."""
        while True:
            parameters = self._parameters(request)
            try:
                return await self.client.chat.completions.create(**parameters)  # type: ignore[no-any-return]
            except openai.BadRequestError as error:
                refused = str(error.param or "").partition(".")[0]
                if refused not in parameters or refused not in _OPTIONAL:
                    raise
                self.refused.add(refused)

    def _parameters(self, request: Request) -> dict[str, Any]:
        limit = "max_tokens" if self.is_own else "max_completion_tokens"
        values: dict[str, Any] = {
            limit: request.max_tokens,
            "temperature": 0.1,
            "stream_options": {"include_usage": True},
        }
        if request.schema is not None:
            described = {"name": request.purpose, "schema": dict(request.schema), "strict": True}
            values["response_format"] = {"type": "json_schema", "json_schema": described}
        for name in self.refused & values.keys():
            value, other = values.pop(name), _OPTIONAL[name]
            if other and other not in self.refused:
                values[other] = value
        spoken = [{"role": m.role, "content": m.content} for m in request.messages]
        return {"model": self.model, "messages": spoken, "stream": True, **values}


_ERRORS = (openai.OpenAIError, httpx2.HTTPError, TimeoutError, *BROKEN_ANSWERS)


def _read(chunk: ChatCompletionChunk, spent: Spent) -> tuple[str, bool]:
    """The text of a piece, and whether the model says that it is done."""
    if chunk.usage is not None:
        spent.input_tokens = chunk.usage.prompt_tokens
        spent.output_tokens = chunk.usage.completion_tokens
    if not chunk.choices:
        return "", False
    choice = chunk.choices[0]
    return choice.delta.content or "", bool(choice.finish_reason)


def _refusal(error: Exception) -> Refusal:
    if isinstance(error, openai.APIStatusError):
        return Refusal(error.status_code, error.response.headers.get("retry-after", ""))
    timed_out = isinstance(error, openai.APITimeoutError)
    return Refusal(timed_out=timed_out, unreachable=isinstance(error, openai.APIConnectionError))


def from_settings() -> OpenAIChat | None:
    """The model that the settings describe; None without a key and a server of one's own.
    Must be called inside the loop that uses it."""
    key, base_url = settings.OPENAI_API_KEY, settings.OPENAI_BASE_URL
    if not key and not base_url:
        return None
    model = settings.OPENAI_MODEL or DEFAULT_MODEL
    chats = _chats.setdefault(asyncio.get_running_loop(), {})
    if (key, base_url, model) not in chats:
        # A server on one's own machine needs no key, but the client insists on one.
        client = openai.AsyncOpenAI(
            api_key=key or "none", base_url=base_url or None, timeout=TIMEOUT, max_retries=0
        )
        _ = client.chat.completions  # loaded now, not within an answer
        chats[key, base_url, model] = OpenAIChat(client, model, is_own=bool(base_url))
    return chats[key, base_url, model]


# Connections belong to a loop.
_chats: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[tuple[str, str, str], OpenAIChat]] = (
    WeakKeyDictionary()
)


async def close() -> None:
    """Closes the connections of the running loop."""
    for chat in _chats.pop(asyncio.get_running_loop(), {}).values():
        await chat.client.close()
