"""Who signs mails by a word, or is greeted by one: "love, Mum", "Dear Mum"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

from psycopg import sql

from accounts.tenancy import tenant_connection

NEWEST: Final = 2_000  # mails are looked at
NOBODY: Final = r"\A\Z."  # matches nothing


@dataclass(frozen=True, slots=True)
class Relative:
    """`told` is how many mails tell it."""

    address: str
    name: str
    told: int
    messages: int
    last: datetime


async def relatives(
    *, user_id: UUID, signs: Sequence[str], greeted: Sequence[str], greets: Sequence[str]
) -> tuple[Relative, ...]:
    """Who ends a mail with one of the words `signs`, whose mail from the person begins with one of
    `greeted`, or who begins a mail to the person with one of `greets`; those of whom most mails
    tell it first. Raises DatabaseBusy and psycopg.Error."""
    params = {
        "user": user_id,
        "newest": NEWEST,
        "ends": rf"(^|[\s,.!–-])({_any(signs)})[\s.!,x♥❤-]*$" if signs else NOBODY,
        "begins": _opening(greeted),
        "begins_theirs": _opening(greets),
    }
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(_statement(), params)
        rows = await cursor.fetchall()
    return tuple(Relative(**row) for row in rows)


def _opening(words: Sequence[str]) -> str:
    if not words:
        return NOBODY
    hello = r"(dear|dearest|hi|hello|hey|liebe[rs]?|hallo|chère?|sevgili|canım|selam|merhaba)"
    return rf"^\W*({hello}\s+)?(my\s+)?({_any(words)})\s*[,!.\n–-]"


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in words)


@cache
def _statement() -> sql.SQL:
    path = Path(__file__).parent / "sql" / "relatives.sql"
    return sql.SQL(cast("Any", path.read_text(encoding="utf-8")))
