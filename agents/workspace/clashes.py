"""Events that overlap one another, and events that fall into the dates that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from agents.query import Item, TimeRange
from agents.scheduling import bounds, takes_time
from agents.understanding.dates import find_time

MAX_LINES = 400
MAX_DATED = 100  # lines with a date: to read one takes some milliseconds
MAX_RANGES = 40
MAX_LINE = 300  # characters of a line that are read
_LINE = re.compile(r"[^\n.;]+")
# A word is tried from its beginning only: from each of its letters takes the square of its length.
_SAYS_A_DAY = re.compile(
    r"\d{1,4}[./-]\d{1,2}|\d{1,2}(?:st|nd|rd|th)?\s*(?=\w{3})|(?<!\w)\w{3,40}\.?\s+\d{1,2}",
    re.IGNORECASE,
)
_NEXT_DAY = re.compile(r"\s+(?:to |until |till |[-–] ?)?\w")
_GAP = re.compile(r"\s*(?:to|until|till|bis|[-–])?\s*", re.IGNORECASE)
LONGEST = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time that a text names, and the line that names it."""

    range: TimeRange
    line: str


def overlapping(
    events: Iterable[Item], *, with_event: str | None = None
) -> tuple[tuple[str, str], ...]:
    """The pairs of events that overlap, by their ids, in the order of time. Days as a whole do
    not clash with what happens in them; but they do with the one event that is asked about."""
    if with_event is not None:
        busy = [event for event in events if takes_time(event)]
        one = next((event for event in busy if event.id == with_event), None)
        return (
            tuple((one.id, e.id) for e in busy if e is not one and _overlap(one, e)) if one else ()
        )
    timed = sorted(
        (e for e in events if takes_time(e) and not e.details.get("all_day")),
        key=lambda e: bounds(e)[0],
    )
    return tuple(
        (one.id, other.id)
        for number, one in enumerate(timed)
        for other in timed[number + 1 :]
        if bounds(other)[0] < bounds(one)[1] and other.key != one.key
    )


def _overlap(one: Item, other: Item) -> bool:
    (start, end), (begins, ends) = bounds(one), bounds(other)
    return begins < end and start < ends


def named_times(text: str, *, now: datetime, time_zone: str) -> tuple[NamedTime, ...]:
    """The days and times that the lines of a text name, read as coming. The text is data: dates
    are all that is taken from it."""
    found: list[NamedTime] = []
    dated = (line for line in _lines(text) if _SAYS_A_DAY.search(line))
    for line in islice(dated, MAX_DATED):
        window = _span(line, now=now, time_zone=time_zone)
        if window is None or window.start is None or window.end is None:
            continue
        if window.end > now and all(window != known.range for known in found):
            found.append(NamedTime(window, " ".join(line.split())))
        if len(found) == MAX_RANGES:
            break
    return tuple(found)


def _span(line: str, *, now: datetime, time_zone: str) -> TimeRange | None:
    """The time that a line names; of two days next to one another, as in a row of a table, all
    from the one to the other."""
    first = find_time(line, now=now, time_zone=time_zone, ahead=True)
    if first.range is None or not first.spans:
        return first.range
    rest = line[min(first.spans)[1] :]
    if not _NEXT_DAY.match(rest):
        return first.range
    last = find_time(rest, now=now, time_zone=time_zone, ahead=True)
    start, until = first.range.start, last.range.end if last.range else None
    follows = bool(last.spans) and _GAP.fullmatch(rest[: last.spans[0][0]]) is not None
    if not follows or start is None or until is None or not start < until <= start + LONGEST:
        return first.range
    return TimeRange(start, until)


def within(
    events: Sequence[Item], times: Sequence[NamedTime]
) -> tuple[tuple[Item, NamedTime], ...]:
    """The events that take time in one of `times`, each with the first that it falls into."""
    return tuple(
        (event, match)
        for event in events
        if takes_time(event) and (match := _first_hit(event, times)) is not None
    )


def _first_hit(event: Item, times: Sequence[NamedTime]) -> NamedTime | None:
    start, end = bounds(event)
    for named in times:
        low, high = named.range.start, named.range.end
        if low is not None and high is not None and start < high and max(end, start) > low:
            return named
    return None


def _lines(text: str) -> Iterator[str]:
    for number, match in enumerate(_LINE.finditer(text)):
        if number == MAX_LINES:
            return
        if match[0].strip():
            yield match[0][:MAX_LINE]
