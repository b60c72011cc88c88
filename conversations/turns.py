"""A turn's life, for whoever asks: stored, run once, followed, cancelled, and its answer.

The same `request_id` of a person is the same turn, however often it is asked: the first asker's
process runs it, and everybody can follow it.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from accounts.problems import Problem
from conversations import running
from conversations.answering import run_turn
from conversations.asked import start_turn
from conversations.hub import hub
from conversations.problems import UnknownTurn, still_running
from conversations.stored import StoredTurn, TurnState, turn_state

__all__ = [
    "StoredTurn",
    "TurnState",
    "finished_message",
    "run_turn",
    "start_turn",
    "turn_state",
]

POLL_SECONDS = 0.2


async def finished_message(turn: StoredTurn, *, now: datetime) -> dict[str, Any]:
    """The whole answer: runs a new turn, waits for one that runs elsewhere. A caller who leaves
    does not stop the turn.

    Raises Problem when the turn failed, or did not end in time.
    """
    if turn.is_new:
        return await running.message_of(running.launch(turn, now=now))
    for _ in range(int(running.WAIT_SECONDS / POLL_SECONDS)):
        if turn.id in hub().tasks:
            return await running.message_of(hub().logs[turn.id])
        state = await turn_state(user_id=turn.user_id, turn_id=turn.id)
        if state is None:
            raise UnknownTurn(turn.id)
        if state.result is not None:
            return dict(state.result)
        if not state.is_open:
            raise Problem.from_json(state.error)
        await asyncio.sleep(POLL_SECONDS)
    raise still_running()
