"""Trying again: exponential backoff with jitter, and no longer than is worth waiting for."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")
Delay = Callable[[Exception], float | None]
LONGEST = 32.0  # seconds that are worth waiting for where one is


def backoff(*, first: float = 1.0, factor: float = 2.0, attempts: int = 4) -> Iterator[float]:
    """Seconds to wait before each new attempt: 1, 2, 4, 8, each up to a quarter shorter or longer
    by chance, so that those who failed together do not come back together."""
    for attempt in range(attempts):
        yield first * factor**attempt * random.uniform(0.75, 1.25)  # noqa: S311 - not a secret


def retrying(
    call: Callable[[], T],
    *,
    retry_after: Delay,
    attempts: int = 4,
    longest: float = LONGEST,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """The result of `call`, tried again up to `attempts` times.

    Args:
        retry_after: of an error, the least number of seconds to wait; None where trying again
            would not help.
        longest: an error that asks for a longer wait than this is raised at once.

    Raises what the last attempt raised.
    """
    for delay in backoff(attempts=attempts):
        try:
            return call()
        except Exception as error:  # the caller decides by `retry_after`
            least = retry_after(error)
            if least is None or least > longest:
                raise
            sleep(max(delay, least))
    return call()


def pause(seconds: float) -> None:
    """Wait for so long, or up to a quarter longer by chance; a second at least."""
    time.sleep(max(1.0, seconds) * random.uniform(1.0, 1.25))  # noqa: S311 - not a secret
