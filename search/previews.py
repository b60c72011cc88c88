"""What the cache holds of one item's text: its beginning, or all of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg import sql

from accounts.tenancy import DatabaseBusy, tenant_connection
from search.hybrid import SearchUnavailable
from search.models import PREVIEW_LIMIT
from search.tables import TABLES, Service

# `search.text.preview` never cuts sooner than this.
_CUT_FROM = PREVIEW_LIMIT * 4 // 5


@dataclass(frozen=True, slots=True)
class Kept:
    """`is_whole` is false where there may be more than is kept."""

    text: str
    is_whole: bool


async def kept_text(*, user_id: UUID, service: Service, item_id: UUID) -> Kept | None:
    """What is kept of the item with this id (ours, not Google's). Raises SearchUnavailable."""
    body = sql.Identifier("body_full") if service == "gmail" else sql.SQL("NULL")
    statement = sql.SQL("SELECT preview, {} AS body FROM {} WHERE user_id = %s AND id = %s").format(
        body, sql.Identifier(TABLES[service].items)
    )
    try:
        async with tenant_connection(user_id) as conn:
            row = await (await conn.execute(statement, [user_id, item_id])).fetchone()
    except DatabaseBusy as error:
        raise SearchUnavailable(error.retry_after) from error
    except psycopg.OperationalError as error:
        raise SearchUnavailable(1.0) from error
    if row is None:
        return None
    if row["body"]:
        return Kept(row["body"], is_whole=True)
    return Kept(row["preview"], is_whole=len(row["preview"]) < _CUT_FROM)
