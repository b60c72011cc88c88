"""Mails that speak of a time: "on Sunday at five", written on a Friday, is of that Sunday.

What was read is data: days are all that is taken from it.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from agents.matching import is_personal
from agents.query import Item, TimeRange
from agents.understanding.date_rules import WEEKDAYS
from agents.understanding.dates import find_time
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.looking import listing

BACK: Final = timedelta(days=45)  # in which somebody may have written about a time to come
LOOKED_THROUGH: Final = 150  # mails
PARSED: Final = 60  # lines: to read the date of one takes some milliseconds
LINE: Final = 300  # characters: reading a date in more takes long, and nobody writes it so
KEPT: Final = 12
DAY: Final = timedelta(days=1)
LONGEST: Final = timedelta(days=8)  # what names more is of no day
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*")
_NEAR: Final = r"to-?day|to-?night|tomorrow|this (?:morning|afternoon|evening|week|weekend)"
# What has to be done by then.
_DUE: Final = re.compile(
    r"\b(?:deadlines?|due|latest|no later than|sign[- ]?(?:ed )?off|pa(?:y|yable|id|yment)|expires?"
    r"|last day|clos(?:es|ing)|until|by|before|submit|hand(?:ed)? in|return(?:ed)?|renew)\b",
    re.IGNORECASE,
)
_list = listing("gmail")


async def told(call: Call, context: Context) -> Outcome:
    """The mails of the last weeks that pass the filters and name a time in `[begins, ends)`, the
    newest first; in `data["lines"]` by their ids the lines that do. With `due` only what has to
    be done by then, and only what people wrote."""
    asked = dict(call.arguments)
    window = TimeRange(asked.pop("begins"), asked.pop("ends"))
    due = bool(asked.pop("due", False))
    now = context.query.now
    arguments = {"after": now - BACK, "order": "newest", "limit": LOOKED_THROUGH, **asked}
    found = await _list(replace(call, arguments=arguments), context)
    lines = await asyncio.to_thread(
        _naming, [i for i in found.items if is_personal(i)], window, due, context.query.time_zone
    )
    items = tuple(item for item in found.items if item.id in lines)[:KEPT]
    return replace(found, items=items, data={"lines": lines, "count": len(items)})


def _naming(
    mails: Sequence[Item], window: TimeRange, due: bool, time_zone: str
) -> dict[str, tuple[str, ...]]:
    """By the id of each mail its lines that name a time in the window, read as of its own day."""
    named: dict[str, list[str]] = {}
    may_name = _days_of(window, ZoneInfo(time_zone))
    parsed = 0
    for mail in mails:
        for line in _lines(mail):
            if not may_name.search(line) or (due and not _DUE.search(line)):
                continue
            parsed += 1
            if mail.when and _is_within(line, mail.when, window, time_zone):
                named.setdefault(mail.id, []).append(line)
            if parsed >= PARSED:
                return _frozen(named)
    return _frozen(named)


def _frozen(named: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(lines) for key, lines in named.items()}


def _lines(mail: Item) -> Iterator[str]:
    """The subject and the sentences; not what is quoted from an earlier mail."""
    yield mail.title
    for line in mail.text.splitlines():
        if not line.lstrip().startswith(">"):
            sentences = (found[0].strip() for found in _SENTENCE.finditer(line))
            yield from (one for one in sentences if len(one) <= LINE)


def _days_of(window: TimeRange, zone: ZoneInfo) -> re.Pattern[str]:
    """What a line must hold to name one of the days."""
    first = window.start.astimezone(zone).date() if window.start else date.min
    last = (window.end - timedelta(seconds=1)).astimezone(zone).date() if window.end else first
    days = [first + timedelta(days=n) for n in range(min((last - first).days + 1, 31))]
    names = "|".join(sorted({WEEKDAYS[day.weekday()] for day in days}))
    numbers = "|".join(sorted({str(day.day) for day in days}))
    return re.compile(
        rf"\b(?:(?:{names})\w*|(?:{numbers})(?:st|nd|rd|th)?|{_NEAR})\b", re.IGNORECASE
    )


def _is_within(line: str, sent: datetime, window: TimeRange, time_zone: str) -> bool:
    named = find_time(line, now=sent, time_zone=time_zone, ahead=True).range
    if named is None or named.end is None or named.end < sent:
        return False
    # "By Friday" ends where Friday begins, and speaks of it.
    start, end = named.start or named.end, named.end if named.start else named.end + DAY
    if window.start is None or window.end is None or end - start > LONGEST:
        return False
    return start < window.end and window.start < end
