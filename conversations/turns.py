"""A turn's life: stored, run once, and its message kept.

The same `request_id` of a person is the same turn, however often it is asked: the first asker
runs it, the others wait for what it left.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from accounts.problems import Problem, problem_of
from accounts.tenancy import tenant_connection
from agents import pipeline
from agents.events import Event, TurnFinished
from agents.query import Query
from conversations.history import earlier_turns
from conversations.messages import load_message, store_message
from conversations.problems import UnknownConversation

log = logging.getLogger(__name__)

POLL_SECONDS = 0.2
GIVE_UP_SECONDS = 60.0
TITLE_LENGTH = 80
CLOSE = """
    UPDATE conversations_turn SET status = %s, error = %s, finished_at = clock_timestamp()
    WHERE user_id = %s AND id = %s
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


async def start_turn(
    *,
    user_id: UUID,
    query: str,
    conversation_id: UUID | None,
    request_id: str | None,
) -> StoredTurn:
    """Stores a question. Raises UnknownConversation for one that is not the person's own."""
    request_id = request_id or str(uuid4())
    async with tenant_connection(user_id) as conn:
        person = await (
            await conn.execute("SELECT time_zone FROM accounts_user WHERE id = %s", [user_id])
        ).fetchone()
        known = await (
            await conn.execute(
                "SELECT id, conversation_id, query FROM conversations_turn "
                "WHERE user_id = %s AND request_id = %s",
                [user_id, request_id],
            )
        ).fetchone()
        if known is None:
            conversation_id = await _conversation(conn, user_id, conversation_id, query)
            known = await _insert(conn, user_id, conversation_id, request_id, query)
            is_new = known["is_new"]
        else:
            is_new = False
    return StoredTurn(
        id=known["id"],
        user_id=user_id,
        conversation_id=known["conversation_id"],
        request_id=request_id,
        query=known["query"],
        time_zone=person["time_zone"] if person else "UTC",
        is_new=is_new,
    )


async def _conversation(conn: Any, user_id: UUID, wanted: UUID | None, query: str) -> UUID:
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
    conn: Any, user_id: UUID, conversation_id: UUID, request_id: str, query: str
) -> dict[str, Any]:
    """The new turn, or the one that another asker of the same request stored meanwhile."""
    row = await (
        await conn.execute(
            "INSERT INTO conversations_turn (id, user_id, conversation_id, request_id, query, "
            "status, created_at) VALUES (%s, %s, %s, %s, %s, 'running', now()) "
            "ON CONFLICT (user_id, request_id) DO UPDATE SET request_id = EXCLUDED.request_id "
            "RETURNING id, conversation_id, query, (xmax = 0) AS is_new",
            [uuid4(), user_id, conversation_id, request_id, query],
        )
    ).fetchone()
    stored: dict[str, Any] = row
    return stored


async def run_turn(turn: StoredTurn, *, now: datetime) -> AsyncGenerator[Event, None]:
    """The events of a new turn; its message is stored before the last one is given."""
    earlier = await earlier_turns(user_id=turn.user_id, conversation_id=turn.conversation_id)
    query = Query(
        text=turn.query, user_id=turn.user_id, now=now, time_zone=turn.time_zone, earlier=earlier
    )
    context = pipeline.TurnContext(
        user_id=turn.user_id,
        turn_id=turn.id,
        conversation_id=turn.conversation_id,
        request_id=turn.request_id,
    )
    try:
        async for event in pipeline.answer(query, turn=context):
            if isinstance(event, TurnFinished):
                event = TurnFinished(message=await _finish(turn, event.message))
            yield event
    except (asyncio.CancelledError, GeneratorExit):
        await asyncio.shield(_close(turn, "cancelled", None))
        raise
    except Exception as error:  # whatever it was, the turn must not stay "running"
        log.exception("turn %s failed", turn.id)
        problem = problem_of(error)
        await _close(turn, "failed", problem)
        raise problem from error


async def finished_message(turn: StoredTurn, *, now: datetime) -> dict[str, Any]:
    """The whole answer: runs a new turn, waits for one that runs elsewhere.

    Raises Problem when the turn failed, or did not end in time.
    """
    if turn.is_new:
        message: dict[str, Any] = {}
        async for event in run_turn(turn, now=now):
            if isinstance(event, TurnFinished):
                message = dict(event.message)
        return message
    for _ in range(int(GIVE_UP_SECONDS / POLL_SECONDS)):
        state = await turn_state(user_id=turn.user_id, turn_id=turn.id)
        if state is None or state["status"] in ("failed", "cancelled"):
            raise Problem.from_json((state or {}).get("error"))
        if state["status"] == "done":
            return dict(state["result"])
        await asyncio.sleep(POLL_SECONDS)
    raise Problem(
        code="still_running",
        title="Still working",
        message="This question is still being answered. Ask again in a moment.",
        status=503,
        retry_after=5,
    )


async def turn_state(*, user_id: UUID, turn_id: UUID) -> dict[str, Any] | None:
    """`status`, `error` and `result` of one of the person's turns; None if it is not theirs."""
    async with tenant_connection(user_id) as conn:
        row = await (
            await conn.execute(
                "SELECT status, error FROM conversations_turn WHERE user_id = %s AND id = %s",
                [user_id, turn_id],
            )
        ).fetchone()
        if row is None:
            return None
        result = await load_message(conn, user_id=user_id, turn_id=turn_id)
    return {**row, "result": result}


async def _finish(turn: StoredTurn, finished: Mapping[str, Any]) -> dict[str, Any]:
    async with tenant_connection(turn.user_id) as conn:
        message_id = await store_message(
            conn,
            user_id=turn.user_id,
            conversation_id=turn.conversation_id,
            turn_id=turn.id,
            query=turn.query,
            message=finished,
        )
        await conn.execute(CLOSE, ["done", None, turn.user_id, turn.id])
    return {
        **finished,
        "turn_id": str(turn.id),
        "conversation_id": str(turn.conversation_id),
        "message_id": str(message_id),
        "request_id": turn.request_id,
    }


async def _close(turn: StoredTurn, status: str, problem: Problem | None) -> None:
    error = Jsonb(problem.as_json()) if problem else None
    async with tenant_connection(turn.user_id) as conn:
        await conn.execute(CLOSE, [status, error, turn.user_id, turn.id])
