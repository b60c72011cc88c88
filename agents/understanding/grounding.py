"""What resembles nothing the product does is looked up before it is refused.

"Who is the porter at the town hall?" is nobody's question to a mailbox, unless the mailbox speaks
of that porter. So where the wording alone says `unsupported`, the person's own index decides.
"""

from __future__ import annotations

import asyncio
import logging
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import psycopg

from accounts.tenancy import DatabaseBusy
from agents import certainty
from agents.query import SERVICES, Intent, Operation, Query, Service
from agents.understanding import glossary, outside, particular, reading, shapes, titled
from agents.understanding.wording import request
from agents.words import content_words, coverage, held
from search.hits import Mode
from search.hybrid import Hit, SearchUnavailable, search

log = logging.getLogger(__name__)

CONFIDENCE: Final = 0.5
SURE: Final = 0.91  # of a refusal
CLEARLY_OUTSIDE: Final = 0.8  # of `outside.weight`
MOST_WORDS: Final = 12
FEW_WORDS: Final = 8  # of a question that is judged by its words alone
HALF: Final = 0.5  # of the words, in one item
LOOKED_AT: Final = 10  # best items of each service
# Of 243 wishes for music, lights, alarms, trains and the like, over a mailbox that speaks of most
# of these things, one passes.
OF_ONESELF: Final = certainty.LIKELY
OUTSIDE_OF_ONESELF: Final = 0.0
OF_ONE_WORD: Final = 0.5
SILENT: Final = 0.5
NOT_FAR: Final = -1.75
OF_ANYBODY: Final = -0.1
_ASKS: Final = re.compile(
    r"^(?:and )?(?:who|whom|whose|what|which|where|when|why|how|is|are|was|were|does|do|did|has"
    r"|have|had|can|could|will|would|any|anything|tell me|find|show|search|look|open|read|give"
    r"|the|my|our)\b|\?$"
)
_INFORMS: Final = re.compile(
    r"\?$|\b(?:who|whom|whose|what|which|where|when|why|how)\b"
    r"|^(?:any|is|are|was|were|does|do|did|has|have|had|if)\b"
)
_DEFINITE: Final = re.compile(r"\b(?:the|this|that|these|those)\b")
_OWN: Final = re.compile(r"\b(?:my|our)\b")
_OF_ONESELF: Final = re.compile(
    r"\b(?:my|our|ours|we|us|i'm|i am|the (?:kids|children|boys|girls|landlord|school))\b"
    r"|\b(?:did|have|had|was|am|do|should|must) i\b"
    r"|\bi(?:'ve| have|'m| am| was| had)? (?:\w+ed|bought|got|sent|paid|wrote|said|took|gave|left"
    r"|put|have to|need to)\b"
)


async def grounded(intent: Intent, query: Query) -> Intent:
    """The intent; or, of a question that would be refused although the person's own things speak
    of it, a search of those. Where the database does not answer, the intent as it is."""
    intent = await _titled(intent, query)
    words = str(intent.entities.get("topic") or "")
    if intent.operation != "unsupported" or intent.clarification or not words:
        return intent
    asked = _Asked.of(intent, query, words)
    if not asked.is_a_question:
        return intent
    try:
        services = await _services_that_speak_of_it(asked, query)
    except (SearchUnavailable, DatabaseBusy, psycopg.Error) as error:
        log.warning("what cannot be looked up is refused: %s", error)
        return intent
    return _as_a_search(intent, asked.wish, services) if services else intent


async def _titled(intent: Intent, query: Query) -> Intent:
    try:
        return await titled.by_title(intent, query)
    except (SearchUnavailable, DatabaseBusy, psycopg.Error) as error:
        log.warning("no file is known by its title: %s", error)
        return intent


def _as_a_search(intent: Intent, wish: str, services: tuple[Service, ...]) -> Intent:
    operation: Operation = "read" if re.match(r"(?:open|read)\b", wish) else "search"
    shape = shapes.shape_of(wish, operation, services)
    if shape == "count":  # of stops or chapters, not of mails
        shape = "amount"
    entities = {key: value for key, value in intent.entities.items() if key != "verb"}
    return replace(
        intent,
        services=services,
        operation=operation,
        entities={**entities, **({"shape": shape} if shape else {})},
        confidence=CONFIDENCE,
    )


Found = Mapping[Service, tuple[Hit, ...]]


async def _services_that_speak_of_it(asked: _Asked, query: Query) -> tuple[Service, ...]:
    """Those that hold it as far as the question's kind asks for; or those with an item that holds
    most of its words, or of what is outside otherwise, files of that very name."""
    if asked.may_be_told:
        # The plan's own search for the whole question then has it at hand.
        whole = glossary.to_search_for(query.text, reading.plainly(query.text))
        told = asked.told(await _found(whole, "hybrid", query))
        if told:
            return told
    return asked.held(await _found(asked.words, "lexical", query)) if asked.may_be_held else ()


async def _found(text: str, mode: Mode, query: Query) -> Found:
    results = await asyncio.gather(
        *(
            search(
                user_id=query.user_id,
                service=service,
                query=text,
                limit=LOOKED_AT,
                mode=mode,
                now=query.now,
            )
            for service in SERVICES
        )
    )
    return {s: result.results for s, result in zip(SERVICES, results, strict=True)}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request that resembles nothing the product does."""

    wish: str
    words: str
    wanted: frozenset[str]
    said: frozenset[str]
    beyond: frozenset[str]  # what is outside otherwise: weather, music
    is_sure: bool  # of the refusal
    is_outside: bool
    is_of_oneself: bool

    @classmethod
    def of(cls, intent: Intent, query: Query, words: str) -> _Asked:
        wish = request(reading.plainly(query.text))
        weight = outside.weight(wish, names_a_service=False, names_something=False)
        named = particular.weight(query.text) >= particular.RARE
        return cls(
            wish,
            words,
            content_words(words),
            content_words(reading.plainly(query.text)),
            content_words(" ".join(found.group() for found in outside.OUTSIDE.finditer(wish))),
            is_sure=intent.confidence >= SURE,
            is_outside=weight >= CLEARLY_OUTSIDE,
            is_of_oneself=named or bool(_OF_ONESELF.search(wish)),
        )

    @property
    def is_a_question(self) -> bool:
        if not any(word.isalpha() for word in self.words.split()):
            return False  # sums
        few = len(self.wish.split()) <= FEW_WORDS // 2
        asks = bool(_ASKS.search(self.wish) or _INFORMS.search(self.wish))
        return len(self.words.split()) <= MOST_WORDS and (few or asks)

    @property
    def may_be_told(self) -> bool:
        """Whether it is information, on more than one thing, and of what is outside otherwise one
        that only the person's own things can tell."""
        if not self.wanted or not _INFORMS.search(self.wish):
            return False
        if len(self.wanted) < 2 and (self.is_outside or not self._is_definite):
            return False
        return self.is_of_oneself or not self.is_outside or not self.is_sure

    @property
    def _is_definite(self) -> bool:
        return self.is_of_oneself or bool(_DEFINITE.search(self.wish))

    @property
    def may_be_held(self) -> bool:
        is_refused = (self.is_sure or self.is_outside) and not _OWN.search(self.wish)
        return not is_refused and len(self.words.split()) <= FEW_WORDS

    def told(self, found: Found) -> tuple[Service, ...]:
        """The services with an item that is likely about it, where one is likely enough."""
        odds = self._odds(found)
        if max(odds.values()) < self._needed():
            return SERVICES if self._may_be_theirs(max(odds.values())) else ()
        return tuple(service for service in SERVICES if odds[service] >= certainty.LIKELY)

    def _may_be_theirs(self, odds: float) -> bool:
        """Whether saying that nothing was found is better than a refusal that is not sure."""
        is_near = odds >= NOT_FAR or self.is_of_oneself
        return is_near and not (self.is_sure or self.is_outside)

    def _needed(self) -> float:
        """The log odds from which it is looked up."""
        if len(self.wanted) < 2:
            return OF_ONE_WORD
        if not self.is_of_oneself:
            return OUTSIDE_OF_ONESELF if self.is_outside else OF_ANYBODY
        return OUTSIDE_OF_ONESELF if self.is_outside and self.is_sure else OF_ONESELF

    def held(self, found: Found) -> tuple[Service, ...]:
        """The services with an item that holds most of the words."""
        services: tuple[Service, ...] = ("gdrive",) if self.is_outside else SERVICES
        return tuple(s for s in services if any(map(self._is_held, found[s])))

    def _odds(self, found: Found) -> dict[Service, float]:
        """The log odds of each service's likeliest item."""
        texts = {s: [f"{hit.title} {hit.text}" for hit in found[s]] for s in SERVICES}
        return {s: self._surest(texts[s], found[s]) for s in SERVICES}

    def _surest(self, texts: list[str], hits: tuple[Hit, ...]) -> float:
        """The log odds of the likeliest hit; less of those that do not speak of the weather, the
        music or what else is outside."""
        odds = -math.inf
        for text, hit in zip(texts, hits, strict=True):
            near = hit.details.get("similarity")
            one = certainty.surest([(text, near)], self.wanted, self.said)
            is_silent = bool(self.beyond) and coverage(self.beyond, text) == 0
            odds = max(odds, one - (SILENT if is_silent else 0.0))
        return odds

    def _is_held(self, hit: Hit) -> bool:
        if self.is_outside:
            return coverage(self.wanted, hit.title) >= 1.0
        return len(held(self.wanted, f"{hit.title} {hit.text}")) >= HALF * len(self.wanted)
