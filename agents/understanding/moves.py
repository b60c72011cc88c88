"""From when to when something is moved: "Thursday's lunch to Friday"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from agents.query import TimeRange
from agents.understanding import dates
from agents.understanding.dates import FoundTime

_TO: Final = re.compile(r"\b(?:to|until|auf|nach|à|a|naar)\s", re.IGNORECASE)


def find_move(
    text: str, found: FoundTime, *, now: datetime, time_zone: str
) -> tuple[FoundTime, FoundTime | None]:
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
        if target.clock_only and _is_a_clock(source.range, time_zone):
            target = replace(target, range=_on_the_day_of(source.range, target.range, time_zone))
        # A time of day alone is on the day that was named before it, as it was read at first.
        elif target.clock_only and found.range:
            target = replace(found)
        return replace(target, spans=(*source.spans, *target.spans)), source
    return found, None


def _is_a_clock(range_: TimeRange, time_zone: str) -> bool:
    """Whether it is a time of day, and no whole day."""
    start = range_.start.astimezone(ZoneInfo(time_zone)) if range_.start else None
    end = range_.end
    is_long = start is not None and end is not None and end - start >= timedelta(hours=3)
    return start is not None and not is_long


def _on_the_day_of(day: TimeRange, clock: TimeRange, time_zone: str) -> TimeRange:
    """The `clock` of another day on the day that `day` begins on."""
    zone = ZoneInfo(time_zone)
    if day.start is None or clock.start is None:
        return clock
    date = day.start.astimezone(zone).date()
    start = datetime.combine(date, clock.start.astimezone(zone).time(), zone)
    return TimeRange(start, start + (clock.end - clock.start) if clock.end else None)
