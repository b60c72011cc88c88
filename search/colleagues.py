"""The organisation that a person works with most: where their colleagues write from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

from psycopg import sql

from accounts.tenancy import tenant_connection

NEWEST: Final = 400  # sent mails are looked at
AT_LEAST: Final = 2  # people of one domain
# Where anybody may have an address.
PUBLIC: Final = [
    *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"),
    *("yahoo.com", "yahoo.co.uk", "icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net"),
    *("web.de", "t-online.de", "proton.me", "protonmail.com", "mail.com", "fastmail.com"),
    *("btinternet.com", "orange.fr", "free.fr", "laposte.net", "yandex.com"),
]


async def organisation(*, user_id: UUID) -> str | None:
    """The domain at which the person writes to the most different people, and most often of
    several; None where there is no such. Raises DatabaseBusy and psycopg.Error."""
    params = {"user": user_id, "newest": NEWEST, "public": PUBLIC, "at_least": AT_LEAST}
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(_statement(), params)
        row = await cursor.fetchone()
    return str(row["domain"]) if row else None


@cache
def _statement() -> sql.SQL:
    path = Path(__file__).parent / "sql" / "colleagues.sql"
    return sql.SQL(cast("Any", path.read_text(encoding="utf-8")))
