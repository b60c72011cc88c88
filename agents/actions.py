"""Writes to Google: each one a row before it is anything else, carried out at most once.

proposed -> approved -> executing -> done | failed | unknown; done -> undone; proposed -> rejected.
Every change of state is one conditional update, so that of two callers one wins. Only Google's
own answer makes a receipt; a time-out without one is `unknown` and is never tried again blindly.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, LiteralString, Protocol
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.sql import SQL
from psycopg.types.json import Jsonb

from accounts import audit
from accounts.google.errors import GoogleError, Unavailable
from accounts.tenancy import tenant_connection
from agents import changes, drafts
from agents.errors import AgentsError, StepError, error_message
from agents.google_door import step_error
from agents.query import Service

log = logging.getLogger(__name__)

EXECUTION_SECONDS = 20.0
# An execution that is older than this lost its process: what it did is not known.
ABANDONED_AFTER = timedelta(seconds=90)
_BY_THE_PERSON = ("approved", "rejected", "undone")
_COLUMNS = SQL(
    "id, connection_id, agent, operation, arguments, provenance, status, receipt, error, "
    "executing_since"
)
_INSERT = SQL("""
    INSERT INTO agents_action (id, user_id, connection_id, turn_id, agent, operation, key,
        arguments, provenance, status, proposed_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 'proposed', %s)
    ON CONFLICT (user_id, key) DO UPDATE SET key = excluded.key
    RETURNING {}, (xmax = 0) AS is_new
""").format(_COLUMNS)
_SELECT = SQL("SELECT {} FROM agents_action WHERE user_id = %s AND id = %s").format(_COLUMNS)
_UPDATE = "UPDATE agents_action SET {} WHERE user_id = %s AND id = %s AND status = %s RETURNING {}"


class UnknownAction(AgentsError):
    """The person has no such action."""


class WrongState(AgentsError):
    """The action is past the point where this can be done. `status` is where it is."""

    def __init__(self, status: str) -> None:
        super().__init__(f"the action is {status}")
        self.status = status


class _Create(Protocol):
    def __call__(
        self, arguments: Mapping[str, Any], *, user_id: UUID, connection_id: UUID, now: datetime
    ) -> Awaitable[dict[str, Any]]: ...


class _Undo(Protocol):
    def __call__(
        self, receipt: Mapping[str, Any], *, user_id: UUID, connection_id: UUID
    ) -> Awaitable[None]: ...


class _Check(Protocol):
    def __call__(self, arguments: Mapping[str, Any]) -> None: ...


@dataclass(frozen=True, slots=True)
class Writer:
    """How an operation is checked, carried out (giving its receipt) and undone."""

    check: _Check
    create: _Create
    undo: _Undo


WRITERS: Mapping[tuple[str, str], Writer] = {
    ("gmail", "draft_email"): Writer(drafts.check, drafts.create, drafts.delete),
}


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
    _writer(agent, operation).check(arguments)
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(
            _INSERT,
            [
                uuid4(),
                user_id,
                connection_id,
                turn_id,
                agent,
                operation,
                _key(turn_id, operation, arguments),
                Jsonb(dict(arguments)),
                Jsonb(dict(provenance)),
                now,
            ],
        )
        row = await cursor.fetchone()
        if row and row["is_new"]:
            await _record(conn, user_id, row, came_from=None)
    return _as_json(row)


async def get(*, user_id: UUID, action_id: UUID) -> dict[str, Any]:
    """An action of the person. Raises UnknownAction."""
    return _as_json(await _row(user_id, action_id))


async def approve(
    *,
    user_id: UUID,
    action_id: UUID,
    now: datetime,
    arguments: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Approves a proposed action, with the person's own changes to its arguments.

    Approving again changes nothing. Raises UnknownAction, WrongState (rejected or undone),
    StepError("invalid_arguments").
    """
    before = await _row(user_id, action_id)
    edited, provenance = _edited(before, arguments or {})
    row = await _change(
        user_id,
        action_id,
        "status = 'approved', approved_at = %s, arguments = %s, provenance = %s",
        [now, Jsonb(edited), Jsonb(provenance)],
        came_from="proposed",
    )
    return _as_json(row) if row else await _unless(user_id, action_id, ("rejected", "undone"))


async def reject(*, user_id: UUID, action_id: UUID, now: datetime) -> dict[str, Any]:
    """Rejects a proposed action. Raises UnknownAction, WrongState."""
    row = await _change(
        user_id,
        action_id,
        "status = 'rejected', finished_at = %s",
        [now],
        came_from="proposed",
    )
    return _as_json(row) if row else await _only_if(user_id, action_id, "rejected")


async def execute(*, user_id: UUID, action_id: UUID, now: datetime) -> dict[str, Any]:
    """Carries out an approved action; for any other it only says where it is.

    What runs goes on to its record although the caller is cancelled. Raises UnknownAction.
    """
    row = await _change(
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
    """Restores what was before a done action; undoing again changes nothing.

    Raises UnknownAction, WrongState (nothing was done), StepError when Google refuses.
    """
    row = await _row(user_id, action_id)
    if row["status"] != "done":
        return await _only_if(user_id, action_id, "undone")
    writer = _writer(row["agent"], row["operation"])
    try:
        await writer.undo(row["receipt"], user_id=user_id, connection_id=row["connection_id"])
    except GoogleError as error:
        raise step_error(error) from error
    changed = await _change(
        user_id, action_id, "status = 'undone', finished_at = %s", [now], came_from="done"
    )
    return _as_json(changed or await _row(user_id, action_id))


async def _carry_out(user_id: UUID, row: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    status, receipt, code = "unknown", None, "unavailable"
    try:
        async with asyncio.timeout(EXECUTION_SECONDS):
            receipt = await _writer(row["agent"], row["operation"]).create(
                row["arguments"], user_id=user_id, connection_id=row["connection_id"], now=now
            )
        status, code = "done", ""
    except (Unavailable, TimeoutError):
        log.warning("action %s: nobody knows whether it was carried out", row["id"])
    except GoogleError as error:
        status, code = "failed", step_error(error).code
    except StepError as error:
        status, code = "failed", error.code
    except Exception:  # a row must not stay "executing"; what happened at Google is not known
        log.exception("action %s broke off", row["id"])
        code = "unknown_error"
    error_json = error_message(code, row["agent"]) if code else None
    changed = await _change(
        user_id,
        row["id"],
        "status = %s, receipt = %s, error = %s, finished_at = %s",
        [status, _jsonb(receipt), _jsonb(error_json), now],
        came_from="executing",
    )
    return _as_json(changed or await _row(user_id, row["id"]))


async def _settled(user_id: UUID, action_id: UUID, now: datetime) -> dict[str, Any]:
    row = await _row(user_id, action_id)
    since = row["executing_since"]
    if row["status"] == "executing" and since and now - since > ABANDONED_AFTER:
        error = error_message("unavailable", row["agent"])
        row = await _change(
            user_id,
            action_id,
            "status = 'unknown', error = %s, finished_at = %s",
            [Jsonb(error), now],
            came_from="executing",
        ) or await _row(user_id, action_id)
    return _as_json(row)


async def _row(user_id: UUID, action_id: UUID) -> dict[str, Any]:
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(_SELECT, [user_id, action_id])
        row = await cursor.fetchone()
    if row is None:
        raise UnknownAction(f"there is no action {action_id}")
    return row


async def _change(
    user_id: UUID, action_id: UUID, assignments: LiteralString, values: list[Any], *, came_from: str
) -> dict[str, Any] | None:
    """One conditional update; None when the action was not in the state `came_from`."""
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(
            SQL(_UPDATE).format(SQL(assignments), _COLUMNS),
            [*values, user_id, action_id, came_from],
        )
        row = await cursor.fetchone()
        if row:
            await _record(conn, user_id, row, came_from=came_from)
    if row:
        await changes.tell(user_id, _as_json(row))
    return row


async def _record(
    conn: AsyncConnection[DictRow], user_id: UUID, row: Mapping[str, Any], *, came_from: str | None
) -> None:
    """The audit's entry of a change of state, in the same transaction."""
    await audit.record_on(
        conn,
        user_id=user_id,
        actor=audit.PERSON if row["status"] in _BY_THE_PERSON else audit.SYSTEM,
        event=audit.Event(f"action_{row['status']}"),
        subject=f"action:{row['id']}",
        before={"status": came_from} if came_from else None,
        after={name: row[name] for name in ("status", "agent", "operation")},
    )


async def _unless(user_id: UUID, action_id: UUID, refused: tuple[str, ...]) -> dict[str, Any]:
    row = await _row(user_id, action_id)
    if row["status"] in refused:
        raise WrongState(row["status"])
    return _as_json(row)


async def _only_if(user_id: UUID, action_id: UUID, status: str) -> dict[str, Any]:
    row = await _row(user_id, action_id)
    if row["status"] != status:
        raise WrongState(row["status"])
    return _as_json(row)


def _edited(
    row: Mapping[str, Any], changes: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The arguments with the person's changes, which are their own words from then on."""
    unknown = changes.keys() - row["arguments"].keys()
    if unknown:
        raise StepError("invalid_arguments", f"unknown arguments: {', '.join(sorted(unknown))}")
    arguments = {**row["arguments"], **changes}
    _writer(row["agent"], row["operation"]).check(arguments)
    changed = {name for name in changes if row["arguments"][name] != changes[name]}
    said = {name: {"source": "user", "ref": None} for name in changed}
    return arguments, {**row["provenance"], **said}


def _writer(agent: str, operation: str) -> Writer:
    writer = WRITERS.get((agent, operation))
    if writer is None:
        raise StepError("action_unavailable", f"{operation} is not available yet")
    return writer


def _key(turn_id: UUID, operation: str, arguments: Mapping[str, Any]) -> str:
    canonical = json.dumps([str(turn_id), operation, dict(arguments)], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _jsonb(value: Mapping[str, Any] | None) -> Jsonb | None:
    return None if value is None else Jsonb(dict(value))


def _as_json(row: Mapping[str, Any] | None) -> dict[str, Any]:
    if row is None:
        raise UnknownAction("the action was not stored")
    names = ("agent", "operation", "arguments", "provenance", "status", "receipt")
    shape = {"id": str(row["id"]), **{name: row[name] for name in names}}
    return {**shape, "error": row["error"]} if row["error"] else shape
