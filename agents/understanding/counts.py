"""How many: mails, events and files are counted; of anything else somebody wrote the number."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.lexicon import SERVICE_WORDS

_ITEM: Final = "|".join(
    sorted(
        (re.escape(word) for words in SERVICE_WORDS.values() for word in words if word != "post"),
        key=len,
        reverse=True,
    )
)
_KIND: Final = (
    r"(?:(?!(?:of|in|on|for|to|from|the|do|does|did|is|are|was|were|has|have|had|my|our|people"
    r"|slides?|sheets?|points?|pages?)\b)[\w'-]+ )"
)
_MAILING: Final = r"(?:write|wrote|written|e?-?mail(?:ed)?|message[ds]?|send|sent|contact(?:ed)?)"
ITEMS: Final = (
    rf"\b(?:how many|number of|count(?: up)?)(?: of)?(?: the| my| our| all| these)*"
    rf" {_KIND}{{0,3}}?(?!slides?\b|sheets?\b|slots?\b)"
    rf"(?:{_ITEM}|invoices?|receipts?|bills?|statements?|tickets?|letters?|replies|photos?|calls|pictures?|drafts"
    r"|newsletters?|things? (?:are |do i have |have i (?:got )?)?(?:on|in) my)\b"
    rf"|\bhow (?:many times|often) (?:did|do|does|have|has)\b.*\b{_MAILING}\b"
    r"|\bhow many (?:did|do|have|has|of them|are|were)\b(?=.*\b(?:mails?|events?|files?)\b)"
    r"|^how many unread\b"
)
# Of an event: the calendar knows who is invited, and says how many.
GUESTS: Final = (
    r"\bhow many(?: people| guests| persons| colleagues| others| of (?:us|them|you))?"
    r"(?: \w+){0,2} (?:coming|invited|attending|going|accept\w*|declin\w*|confirmed|said yes"
    r"|join\w*)\b"
)


def of_items(request: str) -> bool:
    """Whether mails, events or files are to be counted, by the lower-cased request."""
    return bool(re.search(ITEMS, request))
