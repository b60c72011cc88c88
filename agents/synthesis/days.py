"""Whole days: whether one can be away, when they begin and end, how full they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agents.query import Item
from agents.scheduling import SATURDAY, bounds, takes_time
from agents.scheduling import days as days_of
from agents.synthesis import answered, wording
from agents.synthesis import events as events_
from agents.synthesis.lines import event_line, title
from agents.synthesis.material import Material

SHOWN = 8
_HOW_MANY_HOURS = re.compile(r"\bhow (?:many hours|much time|long)\b", re.IGNORECASE)


def window(material: Material) -> str:
    """Whether anything lies in a time, yes or no first, and what."""
    where = wording.in_range(material.intent.time_range, material.query)
    busy = [e for e in _events(material) if takes_time(e)]
    if not busy:
        return f"Yes, that works: nothing in your calendar is in the way{where}."
    lines = [f"- {_line(e, material)}" for e in busy[:SHOWN]]
    return f"Not without missing something. You have{where}:\n" + "\n".join(lines)


def edge(material: Material) -> str:
    """The first event of the time asked for, or the last one and when it ends."""
    where = wording.in_range(material.intent.time_range, material.query)
    timed = [e for e in _events(material) if not e.details.get("all_day") and takes_time(e)]
    if not timed:
        return f"You have no events with a time{where}."
    if material.intent.entities.get("backwards"):
        last = max(timed, key=lambda e: bounds(e)[1])
        clock = wording.clock(bounds(last)[1], material.query)
        said = _held_against(bounds(last)[1], material)
        return f"{said} last ends at **{clock}**: {_line(last, material)}"
    opens = material.intent.time_range.start if material.intent.time_range else None
    inside = [e for e in timed if opens is None or bounds(e)[0] >= opens]
    first = min(inside or timed, key=lambda e: bounds(e)[0])
    clock = wording.clock(bounds(first)[0], material.query)
    said = _held_against(bounds(first)[0], material)
    return f"{said} first begins at **{clock}**: {_line(first, material)}"


def _held_against(moment: datetime, material: Material) -> str:
    """`The`; `Yes: the` where it is asked if the moment lies within minutes of the day."""
    within = material.intent.entities.get("within")
    if not within:
        return "The"
    local = moment.astimezone(wording.zone_of(material.query))
    minutes = local.hour * 60 + local.minute
    return f"{'Yes' if within[0] <= minutes <= within[1] else 'No'}: the"


def load(material: Material) -> str:
    """How many events and hours each day holds; of several days the fullest or emptiest first."""
    zone = wording.zone_of(material.query)
    asked = material.intent.time_range
    timed = [e for e in _events(material) if not e.details.get("all_day") and takes_time(e)]
    by_day: dict[date, list[Item]] = {}
    if asked and asked.start and asked.end:
        day = asked.start.astimezone(zone).date()
        while day < (asked.end - timedelta(microseconds=1)).astimezone(zone).date() + timedelta(1):
            by_day[day] = []
            day += timedelta(days=1)
    within = frozenset(by_day)
    for event in timed:
        first, last = days_of(event, zone)
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            if not within or day in within:
                by_day.setdefault(day, []).append(event)
    if len(by_day) == 1:
        return _one_day(*next(iter(by_day.items())), material)
    working = {day: found for day, found in by_day.items() if day.weekday() < SATURDAY} or by_day
    least = bool(material.intent.entities.get("least"))
    ranked = sorted(working, key=lambda d: (_minutes(working[d], d, zone), d), reverse=not least)
    word = "emptiest" if least else "fullest"
    first, held = ranked[0], working[ranked[0]]
    head = f"The {word} day is **{_day(first, material)}**: {_sum(held, first, zone)}."
    lines = [f"- {_day(d, material)}: {_sum(working[d], d, zone)}" for d in sorted(working)]
    marks = " ".join(material.sources.cite(e) for e in held[:SHOWN])
    if _HOW_MANY_HOURS.search(material.query.text):
        whole = sum(_minutes(found, day, zone) for day, found in by_day.items())
        number = sum(len(found) for found in by_day.values())
        where = wording.in_range(asked, material.query)
        said = f"**{wording.minutes(whole)}** in {wording.counted(number, 'event')}{where}."
        head = f"{said} {head}"
    return f"{head} {marks}".strip() + "\n\n" + "\n".join(lines)


def _one_day(day: date, found: Sequence[Item], material: Material) -> str:
    lines = [
        "- " + event_line(e, material.query, material.sources.cite(e), with_day=False)
        for e in found
    ]
    said = _sum(found, day, wording.zone_of(material.query))
    head = f"**{_day(day, material)}**: {said}."
    return "\n".join((head, *lines))


def beside_day(material: Material) -> str:
    """The events of the day before or after one that is named."""
    result = next((r for r in material.results if "anchor" in r.data), None)
    event = (
        next((i for i in result.items if i.id == result.data["anchor"]), None) if result else None
    )
    if result is None or event is None:
        words = wording.joined(material.intent.entities.get("occasions") or [])
        return f"I did not find “{wording.plain(words)}” in your calendar."
    head = f"**{title(event)}** ({events_.moment(event, material)}) {material.sources.cite(event)}"
    start: datetime = result.data["day"]
    day = _day(start.astimezone(wording.zone_of(material.query)).date(), material)
    known = {e.id: e for e in result.items}
    listed = [known[event_id] for event_id in result.data["listed"] if event_id in known]
    if not listed:
        return f"Nothing is in your calendar on {day}; {head}."
    lines = [
        "- " + event_line(e, material.query, material.sources.cite(e), with_day=False)
        for e in listed
    ]
    return f"On **{day}** you have:\n" + "\n".join(lines) + f"\n\nThat is beside {head}."


def last_with(material: Material) -> str:
    """The newest event with somebody that is over, and the two before it."""
    over = sorted(filter(takes_time, _events(material)), key=lambda e: bounds(e)[0], reverse=True)
    who = wording.joined([wording.plain(name) for name in material.people])
    if not over:
        wrote = _last_mail(material)
        return f"I did not find a past event with {who} in your calendar.{wrote and f' {wrote}'}"
    head = f"Last with {who}: {_line(over[0], material)}"
    lines = [f"- {_line(e, material)}" for e in over[1:3]]
    before = ["Before that:\n" + "\n".join(lines)] if lines else []
    wrote = _last_mail(material, since=bounds(over[0])[1])
    return "\n\n".join((head, *before, *([wrote] if wrote else [])))


def _last_mail(material: Material, since: datetime | None = None) -> str:
    """The newest mail between the two, where there was one after a moment."""
    mails = [m for m in material.found.get("gmail", ()) if m.when and (not since or m.when > since)]
    newest = max(mails, key=lambda m: m.when or datetime.min.replace(tzinfo=UTC), default=None)
    return f"The last mail: {answered.wrote(newest, material)}" if newest else ""


def _events(material: Material) -> list[Item]:
    return sorted(material.found.get("gcal", ()), key=lambda e: bounds(e)[0])


def _line(event: Item, material: Material) -> str:
    return event_line(event, material.query, material.sources.cite(event))


def _day(day: date, material: Material) -> str:
    noon = datetime.combine(day, time(12), wording.zone_of(material.query))
    return wording.day(noon, material.query)


def _minutes(found: Sequence[Item], day: date, zone: ZoneInfo) -> int:
    """Minutes of a day that are taken, what overlaps counted once."""
    taken, until = 0, datetime.combine(day, time(), zone).astimezone(UTC)
    closes = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
    for start, finish in sorted(bounds(e) for e in found):
        begins, end = max(start, until), min(finish, closes)
        if end > begins:
            taken += int((end - begins).total_seconds() // 60)
            until = end
    return taken


def _sum(found: Sequence[Item], day: date, zone: ZoneInfo) -> str:
    if not found:
        return "nothing"
    length = wording.minutes(_minutes(found, day, zone))
    return f"{wording.counted(len(found), 'event')}, {length} in all"
