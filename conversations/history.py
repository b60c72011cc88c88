"""What a follow-up may refer to: the finished turns before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.tenancy import tenant_connection
from agents.query import Citation, EarlierTurn, Intent, TimeRange

REMEMBERED_TURNS = 10
# "It" of this morning is no longer what anybody means: by the database's clock, as turns are.
REMEMBERED_MINUTES = 60
KEYS = ("rfc822_message_id", "ical_uid", "path")


async def earlier_turns(*, user_id: UUID, conversation_id: UUID) -> tuple[EarlierTurn, ...]:
    """The finished turns of a conversation in its last 60 minutes, at most ten, oldest first."""
    async with tenant_connection(user_id, is_pipelined=True) as conn:
        cursor = await conn.execute(
            "SELECT query, response, intent, citations, created_at FROM conversations_message "
            "WHERE user_id = %s AND conversation_id = %s "
            "AND created_at > now() - make_interval(mins => %s) "
            "ORDER BY created_at DESC LIMIT %s",
            [user_id, conversation_id, REMEMBERED_MINUTES, REMEMBERED_TURNS],
        )
        rows = await cursor.fetchall()
    return tuple(
        EarlierTurn(
            query=row["query"],
            answer=row["response"],
            intent=intent_from_json(row["intent"]),
            citations=tuple(citation_from_json(c) for c in row["citations"]),
            at=row["created_at"],
        )
        for row in reversed(rows)
    )


def intent_from_json(value: Mapping[str, Any]) -> Intent:
    """The inverse of `Intent.as_json`."""
    spoken = value.get("time_range")
    return Intent(
        services=tuple(value.get("services", ())),
        operation=value.get("operation", "unsupported"),
        entities=value.get("entities", {}),
        time_range=TimeRange(_moment(spoken["start"]), _moment(spoken["end"])) if spoken else None,
        confidence=value.get("confidence", 0.0),
    )


def citation_from_json(value: Mapping[str, Any]) -> Citation:
    """The inverse of `Citation.as_json`."""
    key = next((name for name in KEYS if name in value), "path")
    return Citation(
        n=value["n"],
        service=value["service"],
        id=value["id"],
        title=value["title"],
        url=value["url"],
        as_of=_moment(value.get("as_of")),
        key=(key, value.get(key, "")),
        when=_moment(value.get("when")),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
