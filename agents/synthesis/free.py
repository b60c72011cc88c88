"""Free time: yes or no first where that is asked, the slots, and what takes the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from agents.query import Item, StepResult, TimeRange
from agents.scheduling import bounds, takes_time
from agents.synthesis import wording
from agents.synthesis.lines import event_line, event_times, title
from agents.synthesis.material import Material

FREE = 8
MOMENT = timedelta(hours=4)
DAY = timedelta(hours=25)
_YES_OR_NO = re.compile(
    r"^\W*(?:and |so |hey,? |but )?(?:am|are|is|do|does|will|would|can|could|have|any|got|might"
    r"|is there|hab|habe|hätte|bin|gibt|geht|passt|suis|ai|puis|est-ce|tengo|hay|estoy|puedo)\b",
    re.I,
)
_OPENS = r"(?:^\W*|[,.?!;–-] ?)(?:and |so |but )?"
_STATES = re.compile(
    rf"{_OPENS}(?:am|are|aren'?t|is|do|does|will|would|can|could|have) (?:i|we|it|that|this"
    rf"|there)\b",
    re.I,
)
_IS_IT = re.compile(rf"{_OPENS}(?:am|are|is|will|would|bin|suis|estoy)\b", re.I)
_IF_BUSY = re.compile(
    rf"{_OPENS}(?:am|are|aren'?t|will) (?:i|we)\b.{{0,12}}\b(?:busy|booked|tied up|doing anything"
    r"|taken|away|out|off)\b",
    re.I,
)
_OF_ONESELF = re.compile(r"\b(?:i|we|us|my|me|our)\b|\d|\bhalf an\b", re.I)


def free_time(material: Material) -> str:
    """Whether a time is free; or the gaps that the calendar leaves. Only the person's own calendar
    is read, which is said where somebody else's time is asked for."""
    told = _own(material)
    names = [wording.plain(name) for name in material.people]
    if not names:
        return told
    whose = wording.joined([f"{name}’s" for name in names])
    if not _OF_ONESELF.search(material.query.text):
        return (
            f"I cannot read {whose} calendar, only yours, so I cannot say when "
            f"{wording.joined(names)} {'is' if len(names) == 1 else 'are'} free.\n\n"
            f"In your own calendar: {told}"
        )
    return (
        f"{told}\n\nThis is from your own calendar: I cannot read {whose} calendar, so I cannot "
        f"say when {wording.joined(names)} {'is' if len(names) == 1 else 'are'} free."
    )


def _own(material: Material) -> str:
    result = next(r for r in material.results if r.step.operation == "find_time")
    unknown = _unknown(result)
    if unknown:
        return unknown
    if result.data.get("since") and result.data.get("until"):
        return _between(result, material)
    arguments = result.step.arguments
    window: TimeRange = result.data.get("window") or TimeRange(
        arguments["after"], arguments["before"]
    )
    where = _where(result, window, material)
    slots: tuple[TimeRange, ...] = result.data.get("free", ())
    busy = [event for event in result.items if takes_time(event) and _touches(event, window)]
    length = _length(window)
    if _STATES.search(material.query.text) and length <= MOMENT and not _asks_for_any(material):
        return _yes_or_no(busy, where, material)
    taken = _taken(busy, material) if length <= DAY else ""
    if length <= DAY and not _asks_for_any(material) and _IS_IT.search(material.query.text):
        if not busy:
            return _yes_or_no(busy, where, material)
        if slots:
            return f"Partly: {_lowered(_slots(slots, where, material))}{taken}"
    if not slots:
        return f"{_none(material)}{where}.{taken}"
    return _slots(slots, where, material) + taken


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _slots(slots: Sequence[TimeRange], where: str, material: Material) -> str:
    asked = material.intent.entities.get("duration_minutes")
    named_hours = material.intent.entities.get("hours")
    kind = "times" if named_hours else "working hours, times"
    yes = "Yes, you" if asked and _YES_OR_NO.match(material.query.text) else "You"
    least = f" for at least {wording.minutes(asked)}" if asked else ""
    head = f"{yes} are free{least}{where} ({kind} in {material.query.time_zone}):"
    if material.intent.entities.get("best"):
        longest = max(slots, key=_length)
        row = wording.minutes(_minutes(longest))
        head = f"Best is {_slot(longest, material)} ({row} in a row). {head}"
    elif material.intent.entities.get("earliest"):
        head = f"The first is **{_slot(slots[0], material)}**. {head}"
    lines = [f"- {_slot(slot, material)}" for slot in slots[:FREE]]
    more = [f"- and {len(slots) - FREE} more"] if len(slots) > FREE else []
    return "\n".join((head, *lines, *more))


def _none(material: Material) -> str:
    asked = material.intent.entities.get("duration_minutes")
    if asked and _YES_OR_NO.match(material.query.text):
        return f"No, there is no gap of {wording.minutes(asked)}"
    hours = "" if material.intent.entities.get("hours") else " in working hours (9:00 to 18:00)"
    return f"I did not find any free time{hours}"


def _between(result: StepResult, material: Material) -> str:
    """The time between two events, and what lies in it."""
    known = {item.id: item for item in result.items}
    first, second = known.get(result.data["since"]), known.get(result.data["until"])
    if first is None or second is None:
        return "I could not compare these events."
    if bounds(first)[0] > bounds(second)[0]:
        first, second = second, first
    ends, begins = bounds(first)[1], bounds(second)[0]
    one = f"**{title(first)}** ({event_times(first, material.query)})"
    other = f"**{title(second)}** ({event_times(second, material.query)})"
    marks = f"{material.sources.cite(first)} {material.sources.cite(second)}"
    day = wording.short_day(ends, material.query)
    if begins <= ends:
        how = "begins when" if begins == ends else "begins before"
        return f"None: {other} {how} {one} ends, {day}. {marks}"
    length = wording.length(begins - ends)
    span = wording.span(ends, begins, material.query)
    head = f"**{length}**, {span}, {day}: {one} ends then, {other} begins. {marks}"
    inside = [
        e for e in result.items
        if e.id not in (first.id, second.id) and takes_time(e)
        and bounds(e)[0] < begins and bounds(e)[1] > ends
    ]  # fmt: skip
    if not inside:
        return f"{head} Nothing else is in your calendar in between."
    lines = [f"- {event_line(e, material.query, material.sources.cite(e))}" for e in inside]
    slots: tuple[TimeRange, ...] = result.data.get("free", ())
    free = [_slot(slot, material) for slot in slots]
    left = f"\n\nFree of it: {wording.joined(free)}." if free else ""
    return f"{head}\n\nIn between you have:\n" + "\n".join(lines) + left


def _unknown(result: StepResult) -> str:
    """That an event by which the time is bounded is not in the calendar."""
    missing = [
        f"“{wording.plain(str(result.step.arguments[name]))}”"
        for name in ("since", "until")
        if name in result.data and not result.data[name]
    ]
    if not missing:
        return ""
    return f"I did not find {wording.joined(missing)} in your calendar."


def _where(result: StepResult, window: TimeRange, material: Material) -> str:
    known = {item.id: item for item in result.items}
    said = []
    for name, word in (("since", "after"), ("until", "before")):
        event = known.get(str(result.data.get(name) or ""))
        if event is not None:
            mark = material.sources.cite(event)
            times = event_times(event, material.query)
            said.append(f" {word} **{title(event)}** ({times}) {mark}")
    if said and window.start:
        return f" on {wording.day(window.start, material.query)}{''.join(said)}"
    where = wording.in_range(window, material.query)
    hours = result.step.arguments.get("hours")
    return f"{where}, {clock_of(hours[0])}–{clock_of(hours[1])}" if hours else where


def clock_of(minutes: int) -> str:
    """`09:05` of the minutes of a day."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _asks_for_any(material: Material) -> bool:
    entities = material.intent.entities
    return bool(entities.get("duration_minutes") or entities.get("any") or entities.get("hours"))


def _yes_or_no(busy: list[Item], where: str, material: Material) -> str:
    """Whether the time asked for is free, and what is in the way."""
    asked_if_busy = bool(_IF_BUSY.search(material.query.text))
    if not busy:
        word = "No" if asked_if_busy else "Yes"
        return f"{word}, you are free{where} (times in {material.query.time_zone})."
    lines = [f"- {_line(event, material)}" for event in busy[:FREE]]
    told = "Yes, you are busy" if asked_if_busy else "No, you are not free"
    return f"{told}{where}:\n" + "\n".join(lines)


def _taken(busy: list[Item], material: Material) -> str:
    if not busy:
        return ""
    named = [
        f"{title(e)} ({event_times(e, material.query)}) {material.sources.cite(e)}" for e in busy
    ]
    return f"\n\nTaken: {', '.join(named[:FREE])}."


def _touches(event: Item, window: TimeRange) -> bool:
    start, end = bounds(event)
    if window.start is None or window.end is None:
        return True
    return start < window.end and max(end, start + timedelta(seconds=1)) > window.start


def _line(event: Item, material: Material) -> str:
    return event_line(event, material.query, material.sources.cite(event), with_day=False)


def _slot(slot: TimeRange, material: Material) -> str:
    if slot.start is None or slot.end is None:
        return ""
    day = wording.short_day(slot.start, material.query)
    return f"{day}, {wording.span(slot.start, slot.end, material.query)}"


def _length(slot: TimeRange) -> timedelta:
    return slot.end - slot.start if slot.start and slot.end else timedelta.max


def _minutes(slot: TimeRange) -> int:
    return int(_length(slot).total_seconds() // 60)
