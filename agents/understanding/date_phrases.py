"""Written dates and bounds that the library misses: "4th of July of 1995", "before the end of May".

The rules are of the kind of those in `date_rules`, and are tried with them.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta
from typing import Final

from agents.understanding.date_library import Reading
from agents.understanding.date_rules import (
    NIGHT,
    WEEKDAYS,
    Rule,
    compiled,
    day_number,
    day_of,
    first_of,
    months_from,
    part_of,
    relative_period,
    shift,
    week_of,
    weekend_of,
)

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_PERIOD: Final = (
    r"(?:(?P<which>this|the|next|last) (?P<unit>week|month|quarter|year)"
    rf"|{MONTH}(?: (?P<year>20\d\d))?)"
)
_TENS: Final = (
    r"(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
)
_ORDINAL: Final = rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)|{_TENS})"


def _day_pattern(n: int, month: str) -> str:
    """A month with or without a day before or after it, and a year."""
    return (
        rf"(?:(?P<d{n}>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?{month}"
        rf"(?: (?P<e{n}>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?"
        rf"(?:,?(?: of| in)?[ /](?P<year{n}>(?:19|20)\d\d))?"
    )


_SPAN: Final = (
    rf"\b(?:from |between )?{_day_pattern(1, MONTH)} ?(?:to|until|till|through|-|–) ?(?:the )?"
    rf"{_day_pattern(2, MONTH.replace('<month>', '<month2>'))}(?!\w)"
)


def month_of(found: re.Match[str]) -> int:
    return _MONTHS.index(found["month"].lower()[:3]) + 1


def _full(found: re.Match[str], now: datetime) -> list[Reading]:
    """A day with its year, of two figures or four."""
    year = int(found["year"])
    if year < 100:
        year += 2000 if year <= (now.year + 10) % 100 else 1900
    try:
        return [day_of(date(year, month_of(found), int(re.sub(r"\D", "", found["day"]))))]
    except ValueError:
        return []


def _figures(found: re.Match[str], now: datetime) -> list[Reading]:
    try:
        return [day_of(date(int(found[1]), int(found[2]), int(found[3])))]
    except ValueError:
        return []


def _day_in_month(found: re.Match[str], now: datetime) -> list[Reading]:
    """The nearest years in which the month has that day, back and ahead."""
    number, month = day_number(found["day"]), month_of(found)
    readings: list[Reading] = []
    for years in (range(9), range(-1, -9, -1)):
        for away in years:
            try:
                day = date(now.year + away, month, number or 99)
            except ValueError:
                continue
            if (day >= now.date()) == (years.step > 0):
                readings.append(day_of(day))
                break
    return readings


def the_nth(found: re.Match[str], now: datetime) -> list[Reading]:
    """ "Is the 10th free?": the day of this month, or of the next that has it, and the last one."""
    number = day_number(found["day"] or found["day2"]) or 99
    days = []
    for months in (range(3), range(-1, -4, -1)):
        for away in months:
            first = first_of(now.year, now.month + away)
            day = first.date() + timedelta(days=number - 1)
            if day.month == first.month and (day >= now.date()) == (months.step > 0):
                days.append(day_of(day))
                break
    return days


def _leap_day(found: re.Match[str], now: datetime) -> list[Reading]:
    leaps = [year for year in range(now.year - 8, now.year + 9) if calendar.isleap(year)]
    days = [date(year, 2, 29) for year in leaps]
    past = [day for day in days if day <= now.date()][-1:]
    return [day_of(day) for day in (*past, *[day for day in days if day > now.date()][:1])]


def _bound(found: re.Match[str], now: datetime) -> list[Reading]:
    """ "By the end of May" ends with May; "after the beginning of May" begins with it."""
    bounds = []
    for period in _periods(found, now):
        edge = period.end if found["part"].lower() == "end" else period.start
        later = found["bound"].lower() in ("after", "since")
        bounds.append(Reading(edge, None) if later else Reading(None, edge))
    return bounds


def _periods(found: re.Match[str], now: datetime) -> list[Reading]:
    if found["unit"]:
        return [relative_period(found["which"], found["unit"], now)]
    years = [int(found["year"])] if found["year"] else [now.year - 1, now.year, now.year + 1]
    return [months_from(year, month_of(found), 1) for year in years]


def _last_week(found: re.Match[str], now: datetime) -> list[Reading]:
    ends = [period.end for period in _periods(found, now) if period.end]
    return [week_of((end - timedelta(days=end.weekday() + 1)).date()) for end in ends]


def _from_to(found: re.Match[str], now: datetime) -> list[Reading]:
    """ "26 June to 2 July 2020": the year is said once, and counts for the later day."""
    one, other = month_of(found), _MONTHS.index(found["month2"].lower()[:3]) + 1
    if not (found["year1"] or found["year2"]):
        return []
    later = int(found["year2"] or found["year1"])
    earlier = int(found["year1"] or (later if one <= other else later - 1))
    first, last = found["d1"] or found["e1"], found["d2"] or found["e2"]
    try:
        start = day_of(date(earlier, one, int(first))).start if first else first_of(earlier, one)
        end = day_of(date(later, other, int(last))).end if last else first_of(later, other + 1)
    except ValueError:
        return []
    return [Reading(start, end)]


def _quarter(found: re.Match[str], now: datetime) -> list[Reading]:
    return [months_from(int(found["year"]), int(found["q"]) * 3 - 2, 3)]


def _tonight(found: re.Match[str], now: datetime) -> list[Reading]:
    return [Reading(*part_of(now.date(), NIGHT))]


def _weekend(found: re.Match[str], now: datetime) -> list[Reading]:
    return [weekend_of(week_of(now.date()))]


def _whole_month(found: re.Match[str], now: datetime) -> list[Reading]:
    years = (now.year - 1, now.year, now.year + 1)
    month = month_of(found)
    return [Reading(first_of(year, month), first_of(year, month + 1)) for year in years]


def _weekday_week(found: re.Match[str], now: datetime) -> list[Reading]:
    """As in "Monday week": a week after the coming Monday."""
    away = (WEEKDAYS.index(found["weekday"].lower()[:3]) - now.weekday()) % 7 or 7
    return [day_of(now.date() + timedelta(days=away + 7))]


def _two_days(found: re.Match[str], now: datetime) -> list[Reading]:
    """As in "Thursday and Friday", two days one after the other: the coming or the past ones."""
    first, last = (_day_named(found[name], now) for name in ("one", "other"))
    if (last - first) % 7 != 1:
        return []
    week = timedelta(days=7)
    away = (first - now.weekday()) % 7
    which = (found["which"] or "").lower()
    if which in ("next", "last"):
        away = first - now.weekday() + 7 * shift(which)
    start = datetime.combine(now.date() + timedelta(days=away), time.min)
    coming = Reading(start, start + timedelta(days=2))
    past = Reading(start - week, start - timedelta(days=5))
    is_past = past.end is not None and past.end <= now
    return [coming, past] if is_past and not which else [coming]


def _day_named(word: str, now: datetime) -> int:
    """The weekday of "Tuesday", "today" or "tomorrow"."""
    low = word.lower()
    away = {"today": 0, "tomorrow": 1}.get(low)
    return WEEKDAYS.index(low[:3]) if away is None else (now.weekday() + away) % 7


def _rest(found: re.Match[str], now: datetime) -> list[Reading]:
    """What is left of a day, a week, a month or a year."""
    unit = found["unit"].lower()
    whole = day_of(now.date()) if unit == "day" else relative_period("this", unit, now)
    return [Reading(now, whole.end)]


def _christmas(found: re.Match[str], now: datetime) -> list[Reading]:
    """The days around Christmas, or those from it to the new year."""
    first = 25 if "between" in found.group().lower() else 24
    years = (now.year - 1, now.year)
    return [Reading(datetime(y, 12, first), datetime(y + 1, 1, 2)) for y in years]  # noqa: DTZ001


def _fortnight(found: re.Match[str], now: datetime) -> list[Reading]:
    today = datetime.combine(now.date(), time.min)
    later = today + timedelta(days=14)
    if found.group().lower().startswith("in "):
        return [day_of(later.date())]
    return [Reading(today, later)]


A_DAY: Final = r"mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun"
WRITTEN: Final[list[Rule]] = compiled(
    [
        (rf"\b(?P<weekday>{A_DAY})(?:day)? week\b", _weekday_week),
        (rf"\ba week (?:on|from|this|coming) (?:this |coming )?(?P<weekday>{A_DAY})(?:day)?\b",
         _weekday_week),
        (rf"\b(?:(?P<which>this|next|last) )?(?P<one>(?:{A_DAY})(?:day)?|today|tomorrow)"
         rf"(?: and| or| &|,)(?: on)? (?P<other>(?:{A_DAY})(?:day)?|tomorrow)\b(?! ?\d)",
         _two_days),
        (r"\b(?:rest|remainder) of (?:the |this )?(?P<unit>day|week|month|year)\b", _rest),
        (r"\b(?:in a|(?:the )?(?:next|coming)) fortnight\b", _fortnight),
        (r"\bbetween (?:christmas|xmas) and (?:the )?new year(?:'?s)?(?: day)?\b"
         r"|\b(?:over|around|during) (?:the )?(?:christmas|xmas)(?! (?:eve|day|party|dinner|lunch))"
         r"(?: (?:holidays?|break|period))?\b|\b(?:christmas|xmas) (?:holidays?|break|period)\b",
         _christmas),
        (_SPAN, _from_to),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)? {MONTH},? of "
         r"(?P<year>(?:19|20)?\d\d)\b(?! (?:to|until|till|through)\b)", _full),
        (rf"\b{MONTH}[-/](?P<day>\d{{1,2}})[-/](?P<year>(?:19|20)\d\d)\b", _full),
        (r"(?<!\d)((?:19|20)\d\d)[ .](0?[1-9]|1[0-2])[ .](0?[1-9]|[12]\d|3[01])(?![\d:])",
         _figures),
        (rf"\b{_ORDINAL} day of {MONTH}(?! \d)", _day_in_month),
        (r"\b(?:feb(?:ruary)?\.? 29(?:th)?|29(?:th)?(?: of)? feb(?:ruary)?)\b(?!,? \d{4})",
         _leap_day),
        (rf"\b(?P<bound>by|before|until|till|after|since) (?:the )?"
         rf"(?P<part>end|beginning|start) of {_PERIOD}\b", _bound),
        (rf"\b(?:the )?last week (?:of|in) {_PERIOD}\b", _last_week),
        (r"(?<=\bthe )(?P<day>\d{1,2}(?:st|nd|rd|th))(?= (?:free|ok|okay|possible|any good|good"
         r"|clear|busy|works?|instead)\b)"
         r"|(?<=\b(?:do|on|by) the )(?P<day2>\d{1,2}(?:st|nd|rd|th))(?=[?.!]*$)", the_nth),
        (r"\bq(?P<q>[1-4])[-/ ](?:of )?(?P<year>20\d\d)\b", _quarter),
        (r"\btonite\b(?! at\b)", _tonight),
        (r"(?<!the )(?<!this )(?<!next )(?<!last )(?<!past )(?<!coming )(?<!a )(?<!every )"
         r"(?<!nice )(?<!good )(?<!great )(?<!lovely )\bweekend\b(?!s| of\b| (?:after|before)\b)",
         _weekend),
        (r"(?<=\bin )(?P<month>may|dec|mar)\b(?! (?:\d|to\b))", _whole_month),
    ]
)  # fmt: skip
