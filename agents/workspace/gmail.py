"""The mailbox's agent. It proposes what is written; it never calls Google to write."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from typing import Any, Final

from agents.google_door import is_draft_only
from agents.matching import is_personal
from agents.query import Item
from agents.workspace import drafting, live
from agents.workspace import waiting as waits
from agents.workspace.base import Agent, Call, Capability, Context, Outcome
from agents.workspace.circles import Chooses
from agents.workspace.correspondents import chooser_of, ranked
from agents.workspace.looking import (
    counting,
    fetch_one,
    item_of,
    listing,
    searching,
)
from agents.workspace.newsletters import is_newsletter
from agents.workspace.owing import owed
from agents.workspace.proposing import propose
from agents.workspace.shown import showing
from agents.workspace.signatures import signed
from agents.workspace.tidying import tidy
from agents.workspace.told import told
from search import hybrid

MAX_LIMIT = 500
DIGEST_AMONG = 100  # mails, among which those that were received are told
_every = listing("gmail")
_search = searching("gmail")
_count = counting("gmail")


async def _list(call: Call, context: Context) -> Outcome:
    """The newest mails of a filter; with `newsletters` only these, with `circle` those of people of
    a kind, with `language` those in one, among the newest MAX_LIMIT."""
    newsletters = bool(call.arguments.get("newsletters"))
    chooses = await chooser_of(call, context)
    if not newsletters and chooses is None:
        return await _every(call, context)
    found = await _every(Call(call.step, {**call.arguments, "limit": MAX_LIMIT}), context)
    items = [item for item in found.items if chooses is None or chooses(item)]
    if newsletters:
        items = [item for item in items if _is_received(item) and is_newsletter(item)]
    return replace(found, items=tuple(items[: call.arguments.get("limit", 10)]))


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
    if len(items) == 1:  # a letter of its own is worth its whole text
        items = (await live.with_full_text(items[0], context),)
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
    items, asks = await asyncio.to_thread(
        waits.waiting,
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


async def awaiting(call: Call, context: Context) -> Outcome:
    """What the person asked in mails that nobody answered, newest first; in `data["asks"]` what
    each asks for, in its own words, by the mail's id."""
    about = str(call.arguments.get("query") or "")
    asked = {name: value for name, value in call.arguments.items() if name != "query"}
    received = {name: value for name, value in asked.items() if name == "after"}
    own_mails, answers = await asyncio.gather(
        *(
            _list(Call(call.step, {**arguments, "limit": MAX_LIMIT}), context)
            for arguments in (asked, received)
        )
    )
    items, asks = await asyncio.to_thread(
        waits.awaiting, own_mails.items, answers.items, about=about
    )
    return Outcome(
        items=items[: call.arguments.get("limit", 10)],
        as_of=own_mails.as_of,
        data={"asks": asks, "count": len(items)} if items else {},
    )


async def searched(call: Call, context: Context) -> Outcome:
    """`search`; with `newsletters` only these, and only what passes `chooser_of`."""
    newsletters = bool(call.arguments.get("newsletters"))
    chooses = await chooser_of(call, context)
    if not newsletters and chooses is None:
        return await _search(call, context)
    found = await _search(Call(call.step, {**call.arguments, "limit": MAX_LIMIT}), context)
    chosen = tuple(
        item
        for item in found.items
        if (chooses is None or chooses(item)) and (not newsletters or is_newsletter(item))
    )
    return replace(found, items=chosen[: call.arguments.get("limit", 10)])


async def count(call: Call, context: Context) -> Outcome:
    """`counting`; with `personal` of what people wrote, with `newsletters` or `circle` of
    these."""
    is_of_a_kind = {
        "personal",
        "newsletters",
        "circle",
        "besides",
        "not_by",
    } & call.arguments.keys()
    return await (_received if is_of_a_kind else _count)(call, context)


async def digest(call: Call, context: Context) -> Outcome:
    """The newest mails of a filter, people before machines; in `data`: `count`, all of them,
    `automatic`, how many of those shown a machine or a list wrote, and `senders`, from whom they
    are, as `(name, number)`, most first. With `personal` only what people wrote."""
    counted = await _received(call, context)
    if not counted.items:
        return Outcome(as_of=counted.as_of)
    automatic = [item for item in counted.items if not is_personal(item)]
    personal = [item for item in counted.items if is_personal(item)]
    names = Counter(
        str(item.details.get("sender_name") or item.details.get("sender_email"))
        for item in counted.items
    )
    return Outcome(
        items=(*personal, *automatic),
        as_of=counted.as_of,
        data={
            **counted.data,
            "automatic": len(automatic),
            "senders": tuple(names.most_common()),
        },
    )


async def _received(call: Call, context: Context) -> Outcome:
    """Like `count`, of what others sent; with `personal` of what people wrote, with `newsletters`
    of these. Of more than were looked at only those looked at are counted: `data["at_least"]`."""
    newsletters = bool(call.arguments.get("newsletters"))
    chooses = await chooser_of(call, context)
    is_all = newsletters or chooses is not None
    arguments = {**call.arguments, "limit": MAX_LIMIT if is_all else DIGEST_AMONG}
    counted = await _count(Call(call.step, arguments), context)
    chosen: Chooses = is_personal if call.arguments.get("personal") else _is_received
    chosen = is_newsletter if newsletters else chooses or chosen
    items = tuple(item for item in counted.items if _is_received(item) and chosen(item))
    all_of_them = int(counted.data.get("count", 0))
    dropped = len(counted.items) - len(items)
    data: dict[str, Any] = {"count": all_of_them - dropped}
    if dropped and all_of_them > len(counted.items):
        data = {"count": len(items), "at_least": True}
    limit = call.arguments.get("limit", DIGEST_AMONG)
    return replace(counted, items=items[:limit], data=data)


def _is_received(mail: Item) -> bool:
    return not {"SENT", "DRAFT"} & set(mail.details.get("labels") or ())


async def write_mail(call: Call, context: Context) -> Outcome:
    """Proposes a mail: nothing exists at Google before the person approves it. For a person who
    chose drafts only it is one, whatever was asked for."""
    arguments, provenance = drafting.compose(call, context)
    about = next((i for name, i in call.sources.items() if name in _POINTS_AT), None)
    operation = call.step.operation
    if operation != "draft_email" and await is_draft_only(context.query.user_id):
        operation = "draft_email"
    return await propose(
        context,
        "gmail",
        operation,
        arguments=arguments,
        provenance=provenance,
        about=about,
    )


_POINTS_AT: Final = frozenset({"to", "in_reply_to", "message_id"})
_WRITES: Final = {
    "draft_email": Capability(write_mail, frozenset({"to"}), writes=True),
    "send_email": Capability(write_mail, frozenset({"to"}), writes=True),
    "reply_email": Capability(write_mail, frozenset({"in_reply_to"}), writes=True),
    "forward_email": Capability(write_mail, frozenset({"message_id"}), writes=True),
    **{
        name: Capability(tidy, frozenset({"message_ids"}), writes=True)
        for name in ("label_email", "archive_email", "trash_email")
    },
}

AGENT: Final = Agent(
    "gmail",
    {
        "search": Capability(searched, frozenset({"query"})),
        "told": Capability(told, frozenset({"begins", "ends"})),
        "list": Capability(_list),
        "count": Capability(count),
        "waiting": Capability(waiting),
        "awaiting": Capability(awaiting),
        "digest": Capability(digest),
        "signed": Capability(signed),
        "read": Capability(read, frozenset({"id"})),
        "shown": Capability(showing("gmail"), frozenset({"ids"})),
        "ranked": Capability(ranked),
        "owed": Capability(owed),
        "thread": Capability(thread, frozenset({"id"})),
        **_WRITES,
    },
)
