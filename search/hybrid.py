"""Search of a person's cache: full text, vectors and filters, fused in one statement.

A part of the "ask" flow: asynchronous down to the database.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, get_args
from uuid import UUID

import psycopg
from django.utils import timezone
from psycopg import sql

from accounts.tenancy import DatabaseBusy, tenant_connection
from search import remembered, state
from search.embeddings.base import (
    EmbeddingError,
    Vectors,
    embed_query,
    embedder,
    embedder_of,
)
from search.filters import Conditions, Filters, always, asked
from search.hits import Hit, Mode, SearchResults, hit_of
from search.indexing import vector_text
from search.languages import configurations
from search.lexical import query_words
from search.named_days import named_days
from search.question import phrases, wants_newest, wording
from search.state import CacheState, SearchUnavailable
from search.statements import Order, browse_statement, search_statement
from search.tables import Service
from search.text import clean

__all__ = ["Hit", "SearchResults", "SearchUnavailable", "browse", "fetch", "search", "thread"]

MODES: Final[tuple[Mode, ...]] = get_args(Mode)

MAX_LIMIT: Final = 500
QUERY_LIMIT: Final = 2_000  # characters that are embedded; the model reads about half of it
EMBEDDING_WAIT: Final = 3.0  # seconds: words alone answer sooner than a hanging server
NO_FILTERS: Final = Filters()
log = logging.getLogger(__name__)


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
    remember: bool = True,
) -> SearchResults:
    """The `limit` best items of one service for `query`, whatever it holds.

    With strict filters every list holds only what passes them. With lenient ones a third list,
    the nearest of what passes, counts 1.5 times. Occurrences of an event are one hit: the next
    from `now`. What the query puts in quotation marks must be there, word by word. A blank query
    browses if there are filters and finds nothing without.
    `embedding` is the query's vector, if the caller has it. Without `remember` nothing kept of an
    earlier search is used, nor anything of this one kept, so that it can be measured. Where no
    vector can be had, hybrid search goes by words alone, and says so by its `mode`. Raises
    SearchUnavailable, and, in vector mode, EmbeddingError.
    """
    started = time.perf_counter()
    text = clean(wording(query[:QUERY_LIMIT], service))
    if not text:
        if next(filters.given(), None) is None:
            return SearchResults((), took_ms=_ms(started))
        return await browse(user_id=user_id, service=service, filters=filters, limit=limit, now=now)
    filters = replace(filters, phrases=phrases(query[:QUERY_LIMIT]))
    asked = _Asked(
        user_id, service, query, text, filters, _bounded(limit), now or timezone.now(), remember
    )
    keeps = remember and embedding is None
    known = await state.read(user_id)
    parts = asked.parts(known, mode)
    rows = await remembered.rows(person=user_id, parts=parts) if keeps else None
    if rows is not None:
        return replace(_results(service, rows, query, started), mode=mode)
    vector, possible = await _vector(asked, known, embedding, mode)
    embedding_ms = _ms(started)
    rows = await _found(asked, known, vector, possible)
    if keeps and possible == mode:
        await remembered.keep_rows(rows, person=user_id, parts=parts)
    found = _results(service, rows, query, started)
    return replace(found, embedding_ms=embedding_ms, mode=possible)


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """One search; `text` is the query as it is embedded."""

    user_id: UUID
    service: Service
    query: str
    text: str
    filters: Filters
    limit: int
    now: datetime
    remember: bool

    def parts(self, known: CacheState, mode: Mode) -> list[str]:
        """What tells the result from others of the same person. Only of events does it depend on
        the time: which occurrence is the next."""
        minute = f"{self.now:%Y-%m-%dT%H:%M%z}" if self.service == "gcal" else ""
        filters = repr(self.filters)
        return [
            known.version, known.model or embedder().model_id, self.service, mode, self.query,
            filters, str(self.limit), minute,
        ]  # fmt: skip


async def _found(
    asked: _Asked, known: CacheState, vector: Vectors | None, mode: Mode
) -> list[dict[str, Any]]:
    statement, params = search_statement(
        asked.service,
        asked.filters,
        mode,
        words=len(asked.text.split()),
        days=named_days(asked.text),
        dimensions=0 if vector is None else len(vector),
        newest=wants_newest(asked.query[:QUERY_LIMIT]),
    )
    params |= {
        "words": query_words(asked.text),
        "unfinished": asked.query[-1:].isalnum(),
        "languages": list(await configurations(asked.user_id, asked.service)),
        "model": "" if vector is None else known.model or embedder().model_id,
        "vector": None if vector is None else vector_text(vector),
        "now": asked.now,
        "limit": asked.limit,
    }
    return await _rows(asked.user_id, statement, params)


async def _vector(
    asked: _Asked, known: CacheState, given: Vectors | None, mode: Mode
) -> tuple[Vectors | None, Mode]:
    """The query's vector by the person's model, and the mode that is possible with it."""
    if mode == "lexical":
        return None, mode
    if given is not None and known.model in {"", embedder().model_id}:
        return given, mode
    if mode == "vector":
        return await _embedded(asked, known), mode
    try:
        async with asyncio.timeout(EMBEDDING_WAIT):
            return await _embedded(asked, known), mode
    except (EmbeddingError, TimeoutError) as error:
        reason = str(error) or f"no vector in {EMBEDDING_WAIT:g} s"
        log.warning("searching by words alone: %s", reason)
        return None, "lexical"


async def _embedded(asked: _Asked, known: CacheState) -> Vectors:
    person, model = asked.user_id, known.model or embedder().model_id
    if not asked.remember:
        return await embed_query(asked.text, model=embedder_of(model))
    found = await remembered.vector(person=person, model=model, text=asked.text)
    if found is None:
        found = await embed_query(asked.text, model=embedder_of(model))
        await remembered.keep_vector(found, person=person, model=model, text=asked.text)
    return found


async def _rows(
    user_id: UUID, statement: sql.Composed, params: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Unprepared, so that each plan knows its constants: one partition, this filter."""
    try:
        async with tenant_connection(user_id, is_pipelined=True) as conn:
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
