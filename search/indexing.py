"""Records into the cache: what a sync writes, in its own transaction.

Two halves, so that no transaction waits for a model: `prepare` reads what is there and embeds
what is new, `write` puts rows, index entries and vectors into the caller's transaction, beside
the cursor that they belong to.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import connection
from psycopg import sql

from accounts.tenancy import tenant
from search import state
from search.embeddings.base import Embedder, EmbeddingError, Vectors, embedder, embedder_of
from search.languages import CONFIGURATIONS, ENGLISH
from search.records import EmailRecord, EventRecord, IndexReport, Record
from search.rows import Key, Row, full_text, row_of
from search.tables import BITS_FROM, TABLES, SearchError, Service, Table

__all__ = ["PreparedPage", "full_text", "prepare", "remove", "write"]

BATCH: Final = 500  # rows of a statement
log = logging.getLogger(__name__)


class MixedPage(SearchError):
    """A page held records of more than one kind. A mistake of the caller: give up."""


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """A page ready to be written: `rows` are those that are new or changed, `vectors` by model the
    passages' vectors of those whose indexed text is, with the text hash that they stand for.

    `model` is the one in use. While a person is still searched by another one, `vectors` has that
    one's too; of the rows in `reread` the text is as it was, so that what it has of them stays.
    """

    user_id: UUID
    connection_id: UUID
    service: Service | None
    now: datetime
    model: str = ""
    rows: tuple[Row, ...] = ()
    known: frozenset[Key] = frozenset()
    text_hashes: Mapping[Key, bytes] | None = None
    vectors: Mapping[str, Mapping[Key, Vectors]] | None = None
    reread: frozenset[Key] = frozenset()
    unchanged: int = 0
    embedding_seconds: float = 0.0


def prepare(
    *, user_id: UUID, connection_id: UUID, records: Sequence[Record], now: datetime
) -> PreparedPage:
    """What has to be written of `records` (all of one kind; of two with one id the last counts).

    Reads in a short transaction of its own, then embeds what is new or says something else than
    before. Call it outside the transaction that writes. Raises EmbeddingError and MixedPage.
    """
    if not records:
        return PreparedPage(user_id, connection_id, None, now)
    service = _service_of(records)
    with tenant(user_id):
        keep = _keeps_full_bodies(user_id)
        rows = {row.key: row for row in (row_of(r, keep_body=keep) for r in records)}
        stored = _stored(TABLES[service], user_id, connection_id, rows)
        searched = state.model_of(user_id)
    model = embedder().model_id
    hashes = {key: row.text_hash(model) for key, row in rows.items()}
    changed = {
        key: row
        for key, row in rows.items()
        if stored.get(key) != (row.content_hash(), hashes[key])
    }
    reworded = {
        key: row for key, row in changed.items() if stored.get(key, (b"", b""))[1] != hashes[key]
    }
    reread = {
        key
        for key, row in reworded.items()
        if searched != model and stored.get(key, (b"", b""))[1] == row.text_hash(searched)
    }
    started = time.perf_counter()
    vectors = {model: _embed(reworded, embedder())}
    if searched != model:
        new = {key: row for key, row in reworded.items() if key not in reread}
        vectors[searched] = _embed_as_before(new, searched)
    return PreparedPage(
        user_id=user_id,
        connection_id=connection_id,
        service=service,
        now=now,
        model=model,
        rows=tuple(changed.values()),
        known=frozenset(stored),
        text_hashes={key: hashes[key] for key in reworded},
        vectors=vectors,
        reread=frozenset(reread),
        unchanged=len(rows) - len(changed),
        embedding_seconds=time.perf_counter() - started if reworded else 0.0,
    )


def write(page: PreparedPage) -> IndexReport:
    """Writes a prepared page in the caller's `with tenant(page.user_id)` transaction: rows and
    their index entries, and the passages of those whose text changed."""
    if page.service is None or not page.rows:
        return IndexReport(unchanged=page.unchanged)
    table = TABLES[page.service]
    ids: dict[Key, UUID] = {}
    rows = iter(_as_wanted_now(page))
    searched = state.raise_version(page.user_id, model=page.model)
    while batch := list(islice(rows, BATCH)):
        ids |= _upsert(table, page, batch)
    embedded = _replace_passages(table, page, ids, searched)
    new = sum(row.key not in page.known for row in page.rows)
    return IndexReport(
        new=new,
        changed=len(page.rows) - new,
        unchanged=page.unchanged,
        embedded=embedded,
        embedding_seconds=page.embedding_seconds,
        ids=tuple(ids.values()),
    )


def remove(
    *,
    user_id: UUID,
    connection_id: UUID,
    service: Service,
    google_ids: Collection[str] | None = None,
    keep: Collection[str] | None = None,
    calendar_id: str | None = None,
) -> int:
    """Removes items, with their passages: those in `google_ids`, or all but those in `keep`
    (after a full sync). For `gcal`, `calendar_id` narrows it to one calendar.

    Runs in the caller's `with tenant(user_id)` transaction. Returns how many items went.
    """
    if (google_ids is None) == (keep is None):
        raise ValueError("give either google_ids or keep")
    condition = "google_id = ANY(%(ids)s)" if keep is None else "google_id <> ALL(%(ids)s)"
    if calendar_id is not None:
        condition += " AND calendar_id = %(calendar)s"
    statement = "DELETE FROM {} WHERE user_id = %(user)s AND connection_id = %(account)s AND "
    query = sql.SQL(statement).format(sql.Identifier(TABLES[service].items)) + sql.SQL(condition)
    ids = keep if google_ids is None else google_ids
    state.lock(user_id)
    with connection.cursor() as cursor:
        cursor.execute(
            query.as_string(),
            {
                "user": user_id,
                "account": connection_id,
                "ids": list(ids or ()),
                "calendar": calendar_id,
            },
        )
        removed = int(cursor.rowcount)
    if removed:
        state.raise_version(user_id)
    return removed


def _service_of(records: Sequence[Record]) -> Service:
    kinds = {type(record) for record in records}
    if len(kinds) != 1:
        raise MixedPage(f"a page holds one kind of record, not {len(kinds)}")
    kind = kinds.pop()
    if kind is EmailRecord:
        return "gmail"
    return "gcal" if kind is EventRecord else "gdrive"


def _keeps_full_bodies(user_id: UUID) -> bool:
    people = get_user_model().objects.filter(pk=user_id)
    return bool(people.values_list("keeps_full_bodies", flat=True).first())


def _as_wanted_now(page: PreparedPage) -> Iterable[Row]:
    """The rows, without full bodies if the person ended that since the page was prepared. Whoever
    ends it waits for this transaction, or this one for them."""
    if not any(row.columns.get("body_full") for row in page.rows):
        return page.rows
    people = get_user_model().objects.filter(pk=page.user_id).select_for_update(no_key=True)
    if people.values_list("keeps_full_bodies", flat=True).first():
        return page.rows
    return [replace(row, columns={**row.columns, "body_full": None}) for row in page.rows]


def _stored(
    table: Table, user_id: UUID, connection_id: UUID, keys: Collection[Key]
) -> dict[Key, tuple[bytes, bytes]]:
    """The content hash and text hash of those of `keys` that are there."""
    calendar = sql.SQL("calendar_id" if "calendar_id" in table.key else "''")
    query = sql.SQL(
        "SELECT {}, google_id, content_hash, coalesce(text_hash, '') FROM {} "
        "WHERE user_id = %s AND connection_id = %s AND google_id = ANY(%s)"
    ).format(calendar, sql.Identifier(table.items))
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(), [user_id, connection_id, [key[1] for key in keys]])
        return {
            (row[0], row[1]): (bytes(row[2]), bytes(row[3]))
            for row in cursor.fetchall()
            if (row[0], row[1]) in keys
        }


def _embed(rows: Mapping[Key, Row], model: Embedder) -> dict[Key, Vectors]:
    """The vectors of each row's passages; equal texts are embedded once."""
    texts = list(dict.fromkeys(text for row in rows.values() for text in row.texts))
    if not texts:
        return {}
    place = {text: number for number, text in enumerate(texts)}
    vectors = model.embed(texts)
    return {key: vectors[[place[text] for text in row.texts]] for key, row in rows.items()}


def _embed_as_before(rows: Mapping[Key, Row], model: str) -> dict[Key, Vectors]:
    """As `_embed`, by the model that is going. If that can never be had again, these rows are
    found by their words alone until the person is searched by the new one."""
    try:
        return _embed(rows, embedder_of(model)) if rows else {}
    except EmbeddingError as error:
        if not error.give_up:
            raise
        log.warning("no vectors of %s any more: %s", model, error)
        return {}


def _upsert(table: Table, page: PreparedPage, rows: Sequence[Row]) -> dict[Key, UUID]:
    text_hashes = page.text_hashes or {}
    payload = [
        {
            **row.columns,
            **dict(zip("abcd", row.lexical, strict=True)),
            "config": CONFIGURATIONS.get(str(row.columns["language"]), ENGLISH),
            "content_hash": row.content_hash().hex(),
            "text_hash": text_hashes[row.key].hex() if row.key in text_hashes else None,
        }
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _upsert_statement(table).as_string(),
            {
                "user": page.user_id,
                "account": page.connection_id,
                "now": page.now,
                "rows": json.dumps(payload, ensure_ascii=False),
            },
        )
        return {(row[0], row[1]): row[2] for row in cursor.fetchall()}


def _upsert_statement(table: Table) -> sql.Composed:
    """A vector's hash stays where this page embedded nothing: the text is the same."""
    names = [sql.Identifier(name) for name in table.columns]
    comma = sql.SQL(", ")
    return sql.SQL(
        """
        INSERT INTO {items} AS t (user_id, connection_id, synced_at, content_hash, text_hash,
                                  lexemes, {names})
        SELECT %(user)s, %(account)s, %(now)s, decode(content_hash, 'hex'),
               decode(text_hash, 'hex'),
               setweight(to_tsvector('english', a), 'A')
                 || setweight(to_tsvector('english', b), 'B')
                 || setweight(to_tsvector('english', c), 'C')
                 || setweight(to_tsvector('english', d), 'D')
                 || CASE WHEN config <> 'english'
                         THEN to_tsvector(config::regconfig,
                                          left(concat_ws(' ', a, b, c, d), 60000))
                         ELSE '' END
                 || array_to_tsvector(ARRAY['u:' || %(user)s::uuid::text]),
               {names}
        FROM jsonb_to_recordset(%(rows)s::jsonb)
          AS r (a text, b text, c text, d text, config text, content_hash text, text_hash text,
                {typed})
        ON CONFLICT (user_id, connection_id, {key}) DO UPDATE SET
            synced_at = EXCLUDED.synced_at, content_hash = EXCLUDED.content_hash,
            text_hash = coalesce(EXCLUDED.text_hash, t.text_hash),
            lexemes = EXCLUDED.lexemes, {updates}
        RETURNING {calendar}, google_id, id
        """
    ).format(
        items=sql.Identifier(table.items),
        names=comma.join(names),
        typed=comma.join(
            sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind))
            for name, kind in table.columns.items()
        ),
        key=comma.join(map(sql.Identifier, table.key)),
        updates=comma.join(sql.SQL("{0} = EXCLUDED.{0}").format(name) for name in names),
        calendar=sql.SQL("calendar_id" if "calendar_id" in table.key else "''"),
    )


def _replace_passages(
    table: Table, page: PreparedPage, ids: Mapping[Key, UUID], searched: str
) -> int:
    """Puts the new passages of every embedded row in place of its old ones. Returns how many it
    put; what is not embedded again in the model that is `searched` keeps what it has in that."""
    new = {m: v for m, v in (page.vectors or {}).items() if m in {page.model, searched}}
    known = set(new.get(page.model, {})) & page.known
    passages = sql.Identifier(table.passages)
    with connection.cursor() as cursor:
        for keys, kept in ((known - page.reread, ""), (known & page.reread, searched)):
            query = sql.SQL(
                "DELETE FROM {} WHERE user_id = %s AND item_id = ANY(%s) AND model <> %s"
            ).format(passages)
            if keys:
                old = [ids[key] for key in keys]
                cursor.execute(query.as_string(), [page.user_id, old, kept])
    return sum(_insert_passages(table, page, ids, model, new[model]) for model in new)


def _insert_passages(
    table: Table,
    page: PreparedPage,
    ids: Mapping[Key, UUID],
    model: str,
    vectors: Mapping[Key, Vectors],
) -> int:
    values: list[tuple[Any, ...]] = [
        (ids[row.key], position, start, end, vector_text(vectors[row.key][position]))
        for row in page.rows
        if row.key in vectors
        for position, (start, end) in enumerate(row.spans)
    ]
    query = sql.SQL(
        "INSERT INTO {} (user_id, model, item_id, position, starts, ends, embedding, bits) "
        "SELECT %s, %s, passage.*, "
        "CASE WHEN vector_dims(embedding) >= %s THEN binary_quantize(embedding)::varbit END "
        "FROM unnest(%s::uuid[], %s::int[], %s::int[], %s::int[], %s::halfvec[]) "
        "AS passage (item_id, position, starts, ends, embedding)"
    ).format(sql.Identifier(table.passages))
    with connection.cursor() as cursor:
        for first in range(0, len(values), BATCH):
            columns = map(list, zip(*values[first : first + BATCH], strict=True))
            cursor.execute(query.as_string(), [page.user_id, model, BITS_FROM, *columns])
    return len(values)


def vector_text(vector: Vectors) -> str:
    """A vector as pgvector reads it; five digits are more than a halfvec holds."""
    return f"[{','.join(f'{value:.5g}' for value in vector.tolist())}]"
