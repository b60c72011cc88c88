"""Running a stored turn: the pipeline's events, a lease while it runs, its message kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from datetime import datetime
from typing import Any

from psycopg import Error as DatabaseError

from accounts.problems import Problem, problem_of
from accounts.tenancy import DatabaseBusy, tenant_connection
from agents import pipeline
from agents.events import Event, TurnFinished
from agents.query import EarlierTurn, Query
from conversations.history import earlier_turns
from conversations.messages import store_message
from conversations.problems import cancelled, interrupted, too_slow
from conversations.stored import LEASE_SECONDS, StoredTurn, close_as_done, close_turn, renew_lease
from sync.freshness import last_synced

log = logging.getLogger(__name__)

RENEW_SECONDS = LEASE_SECONDS / 3
TURN_SECONDS = 120.0


async def run_turn(turn: StoredTurn, *, now: datetime) -> AsyncGenerator[Event, None]:
    """The events of a new turn; its message is stored before the last one is given.

    Closing the iterator, or cancelling who reads it, cancels the turn. Raises Problem when the
    turn failed; the row then says the same. Cancels its reader when somebody else closed the
    turn, or when it took too long.
    """
    watch = asyncio.create_task(_watch(turn, asyncio.current_task()))
    try:
        async with aclosing(
            pipeline.answer(await _query(turn, now), turn=_context(turn))
        ) as events:
            async for event in events:
                if isinstance(event, TurnFinished):
                    event = TurnFinished(message=await _finish(turn, event.message))
                yield event
    except (asyncio.CancelledError, GeneratorExit):
        await asyncio.shield(
            close_turn(
                user_id=turn.user_id, turn_id=turn.id, status="cancelled", problem=cancelled()
            )
        )
        raise
    except Exception as error:  # whatever it was, the turn must not stay "running"
        if not isinstance(error, Problem):
            log.exception("turn %s failed", turn.id)
        problem = problem_of(error)
        await close_turn(user_id=turn.user_id, turn_id=turn.id, status="failed", problem=problem)
        raise problem from error
    finally:
        watch.cancel()


async def _query(turn: StoredTurn, now: datetime) -> Query:
    earlier: tuple[EarlierTurn, ...] = ()
    if not turn.is_first:
        earlier = await earlier_turns(user_id=turn.user_id, conversation_id=turn.conversation_id)
    return Query(
        text=turn.query,
        user_id=turn.user_id,
        now=now,
        time_zone=turn.time_zone,
        earlier=earlier,
        services=turn.services,
    )


def _context(turn: StoredTurn) -> pipeline.TurnContext:
    return pipeline.TurnContext(
        user_id=turn.user_id,
        turn_id=turn.id,
        conversation_id=turn.conversation_id,
        request_id=turn.request_id,
        name=turn.name,
        email=turn.email,
    )


async def _watch(turn: StoredTurn, runner: asyncio.Task[Any] | None) -> None:
    """Renews the lease; ends the runner when the turn is closed or has had its time."""
    deadline = asyncio.get_running_loop().time() + TURN_SECONDS
    while asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(RENEW_SECONDS)
        try:
            if not await renew_lease(turn):
                break
        except (DatabaseBusy, DatabaseError) as error:
            log.warning("the lease of turn %s was not renewed: %s", turn.id, error)
    else:
        await close_turn(user_id=turn.user_id, turn_id=turn.id, status="failed", problem=too_slow())
    if runner is not None:
        runner.cancel()


def _as_of(finished: Mapping[str, Any], synced: Mapping[str, datetime]) -> dict[str, str]:
    """How old the data of each service was that answered, also where it held nothing."""
    agents = {step["id"]: step["agent"] for step in finished["plan"]["steps"]}
    used = {agents[step["id"]] for step in finished["steps"] if step["status"] in ("ok", "empty")}
    known = {service: synced[service].isoformat() for service in used if service in synced}
    return {**finished["as_of"], **known}


async def _finish(turn: StoredTurn, finished: Mapping[str, Any]) -> dict[str, Any]:
    async with tenant_connection(turn.user_id, is_pipelined=True) as conn:
        if not await close_as_done(conn, turn):
            raise interrupted()
        synced = await last_synced(conn, user_id=turn.user_id)
        finished = {**finished, "as_of": _as_of(finished, synced)}
        message_id = await store_message(
            conn,
            user_id=turn.user_id,
            conversation_id=turn.conversation_id,
            turn_id=turn.id,
            query=turn.query,
            message=finished,
        )
    return {
        **finished,
        "turn_id": str(turn.id),
        "conversation_id": str(turn.conversation_id),
        "message_id": str(message_id),
        "request_id": turn.request_id,
    }
