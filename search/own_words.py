"""The words that a person's mails, events and files are called by, to tell a slip from a name."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

from psycopg import sql

from accounts.tenancy import tenant_connection
from search import state
from search.text import fold

NEWEST: Final = 3_000  # of each kind are looked at
SHORTEST: Final = 4
LONGEST: Final = 24
KEPT: Final = 64  # people
KEPT_SECONDS: Final = 600.0  # also of somebody who is gone


@dataclass(frozen=True, slots=True)
class OwnWord:
    """As it is mostly written; `is_name`: somebody is called so."""

    written: str
    is_name: bool


_kept: OrderedDict[UUID, tuple[str, Mapping[str, OwnWord], float]] = OrderedDict()


async def own_words(*, user_id: UUID) -> Mapping[str, OwnWord]:
    """Each word by itself folded, the commonest first. Kept for ten minutes, until the person's
    cache changes. Raises SearchUnavailable, DatabaseBusy and psycopg.Error."""
    version = (await state.read(user_id)).version
    kept = _kept.get(user_id)
    if kept and kept[0] == version and kept[2] > time.monotonic():
        _kept.move_to_end(user_id)
        return kept[1]
    found = await _read(user_id)
    _kept[user_id] = (version, found, time.monotonic() + KEPT_SECONDS)
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return found


async def _read(user_id: UUID) -> Mapping[str, OwnWord]:
    params = {"user": user_id, "newest": NEWEST, "shortest": SHORTEST, "longest": LONGEST}
    async with tenant_connection(user_id) as conn:
        rows = await (await conn.execute(_statement(), params)).fetchall()
    rows.sort(key=lambda row: (-row["times"], row["word"]))
    words: dict[str, OwnWord] = {}
    for row in rows:
        words.setdefault(fold(row["word"]), OwnWord(row["word"], row["is_name"]))
    return words


@cache
def _statement() -> sql.SQL:
    path = Path(__file__).parent / "sql" / "own_words.sql"
    return sql.SQL(cast("Any", path.read_text(encoding="utf-8")))
