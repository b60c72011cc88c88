"""A question in a person's words to what they want: the public door of `agents.understanding`."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from agents.query import Intent, Query
from agents.understanding import reading


def classify(query: Query) -> Intent:
    """What the person wants, from rules and nearest exemplars, without a network.

    Takes milliseconds of CPU (the first call of a process loads the model: under two seconds).
    Never fails for a text: what cannot be understood has a low confidence or a question back in
    `clarification`. Raises `EmbeddingError` only where the local model cannot be loaded.
    """
    began = time.perf_counter()
    intent = reading.read(query)
    return replace(intent, took_ms=(time.perf_counter() - began) * 1000)


async def understand(query: Query) -> Intent:
    """As `classify`, in a thread, so that the event loop goes on meanwhile."""
    return await asyncio.to_thread(classify, query)
