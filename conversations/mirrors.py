"""Turns that run in another process, or ran in one: copied from Redis while somebody follows.

One XREAD serves all of them. A turn that stays silent is looked up in the database: its process
may be gone, and Redis too.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from redis.asyncio import Redis

from accounts.tenancy import DatabaseBusy
from conversations.stored import turn_state
from conversations.stream import TurnLog
from conversations.write_behind import UNREACHABLE, connect, decode, stream_key

log = logging.getLogger(__name__)

BLOCK_MS = 100
ENTRIES_A_READ = 100
SILENCE_SECONDS = 2.0
LEFT_SECONDS = 10.0
AFTER_FAILURE_SECONDS = 0.5


async def kept_events(turn: TurnLog) -> None:
    """Fills `turn` with what Redis keeps of it; nothing without Redis."""
    client = connect()
    try:
        entries: Any = await client.xrange(stream_key(turn.user_id, turn.turn_id))
        for _, fields in entries:
            turn.extend(decode(fields[b"events"]))
    except UNREACHABLE as error:
        log.warning("the events of turn %s cannot be read: %s", turn.turn_id, error)
    finally:
        await client.aclose()


class Mirrors:
    """The copies of one event loop, and the task that feeds them while there are any."""

    def __init__(self) -> None:
        # When each was last known to be alive, by the loop's clock.
        self._heard: dict[TurnLog, float] = {}
        self._task: asyncio.Task[None] | None = None

    def feed(self, turn: TurnLog) -> None:
        """Keeps `turn` up to date for as long as it has followers."""
        self._heard.setdefault(turn, _now())
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(), name="turns mirrors")

    async def _run(self) -> None:
        client = connect()
        try:
            while self._drop_finished():
                try:
                    await self._read(client)
                except UNREACHABLE as error:
                    log.debug("mirrors: %s", error)
                    await asyncio.sleep(AFTER_FAILURE_SECONDS)
                await self._look_up_silent()
        finally:
            await client.aclose()

    def _drop_finished(self) -> bool:
        """Whether there is anything left to feed. A new copy has a moment to find a follower."""
        for turn, heard in list(self._heard.items()):
            is_left = not turn.followers and _now() - heard > LEFT_SECONDS
            if turn.is_closed or is_left:
                del self._heard[turn]
        return bool(self._heard)

    async def _read(self, client: Redis) -> None:
        turns = {stream_key(t.user_id, t.turn_id): t for t in self._heard}
        after: dict[Any, Any] = {key: f"{turn.last_seq}-0" for key, turn in turns.items()}
        answer = await client.xread(after, count=ENTRIES_A_READ, block=BLOCK_MS)
        for key, entries in _streams(answer):
            turn = turns[key.decode()]
            self._heard[turn] = _now()
            for _, fields in entries:
                turn.extend(decode(fields[b"events"]))

    async def _look_up_silent(self) -> None:
        for turn, heard in list(self._heard.items()):
            if turn.is_closed or _now() - heard < SILENCE_SECONDS:
                continue
            self._heard[turn] = _now() if turn.followers else heard
            try:
                await end_as_stored(turn)
            except DatabaseBusy as error:
                log.info("turn %s was not looked up: %s", turn.turn_id, error)


async def end_as_stored(turn: TurnLog, *, after: int = 0) -> bool:
    """Ends `turn` as the database says it ended; False when it is still open."""
    state = await turn_state(user_id=turn.user_id, turn_id=turn.turn_id)
    if state is None or state.is_open:
        return False
    after = max(after, turn.asked_after)
    if state.result is not None:
        turn.append({"type": "turn.finished", "message": state.result}, after=after)
    else:
        turn.append({"type": "error", "error": state.error}, after=after)
    return True


def _streams(answer: Any) -> list[tuple[bytes, Any]]:
    """XREAD's answer, which is a mapping in RESP3 and a list of pairs in RESP2."""
    if not answer:
        return []
    if isinstance(answer, dict):
        return [(key, entries[0]) for key, entries in answer.items()]
    return [(key, entries) for key, entries in answer]


def _now() -> float:
    return asyncio.get_running_loop().time()
