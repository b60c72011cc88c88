"""What one event loop knows of turns: those that run in it, those that lately did, and those of
other processes that somebody here follows."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from uuid import UUID
from weakref import WeakKeyDictionary

from conversations.mirrors import Mirrors
from conversations.stream import TurnLog
from conversations.write_behind import WriteBehind

RETAIN_SECONDS = 60.0
RETAIN_CHARACTERS = 32_000_000


class Hub:
    def __init__(self) -> None:
        self.logs: dict[UUID, TurnLog] = {}
        self.tasks: dict[UUID, asyncio.Task[None]] = {}
        self.write_behind = WriteBehind(self.tasks.keys, self.cancel)
        self.mirrors = Mirrors()
        # The process is about to go: nothing new begins here.
        self.is_draining = False
        self._retained: dict[TurnLog, int] = {}
        self._retained_size = 0

    def run(self, log: TurnLog, work: Coroutine[None, None, None]) -> None:
        """Runs `work`, which writes `log`, whoever else comes or goes."""
        self.logs[log.turn_id] = log
        task = asyncio.create_task(work, name=f"turn {log.turn_id}")
        self.tasks[log.turn_id] = task
        task.add_done_callback(lambda _: self._ended(log))

    def cancel(self, turn_id: UUID) -> None:
        task = self.tasks.get(turn_id)
        if task is not None:
            task.cancel()

    def mirror(self, log: TurnLog) -> TurnLog:
        """The copy of another process's turn that all followers here share."""
        known = self.logs.setdefault(log.turn_id, log)
        if known is log:
            self._retain(log)
        if known.turn_id not in self.tasks and not known.is_closed:
            self.mirrors.feed(known)
        return known

    def _ended(self, log: TurnLog) -> None:
        self.tasks.pop(log.turn_id, None)
        self._retain(log)

    def _retain(self, log: TurnLog) -> None:
        """Forgets a turn after a minute, or sooner where there are many."""
        self._retained[log] = log.size
        self._retained_size += log.size
        asyncio.get_running_loop().call_later(RETAIN_SECONDS, self._forget, log)
        while self._retained_size > RETAIN_CHARACTERS:
            self._forget(next(iter(self._retained)))

    def _forget(self, log: TurnLog) -> None:
        self._retained_size -= self._retained.pop(log, 0)
        if self.logs.get(log.turn_id) is log:
            del self.logs[log.turn_id]
        self.write_behind.forget(log)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running loop."""
    loop = asyncio.get_running_loop()
    known = _hubs.get(loop)
    if known is None:
        known = _hubs[loop] = Hub()
    return known
