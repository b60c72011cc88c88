"""The rows of actions: every change of state is one conditional update, so of two callers one wins.

proposed -> approved -> executing -> done | failed | unknown; done -> undone; proposed -> rejected.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, LiteralString
from uuid import UUID, uuid4

from django.conf import settings
from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.sql import SQL
from psycopg.types.json import Jsonb

from accounts import audit
from accounts.tenancy import tenant_connection
from agents import changes
from agents.errors import AgentsError
from agents.query import Service

Row = Mapping[str, Any]
# What reaches somebody and cannot be taken back.
SENDS: Final = frozenset({"send_email", "reply_email", "forward_email"})
_BY_THE_PERSON = ("approved", "rejected", "undone")
_COLUMNS = SQL(
    "id, connection_id, agent, operation, arguments, provenance, status, receipt, before, error, "
    "executing_since, approved_at"
)
_INSERT = SQL("""
    INSERT INTO agents_action (id, user_id, connection_id, turn_id, agent, operation, key,
        arguments, provenance, status, proposed_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 'proposed', %s)
    ON CONFLICT (user_id, key) DO UPDATE SET key = excluded.key
    RETURNING {}, (xmax = 0) AS is_new
""").format(_COLUMNS)
_SELECT = SQL("SELECT {} FROM agents_action WHERE user_id = %s AND id = %s").format(_COLUMNS)
_UPDATE = "UPDATE agents_action SET {} WHERE user_id = %s AND id = %s AND status = %s RETURNING {}"
_REMEMBER = (
    "UPDATE agents_action SET before = %s WHERE user_id = %s AND id = %s AND status = 'executing'"
)


class UnknownAction(AgentsError):
    """The person has no such action."""


class WrongState(AgentsError):
    """The action is past the point where this can be done. `status` is where it is."""

    def __init__(self, status: str) -> None:
        super().__init__(f"the action is {status}")
        self.status = status


async def insert(
    *,
    user_id: UUID,
    turn_id: UUID,
    connection_id: UUID,
    agent: Service,
    operation: str,
    arguments: Mapping[str, Any],
    provenance: Mapping[str, Any],
    now: datetime,
) -> Row:
    """Stores a proposed action; the same arguments of the same turn are one row."""
    values = [
        uuid4(),
        user_id,
        connection_id,
        turn_id,
        agent,
        operation,
        _key(turn_id, operation, arguments),
        Jsonb(dict(arguments)),
        Jsonb(dict(provenance)),
        now,
    ]
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(_INSERT, values)
        row = await cursor.fetchone()
        if row is None:
            raise UnknownAction("the action was not stored")
        if row["is_new"]:
            await _record(conn, user_id, row, came_from=None)
    return row


async def find(user_id: UUID, action_id: UUID) -> Row:
    """Raises UnknownAction."""
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(_SELECT, [user_id, action_id])
        row = await cursor.fetchone()
    if row is None:
        raise UnknownAction(f"there is no action {action_id}")
    return row


async def change(
    user_id: UUID, action_id: UUID, assignments: LiteralString, values: list[Any], *, came_from: str
) -> Row | None:
    """One conditional update; None when the action was not in the state `came_from`."""
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(
            SQL(_UPDATE).format(SQL(assignments), _COLUMNS),
            [*values, user_id, action_id, came_from],
        )
        row = await cursor.fetchone()
        if row:
            await _record(conn, user_id, row, came_from=came_from)
    if row:
        await changes.tell(user_id, row["connection_id"], as_json(row))
    return row


async def remember(user_id: UUID, action_id: UUID, before: Mapping[str, Any]) -> bool:
    """Keeps what undo and proof need, before Google is asked for the change; False where the
    action was given up meanwhile, as whoever takes too long is."""
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(_REMEMBER, [Jsonb(dict(before)), user_id, action_id])
    return cursor.rowcount == 1


def jsonb(value: Mapping[str, Any] | None) -> Jsonb | None:
    return None if value is None else Jsonb(dict(value))


def as_json(row: Row) -> dict[str, Any]:
    """An action in the contract's shape; until `sends_at` an approved mail can be stopped."""
    names = ("agent", "operation", "arguments", "provenance", "status", "receipt")
    shape = {"id": str(row["id"]), **{name: row[name] for name in names}}
    if row["status"] == "approved" and row["operation"] in SENDS and row["approved_at"]:
        sends_at = row["approved_at"] + timedelta(seconds=settings.SEND_WINDOW_SECONDS)
        shape["sends_at"] = sends_at.isoformat()
    return {**shape, "error": row["error"]} if row["error"] else shape


async def _record(
    conn: AsyncConnection[DictRow], user_id: UUID, row: Row, *, came_from: str | None
) -> None:
    """The audit's entry of a change of state, in the same transaction."""
    await audit.record_on(
        conn,
        user_id=user_id,
        actor=audit.PERSON if row["status"] in _BY_THE_PERSON else audit.SYSTEM,
        event=audit.Event(f"action_{row['status']}"),
        subject=f"action:{row['id']}",
        before={"status": came_from} if came_from else None,
        after={name: row[name] for name in ("status", "agent", "operation")},
    )


def _key(turn_id: UUID, operation: str, arguments: Mapping[str, Any]) -> str:
    canonical = json.dumps([str(turn_id), operation, dict(arguments)], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
