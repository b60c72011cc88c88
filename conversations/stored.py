"""A turn's row: made once for a request, leased by the process that runs it, closed once.

The first who closes a turn decides how it ended: every change is conditional on the turn being
open. A turn whose lease has run out lost its process, and is failed for whoever reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from accounts import audit
from accounts.problems import Problem
from accounts.tenancy import anonymous_connection, tenant_connection
from agents.query import Service
from conversations.messages import load_message
from conversations.problems import UnknownConversation, interrupted

TITLE_LENGTH = 80
LEASE_SECONDS = 30
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
# The same request again changes nothing, and waits for whoever is storing it.
_INSERT = """
    INSERT INTO conversations_turn (id, user_id, conversation_id, request_id, query, status,
        created_at, alive_until)
    VALUES (%s, %s, %s, %s, %s, 'running', clock_timestamp(),
        clock_timestamp() + make_interval(secs => %s))
    ON CONFLICT (user_id, request_id) DO UPDATE SET request_id = EXCLUDED.request_id
    RETURNING id, conversation_id, query, (xmax = 0) AS is_new
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


@dataclass(frozen=True, slots=True)
class TurnState:
    """Where a turn is: `error` in the one error shape, `result` the object of `ask --json`."""

    status: str
    error: dict[str, Any] | None
    result: dict[str, Any] | None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


async def start_turn(
    *,
    user_id: UUID,
    query: str,
    conversation_id: UUID | None,
    request_id: str | None,
    services: Sequence[Service] = (),
) -> StoredTurn:
    """Stores a question, narrowed to `services` if there are any.

    Raises UnknownConversation for one that is not the person's own.
    """
    request_id = request_id or str(uuid4())
    async with tenant_connection(user_id) as conn:
        person = await (
            await conn.execute("SELECT time_zone FROM accounts_user WHERE id = %s", [user_id])
        ).fetchone()
        known = await _by_request(conn, user_id, request_id)
        if known is None:
            conversation_id = await _conversation(conn, user_id, conversation_id, query)
            known = await _insert(conn, user_id, conversation_id, request_id, query)
        if known["is_new"]:
            await audit.record_on(
                conn,
                user_id=user_id,
                actor=audit.PERSON,
                event=audit.Event.QUESTION_ASKED,
                subject=f"turn:{known['id']}",
            )
    return StoredTurn(
        id=known["id"],
        user_id=user_id,
        conversation_id=known["conversation_id"],
        request_id=request_id,
        query=known["query"],
        time_zone=person["time_zone"] if person else "UTC",
        is_new=known["is_new"],
        services=tuple(services),
    )


async def is_asked(*, user_id: UUID, request_id: str | None) -> bool:
    """Whether the person has asked this request before."""
    if not request_id:
        return False
    async with tenant_connection(user_id) as conn:
        return await _by_request(conn, user_id, request_id) is not None


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


async def _by_request(
    conn: AsyncConnection[DictRow], user_id: UUID, request_id: str
) -> dict[str, Any] | None:
    cursor = await conn.execute(
        "SELECT id, conversation_id, query, false AS is_new FROM conversations_turn "
        "WHERE user_id = %s AND request_id = %s",
        [user_id, request_id],
    )
    return await cursor.fetchone()


async def _conversation(
    conn: AsyncConnection[DictRow], user_id: UUID, wanted: UUID | None, query: str
) -> UUID:
    if wanted is None:
        row = await (
            await conn.execute(
                "INSERT INTO conversations_conversation (id, user_id, title, created_at, "
                "updated_at) VALUES (%s, %s, %s, now(), now()) RETURNING id",
                [uuid4(), user_id, " ".join(query.split())[:TITLE_LENGTH]],
            )
        ).fetchone()
    else:
        row = await (
            await conn.execute(
                "UPDATE conversations_conversation SET updated_at = now() "
                "WHERE user_id = %s AND id = %s RETURNING id",
                [user_id, wanted],
            )
        ).fetchone()
    if row is None:
        raise UnknownConversation(wanted)
    found: UUID = row["id"]
    return found


async def _insert(
    conn: AsyncConnection[DictRow],
    user_id: UUID,
    conversation_id: UUID,
    request_id: str,
    query: str,
) -> dict[str, Any]:
    """The new turn, or the one that another asker of the same request stored meanwhile."""
    values = [uuid4(), user_id, conversation_id, request_id, query, LEASE_SECONDS]
    stored = await (await conn.execute(_INSERT, values)).fetchone()
    assert stored is not None  # noqa: S101 - RETURNING of an upsert always has a row
    return stored
