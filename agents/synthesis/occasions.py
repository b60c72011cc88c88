"""Whether events that the question names fit together; who of their guests comes; a journey."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from agents.query import Item, StepResult
from agents.scheduling import bounds, days, takes_time
from agents.synthesis import events, wording
from agents.synthesis.lines import event_line, event_times, title
from agents.synthesis.material import Material
from agents.words import content_words

SHOWN = 6
QUOTE = 240
_AWAY = re.compile(
    r"\b(?:off|away|out of office|leave(?! (?:for|at|by|from|the|my|home|early|house)\b)"
    r"|holidays?|vacation|absent|sick|urlaub|congés?|vacaciones|izin)\b",
    re.IGNORECASE,
)
_ANYBODY = frozenset({"anybody", "anyone", "somebody", "someone", "everybody", "everyone"})
# Asked is whether both are possible, so that a clash is a no.
_ASKS_IF_POSSIBLE = re.compile(
    r"\b(?:can|could|will|would|shall|may|do|does|is there|have) (?:i|we|it|that|there"
    r"|they)?\b.{0,30}"
    r"\b(?:make|manage|attend|go|get|be back|be home|be out|be done|be there|fit|do both|catch|take"
    r"|enough time|still|in time|free|ok|okay|work|works)\b",
    re.IGNORECASE,
)
_ASKS_IF_CLASHING = re.compile(
    r"\b(?:clash|conflict|overlap|collid|interfer|problem|issue|in the way|at the same time"
    r"|same time"
    r"|run into|cut into|double|coincid)",
    re.IGNORECASE,
)


def is_of_occasions(material: Material) -> bool:
    return any("things" in r.data for r in material.results)


def clashes(material: Material) -> str:
    """Yes or no first, then the two events, or what overlaps the one."""
    result = next(r for r in material.results if "things" in r.data)
    known = {item.id: item for item in result.items}
    things = [known.get(event_id) for event_id in result.data["things"]]
    named = [thing for thing in things if thing is not None]
    if not named:
        return _unknown(result, material)
    if material.intent.entities.get("absence"):
        return _held(named[0], result, material)
    if len(named) == 2:
        return _of_two(named[0], named[1], result, material)
    missing = [
        words for words, thing in zip(result.data["words"], things, strict=True) if thing is None
    ]
    return _of_one(named[0], missing, result, material)


def _of_two(one: Item, other: Item, result: StepResult, material: Material) -> str:
    (start, end), (begins, ends) = bounds(one), bounds(other)
    if begins < start:
        return _of_two(other, one, result, material)
    if material.intent.entities.get("in_order"):
        return _in_order(one, other, material)
    cite, query = material.sources.cite, material.query
    later = timedelta(minutes=int(material.intent.entities.get("overrun") or 0))
    first = f"**{title(one)}** ({events.moment(one, material)}) {cite(one)}"
    on_day = _is_one_day(one, other, material)
    when = event_times(other, query) if on_day else events.moment(other, material)
    second = f"**{title(other)}** ({when}) {cite(other)}"
    if start < ends and begins < end + later:
        over = wording.span(max(start, begins), min(end + later, ends), query)
        word = _word(material, clash=True)
        return f"{word} {first} and {second} overlap, {over}.{_places(one, other)}"
    word = _word(material, clash=False)
    if not on_day:
        return f"{word} they are on different days: {first} and {second}."
    gap = begins - end - later
    between = (
        f"{wording.length(gap)} between them"
        if gap
        else "one straight after the other, with no gap"
    )
    head = f"{word} {first} ends at {wording.clock(end + later, query)} and {second} begins"
    told = f"{head} at {wording.clock(begins, query)}, {between}.{_places(one, other)}"
    return told + _also(one, other, result, material)


def _in_order(one: Item, other: Item, material: Material) -> str:
    """Which of two events comes first, and whether both are on one day."""
    cite = material.sources.cite
    first = f"**{title(one)}** ({events.moment(one, material)}) {cite(one)}"
    second = f"**{title(other)}** ({events.moment(other, material)}) {cite(other)}"
    day = "on the same day" if _is_one_day(one, other, material) else "on another day"
    return f"{first} comes first, {second} after it, {day}."


def _word(material: Material, *, clash: bool) -> str:
    """Yes or no, as the question is put: "can I make both?", "do they clash?"."""
    text = material.query.text
    possible = _ASKS_IF_POSSIBLE.search(text) and not _ASKS_IF_CLASHING.search(text)
    if possible:
        return "No, they clash:" if clash else "Yes, that works:"
    return "Yes, they clash:" if clash else "No, they do not clash:"


def _is_one_day(one: Item, other: Item, material: Material) -> bool:
    zone = wording.zone_of(material.query)
    return days(one, zone)[0] == days(other, zone)[0]


def _places(one: Item, other: Item) -> str:
    """That the two are not in one place, which takes time too."""
    places = [wording.plain(str(e.details.get("location") or "")) for e in (one, other)]
    if not all(places) or places[0] == places[1]:
        return ""
    return f" They are in different places: {places[0]}, then {places[1]}."


def _also(one: Item, other: Item, result: StepResult, material: Material) -> str:
    """What else clashes with either of them."""
    own = {one.id, other.id}
    known = {item.id: item for item in result.items}
    others = [b for a, b in result.data["conflicts"] if a in own and b not in own and b in known]
    if not others:
        return ""
    lines = [_line(known[event_id], material) for event_id in dict.fromkeys(others)]
    return "\n\nWhat does overlap one of them:\n" + "\n".join(lines)


def _of_one(event: Item, missing: Sequence[str], result: StepResult, material: Material) -> str:
    known = {item.id: item for item in result.items}
    mark = material.sources.cite(event)
    head = f"**{title(event)}** ({events.moment(event, material)}) {mark}"
    moved = material.intent.entities.get("moved_to")
    if moved:
        return _moved(event, moved, result, material)
    over = [known[b] for a, b in result.data["conflicts"] if a == event.id and b in known]
    lost = (
        f" I did not find {wording.joined([f'“{wording.plain(m)}”' for m in missing])} in your "
        "calendar."
        if missing
        else ""
    )
    if over:
        lines = "\n".join(_line(other, material) for other in over[:SHOWN])
        return f"{_word(material, clash=True)} {head} overlaps:\n{lines}{_below(lost)}"
    beside = _beside(event, result, material)
    yes = _word(material, clash=False).partition(",")[0]
    return f"{yes}, nothing in your calendar overlaps {head}.{lost}{beside}"


def _moved(event: Item, to: Mapping[str, Any], result: StepResult, material: Material) -> str:
    """What an event would clash with if it began at another time of the same length."""
    start = datetime.fromisoformat(to["start"])
    end = start + (bounds(event)[1] - bounds(event)[0])
    over = [
        e
        for e in result.items
        if e.id != event.id
        and takes_time(e)
        and not e.details.get("all_day")
        and bounds(e)[0] < end
        and start < bounds(e)[1]
    ]
    when = f"{wording.short_day(start, material.query)}, {wording.span(start, end, material.query)}"
    head = f"**{title(event)}** {material.sources.cite(event)} at {when}"
    if not over:
        return f"No, nothing in your calendar would clash with {head}."
    lines = "\n".join(_line(e, material) for e in over[:SHOWN])
    return f"Yes, {head} would clash with:\n{lines}"


def _below(text: str) -> str:
    return f"\n\n{text.strip()}" if text else ""


def _beside(event: Item, result: StepResult, material: Material) -> str:
    """What comes before and after it on that day."""
    start, end = bounds(event)
    timed = [
        e for e in result.items
        if e.id != event.id and not e.details.get("all_day") and takes_time(e)
    ]  # fmt: skip
    before = max(
        (e for e in timed if bounds(e)[1] <= start), key=lambda e: bounds(e)[1], default=None
    )
    after = min((e for e in timed if bounds(e)[0] >= end), key=lambda e: bounds(e)[0], default=None)
    near = [e for e in (before, after) if e is not None and _is_one_day(event, e, material)]
    if not near:
        return ""
    return "\n\nBeside it that day:\n" + "\n".join(_line(e, material) for e in near)


def _unknown(result: StepResult, material: Material) -> str:
    said = [f"“{wording.plain(words)}”" for words in result.data["words"]]
    head = f"I did not find {wording.joined(said)} in your calendar."
    window = material.intent.time_range
    busy = [e for e in result.items if takes_time(e)]
    if window is None or not busy:
        return head
    if pairs := _pairs(result, material):
        where = wording.in_range(window, material.query)
        return f"{head} What clashes{where}:\n" + "\n".join(pairs)
    where = wording.in_range(window, material.query)
    return f"{head} You have{where}:\n" + "\n".join(_line(e, material) for e in busy[:SHOWN])


def _pairs(result: StepResult, material: Material) -> list[str]:
    """All that overlaps, a line for each two."""
    known = {item.id: item for item in result.items}
    cite, query = material.sources.cite, material.query
    return [
        f"- {events.moment(known[a], material)}: **{title(known[a])}** {cite(known[a])} overlaps "
        f"**{title(known[b])}** ({event_times(known[b], query)}) {cite(known[b])}"
        for a, b in list(result.data["conflicts"])[:SHOWN]
    ]


def _held(event: Item, result: StepResult, material: Material) -> str:
    """Whether somebody is away when an event takes place, as the calendar or a document says."""
    mark = material.sources.cite(event)
    about = f"In your calendar: **{title(event)}**, {events.moment(event, material)} {mark}"
    document = next(
        (i for r in material.results if r.step.operation == "read" for i in r.items), None
    )
    told = [
        f"**{title(e)}** ({event_times(e, material.query)}) {material.sources.cite(e)}"
        for e in _away_events(event, result, material)
    ]
    if document is not None and (lines := _absences(event, material)):
        quoted = "; ".join(f"“{wording.plain(wording.shortened(line, QUOTE))}”" for line in lines)
        told.append(f"**{title(document)}** {material.sources.cite(document)} says {quoted}")
    if told:
        return f"Probably not: somebody is away then. {'; '.join(told)}.\n\n{about}."
    if document is None:
        return f"{about}. I did not find anything about who is away then."
    source = f"**{title(document)}** {material.sources.cite(document)}"
    return f"{about}. {source} names no absence of its guests on that day."


def _away_events(event: Item, result: StepResult, material: Material) -> list[Item]:
    """What the calendar itself says of absences on that day."""
    names = _names(event, material)
    return [
        e
        for e in result.items
        if e.id != event.id
        and e.details.get("all_day")
        and _AWAY.search(e.title)
        and (names is None or names & set(re.findall(r"\w+", e.title.lower())))
    ]


def _names(event: Item, material: Material) -> set[str] | None:
    """Of whom it is asked whether they are away: of one, of the guests, or (None) of anybody."""
    who = str(material.intent.entities.get("who") or "").lower()
    if who in _ANYBODY:
        return None
    if who:
        return set(re.findall(r"\w+", who))
    names = {
        word
        for guest in event.details.get("attendees") or ()
        if not guest.get("self")
        for word in str(guest.get("name") or "").lower().split()
    }
    words = re.findall(r"\w{3,}", event.title)
    return names | {word.lower() for word in words if word[0].isupper() and content_words(word)}


def _absences(event: Item, material: Material) -> list[str]:
    """The lines of the document that name them and a time in which the event lies."""
    against: Sequence[Mapping[str, Any]] = next(
        (r.data["against"] for r in material.results if "against" in r.data), ()
    )
    names = _names(event, material)
    told = [str(entry["line"]) for entry in against if entry["event"] == event.id]
    lines = [
        line for line in told if names is None or names & set(re.findall(r"\w+", line.lower()))
    ]
    return list(dict.fromkeys(lines))


def _line(event: Item, material: Material) -> str:
    return f"- {event_line(event, material.query, material.sources.cite(event))}"
