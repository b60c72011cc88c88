"""The events of a day or of several, grouped by day in the person's zone; and free time."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from itertools import groupby

from agents.query import Item, TimeRange
from agents.scheduling import bounds, days, takes_time
from agents.synthesis import wording
from agents.synthesis.events import note_of
from agents.synthesis.lines import event_line, event_times, title
from agents.synthesis.material import Material

ALL = 500
MANY = 30  # events, from which on recurring ones are told in one line
OFTEN = 3
FREE = 8
AFTER = 2
FEW = 2  # events whose notes are told too
MOMENT = timedelta(hours=4)
DAY = timedelta(hours=25)
_YES_OR_NO = re.compile(
    r"^\W*(?:and )?(?:am|are|is|do|does|will|would|can|could|have) (?:i|we|it|that|there)\b", re.I
)


def agenda(material: Material) -> str:
    """What is in the calendar, by day, with clashes named."""
    events = sorted(
        material.selected("gcal", ALL).items,
        key=lambda e: (_day_of(e, material), not e.details.get("all_day"), bounds(e)[0]),
    )
    where = wording.in_range(material.intent.time_range, material.query)
    if not events:
        what = f"{_with_people(material)}{_about(material)}{where}"
        return f"I did not find any events{what} in your calendar."
    if material.shape == "next":
        return _next(events, material)
    zone = material.query.time_zone
    n = wording.counted(len(events), "event")
    events, often = _without_recurring(events)
    head = f"You have {n}{_with_people(material)}{where} (times in {zone}):"
    by_day = [
        (
            day,
            "\n".join(
                f"- {_line(event, material, with_day=False, with_note=len(events) <= FEW)}"
                for event in group
            ),
        )
        for day, group in groupby(events, key=lambda e: _day_of(e, material))
    ]
    is_one = " between " not in where and len(by_day) == 1 and bool(where)
    lists = [
        lines if is_one else f"**{_heading(day, material)}**\n{lines}" for day, lines in by_day
    ]
    return "\n\n".join((head, *lists, *_recurring(often, material), *_clashes(events, material)))


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


def free_time(material: Material) -> str:
    """Whether a time is free; or the gaps that the calendar leaves in working hours. Only the
    person's own calendar is read, which is said where somebody else's time is asked for."""
    names = [wording.plain(name) for name in material.people]
    if not names:
        return _own_free_time(material)
    whose = wording.joined([f"{name}’s" for name in names])
    return (
        f"I cannot read {whose} calendar, only yours, so I cannot say when {wording.joined(names)} "
        f"{'is' if len(names) == 1 else 'are'} free.\n\nIn your own calendar: "
        f"{_own_free_time(material)}"
    )


def _own_free_time(material: Material) -> str:
    result = next(r for r in material.results if r.step.operation == "find_time")
    free: tuple[TimeRange, ...] = result.data.get("free", ())
    start, end = result.step.arguments["after"], result.step.arguments["before"]
    where = wording.in_range(TimeRange(start, end), material.query)
    busy = [event for event in result.items if takes_time(event)]
    if _YES_OR_NO.match(material.query.text) and end - start <= MOMENT:
        return _yes_or_no(busy, where, material)
    if not free:
        none = f"I did not find any free time in working hours (9:00 to 18:00){where}."
        return none + _around(busy, material)
    head = f"You are free{where} (working hours, times in {material.query.time_zone}):"
    lines = [f"- {_free(slot, material)}" for slot in free[:FREE]]
    more = [f"- and {len(free) - FREE} more"] if len(free) > FREE else []
    around = _around(busy, material) if end - start <= DAY else ""
    return "\n".join((head, *lines, *more)) + around


def _yes_or_no(busy: list[Item], where: str, material: Material) -> str:
    """Whether the time asked for is free, and what is in the way."""
    if not busy:
        return f"Yes, you are free{where} (times in {material.query.time_zone})."
    lines = [f"- {_line(event, material, with_day=False)}" for event in busy[:FREE]]
    return f"No, you are not free{where}:\n" + "\n".join(lines)


def _around(busy: list[Item], material: Material) -> str:
    if not busy:
        return ""
    named = [
        f"{title(e)} ({event_times(e, material.query)}) {material.sources.cite(e)}" for e in busy
    ]
    return f"\n\nTaken: {', '.join(named[:FREE])}."


def _free(slot: TimeRange, material: Material) -> str:
    if slot.start is None or slot.end is None:
        return ""
    day = wording.short_day(slot.start, material.query)
    return f"{day}, {wording.span(slot.start, slot.end, material.query)}"


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
