"""What a search has to know of a person's cache before it reads it: the embedding model that
their vectors are searched by, and a version that every change of the cache raises.

The version is raised in the transaction of the change, so nothing that was remembered under an
older one can be taken for the present state.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import psycopg
from django.db import connection

from accounts.tenancy import DatabaseBusy, tenant_connection
from search.embeddings.base import embedder
from search.tables import SearchError

_READ = """
    SELECT state.model, coalesce(state.version, 0) AS version,
           (SELECT md5(string_agg(id::text || email, ',' ORDER BY id))
            FROM accounts_connection WHERE user_id = %(user)s) AS accounts
    FROM (VALUES (1)) AS one LEFT JOIN search_cachestate AS state ON state.user_id = %(user)s
"""
_RAISE = """
    UPDATE search_cachestate SET version = version + 1 WHERE user_id = %s RETURNING model
"""
_BEGIN = """
    INSERT INTO search_cachestate AS state (user_id, model, version) VALUES (%s, %s, 1)
    ON CONFLICT (user_id) DO UPDATE SET version = state.version + 1
    RETURNING model
"""


class SearchUnavailable(SearchError):
    """The database did not answer. Asking again in `retry_after` seconds may succeed."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("the search index cannot be reached")
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class CacheState:
    """`model` is the id of the embedding model, "" before anything is indexed; `version` differs
    whenever the rows that a search may show do, those of the connected accounts included."""

    model: str
    version: str


async def read(user_id: UUID) -> CacheState:
    """The present state. Raises SearchUnavailable."""
    try:
        async with tenant_connection(user_id, is_pipelined=True) as conn:
            cursor = await conn.execute(_READ, {"user": user_id})
            row = await cursor.fetchone()
    except DatabaseBusy as error:
        raise SearchUnavailable(error.retry_after) from error
    except psycopg.OperationalError as error:
        raise SearchUnavailable(1.0) from error
    assert row is not None  # noqa: S101 - the statement has one row, whatever there is
    return CacheState(row["model"] or "", f"{row['version']}.{row['accounts']}")


def model_of(user_id: UUID) -> str:
    """The model that the person's vectors are searched by, in the caller's tenant transaction;
    that of this process before anything is indexed. Raises EmbeddingError."""
    return _held(user_id, "") or embedder().model_id


def lock(user_id: UUID) -> None:
    """Whoever changes the cache waits for this transaction. Always before the items' rows."""
    _held(user_id, "FOR UPDATE")


def raise_version(user_id: UUID, *, model: str = "") -> str:
    """The cache changes in the caller's tenant transaction; `model` is that of a person who has
    no vectors yet. Returns the one that is searched.

    Call it before the items' rows are written, so that all who write wait in one order.
    """
    with connection.cursor() as cursor:
        if model:
            cursor.execute(_BEGIN, [user_id, model])
        else:
            cursor.execute(_RAISE, [user_id])
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def move(user_id: UUID, model: str) -> None:
    """From the caller's tenant transaction on, the person is searched by this model."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_cachestate SET model = %s, version = version + 1 WHERE user_id = %s",
            [model, user_id],
        )


def _held(user_id: UUID, locking: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT model FROM search_cachestate WHERE user_id = %s {locking}",  # noqa: S608
            [user_id],
        )
        row = cursor.fetchone()
    return str(row[0]) if row else ""
