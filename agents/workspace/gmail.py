"""The mailbox's agent. It proposes drafts; it never calls Google to write."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Final
from uuid import UUID

from agents import actions
from agents.errors import StepError
from agents.google_door import default_connection
from agents.workspace import drafting, live
from agents.workspace import waiting as waits
from agents.workspace.base import Agent, Call, Capability, Context, Outcome
from agents.workspace.looking import (
    counting,
    fetch_one,
    item_of,
    listing,
    searching,
    unavailable,
)
from search import hybrid

MAX_LIMIT = 500
_list = listing("gmail")
_count = counting("gmail")


async def read(call: Call, context: Context) -> Outcome:
    """A mail by its id, with its text beyond the preview where Google answers in time."""
    item = await fetch_one("gmail", call, context)
    item = await live.with_full_text(item, context)
    return Outcome(items=(item,), as_of=item.as_of)


async def thread(call: Call, context: Context) -> Outcome:
    """All mails of the thread that a mail belongs to, oldest first."""
    item = await fetch_one("gmail", call, context)
    found = await hybrid.thread(
        user_id=context.query.user_id, thread_id=str(item.details.get("thread_id", ""))
    )
    items = tuple(item_of(hit) for hit in found.results) or (item,)
    return Outcome(items=items, as_of=found.as_of or item.as_of)


async def waiting(call: Call, context: Context) -> Outcome:
    """The mails that wait for the person's answer, newest first; in `data["asks"]` what each
    asks for, in its own words, by the mail's id."""
    about = str(call.arguments.get("query") or "")
    asked = {name: value for name, value in call.arguments.items() if name != "query"}
    sent = {"labels": ("SENT",)} | {k: v for k, v in asked.items() if k == "after"}
    received, own_mails = await asyncio.gather(
        *(
            _list(Call(call.step, {**arguments, "limit": MAX_LIMIT}), context)
            for arguments in (asked, sent)
        )
    )
    accounts = {str(item.details.get("account") or "").lower() for item in received.items}
    items, asks = waits.waiting(
        received.items,
        own_mails.items,
        own=frozenset({context.email.lower(), *accounts}) - {""},
        about=about,
    )
    limit = call.arguments.get("limit", 10)
    return Outcome(
        items=items[:limit],
        as_of=received.as_of,
        data={"asks": asks, "count": len(items)} if items else {},
    )


async def digest(call: Call, context: Context) -> Outcome:
    """The newest mails of a filter, people before machines; in `data`: `count`, all of them,
    `automatic`, how many of those shown a machine or a list wrote, and `senders`, from whom they
    are, as `(name, number)`, most first."""
    counted = await _count(call, context)
    if not counted.items:
        return Outcome(as_of=counted.as_of)
    automatic = [item for item in counted.items if waits.is_automatic(item)]
    personal = [item for item in counted.items if not waits.is_automatic(item)]
    names = Counter(
        str(item.details.get("sender_name") or item.details.get("sender_email"))
        for item in counted.items
    )
    return Outcome(
        items=(*personal, *automatic),
        as_of=counted.as_of,
        data={
            "count": counted.data["count"],
            "automatic": len(automatic),
            "senders": tuple(names.most_common()),
        },
    )


async def draft_email(call: Call, context: Context) -> Outcome:
    """Proposes a draft as an action: nothing exists at Google before the person approves it."""
    arguments, provenance = drafting.compose(call, context)
    source = call.sources.get("to")
    connection_id = (source.details.get("connection_id") if source else None) or (
        await default_connection(context.query.user_id)
    )
    if connection_id is None:
        raise StepError("access_revoked")
    action = await actions.propose(
        user_id=context.query.user_id,
        turn_id=context.turn_id,
        connection_id=UUID(str(connection_id)),
        agent="gmail",
        operation="draft_email",
        arguments=arguments,
        provenance=provenance,
        now=context.query.now,
    )
    return Outcome(action=action)


_NOT_YET: Final = {
    "send_email": frozenset({"to"}),
    "reply_email": frozenset({"in_reply_to"}),
    "forward_email": frozenset({"message_id"}),
    "label_email": frozenset({"message_ids"}),
    "archive_email": frozenset({"message_ids"}),
    "trash_email": frozenset({"message_ids"}),
}

AGENT: Final = Agent(
    "gmail",
    {
        "search": Capability(searching("gmail"), frozenset({"query"})),
        "list": Capability(_list),
        "count": Capability(_count),
        "waiting": Capability(waiting),
        "digest": Capability(digest),
        "read": Capability(read, frozenset({"id"})),
        "thread": Capability(thread, frozenset({"id"})),
        "draft_email": Capability(draft_email, frozenset({"to"}), writes=True),
        **{
            name: Capability(unavailable(name), required, writes=True)
            for name, required in _NOT_YET.items()
        },
    },
)
