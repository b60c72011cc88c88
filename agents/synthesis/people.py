"""Who somebody is, as far as the person's own mail and events tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agents.query import Item
from agents.scheduling import bounds
from agents.synthesis import found, statements, values, wording
from agents.synthesis.lines import event_line, is_own, quote, sender, title
from agents.synthesis.material import Material
from agents.synthesis.sentences import signature

EVENTS = 2
MENTIONS = 3
_CONTACT = re.compile(r"@|https?:|www\.|\+?\d[\d\s()/.-]{6,}|^\W*$")


def who_is(material: Material) -> str:
    """Name and address, role and organisation, the last contact, what comes next together."""
    mails = [m for m in material.found.get("gmail", ()) if not is_own(m)]
    theirs = [m for m in mails if _is_theirs(m, material)]
    shared = material.found.get("gcal", ())
    contact = _contact(material)
    if not theirs and not shared and not contact:
        return _mentions(material)
    name, address = _name_and_address(theirs, contact, material)
    parts = [*_number(theirs, material), _head(name, address, theirs, material)]
    parts += _last_contact(theirs, material)
    parts += _together(shared, material)
    return "\n\n".join(parts)


def _head(name: str, address: str, theirs: Sequence[Item], material: Material) -> str:
    role, source = _role(theirs, name)
    at = f" ({wording.plain(address)})" if address else ""
    if role and source:
        mark = material.sources.cite(source)
        return f"**{wording.plain(name)}**{at}: “{wording.plain(role)}”, by the signature. {mark}"
    domain = address.rpartition("@")[2]
    marks = material.sources.cite(theirs[0]) if theirs else ""
    where = f" writes from {wording.plain(domain)}" if domain else " is in your calendar"
    return f"**{wording.plain(name)}**{at}{where}. {marks}".strip()


def _number(theirs: Sequence[Item], material: Material) -> list[str]:
    """The telephone number in their newest mail that has one, where it is asked for."""
    if values.aspect(material.query.text) is not values.PHONE:
        return []
    for mail in theirs:
        if number := values.PHONE.search(mail.text):
            return [f"**{wording.plain(number.group())}** {material.sources.cite(mail)}"]
    return ["I did not find a phone number in their mail."]


def _role(theirs: Sequence[Item], name: str) -> tuple[str, Item | None]:
    """Job and organisation as the newest signature tells them."""
    names = set(name.lower().split())
    for mail in theirs:
        lines = [
            line
            for line in signature(mail.text)
            if not _CONTACT.search(line) and not set(line.lower().split()) <= names
        ]
        if lines:
            return wording.shortened(", ".join(lines[:3]), 160), mail
    return "", None


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
    """Mails that name somebody who wrote none."""
    words = [wording.plain(name) for name in material.people] or [wording.plain(material.topic)]
    named = material.selected("gmail", MENTIONS).items
    if not named:
        return found.nothing(material)
    lines = [f"- {found.line(mail, material)}" for mail in named]
    return (
        f"I did not find a mail from {wording.joined(words)}. These mention the name:\n"
        + "\n".join(lines)
    )


def _contact(material: Material) -> Mapping[str, Any] | None:
    contacts = material.intent.entities.get("contacts") or {}
    return next((known[0] for known in contacts.values() if known), None)


def _name_and_address(
    theirs: Sequence[Item], contact: Mapping[str, Any] | None, material: Material
) -> tuple[str, str]:
    if contact:
        return str(contact.get("name") or contact["address"]), str(contact["address"])
    if theirs:
        return sender(theirs[0]), str(theirs[0].details.get("sender_email") or "")
    return next(iter(material.people), material.topic), ""


def _is_theirs(mail: Item, material: Material) -> bool:
    """Whether who was asked about wrote it, and not somebody who mentions them."""
    contact = _contact(material)
    address = str(mail.details.get("sender_email") or "").lower()
    if contact:
        return address == str(contact["address"]).lower()
    names = f"{mail.details.get('sender_name')} {address}".lower()
    said = [word for name in material.people or (material.topic,) for word in name.lower().split()]
    return bool(said) and all(word in names for word in said)
