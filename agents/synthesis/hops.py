"""Questions in two hops: the thing that was asked for, and the one that it was found by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from re import Pattern

from agents.matching import best
from agents.planning.anchors import ANCHOR, ELSEWHERE
from agents.query import Item, Service, StepResult
from agents.synthesis import aspects, choosing, events, found, statements, wording
from agents.synthesis.choosing import Wish
from agents.synthesis.lines import file_line, quote, sender, title
from agents.synthesis.material import Material
from agents.synthesis.relevance import matches, select
from agents.synthesis.values import ADDRESS, WHEN, bold

MORE = 2
_RELATIONS = {
    "before": "before",
    "after": "after",
    "during": "during",
    "about": "about",
    "with_attachment": "that goes with",
}
# Somebody who is known by an item.
_TAKEN = {
    "writer": "whoever wrote",
    "reader": "whoever wrote",
    "owner": "the owner of",
    "organiser": "the organiser of",
}


def two_hops(material: Material) -> str:
    """The best of what was asked for, then what it was found by, both cited."""
    anchor = anchor_of(material)
    items = _asked_for(material, anchor)
    if not items:
        return _nothing(anchor, material)
    first, *rest = items
    head = _fact(items, material) or _told(first, material)
    around = _around(anchor, material)
    lines = [f"- {found.line(item, material)}" for item in rest[:MORE]]
    more = ["Also:\n" + "\n".join(lines)] if lines else []
    return "\n\n".join((f"{head} {around}".strip(), *more))


def has_anchor(material: Material) -> bool:
    return bool(material.intent.entities.get("anchor"))


def anchor_of(material: Material) -> Item | None:
    """The item of the first step that its words mean."""
    result = next((r for r in material.results if r.step.id == ANCHOR), None)
    if result is None or not result.items:
        return None
    return best(result, result.step.arguments, sure=False) or None


def _asked_for(material: Material, anchor: Item | None) -> list[Item]:
    """What the other steps found, those that hold the asked words first."""
    items = [i for r in _others(material) for i in r.items if anchor is None or i.id != anchor.id]
    if not material.wanted:
        return items
    return [i for s in _services(items) for i in _chosen(s, items, material)]


def _chosen(service: Service, items: Sequence[Item], material: Material) -> tuple[Item, ...]:
    mine = [i for i in items if i.service == service]
    selection = select(mine, material.wanted, limit=1 + MORE)
    return () if selection.is_weak else selection.items


def _services(items: Sequence[Item]) -> list[Service]:
    return list(dict.fromkeys(item.service for item in items))


def _others(material: Material) -> list[StepResult]:
    return [r for r in material.results if r.step.id not in (ANCHOR, ELSEWHERE) and r.items]


def _fact(items: Sequence[Item], material: Material) -> str:
    """The value that is asked for, where one of the mails or files says it."""
    aspect = aspects.aspect_of(material.query.text)
    of_itself: Mapping[Service, tuple[Pattern[str], ...]] = {
        "gcal": (WHEN, aspects.PLACE),
        "gdrive": (WHEN, aspects.PERSON),
    }
    if aspect is None or aspect.value in of_itself.get(items[0].service, ()):
        return ""
    if aspect.value is ADDRESS and items[0].service == "gmail":
        return _address(items[0], material)
    wish = Wish(aspect.value, aspect.value, None, material.asked)
    found = matches([i for i in items if i.service != "gcal"], material.wanted)
    told = choosing.best([choosing.of_item(m, material, wish) for m in found], material.query.text)
    show = partial(bold, pattern=aspect.value) if aspect.is_plain else str
    return statements.said(told[0], material, show=show) if told else ""


def _address(mail: Item, material: Material) -> str:
    """Where the writer of a mail is reached."""
    name, address = sender(mail), str(mail.details.get("sender_email") or "")
    return f"**{name}** writes from **{wording.plain(address)}**. {material.sources.cite(mail)}"


def _told(item: Item, material: Material) -> str:
    query, mark = material.query, material.sources.cite(item)
    if item.service == "gmail":
        when = f" {wording.at_moment(item.when, query)}" if item.when else ""
        name = sender(item)
        words = quote(item, material.wanted)
        attached = _attached(item)
        said = f": {words}" if words else ""
        return f"**{name[:1].upper()}{name[1:]}** sent “{title(item)}”{when}{attached}{said} {mark}"
    if item.service == "gcal":
        return events.when_sentence(item, material)
    return file_line(item, query, mark)


def _attached(mail: Item) -> str:
    names = [wording.plain(str(a.get("filename"))) for a in mail.details.get("attachments") or ()]
    return f" with {wording.joined(names)}" if names else ""


def _around(anchor: Item | None, material: Material) -> str:
    if anchor is None:
        return ""
    relation = str(material.intent.entities["anchor"].get("relation"))
    mark = material.sources.cite(anchor)
    when = f" ({events.moment(anchor, material)})" if anchor.service == "gcal" else ""
    if relation not in _TAKEN and anchor.service == "gmail":
        when = f" ({statements.attribution(anchor, material).replace('**', '')})"
    if relation in _TAKEN:
        return f"I take {_TAKEN[relation]} **{title(anchor)}**{when} to be meant. {mark}"
    return f"It is {_RELATIONS.get(relation, 'with')} **{title(anchor)}**{when}. {mark}"


def _nothing(anchor: Item | None, material: Material) -> str:
    """Which of the two is missing."""
    said = material.intent.entities["anchor"]
    what = wording.plain(str(said.get("topic") or "it"))
    if anchor is None:
        return f"I did not find “{what}”, which your question goes by. {found.nothing(material)}"
    mark = material.sources.cite(anchor)
    if taken := _TAKEN.get(str(said.get("relation"))):
        return f"{found.nothing(material)} I took {taken} **{title(anchor)}** to be meant. {mark}"
    relation = _RELATIONS.get(str(said.get("relation")), "with")
    return f"{found.nothing(material)} I looked {relation} **{title(anchor)}** {mark}."
