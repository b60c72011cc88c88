"""PostgreSQL's text search configurations for the languages that people write in.

Every text is indexed with English stems, a text in another language with its own stems as well:
a question finds "Rechnungen" by "Rechnung" without having to say that it is German.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

from psycopg import sql

from accounts.tenancy import tenant_connection
from search.tables import TABLES, Service

ENGLISH: Final = "english"
CONFIGURATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "es": "spanish",
        "fr": "french", "it": "italian", "nl": "dutch", "pt": "portuguese", "ru": "russian",
        "sv": "swedish", "tr": "turkish",
    }
)  # fmt: skip
REMEMBERED_SECONDS: Final = 300.0
REMEMBERED: Final = 10_000
_known: dict[tuple[UUID, Service], tuple[float, tuple[str, ...]]] = {}


async def configurations(user_id: UUID, service: Service) -> tuple[str, ...]:
    """English and those of the languages that a person's items are in; remembered for five
    minutes. Raises what the database raises."""
    key, now = (user_id, service), time.monotonic()
    until, found = _known.get(key, (0.0, ()))
    if now < until:
        return found
    found = (ENGLISH, *await _languages(user_id, service))
    if len(_known) >= REMEMBERED:
        _known.clear()
    _known[key] = (now + REMEMBERED_SECONDS, found)
    return found


async def _languages(user_id: UUID, service: Service) -> list[str]:
    statement = sql.SQL(
        "SELECT DISTINCT language FROM {} WHERE user_id = %s AND language = ANY(%s)"
    ).format(sql.Identifier(TABLES[service].items))
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(statement, [user_id, list(CONFIGURATIONS)], prepare=False)
        return sorted(CONFIGURATIONS[row["language"]] for row in await cursor.fetchall())
