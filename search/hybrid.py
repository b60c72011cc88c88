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
from typing import Any, Final, get_args
from uuid import UUID

import psycopg
from django.utils import timezone
from psycopg import sql

from accounts.tenancy import DatabaseBusy, tenant_connection
from search.embeddings.base import EmbeddingError, Vectors, embed_query, embedder
from search.filters import Conditions, Filters, always, asked
from search.hits import Hit, Mode, SearchResults, hit_of
from search.indexing import vector_text
from search.languages import configurations
from search.lexical import query_words
from search.named_days import named_days
from search.statements import Order, browse_statement, search_statement
from search.tables import SearchError, Service
from search.text import clean

__all__ = ["Hit", "SearchResults", "SearchUnavailable", "browse", "fetch", "search", "thread"]

MODES: Final[tuple[Mode, ...]] = get_args(Mode)

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
    statement, params = search_statement(
        service, filters, mode, words=len(text.split()), days=named_days(text)
    )
    params |= {
        "words": query_words(query),
        "unfinished": query[-1:].isalnum(),
        "languages": list(await configurations(user_id, service)),
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
    statement, params = browse_statement(service, conditions, order)
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
    statement, params = browse_statement(service, [condition], "newest")
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
