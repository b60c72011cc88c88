"""A question that leans on the turn before, answered from what was shown there, if that tells.

What was shown, with the threads of its mails, is weighed sentence by sentence against what the
search for the same found: by the asked words that a sentence says, its meaning, the kind of value
asked for and the words that the conversation is about. What was shown is more likely meant.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from agents.matching import text_of
from agents.query import Item
from agents.synthesis import aspects, events, statements, values, wording
from agents.synthesis.choosing import QUOTE, Statement
from agents.synthesis.evidence import asked, scores
from agents.synthesis.lines import is_own, said_text
from agents.synthesis.material import Material
from agents.synthesis.meaning import nearness
from agents.synthesis.relevance import closeness
from agents.synthesis.sentences import passage_from, sentences
from agents.words import content_words, coverage, plain_coverage, weight
from search.embeddings.base import EmbeddingError

log = logging.getLogger(__name__)

AMONG = 6  # of what was found
SHORT = 240  # characters of what is quoted whole
COMPARED = 4  # sentences of what was shown, and of what was found, by their meaning
MEANING = 0.8
CLEAR, USUAL = 0.5, 0.25  # a lead that meaning would not turn, and what it usually adds to it
VALUE = 0.25
LACKING = 0.5
OF_ITSELF = 0.2  # more, for the time, the place or the guests of an event that was shown
ABOUT = 0.4  # for the words of the conversation
AROUND = 0.5  # ... that stand elsewhere in the item
APART = 0.4  # against what holds none of them
SHOWN = 0.2
OWN = 0.15  # against what the person wrote themselves, or for it where that is asked
AGAIN, SAID_ONCE = 0.4, 0.15  # against what was just told
SAID = 60  # characters by which that is known
FIRST, LEADS = 0.1, 0.3  # more, for what was shown first; where nothing else is looked at
TELLS = 0.75  # what weighs less does not tell what is asked
NEAR = 0.3  # ... is not even near to it
FOUND_TELLS = 0.8  # ... of what a search found, which has a form of its own
ALL = 0.99  # of the asked words
# What asks, and is not asked for.
_ASKING = frozenset(
    {
        "doing",
        "going",
        "much",
        "many",
        "long",
        "often",
        "far",
        "time",
        "day",
        "date",
        "else",
        "after",
        "befor",
        "too",
    }
)
_SMALL = re.compile(
    r"\b(?:most|least|more|less|enough|ones?|really|actually|even|still|just|again|also|well|maybe"
    r"|both|all|any|anything|something|stuff|thing)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|did)\b", re.IGNORECASE)
_IN_THE_END = re.compile(
    r"\b(?:in the end|finally|eventually|after all|at last|so far|how did (?:it|that|this|things)"
    r" (?:end|go|turn out))\b|\byet\W*$",
    re.IGNORECASE,
)
_NO_SENTENCE = frozenset({"replied", "needs_reply", "promised", "awaiting", "contact", "person"})
_GUESTS = re.compile(
    r"\b(?:com(?:e|es|ing)|attend\w*|join\w*|accepted|declined|invited|going|who else)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an item (`at` its place there), and what speaks for its being the answer."""

    item: Item
    parts: Sequence[str]
    at: int
    is_shown: bool
    worth: float

    @property
    def sentence(self) -> str:
        return self.parts[self.at]


def told(material: Material) -> str:
    """The answer from what was shown; "" where that does not tell what is asked."""
    leaning: Mapping[str, Any] = material.intent.entities.get("shown") or {}
    shown = [item for result in material.shown for item in result.items]
    if not leaning or not shown or material.shape in _NO_SENTENCE:
        return ""
    known = {item.id for item in shown}
    near = sorted(material.every_match(), key=closeness, reverse=True)
    found = [match.item for match in near if match.item.id not in known][:AMONG]
    asked_first = _first_clause(material)
    if leaning.get("each"):
        return _of_each(shown, leaning, asked_first)
    alone = _only_of(shown, asked_first.query.text)
    best = weighed(shown, [] if alone else found, asked_first)[0]
    if leaning.get("sure") and (alone or _tells(best)):
        return "\n\n".join((_said(best, material), *_also(shown, found, best, material)))
    if leaning.get("sure") and (last := _last(shown, material)):
        return _said(last, material)
    if not leaning.get("sure") and _holds_all(best, material):
        return _said(best, material)
    return ""


def nearest(material: Material) -> str:
    """What comes nearest in what was shown, where nothing tells what is asked."""
    shown = [item for result in material.shown for item in result.items]
    leaning: Mapping[str, Any] = material.intent.entities.get("shown") or {}
    if not shown or not leaning.get("sure"):
        return ""
    best = weighed(shown, [], material)[0]
    return _said(best, material) if best.worth >= NEAR else ""


def _of_each(shown: Sequence[Item], leaning: Mapping[str, Any], material: Material) -> str:
    """What each of those says that were pointed at, without the rest of their threads."""
    meant = [item for item in shown if [item.service, item.id] in leaning["items"]]
    told = [_said(weighed([item], [], material)[0], material) for item in meant]
    return "\n\n".join(told)


def _first_clause(material: Material) -> Material:
    """The question as far as the first of several things that it asks."""
    clauses = aspects.aspects(material.query.text)
    if len(clauses) < 2:
        return material
    return replace(material, query=replace(material.query, text=clauses[0][1]))


def _also(
    shown: Sequence[Item], found: Sequence[Item], first: Told, material: Material
) -> list[str]:
    """What else is asked, where the first answer is of another item: "and which bus?"."""
    told = []
    for _, clause in aspects.aspects(material.query.text)[1:]:
        part = replace(material, query=replace(material.query, text=clause))
        best = weighed(shown, found, part)[0]
        if best.item.id != first.item.id and _tells(best):
            told.append(_said(best, part))
    return told


def _tells(best: Told) -> bool:
    return best.worth >= (TELLS if best.is_shown else FOUND_TELLS)


def _asks_nothing_else(question: str) -> bool:
    """Whether all that is asked is what was shown: "what was it about", "how much was that"."""
    return not content_words(_plain(question)) - _ASKING


def _plain(question: str) -> str:
    """Without the words that say how much, and of what nothing."""
    return _SMALL.sub(" ", question)


def _only_of(shown: Sequence[Item], question: str) -> bool:
    """Whether what was shown has all that is asked for in so few words."""
    aspect = aspects.aspect_of(question)
    if aspect is not None and aspect.value is values.WHEN and _PAST.search(question):
        return not content_words(_plain(question)) - _ASKING  # when it was written
    parts = ((item, part) for item in shown for part in (item.title, *sentences(said_text(item))))
    return _asks_nothing_else(question) and (
        aspect is None or any(_value(item, part, aspect, question) > 0 for item, part in parts)
    )


def _last(shown: Sequence[Item], material: Material) -> Told | None:
    """ "Did they give in, in the end?": what was written last in what was shown."""
    if not _IN_THE_END.search(material.query.text):
        return None
    mails = [item for item in shown if item.service == "gmail" and item.when is not None]
    theirs = [mail for mail in mails if not is_own(mail)] or mails
    last = max(theirs, key=lambda mail: mail.when or material.query.now, default=None)
    parts = sentences(said_text(last)) if last is not None else []
    return Told(last, parts, 0, True, TELLS) if last is not None and parts else None


def _holds_all(best: Told, material: Material) -> bool:
    """Whether what says most was shown, and holds all that is asked for."""
    wanted = frozenset(s for s in content_words(material.query.text) if s not in _ASKING)
    return best.is_shown and bool(wanted) and plain_coverage(wanted, text_of(best.item)) >= ALL


def weighed(shown: Sequence[Item], found: Sequence[Item], material: Material) -> list[Told]:
    """What each item says, the best first."""
    question = material.query.text
    leaning = material.intent.entities["shown"]
    spoken = content_words(str(leaning.get("spoken") or ""))
    aspect = aspects.aspect_of(question)
    words = asked(_plain(question), _plain(question))
    said, again = _said_before(material, aspect)
    sides: list[list[Told]] = [[], []]
    for rank, item in enumerate((*shown, *found)):
        is_shown = rank < len(shown)
        prior = SHOWN * is_shown + (FIRST if found else LEADS) * (rank == 0)
        if item.service == "gmail" and is_own(item):
            prior += OWN if material.asks_of_oneself else -OWN
        around = coverage(spoken, text_of(item)) if spoken else 0
        prior += AROUND * ABOUT * around if around or not spoken else -APART
        parts = sentences(said_text(item))
        if item.service == "gcal" or not parts:
            parts = [item.title, *parts]
        for at, one in enumerate(scores(parts, item, words)):
            has = _value(item, parts[at], aspect, question)
            has += OF_ITSELF if is_shown and item.service == "gcal" and has > 0 else 0.0
            about = coverage(spoken, f"{item.title}\n{parts[at]}") if spoken else 0
            is_said = again and wording.plain(parts[at])[:SAID] in said
            worth = one - again * bool(is_said) + has + (1 - AROUND) * ABOUT * about + prior
            sides[0 if is_shown else 1].append(Told(item, parts, at, is_shown, worth))
    first = [t for side in sides for t in sorted(side, key=_worth, reverse=True)[:COMPARED]]
    first.sort(key=_worth, reverse=True)
    if len(first) > 1 and first[0].worth > first[1].worth + CLEAR:
        return [replace(first[0], worth=first[0].worth + MEANING * USUAL), *first[1:]]
    return sorted(_by_meaning(first, question), key=_worth, reverse=True)


def _said_before(material: Material, aspect: aspects.Aspect | None) -> tuple[str, float]:
    """What the answer before says, and what that counts against a sentence: most where the same
    kind of value was asked for, since another one is wanted now."""
    before = material.query.earlier[-1:]
    if not before or all(weight(stem) < 1 for stem in content_words(material.query.text)):
        return "", 0.0
    asked_before = [one for one, _ in aspects.aspects(before[0].query)]
    by_shape = before[0].intent.entities.get("shape") == "amount"
    is_same = aspect is not None and (
        aspect in asked_before or (by_shape and aspect.value is values.AMOUNT)
    )
    return before[0].answer.replace("**", ""), AGAIN if is_same else SAID_ONCE


def _worth(one: Told) -> float:
    return one.worth


def _value(item: Item, part: str, aspect: aspects.Aspect | None, question: str) -> float:
    """What the kind of value counts that is asked for; where no answer can do without one, its
    lack as well."""
    if aspect is None:
        return 0.0
    of_guests = aspect.value is aspects.PERSON and part == item.title and _GUESTS.search(question)
    if (of_guests and item.details.get("attendees")) or _has_value(item, part, aspect.value):
        return VALUE
    return -LACKING if aspect.name else 0.0


def _has_value(item: Item, part: str, value: re.Pattern[str]) -> bool:
    if item.service == "gcal" and value in (values.WHEN, aspects.SPAN):
        return True
    if item.service == "gcal" and value is aspects.PLACE and part == item.title:
        return bool(item.details.get("location"))
    return bool(value.search(part)) or part == str(item.details.get("location"))


def _by_meaning(first: Sequence[Told], question: str) -> list[Told]:
    try:
        near = nearness(question, [f"{one.item.title}. {one.sentence}" for one in first])
    except EmbeddingError as error:
        log.warning("what was shown is weighed by its words alone: %s", error)
        return list(first)
    return [replace(t, worth=t.worth + MEANING * n) for t, n in zip(first, near, strict=True)]


def _said(best: Told, material: Material) -> str:
    if best.item.service == "gcal":
        return _of_event(best.item, best.sentence, material)
    aspect = aspects.aspect_of(material.query.text)
    show: Callable[[str], str] = str
    if aspect and aspect.is_plain:
        show = partial(values.bold, pattern=aspect.value)
    is_short = sum(map(len, best.parts)) <= SHORT
    passage = passage_from(best.parts, 0 if is_short else best.at, QUOTE)
    statement = Statement(best.item, passage, best.sentence, best.worth)
    return statements.said(statement, material, show=show)


def _of_event(event: Item, said: str, material: Material) -> str:
    aspect = aspects.aspect_of(material.query.text)
    value = aspect.value if aspect else None
    if value is values.WHEN:
        return events.when_sentence(event, material)
    if value is aspects.SPAN:
        return events.length_sentence(event, material)
    if value is aspects.PLACE and said in (event.title, str(event.details.get("location"))):
        return events.where_sentence(event, material)
    if event.details.get("attendees") and _GUESTS.search(material.query.text):
        return events.who_sentence(event, material)
    return events.sentence(event, material)
