"""The log of Google calls, for whoever tests what the product really asked."""

import threading
from collections import deque
from datetime import datetime
from itertools import dropwhile

from accounts.google.simulator.store import Json

KEPT = 50_000


class RequestLog:
    """The last calls in order; ``n`` rises by one for each, from 1."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: deque[Json] = deque(maxlen=KEPT)
        self._n = 0

    def add(
        self, *, at: datetime, email: str, method: str, path: str, status: int, batch: bool = False
    ) -> None:
        """``status`` 0 means that the answer was lost on purpose."""
        with self._lock:
            self._n += 1
            self._entries.append(
                {
                    "n": self._n,
                    "at": at.isoformat(),
                    "email": email,
                    "method": method,
                    "path": path,
                    "status": status,
                    "batch": batch,
                }
            )

    def since(self, n: int) -> list[Json]:
        """The calls after number ``n``."""
        with self._lock:
            return list(dropwhile(lambda entry: entry["n"] <= n, self._entries))
