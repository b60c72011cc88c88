"""Dates and times in a question: half-open intervals in the person's time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from agents.query import TimeRange
from agents.understanding import date_library, date_rules
from agents.understanding.date_library import Expression, Reading

POINT = timedelta(hours=1)  # "at 3 pm" is the hour from 3 pm on
# "at 3" without am or pm is the time that lies here.
WAKING_HOURS: Final = (time(7), time(19))
MAX_SPAN = 400  # characters of the text that are looked at for dates

# Without one of these, there is no date, and the library is not asked.
_DATE_LIKE: Final = re.compile(
    r"\d|\b(?:to-?day|to-?night|tonite|tomorrow|tmrw?|tmr|tomo|yesterday|noon|midday|midnight|eod|eom|eoy"
    r"|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:days?)?\b"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|days?|weeks?|weekends?|workweek|months?|quarters?|years?|hours?|hrs?|minutes?|mins?|seconds"
    r"|decades?|century|mornings?|afternoons?|evenings?|nights?|o'clock|now|ago|fortnight"
    r"|spring|summer|autumn|fall|winter|christmas|xmas|easter|thanksgiving|halloween"
    r"|(?:independence|earth|labou?r|memorial|mother'?s|father'?s|valentine'?s|new year'?s?) day"
    r"|new year|saint \w+|(?:at|by|until|till|from|past|to|around|before|after) (?:one|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter)|(?:first|second|third|fourth|fifth"
    r"|sixth|seventh|eighth|ninth|tenth|\w+teenth|twent\w+|thirt\w+) of|[ap]\.?m\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundTime:
    """The time that a text names: the interval, the parts of the text that say it (`spans`), its
    length if the text says one, whether it is a time of day on no named day (`clock_only`), and
    whether its end was said (not only the hour that a bare "3 pm" stands for)."""

    range: TimeRange | None
    spans: tuple[tuple[int, int], ...] = ()
    minutes: int | None = None
    clock_only: bool = False
    end_said: bool = False


NOTHING: Final = FoundTime(None)


def find_time(text: str, *, now: datetime, time_zone: str, ahead: bool) -> FoundTime:
    """The time a text names, read as coming (`ahead`) or past where it can be both.

    `now` is aware. "Friday" without more is the nearest one in that direction, today included;
    "next Friday" is the one of the next calendar week (Monday to Sunday).
    """
    if not _DATE_LIKE.search(text[:MAX_SPAN]):
        return NOTHING
    zone = ZoneInfo(time_zone)
    local = now.astimezone(zone).replace(tzinfo=None)
    own = date_rules.match(text[:MAX_SPAN], now=local)
    if own:
        covered = text[: own.start] + " " * (own.end - own.start) + text[own.end :]
        if not _DATE_LIKE.search(covered[:MAX_SPAN]):
            return FoundTime(
                _aware(Reading(own.reading[0], own.reading[1]), zone),
                ((own.start, own.end),),
                end_said=True,
            )
    found = [
        e for e in date_library.recognise(text[:MAX_SPAN], now=local) if _means_a_time(e, text)
    ]
    return _combined(found, local, zone, ahead)


def _combined(found: list[Expression], now: datetime, zone: ZoneInfo, ahead: bool) -> FoundTime:
    moments = [e for e in found if e.readings]
    lengths = [e for e in found if e.seconds]
    spans = tuple((e.start, e.end) for e in found)
    minutes = (lengths[0].seconds or 0) // 60 if lengths else None
    if not moments:
        return FoundTime(None, spans, minutes)
    chosen = moments[0]
    days = [e for e in moments if e.kind == "date"]
    clocks = [e for e in moments if e.kind in ("time", "timerange")]
    if days and clocks:  # "on Friday ... at 3 pm", said apart
        chosen = days[0]
    reading = _choose(chosen, now, ahead)
    if days and clocks and reading.start:
        reading = _on_day(_choose(clocks[0], now, ahead), reading.start.date())
        chosen = clocks[0]
    reading, said = _completed(reading, chosen.kind, minutes)
    if said and minutes is None and reading.start and reading.end and "time" in chosen.kind:
        minutes = int((reading.end - reading.start).total_seconds() // 60)
    clock_only = chosen.kind in ("time", "timerange") and not days
    return FoundTime(_aware(reading, zone), spans, minutes or None, clock_only, said)


def _choose(expression: Expression, now: datetime, ahead: bool) -> Reading:
    """Of several readings the nearest one ahead or past; of two times of day the waking one."""
    readings = [_day_part(reading) for reading in expression.readings]
    if expression.kind in ("time", "timerange"):
        return _nearest_clock(_waking(readings), now, ahead)
    readings = _waking(readings)
    midnight = datetime.combine(now.date(), time.min)
    if ahead:
        coming = [r for r in readings if (r.end or r.start or now) >= midnight]
        return min(coming, key=_sort_key) if coming else max(readings, key=_sort_key)
    past = [r for r in readings if (r.start or r.end or now) <= now]
    return max(past, key=_sort_key) if past else min(readings, key=_sort_key)


def _sort_key(reading: Reading) -> datetime:
    return reading.start or reading.end or datetime.min


def _waking(readings: list[Reading]) -> list[Reading]:
    """Leaves out the readings at night where there are others ("at 3" is not 3 am)."""
    first, last = WAKING_HOURS
    awake = [r for r in readings if (m := r.start or r.end) and first <= m.time() < last]
    return awake if awake and len(awake) < len(readings) else readings


def _nearest_clock(readings: list[Reading], now: datetime, ahead: bool) -> Reading:
    """A time of day on the nearest day on which it is still ahead, or already past."""
    reading = readings[0]
    moment = reading.start or reading.end
    if moment is None:
        return reading
    day = timedelta(days=0)
    if ahead and (reading.end or moment) < now:
        day = timedelta(days=1)
    elif not ahead and moment > now:
        day = timedelta(days=-1)
    return _moved(reading, day)


def _moved(reading: Reading, by: timedelta) -> Reading:
    return Reading(
        reading.start + by if reading.start else None, reading.end + by if reading.end else None
    )


def _on_day(reading: Reading, day: date) -> Reading:
    moment = reading.start or reading.end
    return _moved(reading, timedelta(days=(day - moment.date()).days)) if moment else reading


def _day_part(reading: Reading) -> Reading:
    """The library ends a day at 23:59:59 and has its own idea of an afternoon."""
    start, end = reading.start, reading.end
    if end and end.time() == time(23, 59, 59) and start != end:
        end = datetime.combine(end.date(), time.min) + timedelta(days=1)
    if start and end and start.date() == (end - timedelta(seconds=1)).date():
        hours = date_rules.LIBRARY_PARTS.get((start.hour, end.hour))
        if hours and start.minute == end.minute == 0:
            return Reading(*date_rules.part_of(start.date(), hours))
    return Reading(start, end)


def _completed(reading: Reading, kind: str, minutes: int | None) -> tuple[Reading, bool]:
    """An interval for a point in time, and whether its end was said."""
    start, end = reading.start, reading.end
    if start is None or start != end:
        return reading, end is not None
    if kind == "date":
        return Reading(start, start + timedelta(days=1)), True
    length = timedelta(minutes=minutes) if minutes else POINT
    return Reading(start, start + length), minutes is not None


def _means_a_time(expression: Expression, text: str) -> bool:
    """Whether the expression is meant as one: no lone numbers, greetings or modal verbs."""
    said = text[expression.start : expression.end].lower()
    before = text[: expression.start].lower().rstrip()
    if said in date_rules.NEVER_DATES:
        return False
    if said in ("morning", "afternoon", "evening", "night", "day", "week", "weekend"):
        return not re.search(r"\b(?:good|nice|great|lovely|have a \w+|happy)$", before)
    return not re.search(
        r"[$€£#]$|\b(?:room|building|version|gate|seat|number|no\.?|item)$", before
    )


def _aware(reading: Reading, zone: ZoneInfo) -> TimeRange:
    """Wall-clock times in the zone; of an hour that a clock change repeats, the first."""
    return TimeRange(
        reading.start.replace(tzinfo=zone) if reading.start else None,
        reading.end.replace(tzinfo=zone) if reading.end else None,
    )
