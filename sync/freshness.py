"""How old the cache is, for the async flow."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow


async def last_synced(conn: AsyncConnection[DictRow], *, user_id: UUID) -> dict[str, datetime]:
    """When each service was last synced to the end: of several accounts the longest ago.

    `conn` is inside the person's transaction. A service that never was is left out.
    """
    cursor = await conn.execute(
        "SELECT service, min(last_synced_at) AS at FROM sync_syncstatus "
        "WHERE user_id = %s AND resource = '' AND last_synced_at IS NOT NULL GROUP BY service",
        [user_id],
    )
    return {row["service"]: row["at"] for row in await cursor.fetchall()}
