"""Which half of the day a bare "at 7" is in: the one that is nearer to when the thing is."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from agents.query import TimeRange

AWAKE: Final = (7, 23)  # hours at which people meet
_HALF: Final = timedelta(hours=12)
_SAID: Final = re.compile(
    r"\d ?[ap]\.?m\b|\b(?:morning|afternoon|evening|night|tonight|noon|midday|midnight)\b"
    r"|\b(?:0\d|1[3-9]|2[0-3])[:.]?[0-5]\d\b|\b(?:0\d|1[3-9]|2[0-3])h\b|\b[ap] ?\.?m\b",
    re.IGNORECASE,
)
_MOST: Final = 3 * 60  # minutes from when it is eaten
# What is eaten or drunk has its time of day; "a call about the dinner" is a call.
_KIND_OF: Final = r"(?:s|(?: |-)(?:party|date|booking|reservation|out|together|break))?\W*$"
_MEALS: Final = tuple(
    (re.compile(rf"\b(?:{words}){_KIND_OF}", re.IGNORECASE), hour)
    for words, hour in (
        (
            "dinner|supper|drinks|table|theatre|concert|film|movie|cinema|pub|gig|opera|party|quiz",
            19,
        ),
        ("breakfast", 8),
        ("lunch|brunch", 12),
    )
)
_HEAD: Final = re.compile(
    r"\s*(?:[,;:(]|\b(?:with|at|on|in|for|of|about|to|before|after|from|by|and)\b).*", re.DOTALL
)


def is_open(text: str) -> bool:
    """Whether a time of day in the text may be of either half."""
    return _SAID.search(text) is None


def at_its_meal(said: TimeRange, title: str) -> TimeRange:
    """The time of an event that is called a dinner or a breakfast in the half of the day in which
    people eat it."""
    head = _HEAD.sub("", title)
    hour = next((hour for pattern, hour in _MEALS if pattern.search(head)), None)
    if hour is None or said.start is None or said.start.hour == said.start.minute == 0:
        return said
    start = nearer(said.start, hour * 60)
    if abs(start.hour * 60 + start.minute - hour * 60) > _MOST:
        return said
    return TimeRange(start, said.end + (start - said.start) if said.end else None)


def nearer(said: datetime, minutes: int) -> datetime:
    """The time said, or twelve hours from it: what is nearer to so many `minutes` of the day, at
    hours at which people meet."""
    if said.hour == 0 or said.hour > 12 + AWAKE[0]:
        return said
    halves = (said, said + _HALF if said.hour < 12 else said - _HALF)
    awake = [one for one in halves if AWAKE[0] <= one.hour < AWAKE[1]] or [said]
    return min(awake, key=lambda one: (abs(one.hour * 60 + one.minute - minutes), -one.hour))
