"""What a search found, as an answer and not as a dump of hits."""

from __future__ import annotations

from agents.errors import SERVICE_NAMES
from agents.query import Item, Service, StepResult
from agents.scheduling import bounds
from agents.synthesis import statements, wording
from agents.synthesis.lines import (
    event_line,
    file_line,
    mail_line,
    sender,
    title,
)
from agents.synthesis.material import Material
from agents.synthesis.relevance import ABOUT, CLOSEST, Match, Selection
from agents.words import coverage

SHOWN = 5
COUNTED = 10
ALL = 50  # of a list that nothing was looked for in
_NOUNS: dict[Service, str] = {"gmail": "mail", "gcal": "event", "gdrive": "file"}
_DROPPED = {
    "after": "in that time",
    "before": "in that time",
    "unread": "that is unread",
    "labels": "under that label",
    "has_attachment": "with an attachment",
    "file_types": "of that kind",
}


def count(material: Material) -> str:
    """How many, with the first few as evidence."""
    totals = {service: _total(service, material) for service in material.searched()}
    counts = [
        f"{'at least ' if is_least else ''}{wording.counted(number, _noun(service, material))}"
        for service, (number, is_least) in totals.items()
    ]
    if not counts:
        return nothing(material)
    all_of_them = any(_is_wider(result) for result in material.results)
    which = who(material) if all_of_them else about(material)
    head = f"I found **{wording.joined(counts)}**{which}{when(material)}."
    number = sum(n for n, _ in totals.values())
    shown = (_all_found(material) if all_of_them else _sections(material)) if number else ""
    some = ["Some of them:"] if shown and number > COUNTED * len(totals) else []
    return "\n\n".join(part for part in (head, *some, shown) if part)


def _all_found(material: Material) -> str:
    items = [item for service in material.searched() for item in material.found.get(service, ())]
    return "\n".join(f"- {line(item, material)}" for item in items[:COUNTED])


def _is_wider(result: StepResult) -> bool:
    """Whether all was counted, since nothing holds every word of the topic."""
    return bool(result.step.when_empty and result.data.get("count"))


def listed(material: Material) -> str:
    """The best of each service; without any that is about it, that nothing was found and what
    comes closest."""
    if material.is_answerable:
        return _sections(material) or nothing(material)
    close = [f"- {_passage(match, material)}" for match in material.closest(CLOSEST)]
    if not close:
        return nothing(material)
    return f"{nothing(material)}\n\nThe closest that I have:\n" + "\n".join(close)


def nothing(material: Material) -> str:
    """That nothing was found, with what was searched."""
    places = [SERVICE_NAMES[service] for service in material.looked_into()]
    if not places:
        return "I could not search anything for this."
    return (
        f"I did not find anything{about(material)}{when(material)}. "
        f"I searched {wording.joined(places)}."
    )


def line(item: Item, material: Material) -> str:
    """One line for an item, with its mark."""
    mark = material.sources.cite(item)
    if item.service == "gcal":
        return event_line(item, material.query, mark)
    if item.service == "gdrive":
        return file_line(item, material.query, mark)
    return mail_line(item, material.query, material.wanted, mark)


def brief(item: Item, material: Material) -> str:
    """One line for a mail among many: without its words."""
    when = f", {wording.day_and_clock(item.when, material.query)}" if item.when else ""
    return f"**{title(item)}**, from {sender(item)}{when} {material.sources.cite(item)}"


def _passage(match: Match, material: Material) -> str:
    """An item with the passage that comes closest."""
    item = match.item
    if item.service == "gcal":
        return line(item, material)
    return statements.said(statements.of_match(match, material), material)


def about(material: Material) -> str:
    """` from A about “b”`: what was looked for, as the person said it."""
    what = f" about{_topic(material)}" if material.topic else ""
    return who(material) + what


def who(material: Material) -> str:
    """` from A`, ` to A` or ` with A`."""
    names = [wording.plain(person) for person in material.people]
    direction = material.intent.entities.get("direction")
    link = str(direction) if direction in ("from", "to") else "with"
    return f" {link} {wording.joined(names)}" if names else ""


def names(item: Item, material: Material) -> bool:
    """Whether the title alone holds what was asked for."""
    return coverage(material.wanted, item.title) >= ABOUT


def _total(service: Service, material: Material) -> tuple[int, bool]:
    """How many there are, and whether there may be more."""
    counted = [
        (int(result.data["count"]), bool(result.data.get("at_least")))
        for result in material.results
        if result.step.agent == service and "count" in result.data
    ]
    if counted:
        return next((one for one in counted if one[0]), (0, False))
    step = material.first_step(service)
    limit = step.step.arguments.get("limit", 50) if step else 50
    number = len(material.selected(service, 500).items)
    return number, number >= limit


def _noun(service: Service, material: Material) -> str:
    unread = "unread " if "unread" in material.intent.entities.get("flags", ()) else ""
    return (unread if service == "gmail" else "") + _NOUNS[service]


def _sections(material: Material) -> str:
    sections = []
    for service in _places(material):
        selection = _first(service, material, COUNTED if material.shape == "count" else SHOWN)
        if not selection.items or (selection.is_weak and material.is_answerable):
            continue
        shown = [f"- {line(item, material)}" for item in _in_order(service, selection.items)]
        rest = _rest(service, material, len(selection.items))
        lines = "\n".join((*shown, *(f"- {brief(item, material)}" for item in rest)))
        preface = _preface(material, service)
        if rest and not preface:
            preface = _heading(service, material)
        if not preface and len(material.searched()) > 1:
            preface = f"In {SERVICE_NAMES[service]}:\n\n"
        sections.append(preface + lines)
    return "\n\n".join(sections)


def _rest(service: Service, material: Material, shown: int) -> tuple[Item, ...]:
    """What else a mere list of mails holds: a page folds it, and nobody has to ask again."""
    one = material.shape == "count" or material.intent.entities.get("latest")
    if service != "gmail" or one or material.sought(service):
        return ()
    return material.found.get(service, ())[shown:ALL]


def _heading(service: Service, material: Material) -> str:
    number, is_least = _total(service, material)
    nouns = wording.counted(number, _noun(service, material))
    if is_least:
        return f"The newest {nouns}{about(material)}{when(material)}:\n\n"
    return f"I found {nouns}{about(material)}{when(material)}, the newest first:\n\n"


def _first(service: Service, material: Material, limit: int) -> Selection:
    """The best; of a mere list of events the soonest, wherever the list begins."""
    if service != "gcal" or material.wanted:
        return material.selected(service, limit)
    events = _in_order(service, material.found.get(service, ()))
    return Selection(events[:limit])


def _places(material: Material) -> tuple[Service, ...]:
    """Where something happens, and when, the calendar knows best."""
    searched = material.searched()
    if material.shape in ("when", "where", "next"):
        return tuple(sorted(searched, key=lambda service: service != "gcal"))
    return searched


def _in_order(service: Service, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda e: bounds(e)[0])) if service == "gcal" else items


def _preface(material: Material, service: Service) -> str:
    """What must be said before the hits: that a filter was dropped."""
    widened = material.widened(service)
    first = material.first_step(service)
    if widened is None or first is None:
        return ""
    dropped = first.step.arguments.keys() - widened.step.arguments.keys()
    narrow = next((f" {_DROPPED[key]}" for key in _DROPPED if key in dropped), "")
    name = SERVICE_NAMES[service]
    return f"I did not find anything{about(material)} in {name}{narrow}; without that limit:\n\n"


def _topic(material: Material) -> str:
    return f" “{wording.plain(wording.shortened(material.topic, 80))}”" if material.topic else " it"


def when(material: Material) -> str:
    """The time that was asked for, in words."""
    return wording.in_range(material.intent.time_range, material.query)
