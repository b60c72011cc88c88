"""Which organisation is meant by what it is: by its name, or by the word in all of its mails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

from psycopg import sql

from accounts.tenancy import tenant_connection
from search.colleagues import PUBLIC
from search.text import fold

NEWEST: Final = 1_000  # mails are looked at
WITHIN: Final = 4  # letters of a word that may stand within the name of a domain
OFTEN: Final = 2  # mails of somebody that hold the word
MOSTLY: Final = 0.5  # of their mails


@dataclass(frozen=True, slots=True)
class Organisation:
    """Where it writes from (`address`: a domain, or the address of one at a public provider),
    the name of its newest sender, how many mails, the last, and whether its name says what it is
    (or else the share of its mails that do, at least MOSTLY)."""

    address: str
    name: str
    messages: int
    last: datetime
    is_named: bool
    share: float


async def organisations(
    *, user_id: UUID, names: Sequence[str], words: str
) -> tuple[Organisation, ...]:
    """The organisations whose name holds one of `names` (lower-cased words), or most of whose
    mails hold one of the `words`; the likeliest first, the person's own left out. Raises
    DatabaseBusy and psycopg.Error."""
    folded = [fold(name) for name in names]
    within = [name for name in folded if len(name) >= WITHIN]
    params = {
        "user": user_id,
        "begins": [f"% {name} %" for name in folded],
        "domains": [f"%{name}%" for name in within],
        "words": words,
        "public": PUBLIC,
        "newest": NEWEST,
        "often": OFTEN,
        "mostly": MOSTLY,
    }
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(_statement(), params)
        rows = await cursor.fetchall()
    return tuple(Organisation(**row) for row in rows)


@cache
def _statement() -> sql.SQL:
    path = Path(__file__).parent / "sql" / "organisations.sql"
    return sql.SQL(cast("Any", path.read_text(encoding="utf-8")))
