"""Free time between the events of a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agents.query import Item, TimeRange

WORK_STARTS = time(9)
WORK_ENDS = time(18)
DAY_ENDS = time(22)
DEFAULT_DURATION = timedelta(minutes=30)
SATURDAY = 5


def free_slots(
    events: Iterable[Item],
    *,
    window: TimeRange,
    zone: ZoneInfo,
    duration: timedelta = DEFAULT_DURATION,
    hours: tuple[int, int] | None = None,
) -> tuple[TimeRange, ...]:
    """The gaps of at least `duration` in a bounded window, in order. Cancelled, declined and
    transparent events are free.

    Whole days count from 9:00 to 18:00 in `zone`, and Saturdays and Sundays only where the window
    has no other days; hours that are named ("tonight at eight") count as they are. `hours` are the
    minutes of each day that count instead of the working hours.
    """
    busy = sorted(_busy(event, zone) for event in events if takes_time(event))
    slots: list[TimeRange] = []
    for start, end in _days_of(window, zone, hours):
        for busy_start, busy_end in busy:
            if busy_end <= start or busy_start >= end:
                continue
            if busy_start - start >= duration:
                slots.append(TimeRange(start, busy_start))
            start = max(start, busy_end)
        if end - start >= duration:
            slots.append(TimeRange(start, end))
    return tuple(slots)


def takes_time(event: Item) -> bool:
    """Whether an event makes its person busy."""
    details = event.details
    if details.get("status") == "cancelled" or details.get("transparency") == "transparent":
        return False
    own = (a for a in details.get("attendees") or () if a.get("self"))
    return all(attendee.get("response") != "declined" for attendee in own)


def bounds(event: Item) -> tuple[datetime, datetime]:
    """Start and end of an event; an event without an end is a moment."""
    start = _moment(event.details.get("start")) or event.when
    if start is None:
        raise ValueError(f"event {event.id} has no start")
    return start, _moment(event.details.get("end")) or start


def days(event: Item, zone: ZoneInfo) -> tuple[date, date]:
    """The first and the last day of an event: in `zone`, but an all-day event has the dates of
    its own calendar wherever one looks at it from."""
    start, end = bounds(event)
    where = _own_zone(event, zone) if event.details.get("all_day") else zone
    last = end - timedelta(microseconds=1) if end > start else end
    return start.astimezone(where).date(), last.astimezone(where).date()


def _own_zone(event: Item, zone: ZoneInfo) -> ZoneInfo:
    try:
        return ZoneInfo(str(event.details.get("time_zone") or zone.key))
    except (ZoneInfoNotFoundError, ValueError):
        return zone


def _moment(value: object) -> datetime | None:
    if isinstance(value, str):
        return datetime.fromisoformat(value)
    return value if isinstance(value, datetime) else None


def _busy(event: Item, zone: ZoneInfo) -> tuple[datetime, datetime]:
    start, end = bounds(event)
    return start.astimezone(zone), end.astimezone(zone)


def _days_of(
    window: TimeRange, zone: ZoneInfo, hours: tuple[int, int] | None
) -> Iterable[tuple[datetime, datetime]]:
    if window.start is None or window.end is None:
        raise ValueError("free time needs a bounded window")
    first, last = window.start.astimezone(zone), window.end.astimezone(zone)
    if hours is None and _names_hours(first, last):
        yield first, last
        return
    opens, closes = (_clock(hours[0]), _clock(hours[1])) if hours else (WORK_STARTS, WORK_ENDS)
    spans = [
        (max(first, datetime.combine(day, opens, zone)),
         min(last, datetime.combine(day, closes, zone)))
        for day in _dates(first, last)
    ]  # fmt: skip
    open_spans = [(start, end) for start, end in spans if start < end]
    working = [span for span in open_spans if span[0].weekday() < SATURDAY]
    yield from working if working and closes <= WORK_ENDS else open_spans


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else time.max


def _names_hours(first: datetime, last: datetime) -> bool:
    """Whether the window lies within one day and is not the rest of it."""
    return last.time() != time() and last - first < timedelta(days=1)


def _dates(first: datetime, last: datetime) -> Iterable[date]:
    day = first.date()
    while day <= last.date():
        yield day
        day += timedelta(days=1)
