"""What a model makes of a question that the rules leave unclear.

It gets the person's words and those of the turns before, never anything that was read from a
mailbox; what it answers is checked like any other input.
"""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from agents.llm import metrics
from agents.llm.base import ChatModel, Message, ModelError, Request, complete, prompt
from agents.query import EarlierTurn, Intent, Query
from agents.understanding import wording
from agents.understanding.prompted_checks import intent_of
from agents.understanding.prompted_schema import SCHEMA, NotAnIntent, parsed

log = logging.getLogger(__name__)
MAX_TOKENS = 600
EARLIER = 5
BAD_ANSWER = 2_000  # characters of a bad answer that are shown again


async def classified(query: Query, local: Intent, llm: ChatModel) -> Intent:
    """The intent by a model, with one attempt to mend a malformed one; `local`, as the rules
    understood it, where no model can say. Never raises for what a model does."""
    request = _request(query)
    try:
        text = await complete(llm, request)
        try:
            intent, path = intent_of(parsed(text), query, local), "model"
        except NotAnIntent as problem:
            mended = await complete(llm, _repair(request, text, problem))
            intent, path = intent_of(parsed(mended), query, local), "repaired"
    except (ModelError, NotAnIntent) as error:
        log.warning("the question is understood without a model: %s", error)
        intent, path = local, "local_fallback"
    metrics.INTENTS.labels(path).inc()
    return intent


def _request(query: Query) -> Request:
    asked = {
        "now": _now(query),
        "earlier": [_earlier(turn) for turn in query.earlier[-EARLIER:]],
        "question": wording.cleaned(query.text),
    }
    return Request(
        (
            Message("system", prompt("classify")),
            Message("user", json.dumps(asked, ensure_ascii=False)),
        ),
        MAX_TOKENS,
        purpose="classification",
        user_id=query.user_id if query.turn_id else None,
        turn_id=query.turn_id,
        schema=SCHEMA,
        identity=_identity(query, asked),
    )


def _identity(query: Query, asked: dict[str, Any]) -> str:
    """Question, context, zone and day: what an answer is kept by for five minutes."""
    day = query.now.astimezone(ZoneInfo(query.time_zone)).date().isoformat()
    return json.dumps({**asked, "now": [day, query.time_zone]}, ensure_ascii=False)


def _now(query: Query) -> str:
    local = query.now.astimezone(ZoneInfo(query.time_zone))
    return f"{local:%A} {local.isoformat(timespec='minutes')} ({query.time_zone})"


def _earlier(turn: EarlierTurn) -> dict[str, Any]:
    """A turn before, without a word of what was found: titles and answers are other people's."""
    return {
        "question": wording.cleaned(turn.query),
        "operation": turn.intent.operation,
        "sources": [citation.service for citation in turn.citations],
    }


def _repair(request: Request, bad: str, problem: NotAnIntent) -> Request:
    told = prompt("repair").replace("{problems}", str(problem))
    more = (Message("assistant", bad[:BAD_ANSWER] or "{}"), Message("user", told))
    return replace(request, messages=(*request.messages, *more), identity="")
