"""The days on which an event that comes again is, or is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from agents.matching import text_of
from agents.query import Item
from agents.scheduling import bounds, days, takes_time
from agents.synthesis import found, wording
from agents.synthesis.lines import title
from agents.synthesis.material import Material
from agents.understanding.date_rules import WEEKDAYS
from agents.words import content_words, coverage

HELD = 0.5  # of the words, in the events of a row
AGAIN = 0.3  # what it adds that it comes again
SHOWN = 12
SHORTEST = 3  # letters of a word that tells what an event is


def days_of_row(material: Material) -> str:
    """The days without it first, where these are asked for; else those on which it is."""
    row = _row(material)
    if not row:
        return found.nothing(material)
    zone = wording.zone_of(material.query)
    held = sorted({days(event, zone)[0] for event in row if takes_time(event)})
    weekday = _weekday(held, material)
    if not material.intent.entities.get("left_out"):
        there = [day for day in held if weekday is None or day.weekday() == weekday]
        if material.intent.entities.get("counted"):
            return _counted(row, held, material)
        return f"**{title(row[0])}** is on {_named(there, material)}. {_marks(row, material)}"
    missing = [day for day in _all(weekday, held, material) if day not in held]
    name = f"**{title(row[0])}**"
    on = f"it is on {_named(held, material)}"
    if not missing:
        where = wording.in_range(material.intent.time_range, material.query)
        if _is_cut(material):
            where = f" until {wording.short_date(held[-1], material.query)}, as far as I looked"
        return f"None{where}: {name} is left out on no such day; {on}. {_marks(row, material)}"
    which = "that day" if len(missing) == 1 else "those days"
    return (
        f"**{_named(missing, material)}**: {name} is not in your calendar on {which}; {on}. "
        f"{_marks(row, material)}"
    )


def _counted(row: Sequence[Item], held: Sequence[date], material: Material) -> str:
    """How many times it is in the time asked for, and when."""
    number = "Once" if len(held) == 1 else f"**{len(held)} times**"
    where = wording.in_range(material.intent.time_range, material.query)
    on = _named(held, material)
    return f"{number}{where}: **{title(row[0])}** is on {on}. {_marks(row, material)}"


def _row(material: Material) -> list[Item]:
    """The events of one title that hold the words best, rather those that come again."""
    by_title: dict[str, list[Item]] = {}
    for event in sorted(material.found.get("gcal", ()), key=lambda e: bounds(e)[0]):
        by_title.setdefault(event.title, []).append(event)
    wanted = content_words(material.topic)
    wanted = frozenset(w for w in wanted if len(w) >= SHORTEST) or wanted  # "catch-up": of "catch"

    def worth(row: Sequence[Item]) -> float:
        held = coverage(wanted, text_of(row[0]))
        return held + coverage(wanted, row[0].title) + (AGAIN if len(row) > 1 else 0.0)

    fits = [row for row in by_title.values() if coverage(wanted, text_of(row[0])) >= HELD]
    return max(fits, key=worth, default=[])


def _weekday(held: Sequence[date], material: Material) -> int | None:
    """The one that is asked for, or on which it mostly is."""
    said = material.intent.entities.get("weekday")
    if said:
        return WEEKDAYS.index(str(said))
    if not material.intent.entities.get("left_out") or not held:
        return None
    return Counter(day.weekday() for day in held).most_common(1)[0][0]


def _all(weekday: int | None, held: Sequence[date], material: Material) -> list[date]:
    """All such weekdays of the time that is asked for, or as long as the row goes on."""
    window, zone = material.intent.time_range, wording.zone_of(material.query)
    if weekday is None or window is None or window.start is None:
        return []
    day = window.start.astimezone(zone).date()
    last = (window.end - timedelta(seconds=1)).astimezone(zone).date() if window.end else held[-1]
    if held and _is_cut(material):  # what comes later was not looked at
        last = min(last, held[-1])
    every = (day + timedelta(days=n) for n in range((last - day).days + 1))
    return [one for one in every if one.weekday() == weekday]


def _is_cut(material: Material) -> bool:
    """Whether there may be more events than were listed."""
    return any(
        len(result.items) >= result.step.arguments.get("limit", len(result.items) + 1)
        for result in material.results
    )


def _named(some: Sequence[date], material: Material) -> str:
    named = [wording.short_date(day, material.query) for day in some[:SHOWN]]
    more = [f"{len(some) - SHOWN} more"] if len(some) > SHOWN else []
    return wording.joined([*named, *more]) if named else "no such day"


def _marks(row: Sequence[Item], material: Material) -> str:
    return " ".join(material.sources.cite(event) for event in row[:2])
