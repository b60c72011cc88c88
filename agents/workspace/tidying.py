"""Proposed labels, archiving, and moves to the bin."""

from __future__ import annotations

from typing import Any

from agents.errors import StepError
from agents.workspace import recipients
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.proposing import propose

MANY = 50
_FLAGS = {"starred": "STARRED", "important": "IMPORTANT", "unread": "UNREAD"}


async def tidy(call: Call, context: Context) -> Outcome:
    """Proposes to label, archive or bin one mail or several. Raises StepError."""
    ids = [str(message_id) for message_id in call.arguments["message_ids"]][:MANY]
    source = next(
        (i for key, i in call.sources.items() if key.split(":")[0] == "message_ids"), None
    )
    title = source.title if source else ""
    arguments: dict[str, Any] = {
        "message_ids": ids,
        "title": title if len(ids) == 1 else f"{len(ids)} mails",
    }
    found = {"source": "content", "ref": source.id if source else None}
    provenance: dict[str, Any] = dict.fromkeys(arguments, found)
    if call.step.operation == "label_email":
        arguments |= _labels(call)
        provenance |= dict.fromkeys(("add_labels", "remove_labels"), recipients.USER)
    return await propose(
        context,
        "gmail",
        call.step.operation,
        arguments=arguments,
        provenance=provenance,
        about=source,
    )


def _labels(call: Call) -> dict[str, list[str]]:
    """Put on are the labels and stars that were named; "mark as read" takes one off."""
    add = [str(label) for label in call.arguments.get("labels") or ()]
    flags = call.arguments.get("flags") or ()
    add += [_FLAGS[flag] for flag in flags if flag in _FLAGS]
    remove = ["UNREAD"] if [label.lower() for label in add] == ["read"] else []
    add = [] if remove else add
    if not add and not remove:
        raise StepError("invalid_arguments", "a label is missing")
    return {"add_labels": add, "remove_labels": remove}
