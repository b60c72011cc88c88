"""The drive's agent. Who a file is shared with is in the details of every file."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Final

from accounts.google import drive
from accounts.google.errors import GoogleError
from agents.errors import StepError
from agents.google_door import at_google, connections, step_error
from agents.query import Item
from agents.workspace import live, sharing
from agents.workspace.base import Agent, Call, Capability, Context, Outcome
from agents.workspace.looking import counting, fetch_one, listing, outcome_of, searching
from agents.workspace.shown import showing
from search import hybrid
from search.filters import FILE_TYPES

STARS_SECONDS = 4.0


async def read(call: Call, context: Context) -> Outcome:
    """A file by its id, with its text beyond the preview where Google answers in time."""
    item = await fetch_one("gdrive", call, context)
    item = await live.with_full_text(item, context)
    return Outcome(items=(item,), as_of=item.as_of)


async def starred(call: Call, context: Context) -> Outcome:
    """`starred(query, file_types)`: the files that the person has starred, changed last first.
    Google alone knows the stars of files. Raises StepError."""
    user_id = context.query.user_id
    try:
        async with asyncio.timeout(STARS_SECONDS):
            found = await asyncio.gather(
                *(
                    at_google(
                        drive.starred_ids,
                        user_id=user_id,
                        connection_id=connection,
                        timeout=STARS_SECONDS,
                    )
                    for connection in await connections(user_id)
                )
            )
    except GoogleError as error:
        raise step_error(error) from error
    except TimeoutError as error:
        raise StepError("timed_out") from error
    ids = [file_id for several in found for file_id in several]
    try:
        known = await hybrid.fetch(user_id=user_id, service="gdrive", google_ids=ids)
    except hybrid.SearchUnavailable as error:
        raise StepError("unavailable", retry_after=error.retry_after) from error
    outcome = outcome_of(known)
    return replace(outcome, items=tuple(item for item in outcome.items if _is_of(item, call)))


def _is_of(item: Item, call: Call) -> bool:
    """Whether it is of one of the kinds that are asked for, if any are."""
    kinds = [FILE_TYPES[k] for k in call.arguments.get("file_types") or () if k in FILE_TYPES]
    mime_type, title = str(item.details.get("mime_type") or ""), item.title.lower()
    return not kinds or any(mime_type.startswith(m) or title.endswith(e) for m, e in kinds)


AGENT: Final = Agent(
    "gdrive",
    {
        "search": Capability(searching("gdrive"), frozenset({"query"})),
        "list": Capability(listing("gdrive")),
        "count": Capability(counting("gdrive")),
        "starred": Capability(starred),
        "read": Capability(read, frozenset({"id"})),
        "shown": Capability(showing("gdrive"), frozenset({"ids"})),
        "share_file": Capability(sharing.share_file, frozenset({"file_id"}), writes=True),
        "unshare_file": Capability(sharing.unshare_file, frozenset({"file_id"}), writes=True),
    },
)
