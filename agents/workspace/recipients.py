"""Whom a write may concern: never an address that was found in a body.

Allowed are addresses that the person typed, those of people they named (from their own mail and
events, by its headers), and the sender of an item that the answer cites, or whom it went to if the
person sent it; and, where the plan says all of them, those who are invited to an event or stand on
the head of a mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from agents.errors import StepError
from agents.query import Item
from agents.references import everybody, field, references_of
from agents.workspace.base import Call, Context

Provenance = dict[str, str | None]
USER: Provenance = {"source": "user", "ref": None}
CONTENT: Provenance = {"source": "content", "ref": None}


def addresses(call: Call, context: Context, name: str) -> list[str]:
    """The addresses in an argument. Raises StepError("recipient_refused")."""
    wanted = call.arguments.get(name) or ()
    listed = [wanted] if isinstance(wanted, str) else [str(address) for address in wanted]
    if _is_everybody(call.step.arguments.get(name)):
        return _others(call, context, name, listed)
    for number, address in enumerate(listed):
        item = call.sources.get(f"{name}:{number}") or call.sources.get(name)
        if item is not None and _is_sender(address, item):
            continue
        if not (_is_typed(address, context) or _is_known(address, context)):
            raise StepError("recipient_refused", "neither named nor the sender of a cited item")
    return list(dict.fromkeys(listed))


def provenance(call: Call, context: Context, name: str) -> Provenance:
    """Where the addresses of an argument came from; content where any of them did."""
    sources = _sources(call, name)
    if sources:
        return {"source": "content", "ref": sources[0].id}
    wanted = call.arguments.get(name) or ()
    listed = [wanted] if isinstance(wanted, str) else list(wanted)
    if not listed:
        return {"source": "default", "ref": None}
    return USER if all(_is_typed(str(a), context) for a in listed) else CONTENT


def _is_everybody(argument: object) -> bool:
    """Whether the plan says: all who are invited to an event, or on the head of a mail."""
    return any(one.path.endswith(".everybody") for one in references_of(argument))


def _others(call: Call, context: Context, name: str, listed: list[str]) -> list[str]:
    """Those of the found item, but for the person and whom the mail goes to anyhow."""
    item = call.sources.get(name)
    known = set(everybody(item)) if item is not None else set()
    besides = {context.email.lower()}
    if name == "cc":
        to = call.arguments.get("to") or ()
        besides |= {one.lower() for one in ([to] if isinstance(to, str) else to)}
    return [address for address in dict.fromkeys(listed) if address in known - besides]


def _sources(call: Call, name: str) -> list[Item]:
    return [item for key, item in call.sources.items() if key.split(":")[0] == name]


def _is_typed(address: str, context: Context) -> bool:
    said = (context.query.text, *(turn.query for turn in context.query.earlier))
    whole = re.compile(rf"(?<![\w.+%-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)
    return bool(address) and any(whole.search(text) for text in said)


def _is_known(address: str, context: Context) -> bool:
    """Whether a name that the person said was resolved to it."""
    contacts: dict[str, Iterable[dict[str, Any]]] = context.intent.entities.get("contacts") or {}
    known = {str(one.get("address", "")).lower() for found in contacts.values() for one in found}
    return address.lower() in known


def _is_sender(address: str, item: Item) -> bool:
    answered = field(item, "reply_address")
    known = answered if isinstance(answered, list) else [answered]
    return address in (*known, item.details.get("sender_email"))
