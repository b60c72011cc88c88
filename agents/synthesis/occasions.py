"""Whether events that the question names fit together; who of their guests comes; a journey."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any

from agents.query import Item, StepResult
from agents.scheduling import bounds, days, takes_time
from agents.synthesis import events, found, wording
from agents.synthesis.free import spoken
from agents.synthesis.lines import event_line, event_times, is_own, name_of, said_text, title
from agents.synthesis.material import Material
from agents.synthesis.sentences import best_passage
from agents.words import content_words, coverage

SHOWN = 6
QUOTE = 240
TRIP_EVENTS = 20
TRIP_GAP = timedelta(days=4)  # a longer pause is another journey
_REASON = re.compile(
    r"\b(?:declin\w+|cannot|can't|can not|unable|sorry|not (?:be able|coming))", re.I
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
        return _held(named[0], material)
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
    cite, query = material.sources.cite, material.query
    first = f"**{title(one)}** ({events.moment(one, material)}) {cite(one)}"
    on_day = _is_one_day(one, other, material)
    when = event_times(other, query) if on_day else events.moment(other, material)
    second = f"**{title(other)}** ({when}) {cite(other)}"
    if start < ends and begins < end:
        over = wording.span(max(start, begins), min(end, ends), query)
        return f"Yes, they clash: {first} and {second} overlap, {over}.{_places(one, other)}"
    if not on_day:
        return f"No, they do not clash, they are on different days: {first} and {second}."
    gap = int((begins - end).total_seconds() // 60)
    between = f"{spoken(gap)} between them" if gap else "one straight after the other, with no gap"
    head = f"No, they do not clash: {first} ends at {wording.clock(end, query)} and {second} begins"
    told = f"{head} at {wording.clock(begins, query)}, {between}.{_places(one, other)}"
    return told + _also(one, other, result, material)


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
    over = [known[b] for a, b in result.data["conflicts"] if a == event.id and b in known]
    lost = (
        f" I did not find {wording.joined([f'“{wording.plain(m)}”' for m in missing])} in your "
        "calendar."
        if missing
        else ""
    )
    if over:
        lines = "\n".join(_line(other, material) for other in over[:SHOWN])
        return f"Yes, {head} overlaps:\n{lines}{_below(lost)}"
    beside = _beside(event, result, material)
    return f"No, nothing in your calendar overlaps {head}.{lost}{beside}"


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
    where = wording.in_range(window, material.query)
    return f"{head} You have{where}:\n" + "\n".join(_line(e, material) for e in busy[:SHOWN])


def _held(event: Item, material: Material) -> str:
    """Whether a guest of an event is away then, as a document or a mail says."""
    mark = material.sources.cite(event)
    head = f"**{title(event)}** is in your calendar {events.moment(event, material)} {mark}"
    document = next(
        (i for r in material.results if r.step.operation == "read" for i in r.items), None
    )
    lines = _absences(event, material)
    if document is not None and lines:
        quoted = "; ".join(f"“{wording.plain(wording.shortened(line, QUOTE))}”" for line in lines)
        source = f"**{title(document)}** {material.sources.cite(document)}"
        return f"Probably not: somebody is away then. {source} says {quoted}.\n\n{head}."
    if document is not None:
        source = f"**{title(document)}** {material.sources.cite(document)}"
        return f"{head}. {source} names no absence of its guests on that day."
    return f"{head}. I did not find anything about who is away then."


def _absences(event: Item, material: Material) -> list[str]:
    """The lines of the document that name a guest and a time in which the event lies."""
    against: Sequence[Mapping[str, Any]] = next(
        (r.data["against"] for r in material.results if "against" in r.data), ()
    )
    names = {
        word
        for guest in event.details.get("attendees") or ()
        if not guest.get("self")
        for word in str(guest.get("name") or "").lower().split()
    }
    names |= {word.lower() for word in re.findall(r"\w{3,}", event.title)}
    told = [str(entry["line"]) for entry in against if entry["event"] == event.id]
    lines = [line for line in told if names & set(re.findall(r"\w+", line.lower()))]
    return list(dict.fromkeys(lines))


def guests(material: Material) -> str:
    """Who comes and who does not, those first who are asked for, and what they wrote about it."""
    event = next((i for r in material.results if r.step.agent == "gcal" for i in r.items), None)
    if event is None:
        words = wording.joined(material.intent.entities.get("occasions") or [])
        return f"I did not find “{wording.plain(words)}” in your calendar."
    mark = material.sources.cite(event)
    people = list(event.details.get("attendees") or ())
    head = f"**{title(event)}** ({events.moment(event, material)}) {mark}"
    if not people:
        return f"The calendar names no guests of {head}."
    declined = [guest for guest in people if guest.get("response") == "declined"]
    names = wording.joined([name_of(guest) for guest in declined])
    lead = f"No: **{names}** declined {head}." if declined else f"Nobody declined {head}."
    told = [_reason(guest, event, material) for guest in declined]
    others = [said for said in events.guest_lines(event) if not said.startswith("declined")]
    rest = f"Of the others {'; '.join(others)}." if others else ""
    return "\n\n".join(part for part in (lead, *told, rest) if part)


def _reason(guest: Mapping[str, Any], event: Item, material: Material) -> str:
    """What the mail says in which a guest declined."""
    name = str(guest.get("name") or guest.get("email") or "")
    wanted = content_words(name)
    about = content_words(event.title)
    for mail in material.found.get("gmail", ()):
        whole = f"{mail.title}\n{mail.text}\n{mail.details.get('sender_name') or ''}"
        if is_own(mail) or not coverage(wanted, whole) >= 0.5 or not coverage(about, whole):
            continue
        if _REASON.search(f"{mail.title}\n{mail.text}"):
            said = best_passage(said_text(mail), wanted, QUOTE)
            quoted = wording.plain(wording.shortened(said, QUOTE))
            return f"“{title(mail)}” says: “{quoted}” {material.sources.cite(mail)}"
    return ""


def trip(material: Material) -> str:
    """The days at a place: its events in order, by the day; and the document that tells of them."""
    place = content_words(material.topic)
    there = [e for e in material.found.get("gcal", ()) if coverage(place, _where(e)) >= 1]
    told = [f for f in material.found.get("gdrive", ()) if coverage(place, f.title) >= 1]
    if not there and not told:
        return found.nothing(material)
    journey = _one_journey(there, material)[:TRIP_EVENTS]
    parts = []
    if journey:
        zone = wording.zone_of(material.query)
        first, last = days(journey[0], zone)[0], days(journey[-1], zone)[1]
        span = wording.short_date(first, material.query)
        if first != last:
            span += f" to {wording.short_date(last, material.query)}"
        head = f"**{wording.plain(material.topic)}**, {span} (times in {material.query.time_zone}):"
        parts = [head, *_by_day(journey, material)]
    parts += [f"See also {found.line(f, material)}" for f in told[:1]]
    return "\n\n".join(parts)


def _by_day(journey: Sequence[Item], material: Material) -> list[str]:
    zone = wording.zone_of(material.query)
    blocks = []
    for day, group in groupby(journey, key=lambda e: days(e, zone)[0]):
        lines = [
            "- " + event_line(e, material.query, material.sources.cite(e), with_day=False)
            for e in group
        ]
        blocks.append(f"**{wording.short_date(day, material.query)}**\n" + "\n".join(lines))
    return blocks


def _where(event: Item) -> str:
    zone = str(event.details.get("time_zone") or "").rpartition("/")[2].replace("_", " ")
    return f"{event.title} {event.details.get('location') or ''} {zone}"


def _one_journey(there: Sequence[Item], material: Material) -> list[Item]:
    """The events of the next journey, or of the last one, without those of others."""
    ordered = sorted((e for e in there), key=lambda e: bounds(e)[0])
    journeys: list[list[Item]] = []
    for event in ordered:
        if journeys and bounds(event)[0] - bounds(journeys[-1][-1])[1] <= TRIP_GAP:
            journeys[-1].append(event)
        else:
            journeys.append([event])
    ahead = [j for j in journeys if bounds(j[-1])[1] > material.query.now]
    return ahead[0] if ahead else journeys[-1] if journeys else []


def _line(event: Item, material: Material) -> str:
    return f"- {event_line(event, material.query, material.sources.cite(event))}"
