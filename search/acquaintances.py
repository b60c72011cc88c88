"""Whom a person writes to, hears from and meets, by name.

Only names, addresses, times and the index are read: no text of anybody's.
"""

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
from search.lexical import query_words
from search.text import fold

NEWEST: Final = 400  # of each kind of mail and event are looked at
HALF_LIFE_DAYS: Final = 90.0  # a mail of three months ago counts half


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """`messages` and `last` of mails and events together; `weight` is `messages` by recency, and
    `about` the part of it that speaks of the topic asked for. `written`, `written_weight` and
    `written_about` are the same of what the person wrote to them and invited them to: anybody
    can send mails under any name."""

    name: str
    address: str
    messages: int
    last: datetime
    weight: float
    about: float
    written: int
    written_weight: float
    written_about: float


async def acquaintances(
    *, user_id: UUID, names: Sequence[str], topic: str, now: datetime
) -> tuple[Acquaintance, ...]:
    """Everybody whose name or address begins, word by word, with one of `names`; the person's own
    addresses are left out. Unordered. Raises DatabaseBusy and psycopg.Error."""
    patterns = [f"% {_escaped(words[0])}%" for name in names if (words := fold(name).split())]
    if not patterns:
        return ()
    params = {
        "user": user_id,
        "patterns": patterns,
        "topic": query_words(topic),
        "newest": NEWEST,
        "now": now,
        "half_life": HALF_LIFE_DAYS * 86_400,
    }
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(_statement("acquaintances.sql"), params)
        rows = await cursor.fetchall()
    return tuple(Acquaintance(**row) for row in rows)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


@cache
def _statement(name: str) -> sql.SQL:
    return sql.SQL(cast("Any", _text(name)))


def _text(name: str) -> str:
    return (Path(__file__).parent / "sql" / name).read_text(encoding="utf-8")
