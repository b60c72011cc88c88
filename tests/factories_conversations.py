"""Conversations, answers and proposed actions of invented people, as rows."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from accounts.tenancy import tenant
from agents.models import Action
from conversations.models import Conversation, Message, Turn
from tests.factories import Person

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
MAIL: dict[str, Any] = {
    "to": ["bo@port.example"],
    "cc": [],
    "bcc": [],
    "subject": "Lamp oil",
    "body": "Hello Bo",
    "thread_id": None,
    "in_reply_to": None,
}


def conversation(person: Person, title: str = "") -> Conversation:
    with tenant(person.id):
        return Conversation.objects.create(user=person.user, title=title)


def message(
    person: Person, about: Conversation, query: str = "which oil?", **parts: Any
) -> Message:
    """A question that was answered."""
    values: dict[str, Any] = {
        "intent": {
            "services": ["gmail"],
            "operation": "search",
            "entities": {},
            "time_range": None,
            "confidence": 0.9,
            "took_ms": 1.5,
        },
        "plan": {"steps": []},
        "response": "Lamp oil [1].",
        "response_html": "<p>Lamp oil [1].</p>",
        "as_of": {"gmail": NOW.isoformat()},
    }
    turn = _turn(person, about, query)
    with tenant(person.id):
        return Message.objects.create(
            user=person.user,
            conversation_id=about.id,
            turn_id=turn.id,
            query=query,
            **(values | parts),
        )


def action(person: Person, about: Conversation, **parts: Any) -> Action:
    """A draft that was proposed."""
    values: dict[str, Any] = {
        "connection_id": person.connection.id,
        "turn_id": _turn(person, about, "draft a mail to Bo").id,
        "agent": "gmail",
        "operation": "draft_email",
        "key": uuid.uuid4().hex,
        "arguments": MAIL,
        "provenance": {name: {"source": "user", "ref": None} for name in MAIL},
        "proposed_at": NOW,
    }
    with tenant(person.id):
        return Action.objects.create(user=person.user, **(values | parts))


def _turn(person: Person, about: Conversation, query: str) -> Turn:
    with tenant(person.id):
        return Turn.objects.create(
            user=person.user,
            conversation_id=about.id,
            request_id=uuid.uuid4().hex,
            query=query,
            status=Turn.Status.DONE,
        )
