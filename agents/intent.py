"""A question in a person's words to what they want: the public door of `agents.understanding`."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from agents.llm import failover, metrics
from agents.llm.base import ChatModel
from agents.query import Intent, Query
from agents.understanding import clarify, prompted, reading
from agents.understanding.confidence import CLEAR
from agents.words import content_words, coverage


def classify(query: Query) -> Intent:
    """What the person wants, from rules and nearest exemplars, without a network.

    Takes milliseconds of CPU (the first call of a process loads the model: under two seconds).
    Never fails for a text: what cannot be understood has a low confidence or a question back in
    `clarification`. Raises `EmbeddingError` only where the local model cannot be loaded.
    """
    began = time.perf_counter()
    intent = reading.read(query)
    return replace(intent, took_ms=(time.perf_counter() - began) * 1000)


def warm() -> None:
    """Loads the local model, the date library and the clients of configured language models, so
    that the first question does not wait for them. Not for async code."""
    now = datetime(2000, 1, 3, tzinfo=UTC)
    reading.read(Query(text="lunch on 4 May?", user_id=UUID(int=0), now=now, time_zone="UTC"))
    coverage(content_words("lunch"), "lunch")  # reads the table of the words
    failover.warm()


async def understand(
    query: Query, *, model: Callable[[], ChatModel | None] = failover.from_settings
) -> Intent:
    """As `classify`, in a thread; where that leaves the question unclear and a model is
    configured, the model is asked, for at most as long as a classification may take.

    Never fails for what a model does: then the local intent counts.
    """
    began = time.perf_counter()
    intent = await asyncio.to_thread(classify, query)
    llm = None if is_clear(intent) else model()
    if llm is None:
        metrics.INTENTS.labels("local").inc()
        return intent
    intent = await prompted.classified(query, intent, llm)
    return replace(intent, took_ms=(time.perf_counter() - began) * 1000)


def is_clear(intent: Intent) -> bool:
    """Whether the rules are as sure as a model would be, or ask what no model may settle."""
    if intent.clarification in clarify.SETTLED:
        return True
    return intent.confidence >= CLEAR and not intent.clarification
