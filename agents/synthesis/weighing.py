"""What each sentence of what was shown, and of what was found, says about a question that leans on
the turn before: its own words, its meaning, the kind of value asked for, and the words that the
conversation is about. What was shown is more likely meant."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from agents.matching import text_of
from agents.query import Item
from agents.synthesis import aspects, values, wording
from agents.synthesis.evidence import asked, scores
from agents.synthesis.lines import is_own, said_text
from agents.synthesis.material import Material
from agents.synthesis.meaning import nearness
from agents.synthesis.sentences import sentences
from agents.words import content_words, coverage, weight
from search.embeddings.base import EmbeddingError

log = logging.getLogger(__name__)

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
_SMALL = re.compile(
    r"\b(?:most|least|more|less|enough|ones?|really|actually|even|still|just|again|also|well|maybe"
    r"|both|all|any|anything|something|stuff|thing|last|lately)\b",
    re.IGNORECASE,
)
# "How big is it?" is answered by a number, and not by another big thing.
_MEASURED: Final = re.compile(
    r"\bhow (?:big|large|small|wide|tall|high|heavy|deep|thick|late|early|old|fast|warm|cold|hot"
    r"|loud|full|far)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|half)\b", re.I)
GUESTS = re.compile(
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
    says: float = 0.0  # of that, by its own words and their meaning

    @property
    def sentence(self) -> str:
        return self.parts[self.at]


def weighed(shown: Sequence[Item], found: Sequence[Item], material: Material) -> list[Told]:
    """What each item says, the best first."""
    question = material.query.text
    leaning = material.intent.entities["shown"]
    spoken = content_words(str(leaning.get("spoken") or ""))
    aspect = aspects.aspect_of(question)
    words = asked(plain(question), plain(question))
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
            has = value_of(item, parts[at], aspect, question)
            has += OF_ITSELF if is_shown and item.service == "gcal" and has > 0 else 0.0
            about = coverage(spoken, f"{item.title}\n{parts[at]}") if spoken else 0
            is_said = again and wording.plain(parts[at])[:SAID] in said
            worth = one - again * bool(is_said) + has + (1 - AROUND) * ABOUT * about + prior
            sides[0 if is_shown else 1].append(Told(item, parts, at, is_shown, worth, one))
    first = [t for side in sides for t in sorted(side, key=_worth, reverse=True)[:COMPARED]]
    first.sort(key=_worth, reverse=True)
    if len(first) > 1 and first[0].worth > first[1].worth + CLEAR:
        return [replace(first[0], worth=first[0].worth + MEANING * USUAL), *first[1:]]
    return sorted(_by_meaning(first, question), key=_worth, reverse=True)


def plain(question: str) -> str:
    """Without the words that say how much, and of what nothing."""
    return _SMALL.sub(" ", _MEASURED.sub(" ", question))


def lacks_a_number(question: str, sentence: str) -> bool:
    """Whether a measure is asked for that the sentence does not have."""
    return bool(_MEASURED.search(question)) and not _NUMBER.search(sentence)


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


def value_of(item: Item, part: str, aspect: aspects.Aspect | None, question: str) -> float:
    """What the kind of value counts that is asked for; where no answer can do without one, its
    lack as well."""
    if aspect is None:
        return -LACKING if lacks_a_number(question, part) else 0.0
    of_guests = aspect.value is aspects.PERSON and part == item.title and GUESTS.search(question)
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
    return [
        replace(t, worth=t.worth + MEANING * n, says=t.says + MEANING * n)
        for t, n in zip(first, near, strict=True)
    ]
