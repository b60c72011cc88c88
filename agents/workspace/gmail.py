"""The mailbox's agent. It proposes drafts; it never calls Google to write."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from agents import actions
from agents.errors import StepError
from agents.google_door import default_connection
from agents.workspace import drafting, live
from agents.workspace.base import Agent, Call, Capability, Context, Outcome
from agents.workspace.looking import (
    fetch_one,
    item_of,
    listing,
    searching,
    unavailable,
)
from search import hybrid


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
    "forward_email": frozenset({"in_reply_to"}),
    "label_email": frozenset({"message_id"}),
    "archive_email": frozenset({"message_id"}),
    "trash_email": frozenset({"message_id"}),
}

AGENT: Final = Agent(
    "gmail",
    {
        "search": Capability(searching("gmail"), frozenset({"query"})),
        "list": Capability(listing("gmail")),
        "read": Capability(read, frozenset({"id"})),
        "thread": Capability(thread, frozenset({"id"})),
        "draft_email": Capability(draft_email, frozenset({"to"}), writes=True),
        **{
            name: Capability(unavailable(name), required, writes=True)
            for name, required in _NOT_YET.items()
        },
    },
)
