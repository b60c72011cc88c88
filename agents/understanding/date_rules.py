"""Our own readings of everyday date phrases: what is fast, and what the library gets wrong.

Weeks are Monday to Sunday. Hours of the parts of a day and the rest of our conventions are the
constants below (local wall-clock time).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final

from agents.understanding.date_library import Expression, Reading

MORNING: Final = (6, 12)
AFTERNOON: Final = (12, 18)
EVENING: Final = (18, 22)
NIGHT: Final = (20, 24)
WORKING_WEEK: Final = 5  # days from Monday on
WEEKEND: Final = (5, 7)  # days after Monday
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # 3 months each
# "From Monday to Friday", "26 to 28 June" and "March to May" hold their last day or month.
LAST_INCLUDED: Final = True

# The library's hours of the same parts of a day.
LIBRARY_PARTS: Final = {(8, 12): MORNING, (12, 16): AFTERNOON, (16, 20): EVENING, (20, 0): NIGHT}
NEVER_DATES: Final = frozenset(
    {"may", "sun", "sat", "mar", "march on", "second", "day", "dec", "the year"}
)
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBERS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty first", "twenty second", "twenty third",
    "twenty fourth", "twenty fifth", "twenty sixth", "twenty seventh", "twenty eighth",
    "twenty ninth", "thirtieth", "thirty first",
)  # fmt: skip
# A day with one of these before it is bounded by it; the library reads the rest of them.
_BOUND: Final = re.compile(
    r"\b(?P<word>since|after|before|starting|beginning) (?:the )?$", re.IGNORECASE
)
_MODIFIED: Final = re.compile(
    r"\b(?:until|till|by|end of|ending|beginning of|start of|early|earlier|late|later|mid|middle of"
    r"|rest of|remaining of|remainder of|between|as late as|through|than|within) (?:the )?$"
    r"|\bmid-$",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"^\s*(?:-|–|to\b|until\b|till\b|through\b|end\b)", re.IGNORECASE)


Meaning = Callable[[re.Match[str], datetime], list[Reading]]
Rule = tuple[re.Pattern[str], Meaning]


def match_sure(text: str, *, now: datetime, rules: list[Rule] | None = None) -> Expression | None:
    """The first phrase that we read otherwise than the library (or, by `rules` of another table,
    that it misses). `now` is naive local time."""
    return _first(_SURE if rules is None else rules, text, now)


def match_quick(text: str, *, now: datetime) -> Expression | None:
    """The first phrase that the library reads in the same way, only slower."""
    return _first(_QUICK, text, now)


def _first(rules: list[Rule], text: str, now: datetime) -> Expression | None:
    for pattern, meaning in rules:
        found = pattern.search(text)
        if not found or _MODIFIED.search(text[: found.start()]):
            continue
        if _GOES_ON.match(text[found.end() :]) and "from" in text[: found.start()].lower():
            continue
        readings = meaning(found, now)
        if readings:
            return _bounded(text, found, readings)
    return None


def part_of(day: date, hours: tuple[int, int]) -> tuple[datetime, datetime]:
    """A part of a day, such as `AFTERNOON`."""
    midnight = datetime.combine(day, time.min)
    return midnight + timedelta(hours=hours[0]), midnight + timedelta(hours=hours[1])


def week_of(day: date, days: int = 7) -> Reading:
    """The calendar week of a day, or its first days."""
    monday = datetime.combine(day - timedelta(days=day.weekday()), time.min)
    return Reading(monday, monday + timedelta(days=days))


def weekend_of(week: Reading) -> Reading:
    """Saturday and Sunday of a calendar week."""
    if week.start is None:
        return week
    first, last = WEEKEND
    return Reading(week.start + timedelta(days=first), week.start + timedelta(days=last))


def first_of(year: int, month: int) -> datetime:
    """Midnight of the first day of a month; months beyond December run on."""
    return datetime.combine(date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1), time.min)


def _bounded(text: str, found: re.Match[str], readings: list[Reading]) -> Expression:
    bound = _BOUND.search(text[: found.start()])
    start = bound.start() if bound else found.start()
    if bound:
        word = bound["word"].lower()
        readings = [_bound(reading, word) for reading in readings]
    return Expression(start, found.end(), "daterange", "", tuple(readings))


def _bound(reading: Reading, word: str) -> Reading:
    if word == "before":
        return Reading(None, reading.start)
    return Reading(reading.end if word == "after" else reading.start, None)


def day_of(day: date) -> Reading:
    """A whole day."""
    start = datetime.combine(day, time.min)
    return Reading(start, start + timedelta(days=1))


_AWAY: Final = {
    "today": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "yesterday": -1, "the day after tomorrow": 2,
    "day after tomorrow": 2, "the day before yesterday": -2, "day before yesterday": -2,
    "heute": 0, "morgen": 1, "gestern": -1, "übermorgen": 2, "demain": 1, "aujourd'hui": 0,
    "hier": -1, "mañana": 1, "hoy": 0, "ayer": -1, "yarın": 1, "bugün": 0, "dün": -1,
}  # fmt: skip
_ENGLISH: Final = (
    "today", "tomorrow", "yesterday", "the day after tomorrow", "day after tomorrow",
    "the day before yesterday", "day before yesterday",
)  # fmt: skip


def _named_day(found: re.Match[str], now: datetime) -> list[Reading]:
    return [day_of(now.date() + timedelta(days=_AWAY[found.group().lower()]))]


_FOREIGN_WEEKDAYS: Final = {
    name: number
    for names in (
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lunes martes miércoles jueves viernes sábado domingo",
        "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    )
    for number, name in enumerate(names.split(" "))
}


FOREIGN_WORDS: Final = "|".join(
    [*_FOREIGN_WEEKDAYS, *(word for word in _AWAY if word not in _ENGLISH)]
)


def _foreign_weekday(found: re.Match[str], now: datetime) -> list[Reading]:
    days = (_FOREIGN_WEEKDAYS[found.group().lower()] - now.weekday()) % 7
    coming = now.date() + timedelta(days=days)
    return [day_of(coming), day_of(coming - timedelta(days=7))]


def shift(word: str | None) -> int:
    """The calendar weeks or months that a word moves by: "next", "last"."""
    if word in ("next", "coming", "following", "upcoming"):
        return 1
    return -1 if word in ("last", "past", "previous", "prior") else 0


def _relative(found: re.Match[str], now: datetime) -> list[Reading]:
    return [relative_period(found[1], found[2], now)]


def relative_period(which: str, unit: str, now: datetime) -> Reading:
    """ "Next" "month", "this" "working week"; "the" is "this"."""
    by, unit = shift(which.lower()), unit.lower()
    if unit == "week":
        return week_of(now.date() + timedelta(weeks=by))
    if unit in ("working week", "work week", "workweek"):
        return week_of(now.date() + timedelta(weeks=by), WORKING_WEEK)
    if unit == "month":
        return months_from(now.year, now.month + by, 1)
    if unit == "quarter":
        return months_from(now.year, (now.month - 1) // 3 * 3 + 1 + 3 * by, 3)
    return months_from(now.year + by, 1, 12)


def months_from(year: int, month: int, count: int) -> Reading:
    """Whole months from the first of one on."""
    return Reading(first_of(year, month), first_of(year, month + count))


def _nearest_weekday(found: re.Match[str], now: datetime) -> list[Reading]:
    """As in "this past Wednesday": the nearest, never today."""
    wanted = WEEKDAYS.index(found[2].lower()[:3])
    back = "past" in found[1].lower() or "last" in found[1].lower()
    away = (now.weekday() - wanted) % 7 if back else (wanted - now.weekday()) % 7
    away = away or 7
    return [day_of(now.date() + timedelta(days=-away if back else away))]


def _weekday_and_number(found: re.Match[str], now: datetime) -> list[Reading]:
    """As in "Friday the 13th": the nearest months, back and ahead, where it is one."""
    number = day_number(found["day"])
    weekday = WEEKDAYS.index(found["weekday"].lower()[:3])
    readings: list[Reading] = []
    for months in (range(25), range(-1, -25, -1)):
        for away in months:
            first = first_of(now.year, now.month + away)
            day = first.date() + timedelta(days=(number or 1) - 1)
            if number and day.month == first.month and day.weekday() == weekday:
                readings.append(day_of(day))
                break
    return readings


def day_number(text: str) -> int | None:
    """The day of a month in figures or words, `None` if there is no such day."""
    low = text.lower().replace("-", " ")
    digits = re.sub(r"\D", "", low)
    number = int(digits) if digits else (ORDINALS.index(low) + 1 if low in ORDINALS else 0)
    return number if 1 <= number <= 31 else None


def _day_of_month(found: re.Match[str], now: datetime) -> list[Reading]:
    number = day_number(found["day"])
    first = first_of(now.year, now.month + shift(found["which"].lower()))
    day = first.date() + timedelta(days=(number or 99) - 1)
    return [day_of(day)] if day.month == first.month else []


def _recent(found: re.Match[str], now: datetime) -> list[Reading]:
    """What "the past 3 days" are: they end with today: nobody means to leave out this morning."""
    count, unit = _number(found[1]), found[2].lower()
    today = day_of(now.date())
    if today.start is None:
        return []
    return [Reading(_away(today.start, -count, unit), today.end)]


def _in_some(found: re.Match[str], now: datetime) -> list[Reading]:
    midnight = datetime.combine(now.date(), time.min)
    moment = _away(midnight, _number(found[1]), found[2].lower())
    return [day_of(moment.date())]


def _away(moment: datetime, count: int, unit: str) -> datetime:
    if unit in ("month", "year"):
        first = first_of(moment.year, moment.month + count * (12 if unit == "year" else 1))
        last = first_of(first.year, first.month + 1) - timedelta(days=1)
        return first.replace(day=min(moment.day, last.day))
    return moment + timedelta(days=count * (7 if unit == "week" else 1))


def _number(text: str) -> int:
    low = text.lower()
    if low.startswith("couple"):
        return 2
    if low == "few":
        return 3
    return NUMBERS.index(low) + 1 if low in NUMBERS else int(low)


def _season(found: re.Match[str], now: datetime) -> list[Reading]:
    by = shift((found[1] or "this").lower())
    years = [now.year + by] if found[1] else [now.year, now.year - 1, now.year + 1]
    return [months_from(year, SEASONS[found[2].lower()], 3) for year in years]


def _end_of_quarter(found: re.Match[str], now: datetime) -> list[Reading]:
    return [months_from(now.year, (now.month - 1) // 3 * 3 + 3, 1)]


def _part_of_today(found: re.Match[str], now: datetime) -> list[Reading]:
    today = day_of(now.date())
    earlier = found[1].lower() == "earlier"
    return [Reading(today.start, now) if earlier else Reading(now, today.end)]


def _compact(found: re.Match[str], now: datetime) -> list[Reading]:
    """20261122."""
    try:
        return [day_of(date(int(found[1]), int(found[2]), int(found[3])))]
    except ValueError:
        return []


def compiled(table: list[tuple[str, Meaning]]) -> list[Rule]:
    return [(re.compile(pattern, re.IGNORECASE), meaning) for pattern, meaning in table]


_COUNT = rf"(\d{{1,3}}|{'|'.join(NUMBERS)}|couple of|couple|few)"
_ORDINAL = rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(reversed(ORDINALS))})".replace(" ", "[ -]")
_WEEKDAY = r"(mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_UNIT = r"(day|week|month|year)s?"
_SURE: Final = compiled(
    [
        (r"\b(earlier|later) today\b", _part_of_today),
        (rf"\b(?P<weekday>{_WEEKDAY})\.?,? (?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?"
         rf"|{'|'.join(reversed(ORDINALS))})\b(?! ?(?:[:/.]\d|-|am\b|pm\b|a\.m|p\.m|o'?clock|hours?"
         r"|min|of\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))", _weekday_and_number),
        (rf"\b{_ORDINAL}(?: day)? of (?P<which>the|this|next|last) month\b", _day_of_month),
        (r"(?<!\w)(?:" + "|".join(word for word in _AWAY if word not in _ENGLISH) + r")\b(?!')",
         _named_day),
        (r"\b(?:" + "|".join(_FOREIGN_WEEKDAYS) + r")\b", _foreign_weekday),
        (rf"\b(this past|this last|past|this upcoming|this coming|upcoming|coming) {_WEEKDAY}\b",
         _nearest_weekday),
        (r"\b(this|next|last|past|coming|the) (working week|work week|workweek)\b", _relative),
        (rf"\b(?:last|past|previous) {_COUNT} {_UNIT}\b(?! and)", _recent),
        (rf"\bin {_COUNT} (week|month|year)s?\b", _in_some),
        (r"\b(?:the )?end of (?:the |this )?quarter\b", _end_of_quarter),
        (r"\b(?:(this|next|last|past|previous|coming) )(spring|summer|autumn|winter)\b", _season),
        (r"\b(?:in|during) (?:the )?()(spring|summer|autumn|winter)\b", _season),
        (r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)", _compact),
    ]
)  # fmt: skip
_QUICK: Final = compiled(
    [
        (r"\b(?:" + "|".join(sorted(_ENGLISH, key=len, reverse=True)) + r")\b"
         r"(?!'| (?:morning|afternoon|evening|night|noon|at\b))", _named_day),
        (r"\b(this|current|next|last|past|previous|coming|following|upcoming) "
         r"(week|month|quarter|year)\b(?! of\b)", _relative),
    ]
)  # fmt: skip
