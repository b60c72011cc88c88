"""From when to when something is moved: "Thursday's lunch to Friday"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Final

from agents.query import TimeRange
from agents.understanding import dates
from agents.understanding.dates import FoundTime

_TO: Final = re.compile(r"\b(?:to|until|auf|nach|à|a|naar)\s", re.IGNORECASE)


def find_move(
    text: str, found: FoundTime, *, now: datetime, time_zone: str
) -> tuple[FoundTime, TimeRange | None]:
    """The time that something is moved to, and the one that it has; `found` and None where the
    text does not name both, on the two sides of a "to"."""
    for split in reversed(list(_TO.finditer(text))):
        tail = " " * split.start() + text[split.start() :]
        target = dates.find_time(tail, now=now, time_zone=time_zone, ahead=True)
        if target.range is None:
            continue
        head = text[: split.start()]
        source = dates.find_time(head, now=now, time_zone=time_zone, ahead=True)
        if source.range is None:
            return found, None
        # A time of day alone is on the day that was named before it, as it was read at first.
        chosen = found if target.clock_only and found.range else target
        return replace(chosen, spans=(*source.spans, *target.spans)), source.range
    return found, None
