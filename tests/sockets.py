"""A person's socket in tests: the real consumer, spoken to in JSON."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

from channels.testing import WebsocketCommunicator

from accounts.tenancy import close_pool
from agents.llm import failover
from conversations.routing import sockets

HOST = "127.0.0.1:8000"
TERMINAL = ("turn.finished", "error")
T = TypeVar("T")


class Socket:
    """What a client does with the connection."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    async def say(self, **message: Any) -> None:
        await self.say_text(json.dumps(message))

    async def say_text(self, text: str) -> None:
        await self.connection.send_to(text_data=text)

    async def hear(self, timeout: float = 20.0) -> dict[str, Any]:
        return dict(json.loads(await self.connection.receive_from(timeout)))

    async def hear_until(self, *types: str) -> list[dict[str, Any]]:
        events = [await self.hear()]
        while events[-1]["type"] not in types:
            events.append(await self.hear())
        return events

    async def ask(self, query: str, **fields: Any) -> list[dict[str, Any]]:
        await self.say(type="ask", query=query, **fields)
        return await self.hear_until(*TERMINAL)

    async def resume(self, turn_id: str, after: int = 0) -> list[dict[str, Any]]:
        await self.say(type="resume", turn_id=turn_id, after=after)
        return await self.hear_until(*TERMINAL)

    async def closed(self) -> int:
        """The code with which the server ends the connection."""
        while True:
            message = await self.connection.receive_output(20.0)
            if message["type"] == "websocket.close":
                return int(message["code"])


@asynccontextmanager
async def open_socket(
    *,
    token: str = "",
    cookie: str = "",
    origin: str = "",
    client: str = "127.0.0.1",
    host: str = HOST,
) -> AsyncIterator[Socket]:
    """A connection that the server has accepted."""
    headers = {"host": host, "cookie": cookie, "origin": origin}
    connection = WebsocketCommunicator(
        sockets,
        "/ws/chat/",
        [(name.encode(), value.encode()) for name, value in headers.items() if value],
        subprotocols=[f"bearer.{token}"] if token else None,
    )
    connection.scope["client"] = [client, 50_000]
    accepted, subprotocol = await connection.connect(timeout=20.0)
    assert accepted
    assert subprotocol == (f"bearer.{token}" if token else None)
    try:
        yield Socket(connection)
    finally:
        await connection.disconnect()


async def _in_a_process(work: Coroutine[Any, Any, T]) -> T:
    try:
        return await asyncio.wait_for(work, 60)
    finally:
        await failover.close()
        await close_pool()


def in_a_process(work: Coroutine[Any, Any, T]) -> T:
    """The result of `work` in an event loop of its own, which is a process to the turns."""
    return asyncio.run(_in_a_process(work))


@contextmanager
def another_process() -> Iterator[Any]:
    """A second one, at the same time: call it with a coroutine for the future result."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def start(work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(_in_a_process(work), loop)

    async def stop() -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await close_pool()

    try:
        yield start
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def tokens(events: list[dict[str, Any]]) -> str:
    return "".join(event["text"] for event in events if event["type"] == "token")


def numbers(events: list[dict[str, Any]]) -> list[int]:
    return [event["seq"] for event in events]
