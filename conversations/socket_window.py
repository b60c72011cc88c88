"""How much may be on its way to a client that does not read.

The server keeps what a client does not take, without bound, so the application counts: what it
sent and the client did not acknowledge (RFC 6455 has no flow control of its own).
"""

from __future__ import annotations

import asyncio
from collections import deque

MAX_UNREAD = 1_000_000
MAX_UNREAD_MESSAGES = 5_000
PATIENCE_SECONDS = 10.0


class Window:
    """The unread characters of one socket.

    Read are: everything up to an event that the client acknowledged, and everything before the
    client asked its next question.
    """

    __slots__ = ("_changed", "_sent", "_unread")

    def __init__(self) -> None:
        self._unread = 0
        self._sent: deque[tuple[str, int, int]] = deque()
        self._changed = asyncio.Event()

    def sent(self, size: int, *, turn_id: str = "", seq: int = 0) -> None:
        self._unread += size
        self._sent.append((turn_id, seq, size))

    def acknowledge(self, turn_id: str, seq: int) -> None:
        """The client has read this event, and so everything that was sent before it."""
        place = next(
            (n for n, (t, s, _) in enumerate(self._sent) if t == turn_id and s == seq), None
        )
        for _ in range(0 if place is None else place + 1):
            self._unread -= self._sent.popleft()[2]
        self._notify()

    def clear(self) -> None:
        self._sent.clear()
        self._unread = 0
        self._notify()

    async def room(self) -> bool:
        """Waits until the client has caught up; False when it does not."""
        while self._unread > MAX_UNREAD or len(self._sent) > MAX_UNREAD_MESSAGES:
            changed = self._changed
            try:
                await asyncio.wait_for(changed.wait(), PATIENCE_SECONDS)
            except TimeoutError:
                return False
        return True

    def _notify(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
