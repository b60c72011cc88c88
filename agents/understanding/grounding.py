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
from search.counting import count
from search.filters import Filters
from search.hybrid import SearchUnavailable, search
from search.text import fold

log = logging.getLogger(__name__)

CONFIDENCE: Final = 0.5
CLEARLY_OUTSIDE: Final = 0.8  # of `outside.weight`: then only a title that holds all the words
MOST_WORDS: Final = 8
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
    try:
        services = await _services_that_speak_of_it(query, wish, words)
    except (SearchUnavailable, DatabaseBusy, psycopg.Error) as error:
        log.warning("what cannot be looked up is refused: %s", error)
        return intent
    if not services:
        return intent
    operation: Operation = "read" if re.match(r"(?:open|read)\b", wish) else "search"
    shape = shapes.shape_of(wish, operation, services)
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
    return len(words.split()) <= MOST_WORDS and (few or bool(_ASKS.search(wish)))


async def _services_that_speak_of_it(query: Query, wish: str, words: str) -> tuple[Service, ...]:
    """Those with an item that holds all the words; for what is clearly outside otherwise, files
    of the person's own with them in their name."""
    if outside.weight(wish, names_a_service=False, names_something=False) >= CLEARLY_OUTSIDE:
        if not _OWN.search(wish):
            return ()
        found = await search(
            user_id=query.user_id, service="gdrive", query=words, limit=3, mode="lexical"
        )
        wanted = fold(words).split()
        titled = any(all(word in fold(hit.title) for word in wanted) for hit in found.results)
        return ("gdrive",) if titled else ()
    counts = await asyncio.gather(
        *(
            count(user_id=query.user_id, service=service, filters=Filters(), query=words)
            for service in SERVICES
        )
    )
    return tuple(service for service, number in zip(SERVICES, counts, strict=True) if number)
