"""What was shown before, opened again: a follow-up is answered from it where it can be."""

from __future__ import annotations

import asyncio

from agents.errors import StepError
from agents.matching import text_of
from agents.query import Item, Service
from agents.words import content_words, coverage
from agents.workspace import live
from agents.workspace.base import LIVE_READS, Call, Context, Outcome, Run
from agents.workspace.looking import outcome_of
from search import hybrid

THREADS = 3  # of the mails shown first
IN_THREAD = 12  # mails
ENOUGH = 0.9  # of the asked words, in what the cache holds


def showing(service: Service) -> Run:
    """`shown(ids, query)`: the items with these ids, in their order, and the mails of their
    threads; the long ones with their whole text where none of them holds the words in what the
    cache keeps."""

    async def shown(call: Call, context: Context) -> Outcome:
        try:
            found = await hybrid.fetch(
                user_id=context.query.user_id, service=service, google_ids=call.arguments["ids"]
            )
        except hybrid.SearchUnavailable as error:
            raise StepError("unavailable", retry_after=error.retry_after) from error
        outcome = outcome_of(found)
        if service == "gmail":
            outcome = await _with_threads(outcome, context)
        wanted = content_words(str(call.arguments.get("query") or ""))
        if wanted and any(coverage(wanted, text_of(item)) >= ENOUGH for item in outcome.items):
            return outcome
        items = await _in_full(outcome.items, context)
        return Outcome(items=items, as_of=outcome.as_of)

    return shown


async def _with_threads(outcome: Outcome, context: Context) -> Outcome:
    """With the other mails of the first threads: what was answered is in there."""
    threads = dict.fromkeys(str(item.details.get("thread_id") or "") for item in outcome.items)
    found = await asyncio.gather(
        *(
            hybrid.thread(user_id=context.query.user_id, thread_id=thread, limit=IN_THREAD)
            for thread in [thread for thread in threads if thread][:THREADS]
        )
    )
    known = {item.id for item in outcome.items}
    others = [item for one in found for item in outcome_of(one).items if item.id not in known]
    return Outcome(items=(*outcome.items, *others), as_of=outcome.as_of)


async def _in_full(items: tuple[Item, ...], context: Context) -> tuple[Item, ...]:
    long = [item for item in items if len(item.text) >= live.CUT_TEXT][:LIVE_READS]
    read = await asyncio.gather(*(live.with_full_text(item, context) for item in long))
    whole = {item.id: item for item in read}
    return tuple(whole.get(item.id, item) for item in items)
