"""A turn's row: leased by the process that runs it, closed once.

The first who closes a turn decides how it ended: every change is conditional on the turn being
open. A turn whose lease has run out lost its process, and is failed for whoever reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from accounts.problems import Problem
from accounts.tenancy import anonymous_connection, tenant_connection
from agents.query import Service
from conversations.messages import load_message
from conversations.problems import interrupted

LEASE_SECONDS = 12
OPEN = ("queued", "running")
_CLOSE = """
    UPDATE conversations_turn SET status = %s, error = %s, finished_at = clock_timestamp()
    WHERE user_id = %s AND id = %s AND status IN ('queued', 'running') RETURNING id
"""
_RENEW = """
    UPDATE conversations_turn SET alive_until = clock_timestamp() + make_interval(secs => %s)
    WHERE user_id = %s AND id = %s AND status IN ('queued', 'running') RETURNING id
"""
_STATE = """
    SELECT status, error, conversation_id, request_id, alive_until < clock_timestamp() AS lapsed
    FROM conversations_turn WHERE user_id = %s AND id = %s
"""


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A turn as the database knows it. `is_new` is true for the caller that made it."""

    id: UUID
    user_id: UUID
    conversation_id: UUID
    request_id: str
    query: str
    time_zone: str
    is_new: bool
    services: tuple[Service, ...] = ()
    # Nothing was asked in its conversation before.
    is_first: bool = False
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class TurnState:
    """Where a turn is: `error` in the one error shape, `result` the object of `ask --json`."""

    status: str
    error: dict[str, Any] | None
    result: dict[str, Any] | None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


async def turn_state(*, user_id: UUID, turn_id: UUID) -> TurnState | None:
    """How a turn of the person stands; None if it is not theirs."""
    async with tenant_connection(user_id) as conn:
        row = await (await conn.execute(_STATE, [user_id, turn_id])).fetchone()
        if row is None:
            return None
        if row["status"] in OPEN and row["lapsed"]:
            await _close(conn, user_id, turn_id, "failed", interrupted().as_json())
            row = await (await conn.execute(_STATE, [user_id, turn_id])).fetchone() or row
        result = None
        if row["status"] == "done":
            result = await load_message(conn, user_id=user_id, turn_id=turn_id)
    return TurnState(row["status"], row["error"], result)


async def renew_lease(turn: StoredTurn) -> bool:
    """Says that the turn's process lives; False when somebody has closed the turn."""
    async with tenant_connection(turn.user_id) as conn:
        cursor = await conn.execute(_RENEW, [LEASE_SECONDS, turn.user_id, turn.id])
        return await cursor.fetchone() is not None


async def close_turn(*, user_id: UUID, turn_id: UUID, status: str, problem: Problem) -> bool:
    """Ends an open turn without an answer; False when it had ended before."""
    async with tenant_connection(user_id) as conn:
        return await _close(conn, user_id, turn_id, status, problem.as_json())


async def close_as_done(conn: AsyncConnection[DictRow], turn: StoredTurn) -> bool:
    """Ends an open turn in the caller's transaction, which stores its message."""
    return await _close(conn, turn.user_id, turn.id, "done", None)


async def close_abandoned() -> int:
    """Fails everybody's turns whose process is gone; how many there were."""
    async with anonymous_connection() as conn:
        cursor = await conn.execute(
            "SELECT conversations_close_abandoned(%s) AS n", [Jsonb(interrupted().as_json())]
        )
        row = await cursor.fetchone()
    return int(row["n"]) if row else 0


async def _close(
    conn: AsyncConnection[DictRow],
    user_id: UUID,
    turn_id: UUID,
    status: str,
    error: dict[str, Any] | None,
) -> bool:
    value = None if error is None else Jsonb(error)
    cursor = await conn.execute(_CLOSE, [status, value, user_id, turn_id])
    return await cursor.fetchone() is not None
