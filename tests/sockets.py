"""A person's socket in tests: the real consumer, spoken to in JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from channels.testing import WebsocketCommunicator

from accounts.tenancy import close_pool
from conversations.routing import sockets

HOST = (b"host", b"127.0.0.1:8000")
TERMINAL = ("turn.finished", "error")


class Socket:
    """What a client does with the connection."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    async def say(self, **message: Any) -> None:
        await self.connection.send_to(text_data=json.dumps(message))

    async def hear(self, timeout: float = 10.0) -> dict[str, Any]:
        return dict(json.loads(await self.connection.receive_from(timeout)))

    async def hear_until(self, *types: str) -> list[dict[str, Any]]:
        events = [await self.hear()]
        while events[-1]["type"] not in types:
            events.append(await self.hear())
        return events

    async def ask(self, query: str, **fields: Any) -> list[dict[str, Any]]:
        await self.say(type="ask", query=query, **fields)
        return await self.hear_until(*TERMINAL)

    async def close_code(self) -> int:
        """The code with which the server ends the connection."""
        while True:
            message = await self.connection.receive_output(15.0)
            if message["type"] == "websocket.close":
                return int(message["code"])


@asynccontextmanager
async def open_socket(
    *, token: str = "", cookie: str = "", origin: str = "", client: str = "127.0.0.1"
) -> AsyncIterator[Socket]:
    headers = [HOST]
    if cookie:
        headers.append((b"cookie", cookie.encode()))
    if origin:
        headers.append((b"origin", origin.encode()))
    connection = WebsocketCommunicator(
        sockets, "/ws/chat/", headers, subprotocols=[f"bearer.{token}"] if token else None
    )
    connection.scope["client"] = [client, 50_000]
    accepted, subprotocol = await connection.connect(timeout=10.0)
    assert accepted
    assert subprotocol == (f"bearer.{token}" if token else None)
    try:
        yield Socket(connection)
    finally:
        await connection.disconnect()


def in_a_process(work: Any) -> Any:
    """The result of `work`, in an event loop that is a process of its own to the turns."""

    async def with_pool() -> Any:
        try:
            return await asyncio.wait_for(work, 60)
        finally:
            await close_pool()

    return asyncio.run(with_pool())
