"""Proposed shares, and ends of shares."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from agents.errors import StepError
from agents.matching import may_be_shared
from agents.query import Item
from agents.workspace import recipients
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.looking import fetch_one
from agents.workspace.proposing import propose

DEFAULT_ROLE = "reader"


async def share_file(call: Call, context: Context) -> Outcome:
    """Proposes to share a file with one person; they are told by mail. Raises StepError."""
    return await _proposed(call, context, {"role": call.arguments.get("role") or DEFAULT_ROLE})


async def unshare_file(call: Call, context: Context) -> Outcome:
    """Proposes to end one person's access. Raises StepError."""
    return await _proposed(call, context, {})


async def _proposed(call: Call, context: Context, role: dict[str, Any]) -> Outcome:
    file = await _file(call, context)
    people = recipients.addresses(call, context, "email")
    if not people:
        raise StepError("invalid_arguments", "a file is shared with somebody")
    has = _access(file, people[0])
    if _RANKS.get(has, 0) >= _RANKS[role["role"]] if role else not has:
        return Outcome(items=(file,), data={"as_it_is": {"email": people[0], "role": has}})
    arguments = {
        "file_id": file.id,
        "title": file.title,
        "email": people[0],
        **role,
        **({"notify": True} if role else {}),
    }
    found = {"source": "content", "ref": file.id}
    provenance = {
        "file_id": found,
        "title": found,
        "email": recipients.provenance(call, context, "email"),
        "role": recipients.USER if call.arguments.get("role") else _DEFAULT,
        "notify": _DEFAULT,
    }
    return await propose(
        context,
        "gdrive",
        call.step.operation,
        arguments=arguments,
        provenance={name: provenance[name] for name in arguments},
        about=file,
    )


_DEFAULT = {"source": "default", "ref": None}
_RANKS = {"reader": 1, "commenter": 2, "writer": 3, "fileOrganizer": 4, "organizer": 4, "owner": 5}


def _access(file: Item, address: str) -> str:
    """The role that somebody has already; "" for none that is theirs by name."""
    known = (*file.details.get("owners", ()), *file.details.get("shared_with", ()))
    for one in known:
        if str(one.get("email") or "").lower() == address.lower():
            return str(one.get("role") or "owner")
    return ""


async def _file(call: Call, context: Context) -> Item:
    file = call.sources.get("file_id")
    if file is None:
        one = replace(call, arguments={"id": call.arguments["file_id"]})
        file = await fetch_one("gdrive", one, context)
    if not may_be_shared(file, context.email):
        raise StepError("nothing_to_act_on", "the file is not the person's to share")
    return file
