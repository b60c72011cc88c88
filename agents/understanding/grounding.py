"""What resembles nothing the product does is looked up before it is refused.

"Who is the porter at the town hall?" is nobody's question to a mailbox, unless the mailbox speaks
of that porter. So where the wording alone says `unsupported`, the person's own index decides.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Final

import psycopg

from accounts.tenancy import DatabaseBusy
from agents.query import Intent, Operation, Query, Service
from agents.understanding import outside, reading, shapes
from agents.understanding.wording import request
from search.acquaintances import mentions
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
        found = await mentions(user_id=query.user_id, words=words)
    except (DatabaseBusy, psycopg.Error) as error:
        log.warning("what cannot be looked up is refused: %s", error)
        return intent
    services = tuple(
        service for service, titles in found.items() if _counts(wish, words, service, titles)
    )
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


def _counts(wish: str, words: str, service: Service, titles: tuple[str, ...]) -> bool:
    """Whether what was found is what is meant."""
    if outside.weight(wish, names_a_service=False, names_something=False) < CLEARLY_OUTSIDE:
        return True
    wanted = fold(words).split()
    titled = any(all(word in fold(title) for word in wanted) for title in titles)
    return titled and service == "gdrive" and bool(_OWN.search(wish))
