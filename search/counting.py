"""How many items there are: counted in the database, however many, and not from the best hits."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg import sql

from accounts.tenancy import DatabaseBusy, tenant_connection
from search.filters import Filters, always, asked
from search.hybrid import SearchUnavailable
from search.lexical import query_words
from search.tables import TABLES, Service

WORDS: Final = 8
# A stop word is in no row's lexemes, so it asks for nothing.
_HOLDS: Final = sql.SQL(
    "(to_tsvector('english', {word}) = '' OR "
    "item.id IN (SELECT id FROM {find}({word}, ARRAY['english'], false)))"
)
_COUNT: Final = sql.SQL(
    "SELECT count(*) AS n FROM {items} AS item WHERE item.user_id = %(user)s AND {conditions}"
)


async def count(*, user_id: UUID, service: Service, filters: Filters, query: str = "") -> int:
    """The number of items that pass `filters` and hold every word of `query`, of events each
    occurrence. Raises SearchUnavailable."""
    usual, wanted = always(service, filters), asked(service, filters)
    params: dict[str, Any] = {**usual.params, **wanted.params, "user": user_id}
    conditions: list[sql.Composable] = [usual.sql, wanted.sql]
    find = sql.Identifier(f"{TABLES[service].items}_matches")
    for number, word in enumerate(query_words(query).split()[:WORDS]):
        params[f"word_{number}"] = word
        conditions.append(_HOLDS.format(word=sql.Placeholder(f"word_{number}"), find=find))
    statement = _COUNT.format(
        items=sql.Identifier(TABLES[service].items),
        conditions=sql.SQL(" AND ").join(conditions),
    )
    try:
        async with tenant_connection(user_id) as conn:
            cursor = await conn.execute(statement, params, prepare=False)
            row = await cursor.fetchone()
    except DatabaseBusy as error:
        raise SearchUnavailable(error.retry_after) from error
    except psycopg.OperationalError as error:
        raise SearchUnavailable(1.0) from error
    return int(row["n"]) if row else 0
