"""The moment in which an approved mail can still be stopped.

What is sent cannot be taken back, so an approval over the page or the API waits
`SEND_WINDOW_SECONDS` before it is carried out. Until then `undo` and `reject` are one conditional
update, as the claim to carry it out is: either it was stopped, or it goes out, never both. The wait
is a task of this process, which waits for it before it goes; where it ends all the same the mail
stays approved and unsent, and says so.
"""

from __future__ import annotations

import asyncio
import contextvars
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from agents import actions

log = logging.getLogger(__name__)
# Of this process; each holds nothing but two ids while it waits.
_waiting: dict[UUID, asyncio.Task[None]] = {}


def is_waiting() -> bool:
    """Whether this process has approved mails that did not go out yet."""
    return bool(_waiting)


async def approve(
    *,
    user_id: UUID,
    action_id: UUID,
    now: datetime,
    arguments: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Approves an action and carries it out: at once, or, what sends a mail, after the window, of
    which `sends_at` is the end. Approving again sends at once what no process waits with any more.

    Raises what `actions.approve` raises.
    """
    action = await actions.approve(
        user_id=user_id, action_id=action_id, now=now, arguments=arguments
    )
    left = _left(action, now)
    if left <= 0 and action_id not in _waiting:
        return await actions.execute(user_id=user_id, action_id=action_id, now=now)
    if action_id not in _waiting:
        # In a context of its own: whoever approves is told of the end too.
        _waiting[action_id] = asyncio.create_task(
            _send_after(left, user_id, action_id, now), context=contextvars.Context()
        )
    return action


def _left(action: Mapping[str, Any], now: datetime) -> float:
    """The seconds until an approved action may be carried out."""
    if "sends_at" not in action:
        return 0.0
    return (datetime.fromisoformat(action["sends_at"]) - now).total_seconds()


async def _send_after(seconds: float, user_id: UUID, action_id: UUID, now: datetime) -> None:
    try:
        await asyncio.sleep(seconds)
        await actions.execute(
            user_id=user_id, action_id=action_id, now=now + timedelta(seconds=seconds)
        )
    except Exception:  # nobody waits for this task; the action stays as it is, and can be seen
        log.exception("the approved action %s was not carried out", action_id)
    finally:
        _waiting.pop(action_id, None)
