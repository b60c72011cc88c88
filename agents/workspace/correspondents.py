"""Who writes most to the person, or is written to most; and mails of people of a kind."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import psycopg

from accounts.tenancy import DatabaseBusy
from agents.matching import is_personal
from agents.query import Item
from agents.workspace import circles
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.looking import listing
from search.colleagues import organisation

LOOKED_THROUGH: Final = 500  # of the newest mails
SHOWN: Final = 5
OF_A_CIRCLE: Final = 12
log = logging.getLogger(__name__)
_list = listing("gmail")


async def chooser_of(call: Call, context: Context) -> circles.Chooses | None:
    """What tells the mails that the call asks for by whose they are, or in which language."""
    tests: list[circles.Chooses] = []
    if language := call.arguments.get("language"):
        tests.append(circles.speaks(str(language)))
    if besides := call.arguments.get("besides"):
        tests.append(circles.speaks_of_nothing_of(str(besides)))
    if names := call.arguments.get("not_by"):
        tests.append(circles.is_by_none_of(names))
    if circle := call.arguments.get("circle"):
        tests.append(await _of_circle(str(circle), call, context))
    return (lambda mail: all(test(mail) for test in tests)) if tests else None


async def _of_circle(circle: str, call: Call, context: Context) -> circles.Chooses:
    mails, own_mails = await asyncio.gather(
        _list(Call(call.step, {"limit": LOOKED_THROUGH}), context),
        _list(Call(call.step, {"labels": ("SENT",), "limit": LOOKED_THROUGH}), context),
    )
    try:
        domain = await organisation(user_id=context.query.user_id)
    except (DatabaseBusy, psycopg.Error) as error:
        log.warning("where the person works stays open: %s", error)
        domain = None
    return circles.chooser(
        circle,
        mails=[mail for mail in mails.items if "SENT" not in (mail.details.get("labels") or ())],
        own_mails=own_mails.items,
        organisation=domain,
        sent="SENT" in (call.arguments.get("labels") or ()),
    )


async def ranked(call: Call, context: Context) -> Outcome:
    """The newest mail of each of the SHOWN people who wrote most, or whom the person wrote to
    most, those first; in `data`: `ranked`, as `(name, number)` in their order, and `looked_at`,
    how many mails were counted, `at_least` where there may be more."""
    found = await _list(Call(call.step, {**call.arguments, "limit": LOOKED_THROUGH}), context)
    shown = OF_A_CIRCLE if call.arguments.get("circle") else SHOWN
    to_them = "SENT" in (call.arguments.get("labels") or ())
    chooses = await chooser_of(call, context)
    own = {str(mail.details.get("account") or "").lower() for mail in found.items}
    own = (own | {context.email.lower()}) - {""}
    counted: Counter[str] = Counter()
    names: dict[str, str] = {}
    newest: dict[str, Item] = {}
    for mail in found.items:
        if not _counts(mail, to_them=to_them) or (chooses and not chooses(mail)):
            continue
        for address, name in _others(mail, own, to_them=to_them):
            counted[address] += 1
            names[address] = names.get(address) or name
            newest.setdefault(address, mail)
    top = [(address, number) for address, number in counted.most_common(shown)]
    if not top:
        return Outcome(as_of=found.as_of)
    return Outcome(
        items=tuple(newest[address] for address, _ in top),
        as_of=found.as_of,
        data={
            "ranked": tuple((names[address] or address, number) for address, number in top),
            "looked_at": len(found.items),
            "at_least": len(found.items) == LOOKED_THROUGH,
        },
    )


def _counts(mail: Item, *, to_them: bool) -> bool:
    labels = set(mail.details.get("labels") or ())
    if to_them:
        return "DRAFT" not in labels
    return not {"SENT", "DRAFT"} & labels and is_personal(mail)


def _others(mail: Item, own: set[str], *, to_them: bool) -> Iterable[tuple[str, str]]:
    """The address and name of who wrote it, or of whom it is to."""
    if not to_them:
        address = str(mail.details.get("sender_email") or "").lower()
        return [(address, str(mail.details.get("sender_name") or ""))] if address else []
    to = [one for one in mail.details.get("to") or () if isinstance(one, Mapping)]
    listed = {str(one.get("email") or "").lower(): str(one.get("name") or "") for one in to}
    return [(address, name) for address, name in listed.items() if address and address not in own]
