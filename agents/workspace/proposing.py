"""A write as an action: nothing happens at Google before the person approves it, unless they chose
that what reaches nobody else and can be undone is done at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from agents import actions
from agents.errors import StepError
from agents.google_door import allows_low_risk, default_connection
from agents.query import Item, Service
from agents.workspace.base import Context, Outcome

LOW_RISK: Final = frozenset({"draft_email", "label_email", "archive_email"})
_THROWN_AWAY: Final = frozenset({"TRASH", "SPAM"})


async def propose(
    context: Context,
    agent: Service,
    operation: str,
    *,
    arguments: Mapping[str, Any],
    provenance: Mapping[str, Any],
    about: Item | None = None,
) -> Outcome:
    """Stores the action, for the Google account of the item that it is `about`, and carries it out
    at once where it is of low risk and the person allows that. Raises StepError."""
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
    return Outcome(action=await _at_once(action, context))


def is_low_risk(operation: str, arguments: Mapping[str, Any]) -> bool:
    """Whether it reaches nobody but the person, can be undone, and concerns one thing."""
    if operation == "create_event":
        return not arguments.get("attendees")
    labels = {str(label).upper() for label in arguments.get("add_labels") or ()}
    several = len(arguments.get("message_ids") or ()) > 1
    return operation in LOW_RISK and not several and not labels & _THROWN_AWAY


async def _at_once(action: dict[str, Any], context: Context) -> dict[str, Any]:
    user_id, now = context.query.user_id, context.query.now
    if not is_low_risk(action["operation"], action["arguments"]):
        return action
    if action["status"] != "proposed" or not await allows_low_risk(user_id):
        return action
    return await actions.approve_and_execute(
        user_id=user_id, action_id=UUID(str(action["id"])), now=now
    )
