"""Times, names and quotations in words. Markdown out; what was read is escaped on its way in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agents.query import Query, TimeRange

MANY_HOURS = 48  # from which on days are counted
_MARKS = re.compile(r"([\\`*\[\]])")
_LINE_MARKS = re.compile(r"^(\s*)([#+\-=_>|]|\d+(?=[.)](?:\s|$)))", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*)\\(\d+)", re.MULTILINE)
_UNDERSCORES = re.compile(r"(?<!\w)_|_(?!\w)")
_SPACE = re.compile(r"\s+")
DAY = timedelta(days=1)
_NEAR = {-1: "yesterday, ", 0: "today, ", 1: "tomorrow, "}


def plain(text: str) -> str:
    """Text that was read, on one line, with nothing in it that Markdown would act on where it
    does not begin a line."""
    return _UNDERSCORES.sub(r"\\_", _MARKS.sub(r"\\\1", _SPACE.sub(" ", text).strip()))


def escaped(text: str) -> str:
    """Text that was read, with its lines kept and its Markdown marks as letters."""
    text = _LINE_MARKS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))
    # "1." is escaped behind its digits: "1\."
    return _UNDERSCORES.sub(r"\\_", _NUMBERED.sub(r"\1\2\\", text))


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut behind a word."""
    text = _SPACE.sub(" ", text).strip()
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def zone_of(query: Query) -> ZoneInfo:
    return ZoneInfo(query.time_zone)


def day(moment: datetime, query: Query) -> str:
    """`Tuesday 24 November`, with the year where it is not the question's."""
    local = moment.astimezone(zone_of(query))
    year = "" if local.year == query.now.astimezone(zone_of(query)).year else f" {local.year}"
    return f"{local:%A} {local.day} {local:%B}{year}"


def short_day(moment: datetime, query: Query) -> str:
    """`tomorrow, Tue 24 Nov`, with the year where it is not the question's."""
    return short_date(moment.astimezone(zone_of(query)).date(), query)


def short_date(when: date, query: Query) -> str:
    """The same of a date."""
    today = query.now.astimezone(zone_of(query)).date()
    year = "" if when.year == today.year else f" {when.year}"
    near = _NEAR.get((when - today).days, "")
    return f"{near}{when:%a} {when.day} {when:%b}{year}"


def on_day(when: date, query: Query) -> str:
    """`on Thu 10 Dec`, or `tomorrow, Tue 24 Nov`."""
    said = short_date(when, query)
    return said if "," in said else f"on {said}"


def at_moment(moment: datetime, query: Query) -> str:
    """`on Thu 10 Dec, 15:00`, or `yesterday, Mon 23 Nov, 15:00`."""
    return f"{on_day(moment.astimezone(zone_of(query)).date(), query)}, {clock(moment, query)}"


def clock(moment: datetime, query: Query) -> str:
    return f"{moment.astimezone(zone_of(query)):%H:%M}"


def day_and_clock(moment: datetime, query: Query) -> str:
    return f"{short_day(moment, query)}, {clock(moment, query)}"


def span(start: datetime, end: datetime, query: Query) -> str:
    """`15:00-16:00`, or with both days where they differ."""
    if start == end:
        return clock(start, query)
    zone = zone_of(query)
    if start.astimezone(zone).date() == end.astimezone(zone).date():
        return f"{clock(start, query)}–{clock(end, query)}"
    return f"{day_and_clock(start, query)} – {day_and_clock(end, query)}"


def minutes(number: int) -> str:
    """A length as `length` tells it."""
    return length(timedelta(minutes=number))


def length(time: timedelta) -> str:
    """`45 minutes`, `2 hours`, `3 h 55 min`, `1 day`, `2 days 4 h`."""
    hours, rest = divmod(int(time.total_seconds() // 60), 60)
    days, over = divmod(hours, 24)
    if hours >= MANY_HOURS or (days and not over and not rest):
        return f"{counted(days, 'day')} {over} h" if over else counted(days, "day")
    if not hours:
        return counted(rest, "minute")
    return f"{hours} h {rest} min" if rest else counted(hours, "hour")


def in_own_zone(start: datetime, zone_name: str, query: Query) -> str:
    """` (09:00 in America/New_York)` where an event's own zone shows another time."""
    try:
        own = ZoneInfo(zone_name) if zone_name else zone_of(query)
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    if start.astimezone(own).utcoffset() == start.astimezone(zone_of(query)).utcoffset():
        return ""
    return f" ({start.astimezone(own):%H:%M} in {zone_name})"


def in_range(window: TimeRange | None, query: Query) -> str:
    """` on Tuesday 24 November`, ` between .. and ..`, ` from .. on`, ` before ..` or nothing."""
    if window is None or (window.start is None and window.end is None):
        return ""
    if window.end is None:
        return f" from {day(window.start, query)} on" if window.start else ""
    if window.start is None:
        return f" before {day(window.end, query)}"
    if _whole_days(window.start, query) and _whole_days(window.end, query):
        last = window.end - timedelta(microseconds=1)
        if last - window.start < DAY + timedelta(hours=1):  # a day may have 25 hours
            return f" {_named_day(window.start, query)}"
        return f" between {day(window.start, query)} and {day(last, query)}"
    zone = zone_of(query)
    if window.start.astimezone(zone).date() == window.end.astimezone(zone).date():
        return f" {_named_day(window.start, query)}, {span(window.start, window.end, query)}"
    return f" between {day_and_clock(window.start, query)} and {day_and_clock(window.end, query)}"


def _named_day(moment: datetime, query: Query) -> str:
    zone = zone_of(query)
    apart = (moment.astimezone(zone).date() - query.now.astimezone(zone).date()).days
    near = _NEAR.get(apart)
    return f"{near}{day(moment, query)}" if near else f"on {day(moment, query)}"


def joined(words: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(n: int, one: str, many: str = "") -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"


def _whole_days(moment: datetime, query: Query) -> bool:
    local = moment.astimezone(zone_of(query))
    return (local.hour, local.minute, local.second) == (0, 0, 0)
