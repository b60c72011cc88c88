"""The order of understanding: what is wanted, when, about whom and what, after which turn."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from agents.query import Intent, Query
from agents.understanding import clarify, dates, decision, entities, followup, wording
from agents.understanding.claims import Claims

_LOOKS_BACK: Final = re.compile(r"\b(?:did|was|were|had|have (?:i|we)|happened|ago|so far)\b")


def read(query: Query) -> Intent:
    """The intent of a question. Raises `EmbeddingError` where the model cannot be loaded."""
    text = wording.cleaned(query.text)
    if not wording.words_of(text):
        return Intent((), "unsupported", clarification=clarify.NOTHING_ASKED)
    alone = _alone(text, query)
    intent = followup.continued(alone, text, query.earlier, query.now)
    inherits = intent is not alone
    if intent.operation != "update_event" and "same_day" in intent.entities:
        kept = {key: value for key, value in intent.entities.items() if key != "same_day"}
        intent = replace(intent, entities=kept)
    question = clarify.question_back(
        intent, points_back=not inherits and followup.points_back(text)
    )
    return replace(intent, clarification=question)


def _alone(text: str, query: Query) -> Intent:
    """What the text means on its own."""
    decided = decision.decide(text)
    claims = Claims(text)
    written = entities.find_words_to_write(claims, decided)
    when = dates.find_time(
        claims.unclaimed(), now=query.now, time_zone=query.time_zone, ahead=_ahead(text, decided)
    )
    found = entities.find_entities(claims, decided, when)
    found |= {key: value for key, value in written.items() if value}
    return Intent(
        services=decided.services,
        operation=decided.operation,
        entities=found,
        time_range=when.range,
        confidence=decided.confidence,
    )


def _ahead(text: str, decided: decision.Decision) -> bool:
    """Whether a "Friday" is the coming one: ahead in the calendar, back in mail and files."""
    if decided.operation in ("search", "read", "summarize"):
        if _LOOKS_BACK.search(text.lower()):
            return False
        return not decided.services or "gcal" in decided.services
    return decided.operation not in ("label_email", "archive_email", "trash_email", "reply_email")
