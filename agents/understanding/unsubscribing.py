"""To be taken off a list, which only its sender can do: what can be done instead."""

from __future__ import annotations

import re
from typing import Final

_WISH: Final = re.compile(
    r"\W*(?:(?:please|can you|could you|would you|i want to|i'd like to|help me|how (?:do|can) i"
    r"|just|kindly)\s+)*"
    r"(?:unsubscribe(?: me| us)?(?: from| of)?|take me off|get me off|remove me from"
    r"|opt me out of|sign me out of|stop (?:getting|receiving|the|these|those|all)"
    r"|no more)\s+(?P<what>\S.*?)[.!? ]*$",
    re.IGNORECASE,
)
_LIST: Final = re.compile(
    r"\b(?:mailing[- ]lists?|newsletters?|subscriptions?|distribution lists?|mailings?|circulars?"
    r"|marketing|promotions?|e-?mails?|mails?)\b",
    re.IGNORECASE,
)
_WHOSE: Final = re.compile(
    r"^(?:(?:the|that|this|these|those|all|any|their|his|her)\s+)*(?:(?:mailing[- ]lists?"
    r"|newsletters?|mailings?|e-?mails?|mails?|marketing|list|subscriptions?)\s+(?:from|of|by)\s+)?"
    r"(?:the\s+)?",
    re.IGNORECASE,
)
_KIND: Final = re.compile(
    r"(?:'s)?\s*\b(?:mailing[- ]lists?|newsletters?|mailings?|e-?mails?|mails?|list)\s*$", re.I
)
_NOBODY: Final = frozenset(
    {"", "it", "that", "this", "them", "these", "those", "all", "everything"}
)


def refusal(text: str) -> str | None:
    """What to say to somebody who wants to be taken off a mailing list; None to anything else."""
    found = _WISH.match(text)
    if found is None:
        return None
    is_said = "unsubscribe" in text.lower() or "opt me out" in text.lower()
    if not is_said and not _LIST.search(found["what"]):
        return None
    who = _KIND.sub("", _WHOSE.sub("", found["what"])).strip(" \"'")
    if who.lower() in _NOBODY or len(who.split()) > 6:
        return (
            "I cannot unsubscribe you: only the sender's own link can do that, and I follow no "
            "links. I can put such mails away: say “archive the newsletters” or “bin the mails "
            "from …”."
        )
    return (
        f"I cannot unsubscribe you from {who}: only the sender's own link can do that, and I "
        f"follow no links. I can put these mails away: say “archive all mails from {who}” or “bin "
        f"all mails from {who}”."
    )
