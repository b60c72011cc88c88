"""What is not done as it was said, and what can be done instead: to be taken off a list, which only
its sender can do, and to clean up a mailbox of which nobody said what may go."""

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


_CLEANS_UP: Final = re.compile(
    r"\W*(?:(?:please|can you|could you|help me(?: to)?)\s+)*(?:clean|clear|tidy|sort|empty"
    r"|organi[sz]e)"
    r"\s*(?:up|out)?\s+(?:my|the) (?:whole |entire |messy )?(?:inbox|mailbox|mails?"
    r"|e-?mails?|gmail)"
    r"(?:\s+(?:up|out|for me|a bit|please))*[.!? ]*$",
    re.IGNORECASE,
)
_EMPTIES: Final = re.compile(
    r"\W*(?:(?:please|can you|could you)\s+)*(?:empty|clear(?: out)?|delete|purge)\s+(?:the|my)\s+"
    r"(?:bin|trash|spam|junk)(?: folder)?[.!? ]*$",
    re.IGNORECASE,
)

_ANSWERS_SEVERAL: Final = re.compile(
    r"\W*(?:(?:please|can you|could you)\s+)*(?:accept|decline|reject|turn down)\s+"
    r"(?:everything|all"
    r"(?: of)?(?: my| the| our| those| these)? (?:invitations|invites|meetings|events|appointments)"
    r"|all of them|the lot)\b.*$",
    re.IGNORECASE,
)
_MOVES_SEVERAL: Final = re.compile(
    r"(?!.*\b(?:bin|trash|archive|label|folder|spam|junk|inbox|e-?mails?|mails?|messages?"
    r"|newsletters?|files?|documents?|drive)\b)"
    r"(?!.*\bfrom (?!\d|(?:to-?day|to-?morrow|this|next|noon|now|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|my|our|the (?:\d\w*|morning|afternoon|evening))\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day))"
    r"\W*(?:(?:please|can you|could you)\s+)*(?:(?:move|push|shift|bring|postpone|delay|reschedule)"
    r"\s+(?:back\s+|forward\s+)?(?:everything|all(?: of)?(?: my| the| our)? (?:meetings|events"
    r"|appointments|calls)|all of it|the lot)\b.*\b(?:to|by|back|later|earlier|forward|until)\b"
    r"|swap\s+(?:round\s+)?(?:the|my|our|\S+'s)\s[^,;]+\s(?:and|with)\s+(?:the|my|our|\S+'s)\s).*$",
    re.IGNORECASE,
)


def offered(text: str) -> str | None:
    """What to say to such a wish; None to any other."""
    if _CLEANS_UP.match(text):
        return (
            "What shall go? I can archive, bin or label many mails at once, by sender, kind or "
            "age: say “archive all newsletters”, “bin everything from …” or “archive everything "
            "older than six months”."
        )
    if _EMPTIES.match(text):
        return (
            "I never delete mails for good, so I cannot empty the bin: Gmail does it by itself "
            "after 30 days."
        )
    if _MOVES_SEVERAL.match(text):
        return (
            "I move one event at a time. Please say of each where it shall go: “move the … to "
            "Thursday at three”."
        )
    if _ANSWERS_SEVERAL.match(text):
        return (
            "I answer one invitation at a time. Please name it: “decline the … on Thursday”. To "
            "take everything out of a day, say “cancel everything on Thursday”."
        )
    return _unsubscribed(text)


def _unsubscribed(text: str) -> str | None:
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
