"""What was done, by whom, to what: one entry a deed, added and never changed.

The database keeps it so (`accounts/migrations/0003_audit.py`): the application role can insert
and read, a trigger dates, counts and chains the entries of a person, and refuses every change.
An entry names things by id, type, count and state; it never holds content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models
from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from accounts.tenancy import tenant

PERSON = "person"
SYSTEM = "system"

_INSERT = (
    "INSERT INTO accounts_auditentry (user_id, actor, event, subject, before, after) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)
_LATEST = """
    SELECT seq, at, actor, event, subject, before::text, after::text FROM accounts_auditentry
    WHERE user_id = %s AND seq < coalesce(%s, 9223372036854775807)
        AND (%s::text[] IS NULL OR event = ANY(%s))
    ORDER BY seq DESC LIMIT %s
"""
_CHAIN = """
    SELECT seq, previous, hash, accounts_audit_line(entry) AS line
    FROM accounts_auditentry entry WHERE user_id = %s ORDER BY seq
"""


class Event(models.TextChoices):
    """What can be recorded. The value is kept, so a name is never given another meaning."""

    SIGNED_IN = "signed_in", "Signed in"
    SIGN_IN_FAILED = "sign_in_failed", "Sign-in failed"
    TOKEN_CREATED = "token_created", "Token created"
    CONNECTION_ADDED = "connection_added", "Account connected"
    CONNECTION_REMOVED = "connection_removed", "Account disconnected"
    SYNC_REQUESTED = "sync_requested", "Sync requested"
    QUESTION_ASKED = "question_asked", "Question asked"
    ITEM_READ = "item_read", "Item read"
    ACTION_PROPOSED = "action_proposed", "Action proposed"
    ACTION_APPROVED = "action_approved", "Action approved"
    ACTION_EXECUTING = "action_executing", "Action started"
    ACTION_DONE = "action_done", "Action executed"
    ACTION_FAILED = "action_failed", "Action failed"
    ACTION_UNKNOWN = "action_unknown", "Action's outcome unknown"
    ACTION_REJECTED = "action_rejected", "Action rejected"
    ACTION_UNDONE = "action_undone", "Action undone"
    STAFF_VIEWED = "staff_viewed", "Viewed by staff"
    STAFF_CHANGED = "staff_changed", "Changed by staff"


def staff(user_id: UUID) -> str:
    """The actor of what a member of staff does."""
    return f"staff:{user_id}"


def record(
    *,
    user_id: UUID,
    actor: str,
    event: Event,
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Adds an entry about `user_id`, in the caller's transaction where there is one.

    The database dates it, so that nobody can date it back. It holds the person's chain until the
    transaction ends: record last, and of several people in the order of their ids.

    Args:
        actor: PERSON, SYSTEM, or what `staff` gives.
        subject: type and id, as in `turn:<id>`.
        before, after: states, ids and counts; never content.
    """
    with tenant(user_id), connection.cursor() as cursor:
        cursor.execute(_INSERT, _row(user_id, actor, event, subject, before, after))


async def record_on(
    conn: AsyncConnection[DictRow],
    *,
    user_id: UUID,
    actor: str,
    event: Event,
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """`record` in the transaction of a `tenant_connection` of this person."""
    await conn.execute(_INSERT, _row(user_id, actor, event, subject, before, after))


def _row(
    user_id: UUID,
    actor: str,
    event: Event,
    subject: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> list[Any]:
    states = (None if state is None else Jsonb(dict(state)) for state in (before, after))
    return [user_id, actor, event.value, subject, *states]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, as the person may read it."""

    seq: int
    at: datetime
    actor: str
    event: str
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def entries(*, user_id: UUID) -> list[Entry]:
    """What is recorded about a person, the oldest first."""
    with tenant(user_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, at, actor, event, subject, before::text, after::text "
            "FROM accounts_auditentry WHERE user_id = %s ORDER BY seq",
            [user_id],
        )
        return [Entry(*row[:5], *map(_loaded, row[5:])) for row in cursor.fetchall()]


def latest(
    *, user_id: UUID, limit: int, before: int | None = None, events: Collection[Event] = ()
) -> list[Entry]:
    """At most `limit` entries about a person, the newest first: those before number `before`, and
    of these events only, where they are given."""
    wanted = [event.value for event in events] or None
    with tenant(user_id), connection.cursor() as cursor:
        cursor.execute(_LATEST, [user_id, before, wanted, wanted, limit])
        return [Entry(*row[:5], *map(_loaded, row[5:])) for row in cursor.fetchall()]


def _loaded(state: str | None) -> dict[str, Any] | None:
    return None if state is None else json.loads(state)


@dataclass(frozen=True, slots=True)
class Chain:
    """What checking a person's chain gave: `broken_at` is the first entry that does not fit, or
    the number that the chain should reach and does not."""

    entries: int
    broken_at: int | None


def verify(*, user_id: UUID) -> Chain:
    """Whether the entries of a person are all there and as they were written.

    Each holds the SHA-256 of its own line after the one before; the last must be the one that the
    database remembers apart. Entries that were archived are missing only at the beginning.
    """
    with tenant(user_id), connection.cursor() as cursor:
        cursor.execute(_CHAIN, [user_id])
        rows = cursor.fetchall()
        cursor.execute("SELECT seq, hash FROM accounts_audit_head(%s)", [user_id])
        head = cursor.fetchone()
    last_seq, last_hash = (rows[0][0] - 1, bytes(rows[0][1])) if rows else (0, b"")
    for seq, previous, digest, line in rows:
        fits = seq == last_seq + 1 and bytes(previous) == last_hash
        if not fits or hashlib.sha256(last_hash + line.encode()).digest() != bytes(digest):
            return Chain(len(rows), last_seq + 1)
        last_seq, last_hash = seq, bytes(digest)
    if rows and (head is None or (head[0], bytes(head[1])) != (last_seq, last_hash)):
        return Chain(len(rows), last_seq + 1)
    return Chain(len(rows), None)
