"""The one door to `recognizers-text-date-time` (Microsoft, MIT; unmaintained since 2019, pinned).

It finds date expressions inside a sentence and gives their readings; everything that we decide
ourselves (past or future, the hours of an afternoon, whether the last day counts) is in `dates`.
"""

from __future__ import annotations

import functools
import threading
import warnings
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an expression, in local wall-clock time; `None` where it is open."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Expression:
    """`text[start:end]` means a `kind` (`date`, `datetime`, `time`, `daterange`, `datetimerange`,
    `timerange`, `duration`, `set`); `seconds` only for a duration. The readings of a point
    in time have `start == end`; those of a time of day are on the day of `now`."""

    start: int
    end: int
    kind: str
    timex: str
    readings: tuple[Reading, ...]
    seconds: int | None = None


def recognise(text: str, *, now: datetime) -> tuple[Expression, ...]:
    """The date expressions of an English text, in order. `now` is naive local time. Takes 5 to
    10 ms a sentence. What the library cannot read, or fails at, is no expression."""
    model = _model()
    try:
        found = model.parse(text, now)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return ()  # it fails on impossible dates ("31 February") in many ways
    expressions = [_expression(result, now) for result in found]
    return tuple(expression for expression in expressions if expression)


@functools.cache
def _load() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its sources have invalid escapes
        from recognizers_date_time import DateTimeRecognizer
        from recognizers_text import Culture

        return DateTimeRecognizer(Culture.English).get_datetime_model()


def _model() -> Any:
    with _lock:
        return _load()


def _expression(result: Any, now: datetime) -> Expression | None:
    values = (result.resolution or {}).get("values") or []
    if not values:
        return None
    kind = values[0]["type"]
    timex = values[0].get("timex", "")
    seconds = None
    readings: list[Reading] = []
    if kind == "duration":
        seconds = _whole(values[0].get("value"))
    elif kind != "set":
        readings = [reading for value in values if (reading := _reading(value, now))]
        if not readings:
            return None
    return Expression(result.start, result.end + 1, kind, timex, tuple(readings), seconds)


def _reading(value: dict[str, str], now: datetime) -> Reading | None:
    if "value" in value:
        moment = _moment(value["value"], now)
        return Reading(moment, moment) if moment else None
    start, end = _moment(value.get("start"), now), _moment(value.get("end"), now)
    return Reading(start, end) if start or end else None


def _moment(text: str | None, now: datetime) -> datetime | None:
    """`2026-11-24`, `2026-11-24 15:00:00` or `15:00:00`."""
    if not text:
        return None
    try:
        if "-" not in text:
            return datetime.combine(now.date(), time.fromisoformat(text))
        return datetime.fromisoformat(text)
    except ValueError:  # "not resolved", or a day that does not exist
        return None


def _whole(text: str | None) -> int | None:
    try:
        return int(float(text or ""))
    except ValueError:
        return None
