"""A kept message as the object that every client gets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.models import Feedback, Message


def message_json(
    message: Message,
    request_id: str,
    *,
    actions: Mapping[str, Mapping[str, Any]],
    feedback: Feedback | None,
) -> dict[str, Any]:
    """The object of `ask --json`, with its question, when it was answered, and its actions as
    they are in `actions` (by id), or as they were, and what the person thinks of it."""
    return {
        "turn_id": str(message.turn_id),
        "conversation_id": str(message.conversation_id),
        "message_id": str(message.id),
        "request_id": request_id,
        "query": message.query,
        "created_at": message.created_at.isoformat(),
        "answer": message.response,
        "answer_html": message.response_html,
        "clarification": message.clarification,
        "mode": message.mode,
        "intent": message.intent,
        "plan": message.plan,
        "steps": message.steps,
        "citations": message.citations,
        "actions": [actions.get(action["id"], action) for action in message.actions_taken],
        "as_of": message.as_of,
        "partial": bool(message.services_failed),
        "services_failed": message.services_failed,
        "suggestions": message.suggestions,
        "timings_ms": message.timings_ms,
        "feedback": feedback and {"rating": feedback.rating, "comment": feedback.comment},
    }
