"""Dates and times in a question: half-open intervals in the person's time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from agents.query import TimeRange
from agents.understanding import (
    clocks,
    date_library,
    date_phrases,
    date_rules,
    date_weeks,
    numeric_dates,
)
from agents.understanding.bare import DAY_PARTS
from agents.understanding.date_library import Expression, Reading
from agents.understanding.lexicon import COMMAND_WORDS, DATE_WORDS, SERVICE_WORDS, STOP_WORDS
from agents.understanding.wording import blanked, words_of

POINT = timedelta(hours=1)  # "at 3 pm" is the hour from 3 pm on
WAKING_HOURS: Final = (time(clocks.WAKING[0]), time(clocks.WAKING[1]))
MAX_SPAN = 400  # characters of the text that are looked at for dates

# Without one of these, there is no date, and the library is not asked.
_DATE_LIKE: Final = re.compile(
    r"\d|\b(?:noonish|to-?day|to-?night|tonite|tomorrow|tmrw?|yesterday|noon|midday|midnight|eod|eom|eoy"
    r"|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:days?)?\b"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|days?|weeks?|weekends?|workweek|months?|quarters?|years?|hours?|hrs?|minutes?|mins?|seconds"
    r"|decades?|century|mornings?|afternoons?|evenings?|nights?|o'clock|now|ago|fortnight"
    r"|spring|summer|autumn|fall|winter|christmas|xmas|easter|thanksgiving|halloween"
    r"|(?:independence|earth|labou?r|memorial|mother'?s|father'?s|valentine'?s|new year'?s?) day"
    r"|new year|saint \w+|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|\w+teenth|twent\w+|thirt\w+) of|[ap]\.?m|" + date_rules.FOREIGN_WORDS
    + r"|(?:at|by|until|till|from|past|to|around|before|after) (?:one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|half|quarter))\b",
    re.IGNORECASE,
)  # fmt: skip
# With one of these, "6-8" is a time of that day.
_DAY: Final = re.compile(
    r"\b(?:to-?day|to-?night|tonite|tomorrow|yesterday|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?"
    r"|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|mornings?|afternoons?|evenings?"
    r"|(?:last|at|this) night|\d{1,2}(?:st|nd|rd|th)|\d{1,2}/\d{1,2}(?:/\d{2,4})?)\b",
    re.IGNORECASE,
)
_EPOCH: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - naive, as all here
_ONE_DAY: Final = timedelta(days=1)
_ATTRIBUTE: Final = re.compile(r"^(?:the )?(?:q[1-4]|h[12]|20\d\d|[ -])+$")
_DETERMINER: Final = re.compile(r"\b(?:the|a|an|my|our|their|about|of)(?: \S+)?$")
_NOUN_FOLLOWS: Final = re.compile(
    r"\s+(?!(?:is|was|were|will|and|or|to|until|with|for|from|in|on|at|by|about)\b)[^\W\d_]"
)
# "The week wrap-up" is a wrap-up, and no week.
_BARE_PERIOD: Final = re.compile(r"^(?:(?:from|for|in|to|of) )?(?:the )?(?:week|month|year|day)$")
_NAMES_IT: Final = re.compile(
    r"\s+(?!(?:is|was|will|and|or|to|until|with|for|from|in|on|at|by|about|ahead|after|before|of"
    r"|looks?|looking|starting|beginning|commencing|i|we|you|my|our|the|a|when|that|then|so|please"
    r"|too|as|now|off|out|long|are|do|does|did|have|has|been|going|free|without|what|who|where|if"
    r"|because|but|not|only|just|again|there|here|this|next|last|end|ends|vor|nach)\b)[^\W\d_]{3}",
    re.IGNORECASE,
)
_PERIOD_BEFORE: Final = re.compile(r"\b(?:in|during|for|over)$")
_OPEN_FROM: Final = re.compile(r"^from (?!.*\b(?:to|until|till|through|on|onwards?)\b)(?!.*-)")
_LAST_UNIT: Final = re.compile(r"^\(.*,P[\d.]+([DMY])\)$")
_STEPS: Final = {
    "D": relativedelta(days=1),
    "M": relativedelta(months=1),
    "Y": relativedelta(years=1),
}
_GREETING: Final = re.compile(r"\b(?:good|nice|great|lovely|have a \w+|happy)$")
_ENDS_IN_WORD: Final = re.compile(r"[^\W\d_]'?$")
_BEFORE_A_PART: Final = (
    STOP_WORDS
    | DATE_WORDS
    | COMMAND_WORDS
    | frozenset(
        {"early", "late", "mid", "whole", "entire", "mon", "tue", "wed", "thu", "fri", "sat", "sun"}
    ).union(*SERVICE_WORDS.values())
)
_FROM_TO: Final = re.compile(r"\b(?:to|until|till|through|thru|and)\b|[-–~]")
# "The day after the wedding", "the day we sail": no day of the calendar tells which.
_BARE_DAY: Final = re.compile(r"^(?:on )?the days?(?: after| before)?$")
_TELLS_WHICH: Final = re.compile(
    r"\s*(?:(?:of|when|that|on which|where) )?(?:(?:the|my|our|your|his|her|their)\b(?! \d)"
    r"|(?:we|i|he|she|they|you|somebody|someone|everybody)\b"
    r"|(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov"
    r"|Dec|Christ|New|East|Box|Good))[A-ZÀ-Þ]\w+)"
)
_WEEK_OF: Final = re.compile(
    r"\b(?:w/c|(?:the )?week (?:beginning|starting|commencing)|(?:the )?(?P<end>weekend) of)"
    r"(?: on)?(?: the)?(?= )",
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
LONGEST: Final = 366 * 24 * 3600  # seconds that anything takes
# "The Christmas dinner on the 19th" has its own day.
_FESTIVE: Final = re.compile(
    r"(?:christmas|xmas|easter|halloween|thanksgiving) (?!(?:eve|day|and|until|till|week|weekend"
    r"|break|holidays?|monday|sunday|with|for|from|the|this|next)\b)[a-z]{3,}",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)  # the parts of one question are asked about several times
def find_time(text: str, *, now: datetime, time_zone: str, ahead: bool) -> FoundTime:
    """The time a text names, read as coming (`ahead`) or past where it can be both.

    `now` is aware. "Friday" without more is the nearest one in that direction, today included;
    "next Friday" is the one of the next calendar week (Monday to Sunday).
    """
    if not _DATE_LIKE.search(text[:MAX_SPAN]):
        return NOTHING
    zone = ZoneInfo(time_zone)
    local = now.astimezone(zone).replace(tzinfo=None)
    plain = clocks.normalised(numeric_dates.with_month_first(text[:MAX_SPAN], time_zone))
    clock = clocks.find_clock(plain, has_day=bool(_DAY.search(plain)))
    if clock:
        plain = blanked(plain, [(clock.start, clock.end)])
    found = _expressions(plain, local)
    day = _combined(found, local, zone, ahead)
    return _at(day, clock, local, zone, ahead) if clock else day


def _expressions(plain: str, now: datetime) -> list[Expression]:
    """What our own rules read, and what the library reads in the rest."""
    tables = (date_weeks.WEEKS, date_phrases.WRITTEN, None)
    matched = (date_rules.match_sure(plain, now=now, rules=rules) for rules in tables)
    sure = next(filter(None, matched), None)
    if sure:
        plain = blanked(plain, [(sure.start, sure.end)])
    quick = None if sure else date_rules.match_quick(plain, now=now)
    rest = blanked(plain, [(quick.start, quick.end)]) if quick else plain
    own = [expression for expression in (sure, quick) if expression]
    if not _DATE_LIKE.search(rest):
        return own
    found = _from_library(plain, now)
    if sure:
        return own + [e for e in found if e.kind in ("time", "timerange", "duration")]
    missed = quick and not any(e.readings and _overlap(e, quick) for e in found)
    return own + found if missed else found


def _overlap(one: Expression, other: Expression) -> bool:
    return one.start < other.end and other.start < one.end


def _from_library(plain: str, now: datetime) -> list[Expression]:
    weeks = list(_WEEK_OF.finditer(plain))
    plain = blanked(plain, [week.span() for week in weeks])
    found: list[Expression] = []
    for expression in date_library.recognise(plain, now=now):
        if _means_a_time(expression, plain):
            before = [w for w in weeks if not plain[w.end() : expression.start].strip()]
            found.append(
                _week_from(expression, before[-1]) if before else _last_included(expression, plain)
            )
    named = [one for one in found if _FESTIVE.match(plain, one.start)]
    others = [one for one in found if one not in named and one.kind.startswith("date")]
    return [one for one in found if one not in named] if others else found


def _last_included(expression: Expression, text: str) -> Expression:
    """As "from Monday to Friday" with its Friday, "March to May" with its May, where the library
    ends at the beginning of the last; and "from last week" is no open interval."""
    said = text[expression.start : expression.end].lower()
    if expression.kind != "daterange":
        return expression
    readings = expression.readings
    if _OPEN_FROM.match(said):
        parts = date_library.recognise(said.removeprefix("from "), now=readings[0].start or _EPOCH)
        length = [r.end - r.start for e in parts for r in e.readings if r.start and r.end]
        readings = tuple(
            Reading(r.start, r.start + (length[0] or _ONE_DAY)) if r.start and length else r
            for r in readings
        )
    elif date_rules.LAST_INCLUDED and _FROM_TO.search(said):
        unit = _LAST_UNIT.search(expression.timex)
        step = _STEPS[unit[1]] if unit else relativedelta()
        readings = tuple(Reading(r.start, r.end + step if r.end else None) for r in readings)
    return replace(expression, readings=readings)


def _week_from(expression: Expression, week: re.Match[str]) -> Expression:
    """Of "the week beginning 4 February" the calendar week of that day; of "the weekend of 4
    February" its end."""
    days = [r.start.date() for r in expression.readings if r.start]
    weeks = [date_rules.week_of(day) for day in days]
    if week["end"]:
        weeks = [date_rules.weekend_of(whole) for whole in weeks]
    readings = tuple(weeks)
    return Expression(week.start(), expression.end, "daterange", "", readings)


def _at(
    day: FoundTime, clock: clocks.Clock, now: datetime, zone: ZoneInfo, ahead: bool
) -> FoundTime:
    """The time of day on the day that was found, or on the nearest one."""
    named = day.range.start if day.range else None
    midnight = datetime.combine((named or now).date(), time.min)
    first = midnight + timedelta(minutes=clock.first)
    length = timedelta(minutes=clock.last - clock.first) if clock.last is not None else POINT
    if named is None:
        moved = _nearest_clock([Reading(first, first + length)], now, ahead)
        first = moved.start or first
    minutes = clock.last - clock.first if clock.last is not None else day.minutes
    if minutes and clock.last is None:
        length = timedelta(minutes=minutes)
    return FoundTime(
        _aware(Reading(first, first + length), zone),
        (*day.spans, (clock.start, clock.end)),
        minutes,
        clock_only=named is None,
        end_said=clock.last is not None,
    )


def _combined(found: list[Expression], now: datetime, zone: ZoneInfo, ahead: bool) -> FoundTime:
    moments = [e for e in found if e.readings]
    lengths = [e.seconds for e in found if e.seconds and e.seconds <= LONGEST]
    spans = tuple((e.start, e.end) for e in found)
    minutes = lengths[0] // 60 if lengths else None
    if not moments:
        return FoundTime(None, spans, minutes)
    hours = [e for e in moments if e.kind in ("time", "timerange")]
    days = [e for e in moments if e not in hours]
    chosen = days[0] if days else hours[0]
    reading = _choose(chosen, now, ahead)
    if days and hours and chosen.kind in ("date", "daterange") and reading.start:
        # "on Friday ... at 3 pm", said apart
        reading = _on_day(_choose(hours[0], now, ahead), reading.start.date())
        chosen = hours[0]
    reading, said = _completed(reading, chosen.kind, minutes)
    if said and minutes is None:
        minutes = _length(chosen, reading)
    return FoundTime(_aware(reading, zone), spans, minutes or None, not days, said)


def _length(chosen: Expression, reading: Reading) -> int | None:
    """The minutes of "3 pm to 4:30"; a whole afternoon is no length."""
    if "time" not in chosen.kind or not reading.start or not reading.end:
        return None
    if chosen.timex[-2:] in ("MO", "AF", "EV", "NI", "DT"):
        return None
    return int((reading.end - reading.start).total_seconds() // 60)


def _choose(expression: Expression, now: datetime, ahead: bool) -> Reading:
    """Of several readings the nearest one ahead or past; of two times of day the waking one."""
    readings = [_day_part(reading) for reading in expression.readings]
    if expression.kind in ("time", "timerange"):
        return _nearest_clock(_waking(readings), now, ahead)
    readings = _waking(readings)
    midnight = datetime.combine(now.date(), time.min)
    if ahead:
        coming = [r for r in readings if _is_ahead(r, midnight)]
        return min(coming, key=_sort_key) if coming else max(readings, key=_sort_key)
    past = [r for r in readings if (r.start or r.end or now) <= now]
    return max(past, key=_sort_key) if past else min(readings, key=_sort_key)


def _is_ahead(reading: Reading, midnight: datetime) -> bool:
    last = reading.end or reading.start or midnight
    return last >= midnight if reading.start == reading.end else last > midnight


def _sort_key(reading: Reading) -> datetime:
    return reading.start or reading.end or datetime.min  # noqa: DTZ901 - naive, as all here


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
        return said == "the year" and bool(_PERIOD_BEFORE.search(before))
    if _BARE_PERIOD.match(said) and _NAMES_IT.match(text[expression.end :]):
        return False
    if _BARE_DAY.match(said) and _TELLS_WHICH.match(text[expression.end :]):
        return False
    if said in ("morning", "afternoon", "evening", "night", "day", "week", "weekend"):
        return not (_GREETING.search(before) or _is_named_after(said, before))
    if _ATTRIBUTE.match(said) and _DETERMINER.search(f"{before} {said.split()[0]}"):
        # "the Q3 budget" is a budget, whenever the mail about it came
        return not _NOUN_FOLLOWS.match(text[expression.end :])
    return not re.search(
        r"[$€£#]$|\b(?:room|building|version|gate|seat|number|no\.?|item)$", before
    )


def _is_named_after(said: str, before: str) -> bool:
    """Whether a part of the day is the last word of a name, as in "parents' evening"."""
    words = words_of(before)
    if said not in DAY_PARTS or not words or not _ENDS_IN_WORD.search(before):
        return False
    return words[-1].low not in _BEFORE_A_PART and words[-1].low.isalpha()


def _aware(reading: Reading, zone: ZoneInfo) -> TimeRange | None:
    """Wall-clock times in the zone (of an hour that a clock change repeats, the first); `None` for
    an interval that ends before it starts: a misreading."""
    if reading.start and reading.end and reading.end <= reading.start:
        return None
    return TimeRange(
        reading.start.replace(tzinfo=zone) if reading.start else None,
        reading.end.replace(tzinfo=zone) if reading.end else None,
    )
