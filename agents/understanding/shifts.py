"""By how much something moves: "an hour later", "back by thirty minutes"."""

from __future__ import annotations

import re
from typing import Final

_EARLIER: Final = re.compile(r"\b(?:earlier|sooner|forwards?|früher|plus tôt|antes)\b", re.I)
_LATER: Final = re.compile(
    r"\b(?:later|back|delay|postpone)\b"
    r"|\b(?:by|for)\s+(?:an?|half|\d+|one|two|three|ten|fifteen|twenty|thirty|forty|a quarter)\b",
    re.IGNORECASE,
)


def shift_of(wish: str, minutes: int | None) -> int:
    """The minutes by which an event moves, less than none where it moves to an earlier time; 0
    where the `minutes` said are no such distance."""
    if not minutes:
        return 0
    if _EARLIER.search(wish):
        return -minutes
    return minutes if _LATER.search(wish) else 0
