"""A question becomes a turn: one row for a request, however often and wherever it is asked.

A person waits for this before anything else happens, so it is one statement, and with its
transaction two round trips.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID, uuid4

from accounts import audit
from accounts.tenancy import tenant_connection
from agents.query import Service
from conversations.problems import UnknownConversation
from conversations.stored import LEASE_SECONDS, StoredTurn

TITLE_LENGTH = 80
# `known` is the same request asked before. Of two who ask it at the same time the second one waits
# in ON CONFLICT, and gets the turn of the first.
_START = """
    WITH known AS (
        SELECT id, conversation_id, query, false AS is_new FROM conversations_turn
        WHERE user_id = %(user_id)s AND request_id = %(request_id)s
    ), continued AS (
        UPDATE conversations_conversation SET updated_at = now()
        WHERE user_id = %(user_id)s AND id = %(wanted)s AND NOT EXISTS (SELECT FROM known)
        RETURNING id
    ), begun AS (
        INSERT INTO conversations_conversation (id, user_id, title, created_at, updated_at)
        SELECT %(begun)s, %(user_id)s, %(title)s, now(), now()
        WHERE %(wanted)s::uuid IS NULL AND NOT EXISTS (SELECT FROM known)
        RETURNING id
    ), stored AS (
        INSERT INTO conversations_turn (id, user_id, conversation_id, request_id, query, status,
            created_at, alive_until)
        SELECT %(id)s, %(user_id)s, place.id, %(request_id)s, %(query)s, 'running',
            clock_timestamp(), clock_timestamp() + make_interval(secs => %(lease)s)
        FROM (SELECT id FROM continued UNION ALL SELECT id FROM begun) AS place
        ON CONFLICT (user_id, request_id) DO UPDATE SET request_id = EXCLUDED.request_id
        RETURNING id, conversation_id, query, (xmax = 0) AS is_new
    )
    SELECT turn.*, person.time_zone, person.name, person.email
    FROM (SELECT * FROM known UNION ALL SELECT * FROM stored) AS turn
    LEFT JOIN accounts_user AS person ON person.id = %(user_id)s
"""
# The log is written in order: whatever is kept of the turn later (its answer, an action, a read in
# the audit) is waited for, and this with it. A database that crashes within a second of the
# question has lost a question that nobody was answered.
_NOT_WAITED_FOR = "SET LOCAL synchronous_commit = off"
_DROP_EMPTY = "DELETE FROM conversations_conversation WHERE user_id = %s AND id = %s"


async def start_turn(
    *,
    user_id: UUID,
    query: str,
    conversation_id: UUID | None,
    request_id: str | None,
    services: Sequence[Service] = (),
    admit: Callable[[], Awaitable[object]] | None = None,
) -> StoredTurn:
    """Stores a question, narrowed to `services` if there are any.

    `admit` is asked once about a request that nobody asked before; what it raises is raised, and
    nothing is stored. Raises UnknownConversation for one that is not the person's own.
    """
    request_id = request_id or str(uuid4())
    begun = uuid4()
    values = {
        "id": uuid4(),
        "user_id": user_id,
        "request_id": request_id,
        "query": query,
        "wanted": conversation_id,
        "begun": begun,
        "title": " ".join(query.split())[:TITLE_LENGTH],
        "lease": LEASE_SECONDS,
    }
    async with tenant_connection(user_id, is_pipelined=True) as conn:
        await conn.execute(_NOT_WAITED_FOR)
        row = await (await conn.execute(_START, values)).fetchone()
        if row is None:
            raise UnknownConversation(conversation_id)
        if row["is_new"]:
            if admit is not None:
                await admit()
            await audit.record_on(
                conn,
                user_id=user_id,
                actor=audit.PERSON,
                event=audit.Event.QUESTION_ASKED,
                subject=f"turn:{row['id']}",
            )
        else:  # what the second of two began for nothing
            await conn.execute(_DROP_EMPTY, [user_id, begun])
    return StoredTurn(
        id=row["id"],
        user_id=user_id,
        conversation_id=row["conversation_id"],
        request_id=request_id,
        query=row["query"],
        time_zone=row["time_zone"] or "UTC",
        is_new=row["is_new"],
        services=tuple(services),
        is_first=row["conversation_id"] == begun,
        name=row["name"] or "",
        email=row["email"] or "",
    )
