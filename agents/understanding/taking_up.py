"""Wishes that take up the turn before as a whole: "archive them", "book it"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from agents.query import Intent
from agents.understanding import clarify
from agents.understanding.wording import request

CONFIDENCE: Final = 0.8
_TIDIES: Final = frozenset({"archive_email", "trash_email", "label_email"})
_THEM: Final = re.compile(r"^\w+ (?:them|those|these|them all|all of them)\b(?! (?:from|about)\b)")
# "Not the ones from Ana"
_BUT_NOT: Final = re.compile(
    r"^(?:(?:no|ok|okay|but|and|please|sorry)\b[, ]*)*(?:not|except(?: for)?|without|leave(?: out)?"
    r"|keep|spare|apart from)\s+(?:(?:the|those|any|anything|everything|all)\b\s*)?"
    r"(?:(?:ones?|those|mails?|e-?mails?|newsletters?|messages?|things?)\s+)?(?:from|by|about|of)\s+"
    r"(?P<what>[^,;.!?]+?)[.! ]*$",
    re.IGNORECASE,
)
_BOOK_IT: Final = re.compile(
    r"^(?:(?:ok|okay|yes|great|perfect|please|then|and|can you|could you)\b[, ]*)*"
    r"(?:book|take|reserve|block|schedule|hold) (?:it|that|that slot|the slot|that one"
    r"|the first(?: one| slot)?)(?: (?:in|then|please|for me))*[.! ]*$",
    re.IGNORECASE,
)


def them_too(own: Intent, text: str, before: Intent) -> Intent | None:
    """ "And archive them": all that were labelled, and not only those that the answer names."""
    several = before.operation in _TIDIES and not {"ordinal", "ordinals"} & before.entities.keys()
    if not several or own.operation not in _TIDIES or not _THEM.search(request(text)):
        return None
    said = {key: v for key, v in own.entities.items() if key in ("labels", "flags", "verb")}
    kept = {
        k: v for k, v in before.entities.items() if k not in ("labels", "verb", "add", "remove")
    }
    return replace(
        own,
        entities={**kept, **said, "all": True},
        time_range=before.time_range,
        clarification=None,
    )


def but_not(text: str, before: Intent) -> Intent | None:
    """ "Not the ones from Ana": the same mails put away, and hers spared."""
    found = _BUT_NOT.match(text.strip())
    if found is None or before.operation not in _TIDIES:
        return None
    spared = " ".join((str(before.entities.get("without") or ""), found["what"])).strip()
    kept = {**before.entities, "without": spared, "all": True}
    return replace(before, entities=kept, clarification=None)


def booked(text: str, free: Intent) -> Intent | None:
    """ "Book it", of a time that is free: what it shall be is asked."""
    if free.operation != "find_time" or not _BOOK_IT.match(text):
        return None
    when = free.time_range
    is_clocked = when is not None and when.start is not None and when.end is not None
    is_clocked = is_clocked and when.end - when.start < timedelta(hours=4)  # type: ignore
    kept = {key: free.entities[key] for key in ("people", "direction") if key in free.entities}
    return Intent(
        ("gcal",),
        "create_event",
        {**kept, "verb": "schedule"},
        time_range=when if is_clocked else None,
        confidence=CONFIDENCE,
        clarification=clarify.MAKES,
    )
