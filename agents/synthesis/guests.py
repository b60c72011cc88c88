"""Who of the guests of an event comes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from agents.query import Item
from agents.synthesis import events, wording
from agents.synthesis.lines import is_own, name_of, said_text, title
from agents.synthesis.material import Material
from agents.synthesis.moments import named_event
from agents.synthesis.sentences import best_passage
from agents.words import content_words, coverage

QUOTE = 240
# Whether everybody has answered, and not who cannot come.
_OF_ANSWERS = re.compile(
    r"\b(?:said yes|answer\w*|repl(?:y|ied)\w*|respond\w*|accept\w*|confirm\w*|rsvp\w*|undecided"
    r"|dither\w*|waver\w*|say yes)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:declin\w+|cannot|can't|can not|unable|sorry|not (?:be able|coming))", re.IGNORECASE
)


_OWN = {"accepted": "accepted", "declined": "declined", "tentative": "answered “maybe” to"}


def guests(material: Material) -> str:
    """Who comes and who does not, those first who are asked for, and what they wrote about it.
    Empty where the calendar has no such event."""
    event = named_event(material)
    if event is None:
        return ""
    guest = str(material.intent.entities.get("guest") or "")
    if guest:
        return _one_guest(event, guest, material)
    mark = material.sources.cite(event)
    people = list(event.details.get("attendees") or ())
    head = f"**{title(event)}** ({events.moment(event, material)}) {mark}"
    if not people:
        return f"The calendar names no guests of {head}."
    if _OF_ANSWERS.search(material.query.text):
        return _answers(event, head, material)
    declined = [guest for guest in people if guest.get("response") == "declined"]
    names = wording.joined([name_of(guest) for guest in declined])
    lead = f"No: **{names}** declined {head}." if declined else f"Nobody declined {head}."
    told = [_reason(guest, event, material) for guest in declined]
    others = [said for said in events.guest_lines(event) if not said.startswith("declined")]
    rest = f"Of the others {'; '.join(others)}." if others else ""
    return "\n\n".join(part for part in (lead, *told, rest) if part)


def _answers(event: Item, head: str, material: Material) -> str:
    """Who has not said yes first, where that is asked for."""
    said = events.guest_lines(event)
    accepted = [line for line in said if line.startswith("accepted")]
    others = [_turned(line) for line in said if line not in accepted]
    if not others:
        names = accepted[0].partition(": ")[2] if accepted else "nobody"
        return f"Nobody is left to answer: {names} accepted {head}."
    rest = f" {accepted[0][:1].upper()}{accepted[0][1:]}." if accepted else ""
    return f"{'; '.join(others)}: {head}.{rest}"


def _turned(line: str) -> str:
    """`has not answered: Bo` as `**Bo** has not answered`."""
    verb, _, names = line.partition(": ")
    return f"**{names}** {verb}"


def _one_guest(event: Item, said: str, material: Material) -> str:
    """Whether the one who is asked for comes."""
    cite = material.sources.cite(event)
    head = f"**{title(event)}** ({events.moment(event, material)}) {cite}"
    if said == "me":
        return _own(event, head)
    wanted = content_words(said)
    people = [
        guest
        for guest in event.details.get("attendees") or ()
        if coverage(wanted, f"{guest.get('name') or ''} {guest.get('email') or ''}") >= 1
    ]
    words = content_words(" ".join(material.intent.entities.get("occasions") or ()))
    is_sure = material.intent.entities.get("event_id") or coverage(words, event.title) >= 1
    if not people and material.about("gmail") and not is_sure:
        return ""
    if not people:
        return f"**{wording.plain(said)}** is not among the guests of {head}."
    guest = people[0]
    name = f"**{name_of(guest)}**"
    response = str(guest.get("response") or "needsAction")
    if response == "declined":
        reason = _reason(guest, event, material)
        return f"No, {name} declined {head}.{' ' + reason if reason else ''}"
    if response == "accepted":
        return f"Yes, {name} accepted {head}."
    if response == "tentative":
        return f"Perhaps: {name} answered “maybe” to {head}."
    return f"Not known: {name} is invited to {head} and has not answered."


def _own(event: Item, head: str) -> str:
    """What the person answered."""
    guests = event.details.get("attendees") or ()
    own = next((one for one in guests if one.get("self")), None)
    if own is None:
        return f"There is no invitation to answer: you are not among the guests of {head}."
    response = str(own.get("response") or "needsAction")
    return f"You {_OWN.get(response, 'have not answered yet:')} {head}."


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
