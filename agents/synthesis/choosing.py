"""The sentence of each item that answers best, and which item's does: by words, by the kind of
value that is asked for, and between those that are close by their meaning."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.matching import text_of
from agents.query import Item
from agents.synthesis.evidence import Asked, scores
from agents.synthesis.lines import is_own, said_text
from agents.synthesis.material import Material
from agents.synthesis.meaning import nearness
from agents.synthesis.relevance import OWN, Match
from agents.synthesis.sentences import passage_from, sentences
from agents.words import content_words, coverage
from search.embeddings.base import EmbeddingError

log = logging.getLogger(__name__)

QUOTE = 320
SHORT = 200  # characters of a mail that is quoted whole
CHOSEN = 1.5  # of what a filter chose, since it need not hold the words that it was chosen by
FRESH = 0.25
UNWANTED = 1.5  # what the question says it does not ask for
VALUE = 0.2  # such a value as is asked for, anywhere in an item
CUE = 0.3
NEAR_VALUE = 0.12  # of the asked words, in the passage of a value
# What a sentence and its meaning count beside the item that it stands in: fitted by logistic
# regression on the questions of the development suite.
SENTENCE = 0.6
MEANING = 1.1
USUAL = 0.4  # the cosine of a sentence that is near to the question
FAINT = 0.3  # below it a cosine tells nothing
CLEAR = 0.5  # a lead that meaning does not question
ALIKE = 0.12  # between two sentences of an item that may both be it
ALTERNATIVES = 3
COMPARED = 5  # sentences
_POINTS_BACK = re.compile(
    r"^(?:and |but |so )?(?:he|she|it|they|his|her|its|their|this|that|these|those|both|neither|er"
    r"|sie|es|seine?|ihre?|il|elle|ils|él|ella|bu)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage of an item, verbatim. `sentence` is the one in it that counts."""

    item: Item
    passage: str
    sentence: str
    worth: float


@dataclass(frozen=True, slots=True)
class Wish:
    """What a sentence must hold, should hold, is cued by, and is asked for; `from_start`: of those
    that are alike the first, since all that was said is wanted."""

    holding: re.Pattern[str] | None
    preferring: re.Pattern[str] | None
    cue: re.Pattern[str] | None
    asked: Asked
    from_start: bool = False


def best(told: Sequence[Sequence[Statement]], question: str) -> list[Statement]:
    """One statement of each item, the best first; `told` are those of each, its best first. The
    first few are compared by their meaning, unless one leads clearly."""
    items = sorted((s for s in told if s), key=lambda s: s[0].worth, reverse=True)
    firsts = [several[0] for several in items]
    is_a_word = len(content_words(question)) < 2  # which says no more than that it is held
    close = [*items[0], *firsts[1:]][:COMPARED] if items else []
    if len(close) < 2 or is_a_word or firsts[0].worth - close[1].worth > CLEAR:
        return firsts
    try:
        near = nearness(question, [f"{s.item.title}. {s.sentence}" for s in close])
    except EmbeddingError as error:
        log.warning("sentences are chosen by their words alone: %s", error)
        return firsts
    if max(near) < FAINT:
        return firsts
    judged = [
        replace(s, worth=s.worth + MEANING * (cosine - USUAL))
        for s, cosine in zip(close, near, strict=True)
    ]
    judged.sort(key=lambda s: s.worth, reverse=True)
    kept: dict[int, Statement] = {}
    for statement in (*judged, *firsts):
        kept.setdefault(id(statement.item), statement)
    return list(kept.values())


def of_item(match: Match, material: Material, wish: Wish) -> list[Statement]:
    """The best statement of an item, and the next where it is as good; none where it has no value
    of the kind that it must hold."""
    parts = sentences(said_text(match.item))
    told = scores(parts, match.item, wish.asked, holding=wish.preferring)
    if wish.cue is not None:
        told = [n + CUE * bool(wish.cue.search(part)) for n, part in zip(told, parts, strict=True)]
    among = [i for i, part in enumerate(parts) if not wish.holding or wish.holding.search(part)]
    among.sort(key=lambda i: told[i], reverse=True)
    if not among:
        return [] if wish.holding else [Statement(match.item, "", "", _worth(match, material))]
    found = []
    value = VALUE if wish.preferring and any(map(wish.preferring.search, parts)) else 0.0
    alike = [i for i in among if told[i] > told[among[0]] - ALIKE]
    if wish.from_start:
        alike = sorted(alike)[:1]
    for at in alike[:ALTERNATIVES]:
        near = passage_from(parts, at, QUOTE)
        is_apart = wish.holding and not _is_short_mail(match.item, parts)
        if not (is_apart and _is_of_something_else(match, near, material)):
            first = 0 if _is_short_mail(match.item, parts) else _begins(parts, at)
            passage = passage_from(parts, first, QUOTE)
            worth = _worth(match, material) + SENTENCE * told[at] + value
            found.append(Statement(match.item, passage, parts[at], worth))
    return found


def _worth(match: Match, material: Material) -> float:
    item = match.item
    own = OWN if item.service == "gmail" and is_own(item) and not material.asks_of_oneself else 0
    chosen = 0.0 if material.sought(item.service) else CHOSEN
    beside = UNWANTED * coverage(material.unwanted, text_of(item)) if material.unwanted else 0.0
    return match.worth + chosen + _freshness(item, material) - own - beside


def _is_short_mail(item: Item, parts: Sequence[str]) -> bool:
    return item.service == "gmail" and sum(map(len, parts)) <= SHORT


def _begins(parts: Sequence[str], at: int) -> int:
    """Where a passage begins: of "She wants two" the sentence before says who."""
    is_short = at > 0 and len(parts[at - 1]) + len(parts[at]) < QUOTE
    return at - 1 if is_short and _POINTS_BACK.match(parts[at]) else at


def _is_of_something_else(match: Match, passage: str, material: Material) -> bool:
    """Whether a value stands apart from all that was asked for."""
    if match.in_title or not material.sought(match.item.service):
        return False
    # Whose mails were asked for says nothing of what is told in them.
    who = "" if material.people else match.item.details.get("sender_name") or ""
    told = f"{match.item.title}\n{who}\n{passage}"
    return material.asked.share(material.asked.credits(told)) < NEAR_VALUE


def _freshness(item: Item, material: Material) -> float:
    if item.when is None:
        return 0.0
    days = abs((material.query.now - item.when).total_seconds()) / 86_400
    return FRESH / (1 + days / 30)
