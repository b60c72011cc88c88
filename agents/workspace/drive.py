"""The drive's agent. Who a file is shared with is in the details of every file."""

from __future__ import annotations

from typing import Final

from agents.workspace import live, sharing
from agents.workspace.base import Agent, Call, Capability, Context, Outcome
from agents.workspace.looking import counting, fetch_one, listing, searching
from agents.workspace.shown import showing


async def read(call: Call, context: Context) -> Outcome:
    """A file by its id, with its text beyond the preview where Google answers in time."""
    item = await fetch_one("gdrive", call, context)
    item = await live.with_full_text(item, context)
    return Outcome(items=(item,), as_of=item.as_of)


AGENT: Final = Agent(
    "gdrive",
    {
        "search": Capability(searching("gdrive"), frozenset({"query"})),
        "list": Capability(listing("gdrive")),
        "count": Capability(counting("gdrive")),
        "read": Capability(read, frozenset({"id"})),
        "shown": Capability(showing("gdrive"), frozenset({"ids"})),
        "share_file": Capability(sharing.share_file, frozenset({"file_id"}), writes=True),
        "unshare_file": Capability(sharing.unshare_file, frozenset({"file_id"}), writes=True),
    },
)
