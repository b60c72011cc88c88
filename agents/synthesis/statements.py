"""What the sources say about a question: one passage of each, the best first, and of one story
the newest before the older ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from agents.query import SERVICES, Item, Service
from agents.synthesis import aspects, choosing, wording
from agents.synthesis.choosing import QUOTE, Statement, Wish
from agents.synthesis.evidence import asked
from agents.synthesis.lines import file_kind, sender, title
from agents.synthesis.material import Material
from agents.synthesis.relevance import Match
from agents.words import words_of

__all__ = ["Statement"]

_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|sv|tr|ynt|ilt)\s*:)+\s*", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w-])(?=[A-Z-]*\d)[A-Z]{1,4}-?\d{3,}(?![\w-])")
CLOSEST = 10
BESIDE = 0.35  # of the asked words, in the sentence of a value
Value = Callable[[str], str | None]


def statements(
    material: Material,
    *,
    holding: re.Pattern[str] | None = None,
    cue: re.Pattern[str] | None = None,
    services: Sequence[Service] = SERVICES,
    preferring: re.Pattern[str] | None = None,
    clause: str = "",
    from_start: bool = False,
) -> list[Statement]:
    """What each relevant item says, best first; with `holding` only what has such a value, the
    sentence with a `cue` for it before others; `preferring` those with such a value. With a
    `clause` of the question, what it asks for. `from_start`: see `Wish`."""
    wish = Wish(holding, preferring or holding, cue, material.clause(clause), from_start)
    told = [
        choosing.of_item(match, material, wish)
        for service in services
        for match in material.about(service)
    ]
    return choosing.best(told, clause or material.query.text)


def nearly(material: Material, *, holding: re.Pattern[str]) -> list[Statement]:
    """What has such a value and speaks of what was asked for in that very sentence, where the
    items that it stands in only come close. That it is called a reference does not tell whose."""
    thing = asked(_but_its_kind(material), "")
    wish = Wish(holding, holding, None, material.asked)
    told = [choosing.of_item(match, material, wish) for match in material.closest(CLOSEST)]
    beside = [
        [s for s in several if thing.share(thing.credits(s.sentence)) >= BESIDE] for several in told
    ]
    return choosing.best(beside, material.query.text)


def _but_its_kind(material: Material) -> str:
    """The topic without the words that ask for a kind of value."""
    aspect = aspects.aspect_of(material.query.text)
    kind = aspect.asks.search(material.query.text) if aspect else None
    aside = set(words_of(kind.group())) if kind else set()
    kept = [word for word in material.topic.split() if not aside.intersection(words_of(word))]
    return " ".join(kept) or material.topic


def of_match(match: Match, material: Material) -> Statement:
    """What one item says, whatever it says."""
    return choosing.of_item(match, material, Wish(None, None, None, material.asked))[0]


def newest_first(found: Iterable[Statement]) -> list[Statement]:
    return sorted(found, key=_moment, reverse=True)


def story(lead: Statement, found: Iterable[Statement]) -> list[Statement]:
    """The statements that tell of the same matter as `lead`: its thread, its subject or the
    invoice or booking of its number; newest first."""
    return newest_first(s for s in found if _is_same_story(lead.item, s.item))


def said(statement: Statement, material: Material, *, show: Callable[[str], str] = str) -> str:
    """`**A** wrote on Tue 24 Nov, 15:00 in “Subject”: “passage” [1]`. `show` may mark parts of
    the passage, which is escaped by then."""
    item = statement.item
    mark = material.sources.cite(item)
    passage = show(wording.plain(wording.shortened(statement.passage, QUOTE)))
    quoted = f": “{passage}”" if passage else ""
    return f"{attribution(item, material)}{_attached(item, material)}{quoted} {mark}"


def attribution(item: Item, material: Material) -> str:
    """Who says it, when and where."""
    query = material.query
    if item.service == "gmail":
        when = f" {wording.at_moment(item.when, query)}" if item.when else ""
        name = sender(item)
        return f"**{name[:1].upper()}{name[1:]}** wrote{when} in “{title(item)}”"
    if item.service == "gcal":
        when = f" of {wording.short_day(item.when, query)}" if item.when else ""
        return f"The event **{title(item)}**{when} says"
    changed = f", changed {wording.short_day(item.when, query)}" if item.when else ""
    return f"**{title(item)}** ({file_kind(item)}{changed}) says"


def _attached(item: Item, material: Material) -> str:
    """` with **plan.pdf** attached`, where attachments are asked for."""
    flags = material.intent.entities.get("flags", ())
    names = [str(a.get("filename") or "") for a in item.details.get("attachments") or ()]
    if "attachment" not in flags or not any(names):
        return ""
    return f" with {wording.joined([f'**{wording.plain(name)}**' for name in names])} attached"


def changes(found: Sequence[Statement], value: Value) -> list[tuple[str, Statement]]:
    """The values that the statements of a story gave, newest first, each with the first statement
    that gave it. One alone means that nothing changed."""
    told: list[tuple[str, Statement]] = []
    for statement in reversed(newest_first(found)):
        given = value(statement.sentence)
        if given and (not told or told[-1][0] != given):
            told.append((given, statement))
    return told[::-1]


def subject(item: Item) -> str:
    """A subject without its Re: and Fwd:, folded to compare."""
    return _REPLY.sub("", item.title).strip().lower()


def _is_same_story(one: Item, other: Item) -> bool:
    if one.service != other.service:
        return False
    if one.service != "gmail":
        return one.id == other.id
    if one.details.get("thread_id") == other.details.get("thread_id"):
        return True
    return subject(one) == subject(other) or bool(_codes(one) & _codes(other))


def _codes(item: Item) -> set[str]:
    """Numbers of invoices, bookings and orders."""
    return set(_CODE.findall(f"{item.title}\n{item.text}"))


def _moment(statement: Statement) -> float:
    return statement.item.when.timestamp() if statement.item.when else 0.0
