"""Models at a scripted server, and what was heard of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

import anthropic
import openai

from agents.llm.anthropic import AnthropicChat
from agents.llm.base import ChatModel, Message, ModelError, Provider, Request
from agents.llm.failover import Failover
from agents.llm.openai import OpenAIChat
from tests.llm_server import LlmServer

ASKED = (Message("system", "Be brief."), Message("user", "Hello?"))
Chat = OpenAIChat | AnthropicChat


def request(**fields: Any) -> Request:
    values: dict[str, Any] = {"messages": ASKED, "max_tokens": 50}
    return Request(**(values | fields))


def openai_at(server: LlmServer, **fields: Any) -> OpenAIChat:
    client = openai.AsyncOpenAI(api_key="none", base_url=server.url, max_retries=0)
    return OpenAIChat(client, "scripted", **fields)


def anthropic_at(server: LlmServer, **fields: Any) -> AnthropicChat:
    client = anthropic.AsyncAnthropic(
        api_key="none", base_url=server.root, max_retries=0, open_telemetry=False
    )
    return AnthropicChat(client, "scripted", **fields)


def heard(
    *chats: Chat,
    asked: Request | None = None,
    door: Callable[[Failover], ChatModel] = lambda models: models,
) -> tuple[list[str], ModelError | None]:
    """The pieces that came, and the error that ended them."""
    pieces: list[str] = []

    async def go() -> None:
        async with AsyncExitStack() as clients:
            for chat in chats:
                await clients.enter_async_context(chat.client)
            providers: tuple[Provider, ...] = chats
            async for piece in door(Failover(providers)).stream(asked or request()):
                pieces.append(piece)

    try:
        asyncio.run(go())
    except ModelError as error:
        return pieces, error
    return pieces, None
