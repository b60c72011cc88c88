"""StepResults -> Answer, streamed: by a model where there is one, extracted where not."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from agents.events import Emit, Token
from agents.llm.base import ChatModel, ModelError
from agents.query import Answer, Intent, Query, StepResult
from agents.synthesis import failures
from agents.synthesis.extractive import extractive_answer
from agents.synthesis.markup import html_of
from agents.synthesis.material import Material
from agents.synthesis.prompted import numbered_items, prompted_answer
from agents.synthesis.suggestions import suggestions

log = logging.getLogger(__name__)
LOCAL = "local"
_CHUNK = re.compile(r"(?:\S+\s*){1,6}|\s+")
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
    the answer is extracted; what was already shown stays and is not said twice.
    """
    if intent.clarification:
        return _shown(intent.clarification, emit, clarification=intent.clarification)
    material = Material(query, intent, results)
    numbered = numbered_items(material) if llm is not None else {}
    text, mode = "", LOCAL
    if llm is not None and numbered:
        try:
            async for piece in prompted_answer(material, llm, numbered):
                text += piece
                emit(Token(piece))
            text += _streamed(_notes(material), emit)
            mode = llm.mode
        except ModelError as error:
            log.warning("the answer is extracted, since the model failed: %s", error)
            text += _streamed(_instead(material, text), emit)
            mode = llm.mode if text and error.kind == "cut" else LOCAL
    else:
        text = _streamed(extractive_answer(material), emit)
    return _answer(text.strip(), mode, material)


def _instead(material: Material, shown: str) -> str:
    """The extracted answer, after what was shown of the model's."""
    extracted = extractive_answer(material)
    return f"{_BROKE_OFF}{extracted}" if shown.strip() else extracted


def _notes(material: Material) -> str:
    notes = failures.notes(material)
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
