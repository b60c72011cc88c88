"""The event that a question means, and sentences about its time, its place and its guests."""

from __future__ import annotations

import re
from collections.abc import Callable

from agents import journeys
from agents.matching import text_of
from agents.query import Item
from agents.scheduling import bounds, days
from agents.synthesis import wording
from agents.synthesis.lines import event_line, event_times, name_of, title
from agents.synthesis.material import Material
from agents.synthesis.relevance import NEAR, Match, matches
from agents.words import content_words, coverage, words_of

OTHERS = 3
SOME = 0.3  # of the words, in a title that is as near as NEAR
LETTERS = 5
WHOLE = 0.99
ALL = 1.5  # what all words together count against those of the title
GUESTS = 12
_LINK = re.compile(r"https?://", re.IGNORECASE)
# What is around an event is not the event.
_AROUND = re.compile(
    r"\b(?:prep(?:aration|are)?|pre-?(?:meeting|call)|follow[- ]?up|debrief|rehears\w*|travel to"
    r"|drive to|book|buy|order|sign|review of|deadline for|reminder|vorbereitung|nachbereitung)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|did|happened|last|took place|war|fand)\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\b(?:how many|wie ?viele|combien|cuánt\w+|kaç)\b", re.IGNORECASE)
_ANSWERS = (
    ("accepted", "accepted"),
    ("tentative", "said perhaps"),
    ("declined", "declined"),
    ("needsAction", "have not answered"),
)


def meant(material: Material, *, with_place: bool = False) -> Item | None:
    """The event that a question is about: named by its words, the next to come before past ones
    (or the last, where the question is of the past). None where no title says it."""
    asked_of_past = bool(_PAST.search(material.query.text))
    candidates = [m for m in material.about("gcal") if _named(m, material) >= 0.5 or _is_all(m)]
    if with_place and any(m.item.details.get("location") for m in candidates):
        candidates = [m for m in candidates if m.item.details.get("location")]
    candidates = candidates or _likely(material)
    if not candidates:
        return None
    around = bool(_AROUND.search(material.query.text))
    return max(candidates, key=lambda m: _fit(m, material, asked_of_past, around)).item


def _is_all(match: Match) -> bool:
    """Whether it holds every word, and its title one of them."""
    return match.covered > WHOLE and match.in_title > 0


def _named(match: Match, material: Material) -> float:
    """How far its title and its place hold the asked words: "the talk in Rome" is there."""
    place = str(match.item.details.get("location") or "")
    if not match.in_title or not place:
        return match.in_title
    return max(match.in_title, coverage(material.sought("gcal"), f"{match.item.title} {place}"))


def _likely(material: Material) -> list[Match]:
    """Events that mean much the same as the question, with some of its words in their titles, and
    with one of the names that it says; or whose title is these words written as one."""
    sought = material.sought("gcal")
    names = content_words(" ".join(w for w in material.topic.split() if w[:1].isupper()))
    things = sought - names
    found = matches(material.found.get("gcal", ()), sought)
    whole = "".join(words_of(material.topic))
    return [
        m
        for m in found
        if (len(whole) > LETTERS and whole in "".join(words_of(m.item.title)))
        or (m.in_title >= SOME and journeys.goes_there(m.item, material.query.text))
        or (
            m.in_title >= SOME
            and (m.similarity or 0.0) >= NEAR
            and (not names or coverage(names, text_of(m.item)) > 0)
            and (not things or coverage(things, m.item.title) >= SOME)
        )
    ]


def when_sentence(event: Item, material: Material) -> str:
    """`**Title** is on Thu 10 Dec, 15:00–19:00, Place. [1]`"""
    place = _place(event)
    where = f", {place}" if place else ""
    mark = material.sources.cite(event)
    return f"**{title(event)}** {_is(event, material)} {_moment(event, material)}{where}. {mark}"


def length_sentence(event: Item, material: Material) -> str:
    """`**Title** takes **3 h 55 min**: on Wed 2 Dec, 11:25–15:20. [1]`"""
    start, end = bounds(event)
    if event.details.get("all_day"):
        first, last = days(event, wording.zone_of(material.query))
        length = wording.counted((last - first).days + 1, "day")
    else:
        length = wording.length(end - start)
    verb = "took" if end <= material.query.now else "takes"
    mark = material.sources.cite(event)
    return f"**{title(event)}** {verb} **{length}**: {_moment(event, material)}. {mark}"


def has_place(event: Item) -> bool:
    """Whether the calendar says where it is."""
    return bool(_place(event) or event.details.get("meeting_link"))


def where_sentence(event: Item, material: Material) -> str:
    mark = material.sources.cite(event)
    place = _place(event)
    when = moment(event, material)
    if place:
        return f"**{title(event)}** {_is(event, material)} at **{place}** ({when}). {mark}"
    if event.details.get("meeting_link"):
        return f"**{title(event)}** {_is(event, material)} a video call ({when}). {mark}"
    return f"The calendar names no place for **{title(event)}** ({when}). {mark}"


def who_sentence(event: Item, material: Material) -> str:
    """Who accepted, who declined and who has not answered."""
    asked = _asked_answer(material)
    mark = material.sources.cite(event)
    if asked:
        names = [_guest(g) for g in event.details.get("attendees") or () if _response(g) == asked]
        verb = dict(_ANSWERS)[asked]
        who = wording.joined(names) if names else "Nobody"
        verb = _has(verb, max(1, len(names)))
        if names and _HOW_MANY.search(material.query.text):
            who = f"**{wording.counted(len(names), 'person', 'people')}** ({who})"
        return f"{who} {verb}: **{title(event)}** ({moment(event, material)}). {mark}"
    guests = guest_lines(event)
    head = f"**{title(event)}** ({moment(event, material)}): {'; '.join(guests)}. {mark}"
    number = len(event.details.get("attendees") or ())
    return f"{wording.counted(number, 'person is', 'people are')} invited to {head}"


def organiser_sentence(event: Item, material: Material) -> str:
    """Who set an event up, with the address."""
    organiser = wording.plain(str(event.details.get("organizer") or ""))
    mark = material.sources.cite(event)
    if not organiser:
        return f"The calendar does not say who organises **{title(event)}**. {mark}"
    said = organiser.replace("<", "(").replace(">", ")")
    return f"{said} organises **{title(event)}** ({moment(event, material)}). {mark}"


def sentence(event: Item, material: Material, show: Callable[[str], str] = str) -> str:
    """One line, with the event's own note."""
    line = event_line(event, material.query, material.sources.cite(event))
    note = show(wording.plain(note_of(event)))
    return f"{line}{' — “' + note + '”' if note else ''}"


def note_of(event: Item, limit: int = 200) -> str:
    """What an event's description says, without the links to join it."""
    said = [line for line in event.text.splitlines() if not _LINK.search(line)]
    return wording.shortened(" ".join(said), limit)


def others(event: Item, material: Material) -> list[str]:
    """Other events that the same words could mean."""
    rest = [
        m.item
        for m in material.about("gcal")
        if m.item.id != event.id and m.in_title >= 0.5 and m.item.title != event.title
    ][:OTHERS]
    if not rest:
        return []
    rest.sort(key=lambda e: bounds(e)[0])
    lines = [f"- {event_line(e, material.query, material.sources.cite(e))}" for e in rest]
    return ["Also in your calendar:\n" + "\n".join(lines)]


def moment(event: Item, material: Material) -> str:
    """`tomorrow, Tue 24 Nov, 15:00–15:30`, `Fri 27 Nov, all day`."""
    return _moment(event, material).removeprefix("on ")


def _moment(event: Item, material: Material) -> str:
    """The same in a sentence: `on Fri 27 Nov, all day`."""
    query = material.query
    first, last = days(event, wording.zone_of(query))
    if first != last and event.details.get("all_day"):
        return f"from {wording.short_date(first, query)} to {wording.short_date(last, query)}"
    return f"{wording.on_day(first, query)}, {event_times(event, query)}"


def guest_lines(event: Item) -> list[str]:
    """`A and B accepted`, `C declined`, one an answer."""
    guests = list(event.details.get("attendees") or ())
    said = []
    for response, words in _ANSWERS:
        names = [_guest(g) for g in guests if _response(g) == response]
        if names:
            more = f" and {len(names) - GUESTS} more" if len(names) > GUESTS else ""
            said.append(f"{_has(words, len(names))}: {wording.joined(names[:GUESTS])}{more}")
    return said


def _asked_answer(material: Material) -> str:
    """The one answer that is asked for: "who has declined"."""
    text = material.query.text.lower()
    if re.search(r"\b(?:not|n't)(?: yet)? (?:answer|repl|respond)\w*", text):
        return "needsAction"
    return next((name for name, _ in _ANSWERS if name[:5] in text), "")


def _has(words: str, number: int) -> str:
    return words.replace("have not", "has not") if number == 1 else words


def _response(guest: dict[str, object]) -> str:
    known = {name for name, _ in _ANSWERS}
    response = str(guest.get("response") or "needsAction")
    return response if response in known else "needsAction"


def _guest(guest: dict[str, object]) -> str:
    return "you" if guest.get("self") else name_of(guest)


def _fit(match: Match, material: Material, past: bool, around: bool) -> tuple[float, ...]:
    event = match.item
    start, end = bounds(event)
    is_past = end <= material.query.now
    beside = bool(_AROUND.search(event.title)) and not around
    apart = abs((start - material.query.now).total_seconds())
    question, others = material.query.text, material.found.get("gcal", ())
    is_meant = journeys.goes_there(event, question) or journeys.returns(event, others, question)
    there = 0.3 if is_meant else 0.0
    return (
        ALL * match.covered + _named(match, material) + there - (0.5 if beside else 0.0),
        float(is_past == past),
        round(event.score, 1),  # search tells apart what is far apart; else the nearest counts
        -apart,
    )


def _is(event: Item, material: Material) -> str:
    return "was" if bounds(event)[1] <= material.query.now else "is"


def _place(event: Item) -> str:
    return wording.plain(wording.shortened(str(event.details.get("location") or ""), 100))
