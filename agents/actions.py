"""Writes to Google: each one a row before it is anything else, carried out at most once.

proposed -> approved -> executing -> done | failed | unknown; done -> undone; proposed -> rejected;
an approved mail can be stopped (undone, rejected) until it goes out.
Only Google's own answer makes a receipt; a time-out without one or a proof is `unknown` and is
never tried again blindly.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from psycopg.types.json import Jsonb

from agents.acting import carrying_out, records
from agents.acting.records import UnknownAction, WrongState
from agents.acting.registry import writer
from agents.errors import StepError, error_message
from agents.query import Service

__all__ = [
    "UnknownAction",
    "WrongState",
    "approve",
    "approve_and_execute",
    "execute",
    "get",
    "propose",
    "reject",
    "undo",
]

_SHOWN = frozenset({"mails"})  # tells what the other arguments mean, and is nobody's to change
# An execution that is older than this lost its process: what it did has to be looked up.
ABANDONED_AFTER = timedelta(seconds=90)


async def propose(
    *,
    user_id: UUID,
    turn_id: UUID,
    connection_id: UUID,
    agent: Service,
    operation: str,
    arguments: Mapping[str, Any],
    provenance: Mapping[str, Any],
    now: datetime,
) -> dict[str, Any]:
    """Stores a proposed action and gives it in the contract's shape. The same arguments of the
    same turn are one action. Raises StepError for arguments that could not be carried out."""
    writer(agent, operation).check(arguments)
    row = await records.insert(
        user_id=user_id,
        turn_id=turn_id,
        connection_id=connection_id,
        agent=agent,
        operation=operation,
        arguments=arguments,
        provenance=provenance,
        now=now,
    )
    return records.as_json(row)


async def get(*, user_id: UUID, action_id: UUID, now: datetime | None = None) -> dict[str, Any]:
    """An action of the person; with `now`, what a lost process had done of it is looked up. Raises
    UnknownAction."""
    if now is not None:
        return await _settled(user_id, action_id, now)
    return records.as_json(await records.find(user_id, action_id))


async def approve(
    *,
    user_id: UUID,
    action_id: UUID,
    now: datetime,
    arguments: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Approves a proposed action, with the person's own changes to its arguments.

    Approving again changes nothing. Raises UnknownAction, WrongState (rejected or undone),
    StepError("invalid_arguments", or "drafts_only" for a mail where none may be sent any more).
    """
    before = await records.find(user_id, action_id)
    if before["status"] == "proposed":
        await carrying_out.check_may_send(user_id, before["operation"])
    edited, provenance = _edited(before, arguments or {})
    row = await records.change(
        user_id,
        action_id,
        "status = 'approved', approved_at = %s, arguments = %s, provenance = %s",
        [now, Jsonb(edited), Jsonb(provenance)],
        came_from="proposed",
    )
    if row is not None:
        return records.as_json(row)
    row = await records.find(user_id, action_id)
    if row["status"] in ("rejected", "undone"):
        raise WrongState(row["status"])
    return records.as_json(row)


async def reject(*, user_id: UUID, action_id: UUID, now: datetime) -> dict[str, Any]:
    """Rejects a proposed action, or stops an approved mail that did not go out yet. Raises
    UnknownAction, WrongState."""
    return await _withdraw(user_id, action_id, "rejected", now, "proposed")


async def _withdraw(
    user_id: UUID,
    action_id: UUID,
    status: Literal["rejected", "undone"],
    now: datetime,
    *states: str,
) -> dict[str, Any]:
    """From one of these states, or from the window in which a mail can be stopped."""
    row = await records.find(user_id, action_id)
    stoppable = ("approved",) if row["operation"] in records.SENDS else ()
    for state in (*states, *stoppable):
        changed = await records.change(
            user_id, action_id, "status = %s, finished_at = %s", [status, now], came_from=state
        )
        if changed is not None:
            return records.as_json(changed)
    return await _only_if(user_id, action_id, status)


async def execute(*, user_id: UUID, action_id: UUID, now: datetime) -> dict[str, Any]:
    """Carries out an approved action; for any other it only says where it is.

    What runs goes on to its record although the caller is cancelled. Raises UnknownAction.
    """
    row = await records.change(
        user_id,
        action_id,
        "status = 'executing', executing_since = %s",
        [now],
        came_from="approved",
    )
    if row is None:
        return await _settled(user_id, action_id, now)
    return await asyncio.shield(asyncio.create_task(_carry_out(user_id, row, now)))


async def approve_and_execute(
    *,
    user_id: UUID,
    action_id: UUID,
    now: datetime,
    arguments: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """`approve`, then `execute`."""
    await approve(user_id=user_id, action_id=action_id, now=now, arguments=arguments)
    return await execute(user_id=user_id, action_id=action_id, now=now)


async def undo(*, user_id: UUID, action_id: UUID, now: datetime) -> dict[str, Any]:
    """Restores what was before a done action, or stops an approved mail that did not go out yet;
    undoing again changes nothing.

    Raises UnknownAction, WrongState (nothing was done, or it was sent and cannot come back),
    StepError when Google refuses.
    """
    row = await records.find(user_id, action_id)
    if row["status"] != "done":
        return await _withdraw(user_id, action_id, "undone", now)
    await carrying_out.take_back(user_id, row)
    changed = await records.change(
        user_id, action_id, "status = 'undone', finished_at = %s", [now], came_from="done"
    )
    return records.as_json(changed or await records.find(user_id, action_id))


async def _carry_out(user_id: UUID, row: records.Row, now: datetime) -> dict[str, Any]:
    return await _ended(user_id, row, await carrying_out.carry_out(user_id, row, now), now)


async def _ended(
    user_id: UUID, row: records.Row, ending: carrying_out.Ending, now: datetime
) -> dict[str, Any]:
    error = error_message(ending.code, row["agent"]) if ending.code else None
    changed = await records.change(
        user_id,
        row["id"],
        "status = %s, receipt = %s, error = %s, finished_at = %s",
        [ending.status, records.jsonb(ending.receipt), records.jsonb(error), now],
        came_from="executing",
    )
    return records.as_json(changed or await records.find(user_id, row["id"]))


async def _settled(user_id: UUID, action_id: UUID, now: datetime) -> dict[str, Any]:
    row = await records.find(user_id, action_id)
    since = row["executing_since"]
    if row["status"] == "executing" and since and now - since > ABANDONED_AFTER:
        return await _ended(user_id, row, await carrying_out.look_up(user_id, row, since), now)
    return records.as_json(row)


async def _only_if(user_id: UUID, action_id: UUID, status: str) -> dict[str, Any]:
    row = await records.find(user_id, action_id)
    if row["status"] != status:
        raise WrongState(row["status"])
    return records.as_json(row)


def _edited(row: records.Row, edits: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The arguments with the person's changes, which are their own words from then on."""
    unknown = edits.keys() - (row["arguments"].keys() - _SHOWN)
    if unknown:
        raise StepError("invalid_arguments", f"unknown arguments: {', '.join(sorted(unknown))}")
    arguments = {**row["arguments"], **edits}
    writer(row["agent"], row["operation"]).check(arguments)
    changed = {name for name in edits if row["arguments"][name] != edits[name]}
    if "attendees" in changed and row["operation"] == "update_event":
        # Said here, since an event may have guests whom the card never showed.
        stay = edits["attendees"] or ()
        before = row["arguments"]
        known = dict.fromkeys((*(before.get("uninvited") or ()), *(before["attendees"] or ())))
        arguments["uninvited"] = [guest for guest in known if guest not in stay]
        changed.add("uninvited")
    said = {name: {"source": "user", "ref": None} for name in changed}
    return arguments, {**row["provenance"], **said}
