"""Proposed labels, archiving, and moves to the bin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agents.errors import StepError
from agents.query import Item
from agents.workspace import recipients, several
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.proposing import propose

MANY = 100  # mails that one action may change
_FLAGS = {"starred": "STARRED", "important": "IMPORTANT", "unread": "UNREAD"}


async def tidy(call: Call, context: Context) -> Outcome:
    """Proposes to label, archive or bin one mail or several: an action for each account that
    they are in, of at most MANY mails; its title says how many there are. Raises StepError."""
    labels = _labels(call) if call.step.operation == "label_email" else {}
    groups = _by_account(call)
    return await several.proposed(
        [(len(mails), _proposed(call, context, mails, labels)) for mails in groups]
    )


def _by_account(call: Call) -> list[list[tuple[str, Item | None]]]:
    """The mails of each account, by their ids, in the order in which they were found."""
    groups: dict[str, list[tuple[str, Item | None]]] = {}
    for number, message_id in enumerate(call.arguments["message_ids"]):
        item = call.sources.get(f"message_ids:{number}")
        account = str(item.details.get("connection_id") or "") if item else ""
        groups.setdefault(account, []).append((str(message_id), item))
    if not groups:
        raise StepError("nothing_to_act_on")
    return list(groups.values())


async def _proposed(
    call: Call,
    context: Context,
    mails: Sequence[tuple[str, Item | None]],
    labels: dict[str, list[str]],
) -> Outcome:
    source = next((item for _, item in mails if item is not None), None)
    ids = [message_id for message_id, _ in mails[:MANY]]
    arguments: dict[str, Any] = {
        "message_ids": ids,
        "title": _title(len(mails), source),
        "mails": [_shown(item) for _, item in mails[:MANY] if item is not None],
        **labels,
    }
    found = {"source": "content", "ref": source.id if source else None}
    provenance: dict[str, Any] = {"message_ids": found, "title": found, "mails": found}
    provenance |= dict.fromkeys(labels, recipients.USER)
    return await propose(
        context,
        "gmail",
        call.step.operation,
        arguments=arguments,
        provenance=provenance,
        about=source,
    )


def _title(number: int, source: Item | None) -> str:
    if number == 1:
        return source.title if source else ""
    return f"{number} mails" if number <= MANY else f"The first {MANY} of {number} mails"


def _shown(mail: Item) -> dict[str, Any]:
    """How a person knows a mail again that they are asked about."""
    sender = mail.details.get("sender_name") or mail.details.get("sender_email") or ""
    at = mail.when.isoformat() if mail.when else None
    return {"id": mail.id, "title": mail.title, "from": str(sender), "at": at}


def _labels(call: Call) -> dict[str, list[str]]:
    """Put on are the labels and stars that were named, taken off those of `remove`; "read" takes
    one off."""
    add = [str(label) for label in call.arguments.get("labels") or ()]
    flags = call.arguments.get("flags") or ()
    add += [_FLAGS[flag] for flag in flags if flag in _FLAGS]
    remove = [str(label) for label in call.arguments.get("remove") or ()]
    if [label.lower() for label in add] == ["read"]:
        add, remove = [], [*remove, "UNREAD"]
    if not add and not remove:
        raise StepError("invalid_arguments", "a label is missing")
    return {"add_labels": list(dict.fromkeys(add)), "remove_labels": list(dict.fromkeys(remove))}
