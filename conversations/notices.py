"""What reaches all open sockets of a person, in this process and in others: their actions as they
change. Rare, small, and lost without harm: who missed one sees the same in the next answer.

Here directly, elsewhere by Redis' publish and subscribe (valkey.io/topics/pubsub). Without Redis
the sockets of this process are still told.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any
from uuid import UUID, uuid4
from weakref import WeakKeyDictionary

from redis.asyncio import Redis

from conversations.write_behind import UNREACHABLE, connect

log = logging.getLogger(__name__)

Reader = Callable[[Mapping[str, Any]], None]
POLL_SECONDS = 0.25
PUBLISH_SECONDS = 0.5
AFTER_FAILURE_SECONDS = 2.0

# Whose own deed it is that is told: that reader gets the answer itself.
asker: ContextVar[Reader | None] = ContextVar("asker", default=None)


class Notices:
    """The readers of one event loop, and the task that hears for them while there are any."""

    def __init__(self) -> None:
        self._name = uuid4().hex
        self._readers: dict[UUID, set[Reader]] = {}
        self._task: asyncio.Task[None] | None = None
        self._down_until = 0.0

    def add(self, user_id: UUID, reader: Reader) -> None:
        self._readers.setdefault(user_id, set()).add(reader)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._hear(), name="notices")

    def remove(self, user_id: UUID, reader: Reader) -> None:
        readers = self._readers.get(user_id, set())
        readers.discard(reader)
        if not readers:
            self._readers.pop(user_id, None)

    async def tell(self, user_id: UUID, body: Mapping[str, Any]) -> None:
        """Never raises: a notice that cannot be told is not told."""
        self._give(user_id, body)
        if asyncio.get_running_loop().time() < self._down_until:
            return
        client = connect()
        try:
            async with asyncio.timeout(PUBLISH_SECONDS):
                await client.publish(_channel(user_id), json.dumps({"by": self._name, **body}))
        except UNREACHABLE as error:
            self._down_until = asyncio.get_running_loop().time() + AFTER_FAILURE_SECONDS
            log.info("other processes were not told: %s", error)
        finally:
            await client.aclose()

    def _give(self, user_id: UUID, body: Mapping[str, Any]) -> None:
        for reader in tuple(self._readers.get(user_id, ())):
            if reader is not asker.get():
                reader(body)

    async def _hear(self) -> None:
        while self._readers:
            client = connect()
            try:
                await self._listen(client)
            except UNREACHABLE as error:
                log.debug("notices: %s", error)
                await asyncio.sleep(AFTER_FAILURE_SECONDS)
            finally:
                await client.aclose()

    async def _listen(self, client: Redis) -> None:
        known: set[str] = set()
        async with client.pubsub(ignore_subscribe_messages=True) as channels:
            while self._readers:
                wanted = {_channel(user_id) for user_id in self._readers}
                if wanted - known:
                    await channels.subscribe(*(wanted - known))
                if known - wanted:
                    await channels.unsubscribe(*(known - wanted))
                known = wanted
                message = await channels.get_message(timeout=POLL_SECONDS)
                if message is not None:
                    self._receive(message["channel"], message["data"])

    def _receive(self, channel: bytes, data: bytes) -> None:
        body = json.loads(data)
        if body.pop("by", None) != self._name:
            self._give(UUID(channel.decode().partition(":")[2]), body)


_of_loops: WeakKeyDictionary[asyncio.AbstractEventLoop, Notices] = WeakKeyDictionary()


def notices() -> Notices:
    """Those of the running loop."""
    loop = asyncio.get_running_loop()
    known = _of_loops.get(loop)
    if known is None:
        known = _of_loops[loop] = Notices()
    return known


async def action_changed(user_id: UUID, connection_id: UUID, action: Mapping[str, Any]) -> None:
    """Tells all of the person's sockets how an action is now."""
    await notices().tell(user_id, {"type": "action.updated", "action": dict(action)})


def _channel(user_id: UUID) -> str:
    return f"notices:{user_id}"
