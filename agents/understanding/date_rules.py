"""Our own readings of everyday date phrases: what is fast, and what the library gets wrong.

Weeks are Monday to Sunday. Hours of the parts of a day and the rest of our conventions are the
constants below (local wall-clock time).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

MORNING: Final = (6, 12)
AFTERNOON: Final = (12, 18)
EVENING: Final = (18, 22)
NIGHT: Final = (20, 24)
WORKING_WEEK: Final = 5  # days from Monday on
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # 3 months each

# The library's hours of the same parts of a day.
LIBRARY_PARTS: Final = {(8, 12): MORNING, (12, 16): AFTERNOON, (16, 20): EVENING, (20, 0): NIGHT}
NEVER_DATES: Final = frozenset({"may", "sun", "sat", "mar", "march on", "second", "now", "day"})

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Span = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Match:
    """`text[start:end]` means `reading`, half open, local wall-clock time."""

    start: int
    end: int
    reading: Span


def match(text: str, *, now: datetime) -> Match | None:
    """The first phrase of the text that our own rules read. `now` is naive local time."""
    for pattern, meaning in _RULES:
        found = pattern.search(text)
        if found:
            reading = meaning(found, now)
            if reading:
                return Match(found.start(), found.end(), reading)
    return None


def part_of(day: date, hours: tuple[int, int]) -> tuple[datetime, datetime]:
    """A part of a day, such as `AFTERNOON`."""
    midnight = datetime.combine(day, time.min)
    return midnight + timedelta(hours=hours[0]), midnight + timedelta(hours=hours[1])


def week_of(day: date, days: int = 7) -> Span:
    """The calendar week of a day, or its first days."""
    monday = datetime.combine(day - timedelta(days=day.weekday()), time.min)
    return monday, monday + timedelta(days=days)


def month_after(day: date, months: int) -> datetime:
    """The first of the month that is so many months away."""
    index = day.year * 12 + day.month - 1 + months
    return datetime(index // 12, index % 12 + 1, 1)


def _day(now: datetime, away: int) -> Span:
    start = datetime.combine(now.date(), time.min) + timedelta(days=away)
    return start, start + timedelta(days=1)


def _named_day(found: re.Match[str], now: datetime) -> Span:
    away = {"today": 0, "tomorrow": 1, "yesterday": -1}
    word = found.group().lower().replace("-", "")
    if word.startswith("the day after") or word.startswith("day after"):
        return _day(now, 2)
    if word.startswith("the day before") or word.startswith("day before"):
        return _day(now, -2)
    return _day(now, away.get(word, 1))


def _shift(word: str) -> int:
    if word in ("next", "coming", "following", "upcoming"):
        return 1
    return -1 if word in ("last", "past", "previous", "prior") else 0


def _relative(found: re.Match[str], now: datetime) -> Span | None:
    shift, unit = _shift(found.group(1).lower()), found.group(2).lower()
    today = now.date()
    if unit == "week":
        return week_of(today + timedelta(weeks=shift))
    if unit in ("working week", "work week", "workweek"):
        return week_of(today + timedelta(weeks=shift), WORKING_WEEK)
    if unit == "month":
        return month_after(today, shift), month_after(today, shift + 1)
    if unit == "quarter":
        first = month_after(today, -((today.month - 1) % 3) + 3 * shift)
        return first, month_after(first, 3)
    if unit == "year":
        return datetime(today.year + shift, 1, 1), datetime(today.year + shift + 1, 1, 1)
    return None


def _recent(found: re.Match[str], now: datetime) -> Span:
    """ "The past 3 days" end now, today included: nobody means to leave out this morning."""
    count, unit = _number(found.group(1)), found.group(2).lower()
    end = datetime.combine(now.date(), time.min) + timedelta(days=1)
    if unit == "month":
        index = now.date()
        first = month_after(index, -count)
        start = first + timedelta(days=min(index.day, 28) - 1)
    else:
        start = end - timedelta(days=1 + count * {"day": 1, "week": 7, "year": 365}[unit])
    return start, end


def _number(text: str) -> int:
    words = "one two three four five six seven eight nine ten eleven twelve".split()
    low = text.lower()
    if low in ("couple of", "couple"):
        return 2
    if low == "few":
        return 3
    return words.index(low) + 1 if low in words else int(low)


def _season(found: re.Match[str], now: datetime) -> Span:
    shift = _shift((found.group(1) or "this").lower())
    first = datetime(now.year + shift, SEASONS[found.group(2).lower()], 1)
    return first, month_after(first, 3)


def _end_of_quarter(found: re.Match[str], now: datetime) -> Span:
    first = month_after(now.date(), -((now.month - 1) % 3))
    end = month_after(first, 3)
    return month_after(first, 2), end


def _earlier_today(found: re.Match[str], now: datetime) -> Span:
    return _day(now, 0)[0], now


def _later_today(found: re.Match[str], now: datetime) -> Span:
    return now, _day(now, 0)[1]


_Meaning = Callable[[re.Match[str], datetime], Span | None]


def _compiled(table: list[tuple[str, _Meaning]]) -> list[tuple[re.Pattern[str], _Meaning]]:
    return [(re.compile(pattern, re.IGNORECASE), meaning) for pattern, meaning in table]


_COUNT = (
    r"(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|couple of|couple|few)"
)
_RULES: Final = _compiled(
    [
        (r"\bearlier today\b", _earlier_today),
        (r"\blater today\b", _later_today),
        (r"\b(?:the )?day after tomorrow\b|\b(?:the )?day before yesterday\b", _named_day),
        (r"\b(?:today|tomorrow|yesterday)\b(?! (?:morning|afternoon|evening|night|noon))",
         _named_day),
        (r"\b(this|current|next|last|past|previous|coming|following|upcoming) "
         r"(working week|work week|workweek|week|month|quarter|year)\b(?! end)", _relative),
        (r"\b(?:the )?end of (?:the |this )?quarter\b", _end_of_quarter),
        (r"\b(?:(this|next|last|past|previous|coming) )?(spring|summer|autumn|winter)\b", _season),
    ]
)  # fmt: skip
