"""From one embedding model to another, a person at a time, while they go on searching.

Once the settings name another model, a sync reads again what has no vectors of it and writes
them beside the old ones; what is new meanwhile gets both. A person is searched by the old model
until all of theirs are there, and by the new one from then on, without the old vectors.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import connection
from psycopg import sql

from search import state
from search.embeddings.base import embedder
from search.tables import TABLES

_LEFT: Final = sql.SQL(
    """SELECT count(*) FROM {items} AS item WHERE item.user_id = %(user)s AND NOT EXISTS (
           SELECT FROM {passages} AS passage
           WHERE passage.user_id = %(user)s AND passage.model = %(model)s
             AND passage.item_id = item.id AND passage.position = 0)"""
)


def is_moving(user_id: UUID) -> bool:
    """Whether the person is still searched by another model than the one in use; in the caller's
    tenant transaction. Raises EmbeddingError."""
    return state.model_of(user_id) != embedder().model_id


def left(user_id: UUID) -> int:
    """How many items have no vectors of the model in use yet; as above."""
    params: dict[str, UUID | str] = {"user": user_id, "model": embedder().model_id}
    with connection.cursor() as cursor:
        found = 0
        for table in TABLES.values():
            names = {
                "items": sql.Identifier(table.items),
                "passages": sql.Identifier(table.passages),
            }
            cursor.execute(_LEFT.format(**names).as_string(), params)
            found += int(cursor.fetchone()[0])
    return found


def settle(user_id: UUID, *, leaving: bool = False) -> bool:
    """From the caller's tenant transaction on the person is searched by the model in use, if all
    their items have vectors of it; with `leaving`, even if not. The others' vectors go. Returns
    whether that is so now. Raises EmbeddingError."""
    if not is_moving(user_id):
        return True
    state.lock(user_id)
    if not leaving and left(user_id):
        return False
    model = embedder().model_id
    state.move(user_id, model)
    with connection.cursor() as cursor:
        for table in TABLES.values():
            query = sql.SQL("DELETE FROM {} WHERE user_id = %s AND model <> %s")
            named = query.format(sql.Identifier(table.passages))
            cursor.execute(named.as_string(), [user_id, model])
    return True
