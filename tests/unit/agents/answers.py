"""Extracted answers to invented questions about invented items."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from agents.query import Answer, Intent, Query, StepResult
from agents.synthesizer import synthesise
from tests.unit.agents.material import Heard, query


def answered(wanted: Intent, *results: StepResult, asked: Query | str = "a question") -> Answer:
    """The answer without a model, whose marks and citations belong together."""
    heard = Heard()
    question = query(asked) if isinstance(asked, str) else asked

    async def go() -> Answer:
        return await synthesise(question, wanted, results, llm=None, emit=heard)

    answer = asyncio.run(go())
    assert heard.text == answer.text
    assert answer.mode == "local"
    for citation in answer.citations:
        assert f"[{citation.n}]" in answer.text
    return answer


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026; the invented now is the 10th, 10:00 in Berlin."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)
