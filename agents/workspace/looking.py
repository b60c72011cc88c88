"""Search and list, the same for every service: a step's arguments to hits, hits to items."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from agents.errors import StepError
from agents.query import Item, Service
from agents.workspace.base import Call, Context, Outcome, Run
from agents.workspace.passages import with_passages
from search import hybrid
from search.counting import count
from search.embeddings.base import EmbeddingError
from search.filters import Filters

_FILTERS = (
    "sender",
    "recipient",
    "participants",
    "after",
    "before",
    "labels",
    "unread",
    "has_attachment",
    "file_types",
    "folder",
    "owner",
    "shared_with",
    "thread_id",
    "calendar",
)

_PEOPLE = frozenset({"sender", "recipient", "participants", "owner", "shared_with"})
ME = "me"


def filters_of(arguments: Mapping[str, Any], context: Context) -> Filters:
    given = {name: arguments[name] for name in _FILTERS if name in arguments}
    for name in _PEOPLE & given.keys():
        given[name] = _with_own_address(given[name], context)
    return Filters(**given)


def _with_own_address(people: Any, context: Context) -> Any:
    """A plan says "me", since it does not know who asks."""
    if isinstance(people, str):
        return (context.email or people) if people.lower() == ME else people
    return tuple(_with_own_address(person, context) for person in people)


def item_of(hit: hybrid.Hit) -> Item:
    """A hit as the pipeline knows it. The passage that matched comes first in `text`."""
    return Item(
        service=hit.service,
        id=hit.id,
        title=hit.title,
        url=hit.url,
        text=hit.text or hit.snippet,
        when=hit.when,
        as_of=hit.synced_at,
        key=hit.key,
        score=hit.score,
        details={**hit.details, "snippet": hit.snippet, "item_id": str(hit.item_id)},
    )


def outcome_of(results: hybrid.SearchResults) -> Outcome:
    return Outcome(items=tuple(item_of(hit) for hit in results.results), as_of=results.as_of)


def searching(service: Service) -> Run:
    """`search(query, question, limit, <filters>)`: the best hits first, for the whole `question`
    where there is one, which says more than the words in `query`."""

    async def search(call: Call, context: Context) -> Outcome:
        try:
            results = await hybrid.search(
                user_id=context.query.user_id,
                service=service,
                query=str(call.arguments.get("question") or call.arguments["query"]),
                filters=filters_of(call.arguments, context),
                limit=call.arguments.get("limit", 10),
                now=context.query.now,
            )
        except hybrid.SearchUnavailable as error:
            raise StepError("unavailable", retry_after=error.retry_after) from error
        except EmbeddingError as error:
            raise StepError("unavailable", str(error), retry_after=error.retry_after) from error
        outcome = outcome_of(results)
        words = str(call.arguments["query"])
        return replace(outcome, items=await with_passages(outcome.items, words, context))

    return search


def listing(service: Service) -> Run:
    """`list(order, limit, <filters>)`: what the filters leave, in the order of time."""

    async def browse(call: Call, context: Context) -> Outcome:
        try:
            results = await hybrid.browse(
                user_id=context.query.user_id,
                service=service,
                filters=filters_of(call.arguments, context),
                order=call.arguments.get("order", "newest"),
                limit=call.arguments.get("limit", 50),
                now=context.query.now,
            )
        except hybrid.SearchUnavailable as error:
            raise StepError("unavailable", retry_after=error.retry_after) from error
        return outcome_of(results)

    return browse


def counting(service: Service) -> Run:
    """`count(query, limit, <filters>)`: in `data["count"]` how many items there are that hold
    every word and pass the filters, and the best or newest of them."""
    search, browse = searching(service), listing(service)

    async def counted(call: Call, context: Context) -> Outcome:
        words = str(call.arguments.get("query") or "")
        try:
            number, found = await asyncio.gather(
                count(
                    user_id=context.query.user_id,
                    service=service,
                    filters=filters_of(call.arguments, context),
                    query=words,
                ),
                (search if words else browse)(call, context),
            )
        except hybrid.SearchUnavailable as error:
            raise StepError("unavailable", retry_after=error.retry_after) from error
        items = found.items if number else ()
        return replace(found, items=items, data={"count": number})

    return counted


async def fetch_one(service: Service, call: Call, context: Context) -> Item:
    """The item of the argument `id`, from the cache. Raises StepError("not_found")."""
    try:
        results = await hybrid.fetch(
            user_id=context.query.user_id, service=service, google_ids=[call.arguments["id"]]
        )
    except hybrid.SearchUnavailable as error:
        raise StepError("unavailable", retry_after=error.retry_after) from error
    if not results.results:
        raise StepError("not_found")
    return item_of(results.results[0])
