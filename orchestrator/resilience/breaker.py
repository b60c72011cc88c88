"""Circuit breakers: what keeps failing is left alone for a while.

Nygard, Release It!, chapter "Stability Patterns". Each process has its own: what fails for one
fails for the others within seconds, and no answer waits for a shared state.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

State = Literal["closed", "open", "half_open"]


@dataclass(slots=True)
class Breaker:
    """Opens after `threshold` failures in a row; after `seconds` one call may try again.

    That one closes it or opens it anew. A trial that never reports (its turn was cancelled) blocks
    the next for another `seconds` at most. `clock` is in seconds and never goes back.
    """

    threshold: int = 3
    seconds: float = 60.0
    clock: Callable[[], float] = time.monotonic
    _failures: int = field(default=0, init=False)
    _next_trial: float = field(default=0.0, init=False)

    @property
    def state(self) -> State:
        if self._failures < self.threshold:
            return "closed"
        return "open" if self.clock() < self._next_trial else "half_open"

    @property
    def retry_after(self) -> float:
        """Seconds until a call may try; 0 where it may now."""
        if self._failures < self.threshold:
            return 0.0
        return max(0.0, self._next_trial - self.clock())

    def allows(self) -> bool:
        """Whether a call may be made now. Of a half-open breaker only the first who asks may."""
        if self.state == "closed":
            return True
        if self.state == "open":
            return False
        self._wait()
        return True

    def succeeded(self) -> None:
        self._failures = 0

    def failed(self) -> None:
        self._failures += 1
        if self._failures >= self.threshold:
            self._wait()

    def trip(self) -> None:
        """Opens at once: trying again cannot help, as with a refused key."""
        self._failures = max(self._failures, self.threshold)
        self._wait()

    def _wait(self) -> None:
        self._next_trial = self.clock() + self.seconds
