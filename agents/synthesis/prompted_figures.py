"""Figures that a model names: each must be in what it was given.

A figure is a number, an amount, a time, a part of a date, or a code with digits in it. Small
counts of things found are the model's own and are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from agents.query import Item
from agents.scheduling import bounds

SMALL = 12  # the largest number that may be a count of things found

_NOT_SAID: Final = re.compile(r"\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]|^\s*\d{1,2}[.)]\s", re.MULTILINE)
_CLOCK: Final = re.compile(
    r"(?<![\d:])(\d{1,2})(?:[:h](\d{2}))?(?::\d{2})?\s*(am|pm|a\.m\.|p\.m\.)(?!\w)"
    r"|(?<![\d:.,])(\d{1,2})[:h](\d{2})(?::\d{2})?(?![\d:])",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"(?<![\w])(?=[\w/-]*[^\W\d_])(?=[\w/-]*\d)[^\W_]+(?:[-/][^\W_]+)*")
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th|er|e|º|ª)", re.IGNORECASE)
_WITH_UNIT: Final = re.compile(
    r"(?P<before>[a-z]{3})?(?P<number>\d+)(?P<unit>k|m|bn|h|min|mins|kg|g|km|cm|mm|gb|mb|kb|x|d)?",
    re.IGNORECASE,
)
_SPACE: Final = r"[ \u00a0\u202f]"
_NUMBER: Final = re.compile(
    rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d{{1,2}}(?!\d))?|\d+(?:[.,'’]\d+)*"
)
_MEASURED: Final = re.compile(
    r"\s?(?:%|€|\$|£|¥|₺|percent|eur\b|usd\b|gbp\b|chf\b|try\b|hours?\b|hrs?\b|h\b|minutes?\b|mins?\b"
    r"|days?\b|weeks?\b|months?\b|years?\b|euros?\b|dollars?\b|pounds?\b|people\b|persons?\b|guests?\b"
    r"|nights?\b|km\b|kg\b|[ap]\.?m\b)",
    re.IGNORECASE,
)
_CURRENCY_BEFORE: Final = re.compile(r"(?:[€$£¥₺]|\b[A-Z]{3})\s?$")


@dataclass(slots=True)
class Figures:
    """The figures of a text, in forms that can be compared: numbers by value (an ambiguous
    "1.250" by both of its values), times by their minute, codes in lower case."""

    numbers: set[Decimal] = field(default_factory=set)
    times: set[int] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


def figures_given(text: str, items: Iterable[Item], zone: ZoneInfo, now: datetime) -> Figures:
    """What a model may name: the figures of the text it was given, and those that follow from
    the items' times: their dates and clocks in the person's zone, how long and how far."""
    given = Figures()
    for figure in _figures(text):
        given.numbers |= figure.numbers
        given.times |= figure.times
        given.codes |= figure.codes
    _allow_moment(given, now.astimezone(zone))
    for item in items:
        start, end = bounds(item) if item.service == "gcal" else (item.when, item.when)
        for moment in (start, end):
            if moment is not None:
                _allow_moment(given, moment.astimezone(zone))
                days = abs((moment.astimezone(zone).date() - now.astimezone(zone).date()).days)
                given.numbers |= {Decimal(days), Decimal(days // 7)}
        if start is not None and end is not None and end > start:
            minutes = int((end - start).total_seconds() // 60)
            given.numbers |= {Decimal(minutes), Decimal(minutes) / 60, Decimal(minutes // 1440)}
    return given


def unheld(sentence: str, given: Figures, *, counts: int) -> tuple[str, ...]:
    """The figures of a sentence that were not given, as written. `counts` is how many sources
    there are: smaller whole numbers may be counts of them."""
    missing = []
    for figure in _figures(sentence):
        held = figure.numbers & given.numbers or (figure.times | figure.perhaps) & given.times
        if held or figure.codes & given.codes or figure.is_count(min(counts, SMALL)):
            continue
        missing.append(figure.text)
    return tuple(dict.fromkeys(missing))


@dataclass(slots=True)
class _Figure(Figures):
    """One figure as written, with the forms that it may stand for."""

    text: str = ""
    is_bare: bool = False
    perhaps: set[int] = field(default_factory=set)

    def is_count(self, most: int) -> bool:
        return self.is_bare and any(number <= most for number in self.numbers)


def _figures(text: str) -> Iterator[_Figure]:
    left = _NOT_SAID.sub(lambda found: " " * len(found[0]), text)
    for pattern, read in ((_CLOCK, _time), (_CODE, _code), (_NUMBER, _number)):
        for match in pattern.finditer(left):
            figure = read(match)
            if figure is not None:
                yield figure
        left = pattern.sub(lambda found: " " * len(found[0]), left)


def _time(match: re.Match[str]) -> _Figure | None:
    hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
    half = (match[3] or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    time = hour * 60 + minute
    # "3:00" may be said of 15:00, where what is before it says that it is the afternoon.
    later = {time + 720} if not half and hour < 12 else set()
    return _Figure(times={time}, perhaps=later, text=match[0].strip())


def _code(match: re.Match[str]) -> _Figure | None:
    text = match[0]
    ordinal = _ORDINAL.fullmatch(text)
    if ordinal:
        return _Figure(numbers={Decimal(ordinal[1])}, text=text)
    codes = {text.casefold(), re.sub(r"[-/]", "", text).casefold()}
    unit = _WITH_UNIT.fullmatch(text)
    numbers = {Decimal(unit["number"])} if unit else set()
    return _Figure(numbers=numbers, codes=codes, text=text)


def _number(match: re.Match[str]) -> _Figure | None:
    text, before = match[0], match.string[: match.start()]
    is_bare = text.isdigit() and not (
        _MEASURED.match(match.string, match.end()) or _CURRENCY_BEFORE.search(before[-6:])
    )
    times = set()
    clock = re.fullmatch(r"(\d{1,2})\.(\d{2})", text)
    if clock and int(clock[1]) < 24 and int(clock[2]) < 60:
        times.add(int(clock[1]) * 60 + int(clock[2]))
    return _Figure(numbers=set(values(text)), times=times, text=text, is_bare=is_bare)


def values(text: str) -> Iterator[Decimal]:
    """The numbers that digits with separators may stand for: "1.250,00" is 1250, "1,250" is 1250
    or 1.25, "12.11.2026" is 12, 11 and 2026."""
    parts = re.split(rf"[.,'’]|{_SPACE}", text)
    if len(parts) == 1:
        yield Decimal(text)
        return
    grouped = [len(part) == 3 for part in parts[1:]]
    if all(grouped):
        yield Decimal("".join(parts))
    if all(grouped[:-1]) or len(parts) == 2:
        yield Decimal(f"{''.join(parts[:-1])}.{parts[-1]}")
    if len(parts) > 2 and not any(grouped):
        yield from (Decimal(part) for part in parts)


def _allow_moment(given: Figures, moment: datetime) -> None:
    given.numbers |= {Decimal(moment.year), Decimal(moment.month), Decimal(moment.day)}
    given.times.add(moment.hour * 60 + moment.minute)
