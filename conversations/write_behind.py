"""Keeps turns' events in Redis for an hour, so that other processes can tell them.

A turn is a Stream whose entries carry all events of 50 ms and have the number of their last one
as id, so that reading after an id is resuming after a `seq`. Without Redis turns go on: what is
not written waits in the turn's own buffer, and is forgotten with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError

from conversations.stream import Published, TurnLog

log = logging.getLogger(__name__)

FLUSH_SECONDS = 0.05
KEPT_SECONDS = 3600
MAX_ENTRIES = 10_000
CANCEL_POLL_SECONDS = 0.25
LINGER_SECONDS = 5.0
AFTER_FAILURE_SECONDS = 1.0
UNREACHABLE = (RedisError, OSError, TimeoutError)


def connect() -> Redis:
    """A client of the turns' Redis that fails fast. Close it with `aclose`."""
    return Redis.from_url(
        settings.ENV.redis_channels_url,
        socket_timeout=2.0,
        socket_connect_timeout=1.0,
        retry=Retry(NoBackoff(), 0),
        max_connections=4,
    )


def stream_key(user_id: UUID, turn_id: UUID) -> str:
    return f"turns:{user_id}:{turn_id}"


def cancel_key(turn_id: UUID | str) -> str:
    return f"turns:cancel:{turn_id}"


def encode(events: Sequence[Published]) -> str:
    return "\n".join(f"{event.seq} {event.type} {event.text}" for event in events)


def decode(value: bytes) -> list[Published]:
    lines = (line.split(" ", 2) for line in value.decode().split("\n"))
    return [Published(int(seq), kind, text) for seq, kind, text in lines]


class WriteBehind:
    """The writer of one event loop: a task that runs while there is something to write, or a
    turn that another process might cancel."""

    def __init__(
        self, running: Callable[[], Collection[UUID]], cancel: Callable[[UUID], None]
    ) -> None:
        self._running = running
        self._cancel = cancel
        self._written: dict[TurnLog, int] = {}
        self._wake = asyncio.Event()
        self._urgent = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._is_down = False
        self._heard_at = 0.0

    def published(self, turn: TurnLog) -> None:
        """Something was added to `turn`."""
        self._written.setdefault(turn, 0)
        self._wake.set()
        if turn.is_closed:
            self._urgent.set()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(), name="turns write-behind")

    def forget(self, turn: TurnLog) -> None:
        self._written.pop(turn, None)

    def is_written(self) -> bool:
        """Whether everything is where other processes find it, or nothing can be."""
        return self._is_down or not self._pending()

    async def _run(self) -> None:
        client = connect()
        try:
            while await self._is_needed():
                try:
                    await self._flush(client)
                    await self._hear(client)
                    self._is_up()
                except UNREACHABLE as error:
                    self._is_not_up(error)
                    await asyncio.sleep(AFTER_FAILURE_SECONDS)
        except asyncio.CancelledError:  # the loop ends: what is left gets one chance
            await asyncio.wait([asyncio.ensure_future(self._last(client))], timeout=0.5)
            raise
        finally:
            await client.aclose()

    async def _is_needed(self) -> bool:
        """Waits for the next flush; False when nothing happened for long."""
        self._wake.clear()
        if not self._pending():
            seconds = CANCEL_POLL_SECONDS if self._running() else LINGER_SECONDS
            try:
                # Not wait_for, which may swallow a cancellation (Python 3.11).
                async with asyncio.timeout(seconds):
                    await self._wake.wait()
            except TimeoutError:
                return bool(self._running())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FLUSH_SECONDS):
                await self._urgent.wait()
        self._urgent.clear()
        return True

    def _pending(self) -> bool:
        return any(turn.last_seq > seq for turn, seq in self._written.items())

    async def _flush(self, client: Redis) -> None:
        batches = [(t, t.events_after(seq)) for t, seq in self._written.items() if t.last_seq > seq]
        if not batches:
            return
        async with client.pipeline(transaction=False) as pipe:
            for turn, events in batches:
                key = stream_key(turn.user_id, turn.turn_id)
                fields: dict[Any, Any] = {"events": encode(events)}
                pipe.xadd(key, fields, id=f"{events[-1].seq}-0", maxlen=MAX_ENTRIES)
                pipe.expire(key, KEPT_SECONDS)
            answers = await pipe.execute(raise_on_error=False)
        self._note(batches, answers[::2])

    def _note(
        self, batches: Sequence[tuple[TurnLog, list[Published]]], answers: Sequence[object]
    ) -> None:
        for (turn, events), answer in zip(batches, answers, strict=True):
            if isinstance(answer, Exception) and not _is_there_already(answer):
                raise answer
            if turn in self._written:
                self._written[turn] = events[-1].seq
            if turn.is_closed and turn.last_seq == events[-1].seq:
                self.forget(turn)

    async def _hear(self, client: Redis) -> None:
        """Cancels what another process was asked to cancel."""
        running, at = list(self._running()), asyncio.get_running_loop().time()
        if not running or at < self._heard_at + CANCEL_POLL_SECONDS:
            return
        self._heard_at = at
        marks = await client.mget([cancel_key(turn_id) for turn_id in running])
        for turn_id, mark in zip(running, marks, strict=True):
            if mark is not None:
                self._cancel(turn_id)

    async def _last(self, client: Redis) -> None:
        try:
            await self._flush(client)
        except UNREACHABLE as error:
            log.info("events were not kept: %s", error)

    def _is_up(self) -> None:
        if self._is_down:
            log.warning("Redis is back: turns can be followed from other processes again")
        self._is_down = False

    def _is_not_up(self, error: Exception) -> None:
        if not self._is_down:
            log.warning("Redis cannot be reached (%s): turns stream from this process only", error)
        self._is_down = True


def _is_there_already(error: Exception) -> bool:
    """An earlier try arrived although its answer did not."""
    return isinstance(error, ResponseError) and "equal or smaller" in str(error)
