"""StepResults -> Answer, streamed: by a model where there is one, extracted where not."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence
from contextlib import aclosing

from agents.events import Emit, Token
from agents.llm.base import ChatModel, ModelError
from agents.query import Answer, Intent, Query, StepResult
from agents.synthesis import failures, languages, taken
from agents.synthesis.beyond import gathered
from agents.synthesis.checks import StreamGuard
from agents.synthesis.markup import html_of
from agents.synthesis.material import Material
from agents.synthesis.prompted import guard_for, prompted_answer
from agents.synthesis.prompted_packing import Packed, pack
from agents.synthesis.suggestions import suggestions

log = logging.getLogger(__name__)
LOCAL = "local"
_CHUNK = re.compile(r"(?:\S+\s*){1,6}|\s+")
_OVER_BUDGET = (
    "Note: Today's allowance for the language model is used up, so this answer quotes your data "
    "without it. The allowance is renewed at midnight UTC."
)
_FAILED = "Note: The language model did not answer, so this answer quotes your data without it."
_BROKE_OFF = " …\n\nThe model broke off here. This is what your data says:\n\n"


async def synthesise(
    query: Query,
    intent: Intent,
    results: Sequence[StepResult],
    *,
    llm: ChatModel | None,
    emit: Emit,
) -> Answer:
    """The answer to a question; its text is emitted in pieces as it comes.

    `mode` says who wrote it. Without a model, with nothing found, and whenever the model fails
    the answer is extracted, and says so where a model should have written it; what was already
    shown stays and is not said twice.
    """
    if intent.clarification:
        back = languages.asked_back(intent.clarification, query)
        return _shown(back, emit, clarification=back)
    material = gathered(query, intent, results)
    packed = await asyncio.to_thread(pack, material) if llm is not None else Packed({}, "")
    if llm is None or not packed.numbered:
        text = _streamed(await asyncio.to_thread(languages.answer, material), emit)
        return _answer(text.strip(), LOCAL, material)
    text, mode = await _prompted(material, llm, packed, emit)
    return _answer(text.strip(), mode, material)


async def _prompted(
    material: Material, llm: ChatModel, packed: Packed, emit: Emit
) -> tuple[str, str]:
    """The text of the answer, and who wrote it."""
    text, guard = "", guard_for(material, packed)
    try:
        async with aclosing(prompted_answer(material, llm, packed, guard)) as pieces:
            async for piece in pieces:
                text += piece
                emit(Token(piece))
    except ModelError as error:
        log.warning("the answer is extracted, since the model failed: %s", error)
        text += _streamed(await asyncio.to_thread(_instead, material, text, guard, error), emit)
        return text, llm.mode if guard.has_said else LOCAL
    notes = (*taken.notes(material), *guard.notes(), *failures.notes(material))
    text += _streamed(_below(notes), emit)
    return text, llm.mode


def _instead(material: Material, shown: str, guard: StreamGuard, error: ModelError) -> str:
    """The extracted answer, after what was shown of the model's."""
    extracted = languages.answer(material)
    if shown.strip():
        return f"{_BROKE_OFF}{extracted}{_below(guard.notes())}"
    return f"{extracted}{_below([_OVER_BUDGET if error.kind == 'over_budget' else _FAILED])}"


def _below(notes: Sequence[str]) -> str:
    return "\n\n" + "\n\n".join(notes) if notes else ""


def _streamed(text: str, emit: Emit) -> str:
    for chunk in _CHUNK.findall(text):
        emit(Token(chunk))
    return text


def _shown(text: str, emit: Emit, *, clarification: str | None) -> Answer:
    _streamed(text, emit)
    return Answer(text=text, html=html_of(text, ()), citations=(), clarification=clarification)


def _answer(text: str, mode: str, material: Material) -> Answer:
    citations = material.sources.citations()
    return Answer(
        text=text,
        html=html_of(text, citations),
        citations=citations,
        suggestions=suggestions(material),
        mode=mode,
    )
