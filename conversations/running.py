"""Turns as tracked tasks of this process: whoever asked may go, the turn goes on."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import aclosing
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from accounts.plans import Allowance, spend_question
from accounts.problems import Problem, problem_of
from agents.events import TurnStarted
from conversations.answering import run_turn
from conversations.hub import hub
from conversations.mirrors import end_as_stored, kept_events
from conversations.problems import (
    EventsGone,
    UnknownTurn,
    cancelled,
    interrupted,
    restarting,
    still_running,
    too_busy,
)
from conversations.stored import StoredTurn, close_turn, turn_state
from conversations.stream import Publisher, TurnLog
from conversations.write_behind import UNREACHABLE, cancel_key, connect

log = logging.getLogger(__name__)

MAX_RUNNING = 500
WAIT_SECONDS = 60.0
CANCEL_KEPT_SECONDS = 60


async def admit(user: User) -> Allowance:
    """Lets a new question in, and counts it; what is left to the person.

    Raises Problem: 503 when this process is about to go or runs as many turns as it may, 429 when
    the plan allows no more.
    """
    if hub().is_draining:
        raise restarting()
    if len(hub().tasks) >= MAX_RUNNING:
        raise too_busy()
    return await spend_question(user)


def launch(turn: StoredTurn, *, now: datetime) -> TurnLog:
    """Begins to run a new turn; its events, which end with `turn.finished` or `error`."""
    events = TurnLog(user_id=turn.user_id, turn_id=turn.id)
    publisher = Publisher(events, hub().write_behind.published)
    started = TurnStarted(conversation_id=str(turn.conversation_id), request_id=turn.request_id)
    publisher.publish(started.as_json())
    hub().run(events, _run(turn, publisher, events, now))
    return events


async def join(*, user_id: UUID, turn_id: UUID, after: int = 0) -> TurnLog:
    """The events of a turn of the person, wherever it runs or ran in the last hour.

    Raises UnknownTurn, EventsGone.
    """
    known = hub().logs.get(turn_id)
    if known is not None and known.user_id != user_id:
        raise UnknownTurn(turn_id)
    if known is not None and (known.is_closed or turn_id in hub().tasks):
        return known
    state = await turn_state(user_id=user_id, turn_id=turn_id)
    if state is None:
        raise UnknownTurn(turn_id)
    copy = TurnLog(user_id=user_id, turn_id=turn_id)
    await kept_events(copy)
    if not state.is_open and not copy.is_closed:
        if not copy.last_seq and not after:
            raise EventsGone(turn_id)
        await end_as_stored(copy, after=after)
    return hub().mirror(copy)


async def cancel(*, user_id: UUID, turn_id: UUID) -> None:
    """Ends a running turn, here or in another process. Raises UnknownTurn.

    A turn that has ended stays as it ended.
    """
    was_open = await close_turn(
        user_id=user_id, turn_id=turn_id, status="cancelled", problem=cancelled()
    )
    if not was_open:
        if await turn_state(user_id=user_id, turn_id=turn_id) is None:
            raise UnknownTurn(turn_id)
        return
    if turn_id in hub().tasks:
        hub().cancel(turn_id)
    else:
        await _tell_others(turn_id)


async def message_of(events: TurnLog) -> dict[str, Any]:
    """The finished object of a turn, when it is there. Leaving does not stop the turn.

    Raises Problem when the turn failed, or did not end within a minute.
    """
    try:
        async with asyncio.timeout(WAIT_SECONDS), aclosing(events.follow()) as followed:
            async for event in followed:
                if event.type == "turn.finished":
                    # A caller whose loop ends with it (WSGI, tests) must not cut the turn's end.
                    if task := hub().tasks.get(events.turn_id):
                        await asyncio.wait([task])
                    return dict(json.loads(event.text)["message"])
                if event.type == "error":
                    error = json.loads(event.text)["error"]
                    raise events.problem or Problem.from_json(error)
    except TimeoutError:
        pass
    raise still_running()


async def _run(turn: StoredTurn, publisher: Publisher, events: TurnLog, now: datetime) -> None:
    try:
        async with aclosing(run_turn(turn, now=now)) as running:
            async for event in running:
                publisher.publish(event.as_json())
    except asyncio.CancelledError:  # the row says why; this task has nothing else to do
        events.problem = await _why_ended(turn)
    except Exception as error:  # noqa: BLE001 - run_turn logged it; readers must see an end
        events.problem = problem_of(error)
    if not events.is_closed:
        events.problem = events.problem or interrupted()
        publisher.publish({"type": "error", "error": events.problem.as_json()})


async def _why_ended(turn: StoredTurn) -> Problem:
    state = await turn_state(user_id=turn.user_id, turn_id=turn.id)
    return Problem.from_json(state.error) if state and state.error else interrupted()


async def _tell_others(turn_id: UUID) -> None:
    """Without Redis the process that runs it learns so when it renews its lease."""
    client = connect()
    try:
        await client.set(cancel_key(turn_id), 1, ex=CANCEL_KEPT_SECONDS)
    except UNREACHABLE as error:
        log.info("the end of turn %s was not told at once: %s", turn_id, error)
    finally:
        await client.aclose()
