"""A turn's events in this process: numbered, and kept for whoever joins.

One writer, any number of readers, none of whom the writer knows or waits for: a reader holds a
number, not a queue, so one that is slow or gone costs nothing.
"""

from __future__ import annotations

import asyncio
import json
from bisect import bisect_right
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.problems import Problem

TERMINAL = frozenset({"turn.finished", "error"})
# Tokens beyond it are left out: `turn.finished` carries the whole answer.
MAX_CHARACTERS = 1_000_000
COALESCE_SECONDS = 0.025


@dataclass(frozen=True, slots=True)
class Published:
    """An event as every client gets it: `text` is its JSON object, `seq` counts from 1."""

    seq: int
    type: str
    text: str


class TurnLog:
    """The events of one turn of one person."""

    __slots__ = (
        "__weakref__",
        "_changed",
        "_events",
        "asked_after",
        "followers",
        "problem",
        "size",
        "turn_id",
        "user_id",
    )

    def __init__(self, *, user_id: UUID, turn_id: UUID) -> None:
        self.user_id = user_id
        self.turn_id = turn_id
        self.size = 0
        self.followers = 0
        # The latest that any reader has seen, here or elsewhere.
        self.asked_after = 0
        # Why the turn has no answer, with the HTTP status that the event does not tell.
        self.problem: Problem | None = None
        self._events: list[Published] = []
        self._changed = asyncio.Event()

    @property
    def last_seq(self) -> int:
        return self._events[-1].seq if self._events else 0

    @property
    def is_closed(self) -> bool:
        return bool(self._events) and self._events[-1].type in TERMINAL

    def append(self, body: Mapping[str, Any], *, after: int = 0) -> None:
        """Numbers an event and keeps it; nothing comes after the end.

        `after` is what a reader has seen of a stream whose last events are lost.
        """
        if self.is_closed or (body["type"] == "token" and self.size > MAX_CHARACTERS):
            return
        seq = max(self.last_seq, after) + 1
        whole = {**body, "turn_id": str(self.turn_id), "seq": seq}
        self.extend([Published(seq, body["type"], json.dumps(whole, separators=(",", ":")))])

    def extend(self, events: Sequence[Published]) -> None:
        """Keeps numbered events; those that it has already are left out."""
        for event in events:
            if event.seq > self.last_seq and not self.is_closed:
                self._events.append(event)
                self.size += len(event.text)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def events_after(self, seq: int) -> list[Published]:
        return self._events[bisect_right(self._events, seq, key=lambda event: event.seq) :]

    async def follow(self, after: int = 0) -> AsyncGenerator[Published, None]:
        """The events after `after`, as they come, until the turn's last."""
        self.followers += 1
        self.asked_after = max(self.asked_after, after)
        try:
            while True:
                changed = self._changed
                for event in self.events_after(after):
                    yield event
                    after = event.seq
                if self.is_closed and after >= self.last_seq:
                    return
                await changed.wait()
        finally:
            self.followers -= 1


class Publisher:
    """Writes a turn's log. A token is published at once; those that come within 25 ms of it
    wait for each other and become one event."""

    def __init__(self, log: TurnLog, published: Callable[[TurnLog], None]) -> None:
        self._log = log
        self._published = published
        self._waiting: list[str] = []
        self._timer: asyncio.TimerHandle | None = None

    def publish(self, body: Mapping[str, Any]) -> None:
        if body["type"] == "token":
            self._token(body["text"])
            return
        self._flush()
        self._append(body)

    def _token(self, text: str) -> None:
        self._waiting.append(text)
        if self._timer is None:
            self._tick()

    def _tick(self) -> None:
        self._timer = None
        if self._waiting:
            self._flush()
            self._timer = asyncio.get_running_loop().call_later(COALESCE_SECONDS, self._tick)

    def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._waiting:
            text, self._waiting = "".join(self._waiting), []
            self._append({"type": "token", "text": text})

    def _append(self, body: Mapping[str, Any]) -> None:
        self._log.append(body)
        self._published(self._log)
