"""Short texts in Redis for a while, shared by all processes. Losing them costs only time."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
UNREACHABLE = (RedisError, OSError, TimeoutError)
TIMEOUT = 0.25  # seconds; what is slower than this is not worth asking

# Connections belong to a loop.
_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Redis]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class TextCache:
    """Texts by key. Without Redis nothing is found and nothing is kept; no error is raised."""

    url: str
    prefix: str = ""

    async def get(self, key: str) -> str | None:
        try:
            value = await self._client().get(self.prefix + key)
        except UNREACHABLE as error:
            log.warning("nothing is taken from the cache: %s", type(error).__name__)
            return None
        return value.decode() if isinstance(value, bytes) else value

    async def put(self, key: str, text: str, *, seconds: int) -> None:
        try:
            await self._client().set(self.prefix + key, text, ex=seconds)
        except UNREACHABLE as error:
            log.warning("nothing is put into the cache: %s", type(error).__name__)

    def _client(self) -> Redis:
        clients = _clients.setdefault(asyncio.get_running_loop(), {})
        if self.url not in clients:
            clients[self.url] = Redis.from_url(
                self.url,
                socket_timeout=TIMEOUT,
                socket_connect_timeout=TIMEOUT,
                retry=Retry(NoBackoff(), 0),
            )
        return clients[self.url]


async def close() -> None:
    """Closes the connections of the running loop."""
    for client in _clients.pop(asyncio.get_running_loop(), {}).values():
        await client.aclose()
