"""Files that are sent to somebody, which shares them; and "find the mail and send it to Ana"."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.rules import FILE
from agents.understanding.wishes.names import named
from agents.understanding.wording import any_case

# What is written in a file, and seldom in a mail: the last word of its name.
_PAPER: Final = (
    rf"(?:{FILE}|drafts?|agendas?|reports?|logs?|lists?|plans?|outlines?|minutes|budgets?"
    r"|proposals?|contracts?|agreements?|schedules?|itinerar(?:y|ies)|abstracts?|recipes?|speech"
    r"|cvs?|handbooks?|guides?|guidelines|estimates?|briefs?|submissions?|maps?|patterns?"
    r"|inventor(?:y|ies)|templates?|rota|roadmaps?|photos?|pictures?|timetables?|exercises?"
    r"|drawings?|adverts?|costs?|standards|survey|letter)"
)
_ARTICLE: Final = r"(?:the|my|our|that|this|(?!let's\b)\S+'s)"
_IS_PAPER: Final = any_case(
    rf"{_ARTICLE}\s+(?:\S+\s+){{0,5}}?{_PAPER}(?:\s+(?:for|of|on|about|from|with|to)\s+\S.*)?$"
)
# "My schedule" is what is in the calendar, and no file.
_IS_THE_DAY: Final = any_case(
    r"(?:my|our)\s+(?:schedules?|agendas?|plans?|timetables?|itinerar(?:y|ies))"
    r"(?:\s+(?:for|of|on|from|this|next|today|tomorrow)\b.*)?$"
)
_IS_MAIL: Final = any_case(r"\b(?:e-?mails?|mails?|messages?|threads?|newsletters?)\b")
_OF_A_MAIL: Final = any_case(
    r"\b(?:e-?mails?|mails?|messages?|threads?|newsletters?|letters? from|confirmations?|receipts?"
    r"|invoices?|bookings?|tickets?|bills?|statements?)\b"
)
_FIRST: Final = any_case(
    r"(?:find|look up|look for|dig (?:out|up)|get|fetch|grab|pull (?:up|out)|take|search for|open)"
    rf"\s+(?:me\s+)?(?P<what>{_ARTICLE}\s+[^,;.]{{3,80}}?)\s*[,;]?\s*(?:\band then\b|\band\b"
    r"|\bthen\b|,)\s*"
    r"(?P<verb>send|forward|mail|e-?mail|share|pass|show|give)\s+"
)
_IT_TO: Final = any_case(
    r"(?:it|that|this|them|a copy|the link|a link)(?: (?:on|over|along|off))?\s+(?:to|with)\s+"
)
_IT: Final = any_case(r"\s+(?:it|that|this|them|a copy|the link|a link)(?=[.!? ]*$)")
_SEND: Final = any_case(r"(?:send|e-?mail|mail|give|ping|shoot|get|show|forward)\s+(?:over\s+)?")
_LINK: Final = any_case(r"(?:a |the )?(?:link|copy) (?:to|of) (?=\S)")
_SEND_WHAT: Final = any_case(
    r"(?:send|e-?mail|mail|ping|shoot|forward|fwd|pass)\s+(?:over\s+|on\s+)?"
    rf"(?P<what>(?:(?:a|the) (?:link|copy) (?:to|of) )?{_ARTICLE}\s+[^,;:]{{3,80}}?)\s+"
    r"(?:over |on |across |off )?to\s+"
)
_END: Final = re.compile(r"(?:\s+(?:too|as well|please|now))*[.!? ]*$", re.IGNORECASE)


def plainly(wish: str) -> str | None:
    """The wish as "share ... with ..." or, of a mail, "forward ... to ..."."""
    return _found_first(wish) or _given(wish) or _sent(wish)


def _found_first(wish: str) -> str | None:
    """ "Find the harbour report and send it to Bo"."""
    first = _FIRST.match(wish)
    if first is None:
        return None
    onto = _IT_TO.match(wish, first.end())
    whom = named(wish, onto.end() if onto else first.end())
    end = (_END if onto else _IT).match(wish, whom.end) if whom else None
    if whom is None or end is None:
        return None
    is_shared = first["verb"].lower() == "share" or not _OF_A_MAIL.search(first["what"])
    return _handed(first["what"], whom.phrase) if is_shared else _passed(first, whom.phrase)


def _given(wish: str) -> str | None:
    """ "Send Bo the harbour report"."""
    head = _SEND.match(wish)
    whom = named(wish, head.end()) if head else None
    what = wish[whom.end :].strip(" .!?") if whom else ""
    return _handed(what, whom.phrase) if whom and _is_paper(what) else None


def _sent(wish: str) -> str | None:
    """ "Forward the harbour report to Bo"."""
    head = _SEND_WHAT.match(wish)
    whom = named(wish, head.end()) if head else None
    if head is None or whom is None or not _END.match(wish, whom.end):
        return None
    return _handed(head["what"], whom.phrase) if _is_paper(head["what"]) else None


def _is_paper(what: str) -> bool:
    what = _LINK.sub("", what)
    is_other = _IS_MAIL.search(what) or _IS_THE_DAY.match(what)
    return bool(_IS_PAPER.match(what)) and not is_other


def _handed(what: str, whom: str) -> str:
    return f"share {_LINK.sub('', what)} with {whom}"


def _passed(first: re.Match[str], whom: str) -> str:
    return f"forward {first['what']} to {whom}"
