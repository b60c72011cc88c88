"""OpenAI, or any server that speaks its chat completions (Ollama, vLLM, llama.cpp).

https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import httpx2
import openai
from django.conf import settings
from openai.types.chat import ChatCompletionChunk

from agents.llm.base import FIRST_TOKEN_SECONDS, Message, ModelError

DEFAULT_MODEL = "gpt-4o-mini"
TIMEOUT = openai.Timeout(30.0, connect=3.0)
PIECE_SECONDS = 10.0  # the longest silence inside a stream


@dataclass(frozen=True, slots=True)
class OpenAIChat:
    client: openai.AsyncOpenAI
    model: str
    mode: str = "openai"

    async def stream(self, messages: Sequence[Message], *, max_tokens: int) -> AsyncIterator[str]:
        """See `ChatModel.stream`."""
        has_begun = is_whole = False
        try:
            async with aclosing(self._chunks(messages, max_tokens)) as chunks:
                async for chunk in chunks:
                    text, ends = _read(chunk)
                    is_whole = is_whole or ends
                    if text:
                        has_begun = True
                        yield text
        except _ERRORS as error:
            raise _model_error(error, has_begun=has_begun) from error
        if not (is_whole and has_begun):
            raise ModelError("cut" if has_begun else "malformed", "the stream ended too early")

    async def _chunks(
        self, messages: Sequence[Message], max_tokens: int
    ) -> AsyncGenerator[ChatCompletionChunk, None]:
        """The stream's pieces. No silence in it may last too long; its connection is released
        however it ends."""
        spoken: Any = [{"role": m.role, "content": m.content} for m in messages]
        async with asyncio.timeout(FIRST_TOKEN_SECONDS):
            stream = await self.client.chat.completions.create(
                model=self.model,
                messages=spoken,
                max_tokens=max_tokens,
                temperature=0.1,
                stream=True,
            )
        async with stream:
            pieces = aiter(stream)
            while True:
                async with asyncio.timeout(PIECE_SECONDS):
                    chunk = await anext(pieces, None)
                if chunk is None:
                    return
                yield chunk


# What a broken or lying server can make of the client's parsing is a ValueError or worse.
_ERRORS = (
    openai.OpenAIError,
    httpx2.HTTPError,
    TimeoutError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
)


def _read(chunk: ChatCompletionChunk) -> tuple[str, bool]:
    """The text of a piece, and whether the model says that it is done."""
    if not chunk.choices:
        return "", False
    choice = chunk.choices[0]
    return choice.delta.content or "", bool(choice.finish_reason)


def from_settings() -> OpenAIChat | None:
    """The model that the settings describe; None without a key and a server of one's own.
    Must be called inside the loop that uses it."""
    key, base_url = settings.OPENAI_API_KEY, settings.OPENAI_BASE_URL
    if not key and not base_url:
        return None
    return OpenAIChat(_client(key, base_url), settings.OPENAI_MODEL or DEFAULT_MODEL)


# Connections belong to a loop.
_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, openai.AsyncOpenAI] = WeakKeyDictionary()


def _client(key: str, base_url: str) -> openai.AsyncOpenAI:
    loop = asyncio.get_running_loop()
    if loop not in _clients:
        # A server on one's own machine needs no key, but the client insists on one.
        _clients[loop] = openai.AsyncOpenAI(
            api_key=key or "none", base_url=base_url or None, timeout=TIMEOUT, max_retries=0
        )
    return _clients[loop]


async def close() -> None:
    """Closes the connections of the running loop."""
    client = _clients.pop(asyncio.get_running_loop(), None)
    if client is not None:
        await client.close()


def _model_error(error: Exception, *, has_begun: bool) -> ModelError:
    if has_begun:
        return ModelError("cut", f"the stream broke: {error}")
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return ModelError("auth", "the model's server refused the key; check OPENAI_API_KEY")
    if isinstance(error, openai.RateLimitError):
        return ModelError("rate_limited", str(error), retry_after=_retry_after(error))
    if isinstance(error, openai.APITimeoutError | TimeoutError | httpx2.TimeoutException):
        return ModelError("timed_out", "the model did not begin to answer in time")
    if isinstance(error, openai.APIStatusError):
        return ModelError("unavailable" if error.status_code >= 500 else "malformed", str(error))
    if isinstance(error, openai.APIConnectionError | httpx2.HTTPError):
        return ModelError("unavailable", f"the model's server cannot be reached: {error}")
    return ModelError("malformed", f"the model's answer makes no sense: {error}")


def _retry_after(error: openai.APIStatusError) -> float | None:
    value = error.response.headers.get("retry-after", "")
    return float(value) if value.isdigit() else None
