"""What resembles nothing the product does is looked up before it is refused.

"Who is the porter at the town hall?" is nobody's question to a mailbox, unless the mailbox speaks
of that porter. So where the wording alone says `unsupported`, the person's own index decides.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import replace
from typing import Final

import psycopg

from accounts.tenancy import DatabaseBusy
from agents.query import SERVICES, Intent, Operation, Query, Service
from agents.understanding import outside, reading, shapes
from agents.understanding.wording import request
from agents.words import content_words, coverage
from search.hybrid import SearchUnavailable, search

log = logging.getLogger(__name__)

CONFIDENCE: Final = 0.5
SURE: Final = 0.91  # of a refusal
CLEARLY_OUTSIDE: Final = 0.8  # of `outside.weight`: then only a title that holds all the words
MOST_WORDS: Final = 8
MOST: Final = 0.5  # of the words, in one item
LOOKED_AT: Final = 5  # best items by words of each service
_ASKS: Final = re.compile(
    r"^(?:and )?(?:who|whom|whose|what|which|where|when|why|how|is|are|was|were|does|do|did|has"
    r"|have|had|can|could|will|would|any|anything|tell me|find|show|search|look|open|read|give"
    r"|the|my|our)\b|\?$"
)
_OWN: Final = re.compile(r"\b(?:my|our)\b")


async def grounded(intent: Intent, query: Query) -> Intent:
    """The intent; or, of a question that would be refused although the person's own things hold
    all its words, a search of those. Where the database does not answer, the intent as it is."""
    words = str(intent.entities.get("topic") or "")
    if intent.operation != "unsupported" or intent.clarification or not words:
        return intent
    wish = request(reading.plainly(query.text))
    if not _is_a_question(wish, words):
        return intent
    if intent.confidence >= SURE and not _OWN.search(wish):
        return intent
    try:
        services = await _services_that_speak_of_it(query, wish, words)
    except (SearchUnavailable, DatabaseBusy, psycopg.Error) as error:
        log.warning("what cannot be looked up is refused: %s", error)
        return intent
    if not services:
        return intent
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


def _is_a_question(wish: str, words: str) -> bool:
    few = len(wish.split()) <= MOST_WORDS // 2
    if not any(word.isalpha() for word in words.split()):
        return False  # sums
    return len(words.split()) <= MOST_WORDS and (few or bool(_ASKS.search(wish)))


async def _services_that_speak_of_it(query: Query, wish: str, words: str) -> tuple[Service, ...]:
    """Those with an item that holds most of the words; for what is clearly outside otherwise,
    files of the person's own with all of them in their name."""
    clearly = outside.weight(wish, names_a_service=False, names_something=False) >= CLEARLY_OUTSIDE
    if clearly and not _OWN.search(wish):
        return ()
    services: tuple[Service, ...] = ("gdrive",) if clearly else SERVICES
    found = await asyncio.gather(
        *(
            search(
                user_id=query.user_id, service=service, query=words, limit=LOOKED_AT, mode="lexical"
            )
            for service in services
        )
    )
    wanted, least = content_words(words), 1.0 if clearly else MOST
    return tuple(
        service
        for service, results in zip(services, found, strict=True)
        if any(
            coverage(wanted, hit.title if clearly else f"{hit.title} {hit.text}") >= least
            for hit in results.results
        )
    )
