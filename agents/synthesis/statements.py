"""What the sources say about a question: one passage of each, the best first, and of one story
the newest before the older ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from agents.query import SERVICES, Item, Service
from agents.synthesis import wording
from agents.synthesis.evidence import Asked, scores
from agents.synthesis.lines import file_kind, is_own, said_text, sender, title
from agents.synthesis.material import Material
from agents.synthesis.relevance import OWN, Match
from agents.synthesis.sentences import passage_from, sentences

QUOTE = 320
_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|sv|tr|ynt|ilt)\s*:)+\s*", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w-])(?=[A-Z-]*\d)[A-Z]{1,4}-?\d{3,}(?![\w-])")
_POINTS_BACK = re.compile(
    r"^(?:and |but |so )?(?:he|she|it|they|his|her|its|their|this|that|these|those|both|neither|er"
    r"|sie|es|seine?|ihre?|il|elle|ils|él|ella|bu)\b",
    re.IGNORECASE,
)
_FRESH = 0.1
CUE = 0.3
NEAR_VALUE = 0.12  # of the asked words, in the passage of a value
Value = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage of an item, verbatim. `sentence` is the one in it that counts."""

    item: Item
    passage: str
    sentence: str
    worth: float


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a sentence should hold, must hold and is asked for."""

    holding: re.Pattern[str] | None
    preferring: re.Pattern[str] | None
    cue: re.Pattern[str] | None
    asked: Asked


def statements(
    material: Material,
    *,
    holding: re.Pattern[str] | None = None,
    cue: re.Pattern[str] | None = None,
    services: Sequence[Service] = SERVICES,
    preferring: re.Pattern[str] | None = None,
    clause: str = "",
) -> list[Statement]:
    """What each relevant item says, best first; with `holding` only what has such a value, the
    sentence with a `cue` for it before others; `preferring` those with such a value. With a
    `clause` of the question, what it asks for."""
    wish = _Wish(holding, preferring or holding, cue, material.clause(clause))
    found = [
        statement
        for service in services
        for match in material.about(service)
        if (statement := _statement(match, material, wish)) is not None
    ]
    return sorted(found, key=lambda s: s.worth, reverse=True)


def of_match(match: Match, material: Material) -> Statement:
    """What one item says, whatever it says."""
    return _statement(match, material, _Wish(None, None, None, material.asked)) or Statement(
        match.item, "", "", 0.0
    )


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


def _statement(
    match: Match,
    material: Material,
    wish: _Wish,
) -> Statement | None:
    item, holding, cue = match.item, wish.holding, wish.cue
    parts = sentences(said_text(item))
    told = scores(parts, item, wish.asked, holding=wish.preferring)
    if cue is not None:
        told = [n + CUE * bool(cue.search(part)) for n, part in zip(told, parts, strict=True)]
    among = [i for i, part in enumerate(parts) if not holding or holding.search(part)]
    if holding and not among:
        return None
    at = max(among, key=lambda i: told[i], default=None)
    sentence = "" if at is None else parts[at]
    passage = "" if at is None else passage_from(parts, _begins(parts, at), QUOTE)
    if (
        holding
        and material.sought(item.service)
        and _is_of_something_else(match, passage, material)
    ):
        return None
    own = OWN if item.service == "gmail" and is_own(item) and not material.asks_of_oneself else 0
    worth = match.worth + _freshness(item, material) - own
    return Statement(item, passage, sentence, worth + (0.0 if at is None else 0.7 * told[at]))


def _begins(parts: Sequence[str], at: int) -> int:
    """Where a passage begins: of "She wants two" the sentence before says who."""
    is_short = at > 0 and len(parts[at - 1]) + len(parts[at]) < QUOTE
    return at - 1 if is_short and _POINTS_BACK.match(parts[at]) else at


def _is_of_something_else(match: Match, passage: str, material: Material) -> bool:
    """Whether a value stands apart from all that was asked for."""
    return not match.in_title and material.asked.share(material.asked.credits(passage)) < NEAR_VALUE


def _freshness(item: Item, material: Material) -> float:
    if item.when is None:
        return 0.0
    days = abs((material.query.now - item.when).total_seconds()) / 86_400
    return _FRESH / (1 + days / 30)


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
