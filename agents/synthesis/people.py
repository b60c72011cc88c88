"""Who somebody is, as far as the person's own mail and events tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from agents.matching import is_automatic, text_of
from agents.query import Item
from agents.scheduling import bounds, takes_time
from agents.synthesis import aspects, facts, found, statements, values, wording
from agents.synthesis.lines import event_line, file_kind, is_own, quote, said_text, sender, title
from agents.synthesis.material import Material
from agents.synthesis.sentences import sentences, signature
from agents.words import content_words, coverage

EVENTS = 2
MENTIONS = 3
OTHERS = 5  # people of one organisation
NUMBERS = 3
LISTED = 15  # absences
HALF = 0.5  # of a name: one of the two
SIGNED = 0.3  # what a number is worth more in the signature of its owner
SHORT = 3  # letters: too few to know an organisation by
_CONTACT = re.compile(r"@|https?:|www\.|\+?\d[\d\s()/.-]{6,}|^\W*$")
_PARTS = re.compile(r"\s+[|·•–]\s+|,\s+")
# Whoever writes for the first time says who they are.
_INTRODUCES = re.compile(
    r"\b(?:i am|i'm) (?:the|your|an?|head of|in charge of|responsible for) (?!bit\b|little\b|few\b)"
    r"|\bi (?:work (?:as|for|at)|run the|look after)\b|\bmy name is\b|\bmein name ist\b"
    r"|\bich (?:bin (?:der|die|ihre?|deine?|zuständig)|arbeite (?:als|bei|für))\b"
    r"|\bje (?:m'appelle|travaille|suis (?:le|la|votre|ton|responsable))\b"
    r"|\b(?:me llamo|trabajo (?:en|como)|soy (?:el|la|su|tu)|benim adım)\b",
    re.IGNORECASE,
)


def who_is(material: Material) -> str:
    """Name and address, role and organisation, the last contact, what comes next together; of a
    question for one detail that first. Where nobody is named, what tells who it is."""
    if not material.people:
        return facts.who(material)
    mails = [m for m in material.found.get("gmail", ()) if not is_own(m)]
    theirs = _unique(m for m in mails if _is_theirs(m, material))
    shared = () if _detail(material) else material.found.get("gcal", ())
    contact = _contact(material)
    if contact is not None and "@" not in str(contact["address"]):
        return _there(theirs or mails, material)
    if _detail(material) == "called" and (names := _called(material)):
        return names
    if contact is None and (_detail(material) == "there" or len(_by_writer(theirs)) > 1):
        return _there(theirs or mails, material)
    if not theirs and not shared and not contact:
        return _mentions(material)
    name, address = _name_and_address(theirs, contact, material)
    parts = [
        *_listed_role(name, theirs, material),
        *_number(name, theirs, material),
        *_address(name, address, theirs, material),
        _head(name, address, theirs, material),
    ]
    parts += _last_contact(theirs, material)
    parts += _together(shared, material)
    return "\n\n".join(parts)


def _called(material: Material) -> str:
    """The names of all whom the name that was said fits, by how much they write."""
    known = (material.intent.entities.get("contacts") or {}).get(material.people[0]) or ()
    lines = [
        f"**{wording.plain(str(one['name'] or one['address']))}** "
        f"({wording.plain(str(one['address']))})"
        for one in known
    ]
    if len(lines) < 2:
        return f"{lines[0]}." if lines else ""
    said = wording.plain(material.people[0])
    listed = "\n".join(f"- {line}" for line in lines)
    return f"You know {len(lines)} people called {said}:\n\n{listed}"


def _listed_role(name: str, theirs: Sequence[Item], material: Material) -> list[str]:
    """What a file says behind their name, where no signature of theirs tells what they do."""
    if _detail(material) != "role" or _role(theirs, name, material)[0]:
        return []
    called = re.compile(rf"\W*{re.escape(name.split()[0])}\b[^:;,.]{{0,30}}(?::| is\b| does\b)")
    for item in material.found.get("gdrive", ()):
        for part in sentences(item.text):
            if called.match(part):
                said = wording.plain(wording.shortened(part, 240))
                return [f"**{title(item)}** says: “{said}” {material.sources.cite(item)}"]
    return []


def absent(material: Material) -> str:
    """Who is away when: as a list says that is kept of it, line by line, or else what mails and
    events tell."""
    lists = [match.item for match in material.about("gdrive") if match.in_title >= HALF]
    dated = [part for part in sentences(lists[0].text) if values.WHEN.search(part)] if lists else []
    if not dated:
        return facts.best(material)
    lines = [f"- {wording.plain(wording.shortened(part, 240))}" for part in dated[:LISTED]]
    mark = material.sources.cite(lists[0])
    return f"**{title(lists[0])}** ({file_kind(lists[0])}) says: {mark}\n" + "\n".join(lines)


def _detail(material: Material) -> str:
    said = str(material.intent.entities.get("detail") or "")
    return said or ("phone" if aspects.asks_for(material.query.text, values.PHONE) else "")


def _there(mails: Sequence[Item], material: Material) -> str:
    """The people of an organisation who write, the one of whom the rest of the question tells
    first."""
    writers = [theirs for theirs in _by_writer(mails) if _is_from(theirs[0], material)]
    if not writers:
        return _mentions(material)
    ranked = sorted(writers, key=lambda theirs: _fits(theirs, material), reverse=True)
    first, others = ranked[0], ranked[1 : 1 + OTHERS]
    name, address = sender(first[0]), _address_of(first[0])
    lines = [
        f"- {_head(sender(theirs[0]), _address_of(theirs[0]), theirs, material)}"
        for theirs in others
    ]
    also = ["Others who write from there:\n" + "\n".join(lines)] if lines else []
    numbers = _number(name, first, material)
    head = _head(name, address, first, material)
    return "\n\n".join((*numbers, head, *_last_contact(first, material), *also))


def _by_writer(mails: Iterable[Item]) -> list[list[Item]]:
    writers: dict[str, list[Item]] = {}
    for mail in mails:
        writers.setdefault(_address_of(mail).lower(), []).append(mail)
    return list(writers.values())


def _is_from(mail: Item, material: Material) -> bool:
    """Whether the writer's name or address holds a word of the organisation's name."""
    names = f"{mail.details.get('sender_name')} {_address_of(mail)}".lower()
    contact = _contact(material)
    if contact is not None and _address_of(mail).lower().endswith(str(contact["address"])):
        return True
    words = [word for name in material.people for word in name.lower().split()]
    return any(word in names for word in words if len(word) > SHORT) or not words


def _fits(theirs: Sequence[Item], material: Material) -> tuple[bool, float, int]:
    """People before machines; then by what they write about, and how often."""
    about = max(coverage(material.wanted, text_of(mail)) for mail in theirs)
    return not is_automatic(theirs[0]), about, len(theirs)


def _unique(mails: Iterable[Item]) -> list[Item]:
    """Newest first: what an answer says of somebody is what was true last."""
    known = {mail.id: mail for mail in mails}
    return sorted(known.values(), key=lambda m: m.when.timestamp() if m.when else 0.0, reverse=True)


def _head(name: str, address: str, theirs: Sequence[Item], material: Material) -> str:
    role, source = _role(theirs, name, material)
    at = f" ({wording.plain(address)})" if address else ""
    if role and source:
        mark = material.sources.cite(source)
        return f"**{wording.plain(name)}**{at}: “{wording.plain(role)}”, by the signature. {mark}"
    marks = material.sources.cite(theirs[0]) if theirs else ""
    if own := _introduction(theirs, material):
        return f"**{wording.plain(name)}**{at}: {own}"
    domain = address.rpartition("@")[2]
    where = f" writes from {wording.plain(domain)}" if domain else " is in your calendar"
    return f"**{wording.plain(name)}**{at}{where}. {marks}".strip()


def _introduction(theirs: Sequence[Item], material: Material) -> str:
    """How they introduced themselves, in the oldest mail that does."""
    for mail in reversed(theirs):
        for sentence in sentences(said_text(mail)):
            if _INTRODUCES.search(sentence):
                words = wording.plain(wording.shortened(sentence, 200))
                return f"“{words}” {material.sources.cite(mail)}"
    return ""


def _number(name: str, theirs: Sequence[Item], material: Material) -> list[str]:
    """The telephone numbers in their mails, and in what names them, where one is asked for: first
    the one of which the question tells most, with what is said about it."""
    if _detail(material) != "phone":
        return []
    told: dict[str, tuple[float, Item, str]] = {}
    for place, item in enumerate((*theirs, *_naming(name, material))):
        signed = signature(_end(item, material))
        for sentence in (*sentences(said_text(item)), *signed):
            for number in values.PHONE.findall(sentence):
                own = (
                    SIGNED if item in theirs and sentence in signed else 0
                )  # others may be of anybody
                worth = coverage(material.wanted, sentence) + own - place / 100
                digits = re.sub(r"\D", "", number)
                if digits not in told or told[digits][0] < worth:
                    told[digits] = (worth, item, sentence)
    best = sorted(told.values(), key=lambda one: one[0], reverse=True)[:NUMBERS]
    if not best:
        return [f"I did not find a phone number of {wording.plain(name)}."]
    lines = [f"{_shown(sentence)} {material.sources.cite(item)}" for _, item, sentence in best]
    others = [f"- {line}" for line in lines[1:]]
    also = ["Other numbers that I found:\n" + "\n".join(others)] if others else []
    return [f"{wording.plain(name)}: {lines[0]}", *also]


def _naming(name: str, material: Material) -> list[Item]:
    """The events and files that name somebody."""
    words = content_words(" ".join((name, *material.people)))
    return [
        item
        for service in ("gcal", "gdrive")
        for item in material.found.get(service, ())
        if coverage(words, text_of(item)) >= HALF
    ]


def _shown(sentence: str) -> str:
    number = values.PHONE.search(sentence)
    if number is None or number.group() == sentence.strip():
        return f"**{wording.plain(sentence)}**"
    words = wording.plain(wording.shortened(sentence, 240))
    return f"**{wording.plain(number.group())}**: “{words}”"


def _address(name: str, address: str, theirs: Sequence[Item], material: Material) -> list[str]:
    if _detail(material) != "address" or not address:
        return []
    mark = material.sources.cite(theirs[0]) if theirs else ""
    return [f"The address of {wording.plain(name)} is **{wording.plain(address)}**. {mark}".strip()]


def _role(theirs: Sequence[Item], name: str, material: Material) -> tuple[str, Item | None]:
    """Job and organisation as the newest signature tells them."""
    names = set(name.lower().split())
    for mail in theirs:
        lines = [
            part
            for line in signature(_end(mail, material))
            for part in _PARTS.split(line)
            if not _CONTACT.search(part) and not set(part.lower().split()) <= names
        ]
        if lines:
            return wording.shortened(", ".join(lines[:3]), 160), mail
    return "", None


def _end(mail: Item, material: Material) -> str:
    """How a mail ends, with its signature, where that was read."""
    for result in material.results:
        if end := (result.data.get("signed") or {}).get(mail.id):
            return str(end)
    return mail.text


def _last_contact(theirs: Sequence[Item], material: Material) -> list[str]:
    if not theirs:
        return []
    newest = max(theirs, key=lambda m: m.when or material.query.now)
    when = f" {wording.at_moment(newest.when, material.query)}" if newest.when else ""
    words = quote(newest, material.wanted, limit=200)
    mark = material.sources.cite(newest)
    subjects = list(dict.fromkeys(statements.subject(m) for m in theirs))
    lately = _lately(theirs, newest, material) if len(subjects) > 1 else []
    said = f": {words}" if words else ""
    return [f"Last mail{when}, “{title(newest)}”{said} {mark}", *lately]


def _lately(theirs: Sequence[Item], newest: Item, material: Material) -> list[str]:
    seen = {statements.subject(newest)}
    others: list[str] = []
    for mail in theirs:
        if statements.subject(mail) not in seen and len(others) < MENTIONS:
            seen.add(statements.subject(mail))
            others.append(f"“{title(mail)}” {material.sources.cite(mail)}")
    return [f"Before that they wrote about {wording.joined(others)}."]


def _together(shared: Sequence[Item], material: Material) -> list[str]:
    """The next event that both take part in, and otherwise the last."""
    now = material.query.now
    shared = [event for event in shared if takes_time(event)]
    ahead = sorted((e for e in shared if bounds(e)[1] > now), key=lambda e: bounds(e)[0])
    past = sorted((e for e in shared if bounds(e)[1] <= now), key=lambda e: bounds(e)[0])
    if ahead:
        lines = [event_line(e, material.query, material.sources.cite(e)) for e in ahead[:EVENTS]]
        return ["Next together:\n" + "\n".join(f"- {line}" for line in lines)]
    if past:
        line = event_line(past[-1], material.query, material.sources.cite(past[-1]))
        return [f"Last together: {line}"]
    return []


def _mentions(material: Material) -> str:
    """What names somebody who wrote no mail."""
    names = material.people or (material.topic,)
    is_asked = material.people and _detail(material)
    words = " ".join((*names, material.topic) if is_asked else names)
    entities = {**material.intent.entities, "people": (), "topic": words, "shape": None}
    named = replace(material, intent=replace(material.intent, entities=entities))
    if not named.is_answerable:
        return found.nothing(material)
    shown = wording.joined([wording.plain(name) for name in names])
    return f"{facts.best(named)}\n\nI found no mail from {shown}; this is where the name stands."


def _contact(material: Material) -> Mapping[str, Any] | None:
    contacts = material.intent.entities.get("contacts") or {}
    return next((known[0] for known in contacts.values() if known), None)


def _name_and_address(
    theirs: Sequence[Item], contact: Mapping[str, Any] | None, material: Material
) -> tuple[str, str]:
    if contact:
        return str(contact.get("name") or contact["address"]), str(contact["address"])
    if theirs:
        return sender(theirs[0]), _address_of(theirs[0])
    return next(iter(material.people), material.topic), ""


def _is_theirs(mail: Item, material: Material) -> bool:
    """Whether who was asked about wrote it, and not somebody who mentions them."""
    contact = _contact(material)
    address = _address_of(mail).lower()
    if contact:
        known = str(contact["address"]).lower()
        return address == known or address.endswith(f"@{known}")
    names = f"{mail.details.get('sender_name')} {address}".lower()
    said = [word for name in material.people or (material.topic,) for word in name.lower().split()]
    return bool(said) and all(word in names for word in said)


def _address_of(mail: Item) -> str:
    return str(mail.details.get("sender_email") or "")
