"""The message of a finished turn: how it is kept, and the object that every client gets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

INSERT = """
    INSERT INTO conversations_message (id, user_id, conversation_id, turn_id, query, intent, plan,
        steps, response, response_html, clarification, citations, actions_taken, as_of,
        services_failed, suggestions, mode, timings_ms, created_at)
    VALUES (%(id)s, %(user_id)s, %(conversation_id)s, %(turn_id)s, %(query)s, %(intent)s, %(plan)s,
        %(steps)s, %(answer)s, %(answer_html)s, %(clarification)s, %(citations)s, %(actions)s,
        %(as_of)s, %(services_failed)s, %(suggestions)s, %(mode)s, %(timings_ms)s,
        clock_timestamp())
"""
SELECT = """
    SELECT m.*, t.request_id FROM conversations_message m
    JOIN conversations_turn t ON t.user_id = m.user_id AND t.id = m.turn_id
    WHERE m.user_id = %s AND m.turn_id = %s
"""
JSON = (
    "intent",
    "plan",
    "steps",
    "citations",
    "actions",
    "as_of",
    "services_failed",
    "suggestions",
    "timings_ms",
)
PLAIN = ("answer", "answer_html", "clarification", "mode")


async def store_message(
    conn: AsyncConnection[DictRow],
    *,
    user_id: UUID,
    conversation_id: UUID,
    turn_id: UUID,
    query: str,
    message: Mapping[str, Any],
) -> UUID:
    """Keeps the finished object of a turn; the message's id."""
    message_id = uuid4()
    row = {name: Jsonb(message[name]) for name in JSON} | {n: message[n] for n in PLAIN}
    row |= {"id": message_id, "user_id": user_id, "conversation_id": conversation_id}
    row |= {"turn_id": turn_id, "query": query}
    await conn.execute(INSERT, row)
    return message_id


async def load_message(
    conn: AsyncConnection[DictRow], *, user_id: UUID, turn_id: UUID
) -> dict[str, Any] | None:
    """The finished object of a turn (the shape of `ask --json`), its actions as they were then."""
    row = await (await conn.execute(SELECT, [user_id, turn_id])).fetchone()
    if row is None:
        return None
    return {
        "turn_id": str(turn_id),
        "conversation_id": str(row["conversation_id"]),
        "message_id": str(row["id"]),
        "request_id": row["request_id"],
        "answer": row["response"],
        "answer_html": row["response_html"],
        "clarification": row["clarification"],
        "mode": row["mode"],
        "intent": row["intent"],
        "plan": row["plan"],
        "steps": row["steps"],
        "citations": row["citations"],
        "actions": row["actions_taken"],
        "as_of": row["as_of"],
        "partial": bool(row["services_failed"]),
        "services_failed": row["services_failed"],
        "suggestions": row["suggestions"],
        "timings_ms": row["timings_ms"],
    }
