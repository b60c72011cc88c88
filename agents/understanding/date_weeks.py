"""Weeks as people say them: "the week after next", "Monday to Friday next week", "a week tomorrow".

The rules are of the kind of those in `date_rules`, and are tried before them.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from agents.understanding.date_library import Reading
from agents.understanding.date_phrases import A_DAY, MONTH, month_of, the_nth
from agents.understanding.date_rules import (
    AFTERNOON,
    EVENING,
    MORNING,
    NIGHT,
    NUMBERS,
    WEEKDAYS,
    WORKING_WEEK,
    Rule,
    compiled,
    day_of,
    first_of,
    part_of,
    shift,
    week_of,
    weekend_of,
)

LUNCHTIME: Final = (12, 14)
_PARTS: Final = {
    "morning": MORNING, "afternoon": AFTERNOON, "evening": EVENING, "night": NIGHT,
    "lunch": LUNCHTIME,
}  # fmt: skip
_FROM_TO: Final = (
    rf"(?P<first>{A_DAY})(?:day)? ?(?:to|-|–|till|until|through|thru) ?(?P<last>{A_DAY})(?:day)?"
)
_WEEK: Final = r"(?:the )?(?:(?P<which>this|next|coming|last) week|(?P<after>week after next))"
_WEEKS: Final = {"week": 7, "weeks": 7, "fortnight": 14}


def _week_named(found: re.Match[str], now: datetime) -> Reading:
    """The calendar week that "next week" or "the week after next" is."""
    by = 2 if found["after"] else shift(found["which"].lower())
    return week_of(now.date() + timedelta(weeks=by))


def _after_next(found: re.Match[str], now: datetime) -> list[Reading]:
    unit = found["unit"].lower()
    if unit == "month":
        return [Reading(first_of(now.year, now.month + 2), first_of(now.year, now.month + 3))]
    week = week_of(now.date() + timedelta(weeks=2))
    return [weekend_of(week) if unit == "weekend" else week]


def _days_of_week(found: re.Match[str], now: datetime) -> list[Reading]:
    """ "Monday to Friday next week": both days are meant."""
    week = _week_named(found, now)
    first, last = (WEEKDAYS.index(found[name].lower()[:3]) for name in ("first", "last"))
    if week.start is None or last < first:
        return []
    return [Reading(week.start + timedelta(days=first), week.start + timedelta(days=last + 1))]


def _working_days(found: re.Match[str], now: datetime) -> list[Reading]:
    week = _week_named(found, now)
    return [week_of(week.start.date(), WORKING_WEEK)] if week.start else []


def _weeks_from(found: re.Match[str], now: datetime) -> list[Reading]:
    """ "A fortnight on Tuesday", "a week tomorrow": so long after that day."""
    named = found["day"].lower()
    away = {"today": 0, "tomorrow": 1}.get(named)
    if away is None:
        away = (WEEKDAYS.index(named[:3]) - now.weekday()) % 7 or 7
    said = (found.groupdict().get("count") or "1").lower()
    count = NUMBERS.index(said) + 1 if said in NUMBERS else int(said)
    return [day_of(now.date() + timedelta(days=away + count * _WEEKS[found["unit"].lower()]))]


def _last_weekday(found: re.Match[str], now: datetime) -> list[Reading]:
    """ "The last Friday of November", of the nearest years."""
    weekday = WEEKDAYS.index(found["day"].lower()[:3])
    return [
        day_of(last - timedelta(days=(last.weekday() - weekday) % 7))
        for year in (now.year - 1, now.year, now.year + 1)
        for last in [(first_of(year, month_of(found) + 1) - timedelta(days=1)).date()]
    ]


def _week_of_nth(found: re.Match[str], now: datetime) -> list[Reading]:
    return [week_of(day.start.date()) for day in the_nth(found, now) if day.start]


def _lunchtime(found: re.Match[str], now: datetime) -> list[Reading]:
    """The lunch hours of the nearest such days, ahead and back."""
    named = found["day"].lower()
    away = {"today": 0, "tomorrow": 1}.get(named)
    if away is not None:
        return [_lunch(now.date() + timedelta(days=away))]
    ahead = now.date() + timedelta(days=(WEEKDAYS.index(named[:3]) - now.weekday()) % 7)
    return [_lunch(ahead), _lunch(ahead - timedelta(days=7))]


def _this_day(found: re.Match[str], now: datetime) -> list[Reading]:
    """ "This Thursday" is the nearest, ahead (today is) or back, or a part of it."""
    away = (WEEKDAYS.index(found["day"].lower()[:3]) - now.weekday()) % 7
    ahead = now.date() + timedelta(days=away)
    part = _PARTS.get((found["part"] or "").lower()[:9])
    return [
        Reading(*part_of(day, part)) if part else day_of(day)
        for day in (ahead, ahead - timedelta(days=7))
    ]


def _lunch(day: date) -> Reading:
    return Reading(*part_of(day, LUNCHTIME))


def _coming_days(found: re.Match[str], now: datetime) -> list[Reading]:
    """ "The next 7 days" begin tomorrow, as the library has it."""
    said = found["count"].lower()
    count = NUMBERS.index(said) + 1 if said in NUMBERS else int(said)
    first = datetime.combine(now.date(), time.min) + timedelta(days=1)
    return [Reading(first, first + timedelta(days=count * (7 if "week" in found["unit"] else 1)))]


WEEKS: Final[list[Rule]] = compiled(
    [
        (rf"\b{_FROM_TO}(?: (?:of|in))?,? {_WEEK}\b", _days_of_week),
        (rf"\b{_WEEK}[,:]? ?(?:from )?{_FROM_TO}\b", _days_of_week),
        (rf"\b(?:the )?(?:weekdays|working days|work days)(?: (?:of|in))? {_WEEK}\b",
         _working_days),
        (r"\b(?:the )?(?P<unit>week|weekend|month) after next\b", _after_next),
        (rf"\ba (?P<unit>fortnight) (?:on|from|this|coming) (?:this |coming )?(?P<day>{A_DAY})"
         r"(?:day)?\b", _weeks_from),
        (r"\ba (?P<unit>week|fortnight)(?: from)? (?P<day>today|tomorrow)\b", _weeks_from),
        (rf"\b(?P<day>{A_DAY})(?:day)? (?P<unit>fortnight)\b", _weeks_from),
        (rf"\b(?P<count>\d|{'|'.join(NUMBERS)}) (?P<unit>weeks) (?:on|from|this|coming) "
         rf"(?:this |coming )?(?P<day>{A_DAY}|today|tomorrow)(?:day)?\b", _weeks_from),
        (rf"\bthe last (?P<day>{A_DAY})(?:day)? (?:of|in) {MONTH}", _last_weekday),
        (r"\b(?:the )?(?:w/c|week (?:of|commencing|beginning|starting))(?: on)?(?: the)?"
         r" (?P<day>\d{1,2}(?:st|nd|rd|th))\b(?! (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
         r"|nov|dec))(?P<day2>)", _week_of_nth),
        (rf"\b(?P<day>{A_DAY}|today|tomorrow)(?:day)?(?: at)? lunch(?:[ -]?time| hour)\b",
         _lunchtime),
        (rf"\bthis (?P<day>{A_DAY})(?:day)?(?: (?P<part>morning|afternoon|evening|night|lunch)"
         r"(?:[ -]?time)?)?\b(?!'| week| and\b| or\b|,? (?:the )?\d)", _this_day),
        (rf"\b(?:the )?(?:next|coming) (?P<count>\d{{1,2}}|{'|'.join(NUMBERS)}) "
         r"(?P<unit>days|weeks)\b(?! (?:of|in|from)\b)", _coming_days),
    ]
)  # fmt: skip
