"""Who writes to the person, with the signatures under their mails: what tells of a job, an
organisation and a telephone number. The cache keeps a mail without it, so it is read from Google.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agents.query import Item
from agents.workspace import live
from agents.workspace.base import LIVE_READS, Call, Context, Outcome
from agents.workspace.looking import listing

_REPLY: Final = re.compile(r"^\s*(?:re|aw|sv|ynt|antw)\s*:", re.IGNORECASE)
_list = listing("gmail")


async def signed(call: Call, context: Context) -> Outcome:
    """What `list` gives; in `data["signed"]`, by the mail's id, how the mails that say most of
    their writers end."""
    listed = await _list(call, context)
    chosen = _telling(listed.items)
    ends = await asyncio.gather(
        *(live.read_live(mail, context, live.with_signature) for mail in chosen)
    )
    found = {mail.id: end for mail, end in zip(chosen, ends, strict=True) if end}
    return replace(listed, data={"signed": found} if found else {})


def _telling(mails: Sequence[Item]) -> list[Item]:
    """The newest mail of each writer; letters before replies, which are signed more briefly. Of
    one writer alone the newest of both, and the oldest letter."""
    letters = [mail for mail in mails if not _REPLY.match(mail.title)]
    replies = [mail for mail in mails if _REPLY.match(mail.title)]
    first: dict[str, Item] = {}
    for mail in (*letters, *replies):
        first.setdefault(str(mail.details.get("sender_email") or "").lower(), mail)
    chosen = list(first.values())
    if len(chosen) == 1:
        chosen = [*letters[:1], *letters[1:][-1:], *replies[:1]]
    return chosen[:LIVE_READS]
