"""A write as an action: nothing happens at Google before the person approves it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from agents import actions
from agents.errors import StepError
from agents.google_door import default_connection
from agents.query import Item, Service
from agents.workspace.base import Context, Outcome


async def propose(
    context: Context,
    agent: Service,
    operation: str,
    *,
    arguments: Mapping[str, Any],
    provenance: Mapping[str, Any],
    about: Item | None = None,
) -> Outcome:
    """Stores the action, for the Google account of the item that it is `about`. Raises
    StepError."""
    connection_id = (about.details.get("connection_id") if about else None) or (
        await default_connection(context.query.user_id)
    )
    if connection_id is None:
        raise StepError("access_revoked")
    action = await actions.propose(
        user_id=context.query.user_id,
        turn_id=context.turn_id,
        connection_id=UUID(str(connection_id)),
        agent=agent,
        operation=operation,
        arguments=arguments,
        provenance=provenance,
        now=context.query.now,
    )
    return Outcome(action=action)
