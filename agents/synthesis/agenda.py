"""The events of a day or of several, grouped by day in the person's zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import groupby

from agents.query import Item
from agents.scheduling import bounds, days, takes_time
from agents.synthesis import kinds, picked, wording
from agents.synthesis.events import note_of
from agents.synthesis.lines import event_line, title
from agents.synthesis.material import Material

ALL = 500
MANY = 30  # events, from which on recurring ones are told in one line
OFTEN = 3
AFTER = 2
ONE_DAY = timedelta(hours=25)  # one of them has an hour more
FEW = 2  # events whose notes are told too


def agenda(material: Material) -> str:
    """What is in the calendar, by day, with clashes named."""
    events = sorted(
        material.selected("gcal", ALL).items,
        key=lambda e: (_day_of(e, material), not e.details.get("all_day"), bounds(e)[0]),
    )
    where = wording.in_range(material.intent.time_range, material.query)
    every = events
    if kinds.is_narrowed(material):
        events, where = kinds.chosen(events, material), f"{kinds.said(material)}{where}"
    if pick := material.intent.entities.get("pick"):
        return picked.told(str(pick), events, where, material)
    if not events:
        what = f"{_with_people(material)}{_about(material)}{where}"
        beside = kinds.nearest(every, material)
        is_late = bool((material.intent.entities.get("hours") or [0])[0])
        head = " The last comes earlier: " if is_late else " The first comes later: "
        near = f"{head}{_line(beside, material, with_day=True)}" if beside else ""
        return f"I did not find any events{what} in your calendar.{near}"
    if material.shape == "next":
        return _next(events, material)
    zone = material.query.time_zone
    n = wording.counted(len(events), "event")
    events, often = _without_recurring(events)
    head = f"You have {n}{_with_people(material)}{where} (times in {zone}):"
    notes = _with_notes(events, material)
    by_day = [
        (
            day,
            "\n".join(
                f"- {_line(event, material, with_day=False, with_note=notes)}" for event in group
            ),
        )
        for day, group in groupby(events, key=lambda e: _day_of(e, material))
    ]
    is_one = len(by_day) == 1 and _is_one_day(material)
    lists = [
        lines if is_one else f"**{_heading(day, material)}**\n{lines}" for day, lines in by_day
    ]
    return "\n\n".join((head, *lists, *_recurring(often, material), *_clashes(events, material)))


def _is_one_day(material: Material) -> bool:
    """Whether the head tells the day already."""
    asked = material.intent.time_range
    return bool(asked and asked.start and asked.end and asked.end - asked.start <= ONE_DAY)


def _with_notes(events: list[Item], material: Material) -> bool:
    return len(events) <= FEW or bool(material.intent.entities.get("notes"))


def _without_recurring(events: list[Item]) -> tuple[list[Item], dict[str, list[Item]]]:
    """Of many events those that happen once or twice, and the others by their titles."""
    by_title: dict[str, list[Item]] = {}
    for event in events if len(events) > MANY else ():
        by_title.setdefault(event.title, []).append(event)
    often = {name: group for name, group in by_title.items() if len(group) >= OFTEN}
    return [event for event in events if event.title not in often], often


def _recurring(often: dict[str, list[Item]], material: Material) -> list[str]:
    if not often:
        return []
    told = [
        f"{title(group[0])} ({len(group)} times) {material.sources.cite(group[0])}"
        for group in often.values()
    ]
    return [f"Again and again: {', '.join(told)}."]


def _next(events: list[Item], material: Material) -> str:
    """The one that comes first, and the two after it."""
    first, *later = events
    head = f"Next{_with_people(material)}: {_line(first, material, with_day=True)}"
    lines = [f"- {_line(event, material, with_day=True)}" for event in later[:AFTER]]
    return "\n\n".join((head, *(["After that:\n" + "\n".join(lines)] if lines else [])))


def _line(event: Item, material: Material, *, with_day: bool, with_note: bool = False) -> str:
    mark = material.sources.cite(event)
    line = event_line(event, material.query, mark, with_day=with_day)
    note = wording.plain(note_of(event)) if with_note else ""
    return f"{line} — “{note}”" if note else line


def _day_of(event: Item, material: Material) -> date:
    """The day an event is listed under: its first day inside the range that was asked for."""
    zone = wording.zone_of(material.query)
    first = days(event, zone)[0]
    window = material.intent.time_range
    if window and window.start:
        return max(first, window.start.astimezone(zone).date())
    return first


def _heading(day: date, material: Material) -> str:
    noon = datetime.combine(day, time(12), wording.zone_of(material.query))
    today = material.query.now.astimezone(wording.zone_of(material.query)).date()
    near = {today: " (today)", today + timedelta(days=1): " (tomorrow)"}
    return wording.day(noon, material.query) + near.get(day, "")


def _clashes(events: list[Item], material: Material) -> list[str]:
    timed = [e for e in events if not e.details.get("all_day") and takes_time(e)]
    found = [
        f"{title(a)} {material.sources.cite(a)} overlaps {title(b)} {material.sources.cite(b)}"
        for n, a in enumerate(timed)
        for b in timed[n + 1 :]
        if bounds(b)[0] < bounds(a)[1]
    ]
    return [f"Note: {'; '.join(found[:3])}."] if found else []


def _about(material: Material) -> str:
    return f" about “{wording.plain(material.topic)}”" if material.topic else ""


def _with_people(material: Material) -> str:
    names = [wording.plain(name) for name in material.people]
    return f" with {wording.joined(names)}" if names else ""
