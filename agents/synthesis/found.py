"""What a search found, as an answer and not as a dump of hits."""

from __future__ import annotations

from agents.errors import SERVICE_NAMES
from agents.planning.searching import LIST_LIMIT
from agents.query import Item, Service
from agents.scheduling import bounds
from agents.synthesis import wording
from agents.synthesis.lines import (
    event_line,
    file_line,
    guest_list,
    mail_line,
    quote,
    sender,
    title,
)
from agents.synthesis.material import Material

SHOWN = 5
STATEMENTS = 3
_NOUNS: dict[Service, str] = {"gmail": "mail", "gcal": "event", "gdrive": "file"}
_DROPPED = {
    "after": "in that time",
    "before": "in that time",
    "unread": "that is unread",
    "labels": "under that label",
    "has_attachment": "with an attachment",
    "file_types": "of that kind",
}


def said(material: Material) -> str:
    """Who said what: the newest statement first, then what came before."""
    mails = sorted(
        material.selected("gmail", 10).items, key=lambda m: m.when or material.query.now
    )[::-1]
    if not mails:
        return nothing(material)
    lines = [_statement(mail, material) for mail in mails[:STATEMENTS]]
    head = _preface(material, "gmail") + lines[0]
    if len(lines) == 1:
        return head
    return f"{head}\n\nBefore that:\n" + "\n".join(f"- {line}" for line in lines[1:])


def count(material: Material) -> str:
    """How many, with the first few as evidence."""
    counts = []
    for service in material.searched():
        items = material.selected(service, LIST_LIMIT).items
        least = "at least " if len(items) >= LIST_LIMIT else ""
        counts.append(f"{least}{wording.counted(len(items), _NOUNS[service])}")
    head = f"I found {wording.joined(counts)}{_about(material)}{_when(material)}."
    shown = _sections(material)
    return f"{head}\n\n{shown}" if shown else head


def listed(material: Material) -> str:
    """The best of each service."""
    shown = _sections(material)
    return shown or nothing(material)


def nothing(material: Material) -> str:
    """That nothing was found, with what was searched."""
    places = [SERVICE_NAMES[service] for service in material.searched()]
    if not places:
        return "I could not search anything for this."
    return (
        f"I did not find anything{_about(material)}{_when(material)}. "
        f"I searched {wording.joined(places)}."
    )


def _statement(mail: Item, material: Material) -> str:
    when = f" on {wording.day_and_clock(mail.when, material.query)}" if mail.when else ""
    words = quote(mail, material.wanted)
    subject = f" in “{title(mail)}”"
    mark = material.sources.cite(mail)
    return f"**{sender(mail)}** wrote{when}{subject}: {words} {mark}".replace(":  [", " [")


def _sections(material: Material) -> str:
    sections = []
    for service in _places(material):
        selection = material.selected(service, SHOWN)
        if not selection.items:
            continue
        lines = "\n".join(
            f"- {_line(item, material)}" for item in _in_order(service, selection.items)
        )
        preface = _preface(material, service, is_weak=selection.is_weak)
        if not preface and len(material.searched()) > 1:
            preface = f"In {SERVICE_NAMES[service]}:\n\n"
        sections.append(preface + lines)
    return "\n\n".join(sections)


def _places(material: Material) -> tuple[Service, ...]:
    """Where something happens, and when, the calendar knows best."""
    searched = material.searched()
    if material.shape in ("when", "where", "next"):
        return tuple(sorted(searched, key=lambda service: service != "gcal"))
    return searched


def _in_order(service: Service, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda e: bounds(e)[0])) if service == "gcal" else items


def _line(item: Item, material: Material) -> str:
    mark = material.sources.cite(item)
    if item.service == "gcal":
        guests = f"{guest_list(item)} " if material.shape == "who" else ""
        return event_line(item, material.query, guests + mark)
    if item.service == "gdrive":
        return file_line(item, material.query, mark)
    return mail_line(item, material.query, material.wanted, mark)


def _preface(material: Material, service: Service, *, is_weak: bool = False) -> str:
    """What must be said before the hits: that a filter was dropped, or that they only come
    close."""
    widened = material.widened(service)
    first = material.first_step(service)
    name = SERVICE_NAMES[service]
    if widened is not None and first is not None:
        dropped = first.step.arguments.keys() - widened.step.arguments.keys()
        narrow = next((f" {_DROPPED[key]}" for key in _DROPPED if key in dropped), "")
        return (
            f"I did not find anything{_about(material)} in {name}{narrow}; without that limit:\n\n"
        )
    if is_weak:
        return f"Nothing in {name} mentions{_topic(material)}; the closest:\n\n"
    return ""


def _about(material: Material) -> str:
    who = [wording.plain(person) for person in material.people]
    what = f" about{_topic(material)}" if material.topic else ""
    direction = material.intent.entities.get("direction")
    link = str(direction) if direction in ("from", "to") else "with"
    return (f" {link} {wording.joined(who)}" if who else "") + what


def _topic(material: Material) -> str:
    return f" “{wording.plain(wording.shortened(material.topic, 80))}”" if material.topic else " it"


def _when(material: Material) -> str:
    return wording.in_range(material.intent.time_range, material.query)
