"""Search of a person's cache: full text, vectors and filters, fused in one statement.

A part of the "ask" flow: asynchronous down to the database.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args
from uuid import UUID

import psycopg
from django.utils import timezone
from psycopg import sql

from accounts.tenancy import DatabaseBusy, tenant_connection
from search.embeddings.base import EmbeddingError, Vectors, embed_query, embedder
from search.filters import Conditions, Filters, always, asked
from search.hits import Hit, Mode, SearchResults, hit_of, shown_columns
from search.indexing import vector_text
from search.lexical import query_words
from search.tables import TABLES, SearchError, Service
from search.text import clean

__all__ = ["Hit", "SearchResults", "SearchUnavailable", "browse", "fetch", "search", "thread"]

MODES: Final[tuple[Mode, ...]] = get_args(Mode)
Order = Literal["newest", "oldest", "soonest"]

K: Final = 60  # as in the paper; the higher, the less the first places count
FILTERED_WEIGHT: Final = 1.5
DEPTH: Final = 100  # of each list
MAX_LIMIT: Final = 500
QUERY_LIMIT: Final = 2_000  # characters that are embedded; the model reads about half of it
EMBEDDING_WAIT: Final = 3.0  # seconds: words alone answer sooner than a hanging server
NO_FILTERS: Final = Filters()
log = logging.getLogger(__name__)


class SearchUnavailable(SearchError):
    """The database did not answer. Asking again in `retry_after` seconds may succeed."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("the search index cannot be reached")
        self.retry_after = retry_after


async def search(
    *,
    user_id: UUID,
    service: Service,
    query: str,
    filters: Filters = NO_FILTERS,
    limit: int = 10,
    mode: Mode = "hybrid",
    embedding: Vectors | None = None,
    now: datetime | None = None,
) -> SearchResults:
    """The `limit` best items of one service for `query`, whatever it holds.

    With strict filters every list holds only what passes them. With lenient ones a third list,
    the nearest of what passes, counts 1.5 times. Occurrences of an event are one hit: the next
    from `now`. A blank query browses if there are filters and finds nothing without.
    `embedding` is the query's vector, if the caller has it. Where no vector can be had, hybrid
    search goes by words alone, and says so by its `mode`. Raises SearchUnavailable, and, in
    vector mode, EmbeddingError.
    """
    started = time.perf_counter()
    text = clean(query[:QUERY_LIMIT])
    if not text:
        if next(filters.given(), None) is None:
            return SearchResults((), took_ms=_ms(started))
        return await browse(user_id=user_id, service=service, filters=filters, limit=limit, now=now)
    vector, mode = await _vector(text, embedding, mode)
    embedding_ms = _ms(started)
    statement, params = _search_statement(service, filters, mode)
    params |= {
        "words": query_words(query),
        "model": "" if vector is None else embedder().model_id,
        "vector": None if vector is None else vector_text(vector),
        "now": now or timezone.now(),
        "limit": _bounded(limit),
    }
    rows = await _rows(user_id, statement, params)
    found = _results(service, rows, query, started)
    return replace(found, embedding_ms=embedding_ms, mode=mode)


async def browse(
    *,
    user_id: UUID,
    service: Service,
    filters: Filters = NO_FILTERS,
    order: Order = "newest",
    limit: int = 50,
    now: datetime | None = None,
) -> SearchResults:
    """The items that pass `filters`, by time. `soonest` begins at `filters.after` or `now`, and
    shows every occurrence. Raises SearchUnavailable."""
    started = time.perf_counter()
    conditions = [always(service, filters), asked(service, filters)]
    if order == "soonest" and filters.after is None:
        conditions.append(asked(service, Filters(after=now or timezone.now())))
    statement, params = _browse_statement(service, conditions, order)
    rows = await _rows(user_id, statement, {**params, "limit": _bounded(limit)})
    return _results(service, rows, "", started)


async def fetch(*, user_id: UUID, service: Service, google_ids: Sequence[str]) -> SearchResults:
    """The items with these ids, in their order, hidden and cancelled ones too; those that are not
    there are left out. Raises SearchUnavailable."""
    started = time.perf_counter()
    condition = Conditions(
        sql.SQL("item.google_id = ANY(%(google_ids)s)"),
        {"google_ids": [clean(google_id) for google_id in google_ids]},
        any=True,
    )
    statement, params = _browse_statement(service, [condition], "newest")
    rows = await _rows(user_id, statement, {**params, "limit": MAX_LIMIT})
    place = {google_id: number for number, google_id in reversed(list(enumerate(google_ids)))}
    ordered = sorted(rows, key=lambda row: place.get(row["google_id"], len(place)))
    return _results(service, ordered, "", started)


async def thread(*, user_id: UUID, thread_id: str, limit: int = 100) -> SearchResults:
    """The mails of a thread, oldest first. Raises SearchUnavailable."""
    filters = Filters(thread_id=thread_id, include_spam_trash=True)
    return await browse(
        user_id=user_id, service="gmail", filters=filters, order="oldest", limit=limit
    )


async def _vector(text: str, given: Vectors | None, mode: Mode) -> tuple[Vectors | None, Mode]:
    """The query's vector, and the mode that is possible with it."""
    if mode == "lexical" or given is not None:
        return given, mode
    if mode == "vector":
        return await embed_query(text), mode
    try:
        async with asyncio.timeout(EMBEDDING_WAIT):
            return await embed_query(text), mode
    except (EmbeddingError, TimeoutError) as error:
        log.warning("searching by words alone: %s", error or f"no vector in {EMBEDDING_WAIT:g} s")
        return None, "lexical"


def _search_statement(
    service: Service, filters: Filters, mode: Mode
) -> tuple[sql.Composed, dict[str, Any]]:
    table = TABLES[service]
    usual, wanted = always(service, filters), asked(service, filters)
    lenient = wanted.any and not filters.strict
    yes = sql.SQL("true")
    statement = _template("hybrid").format(
        **_EVENT_PARTS if service == "gcal" else _ITEM_PARTS,
        items=sql.Identifier(table.items),
        passages=sql.Identifier(table.passages),
        find=sql.Identifier(f"{table.items}_matches"),
        always=usual.sql,
        required=yes if lenient else wanted.sql,
        matches=wanted.sql if lenient else yes,
        legs=_legs(mode, lenient=lenient),
        columns=_columns(service),
    )
    return statement, {**wanted.params, "k": K, "depth": DEPTH}


# Each occurrence of an event is a row, the event is what is found: its best row, and of equal
# ones one that passes the filters, the next to come, or the last.
_EVENT_PARTS: Final[Mapping[str, sql.SQL]] = {
    "entity": sql.SQL(
        "coalesce(nullif(item.ical_uid, ''), nullif(item.recurring_event_id, ''), item.google_id)"
    ),
    "preference": sql.SQL(
        "CASE WHEN item.ends_at > %(now)s THEN extract(epoch FROM item.starts_at - %(now)s) "
        "ELSE 1e12 + extract(epoch FROM %(now)s - item.starts_at) END"
    ),
    "once": sql.SQL("DISTINCT ON (allowed.entity)"),
    "best_score": sql.SQL(
        "ORDER BY allowed.entity, found.score DESC, allowed.matches DESC, allowed.preference, id"
    ),
    "best_distance": sql.SQL(
        "ORDER BY allowed.entity, distance, allowed.matches DESC, allowed.preference, id"
    ),
}
_ITEM_PARTS: Final[Mapping[str, sql.SQL]] = {
    "entity": sql.SQL("item.id"),
    "preference": sql.SQL("0"),
    "once": sql.SQL(""),
    "best_score": sql.SQL(""),
    "best_distance": sql.SQL(""),
}


def _legs(mode: Mode, *, lenient: bool) -> sql.Composed:
    """The lists that count. Under strict filters each holds only what passes them, so the
    filtered list would be the vector list over again."""
    weights = {"lexical": 1.0, "vector": 1.0, "filtered": FILTERED_WEIGHT}
    names = {"hybrid": ["lexical", "vector"], "lexical": ["lexical"], "vector": ["vector"]}[mode]
    if lenient and mode != "lexical":
        names.append("filtered")
    return sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} AS name, {} AS number, {}::float8 AS weight, * FROM {}").format(
            sql.Literal(name), sql.Literal(number), sql.Literal(weights[name]), sql.Identifier(name)
        )
        for number, name in enumerate(names)
    )


def _browse_statement(
    service: Service, conditions: Sequence[Conditions], order: Order
) -> tuple[sql.Composed, dict[str, Any]]:
    table = TABLES[service]
    direction = sql.SQL("DESC" if order == "newest" else "ASC")
    when = sql.SQL("item.{} {}, item.id").format(sql.Identifier(table.when), direction)
    statement = _template("browse").format(
        items=sql.Identifier(table.items),
        columns=_columns(service),
        always=sql.SQL("true"),
        required=sql.SQL(" AND ").join(condition.sql for condition in conditions),
        order=when,
    )
    params: dict[str, Any] = {}
    for condition in conditions:
        params |= {k: v for k, v in condition.params.items() if v is not None}
    return statement, params


@cache
def _template(name: str) -> sql.SQL:
    path = Path(__file__).parent / "sql" / f"{name}.sql"
    return sql.SQL(cast("Any", path.read_text(encoding="utf-8")))


@cache
def _columns(service: Service) -> sql.Composed:
    names = (sql.SQL("item.{}").format(sql.Identifier(n)) for n in shown_columns(service))
    return sql.SQL(", ").join(names)


async def _rows(
    user_id: UUID, statement: sql.Composed, params: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Unprepared, so that each plan knows its constants: one partition, this filter."""
    try:
        async with tenant_connection(user_id) as conn:
            cursor = await conn.execute(statement, {**params, "user": user_id}, prepare=False)
            return await cursor.fetchall()
    except DatabaseBusy as error:
        raise SearchUnavailable(error.retry_after) from error
    except psycopg.OperationalError as error:
        raise SearchUnavailable(1.0) from error


def _results(
    service: Service,
    rows: Sequence[Mapping[str, Any]],
    query: str,
    started: float,
) -> SearchResults:
    hits = tuple(hit_of(service, row, query) for row in rows)
    return SearchResults(
        results=hits,
        took_ms=_ms(started),
        as_of=max((hit.synced_at for hit in hits), default=None),
    )


def _bounded(limit: int) -> int:
    return max(0, min(limit, MAX_LIMIT))


def _ms(started: float) -> float:
    return (time.perf_counter() - started) * 1000
