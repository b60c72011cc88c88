"""Whether something is on a day or at an hour, and in which room it is."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from agents.query import Intent, Query, TimeRange
from agents.understanding import dates
from agents.understanding.occasions import phrase_of
from agents.understanding.wording import request

CONFIDENCE: Final = 0.8
DAY: Final = timedelta(days=1)
_WHICH_ROOM: Final = re.compile(
    r"(?:and |so )?(?:in )?(?:which|what) (?:meeting )?(?:room|hall|venue)(?:'s| is| are| do| does"
    r"| will| was| am| have| has)\b"
)
_STILL: Final = re.compile(
    r"^(?:and |so )?(?:is|are)n?'?t? (?!there\b)(?:the |my |our )?(?P<thing>.+?) (?:still |really "
    r"|definitely |now |actually |not )*"
    r"(?:at|on|from|scheduled for|planned for|set for|due at) (?=.*(?:\d|\b(?:noon|half"
    r"|quarter|mon|tue|wed|thu|fri"
    r"|sat|sun|to-?day|tomorrow|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)))",
    re.IGNORECASE,
)
# "Is there a stand-up on Thursday?"
_IS_THERE: Final = re.compile(
    r"^(?:and |so )?(?:is there|are there|any|do (?:i|we)(?: still)? have|have (?:i|we) got)"
    r"(?: still)? (?:(?:an?|any|the|our|my) )?(?P<thing>\S.*?),? (?:at|on|this|next|to-?day"
    r"|tomorrow|to-?night)\b",
    re.IGNORECASE,
)
# What somebody does, and whether a shop is open, is no event of that name.
_STATE: Final = re.compile(
    r"\b(?:off|away|out of|on (?:leave|holiday|vacation|call|duty)|coming|joining|attending|going"
    r"|visiting|staying|arriving|leaving|travelling|working"
    r"|in (?:the )?(?:office|studio|town|school|building)|at (?:work|home|school))\b"
    r"|\b(?:out|absent|back|free|busy|in|ill|sick|around|about|abroad|available|here|there|home"
    r"|late)\W*$",
    re.IGNORECASE,
)
_GENERIC: Final = re.compile(
    r"(?:anything|something|events?|meetings?|appointments?|plans?|things?|stuff|much|lots?|time"
    r"|room|space|free|spare|clash\w*|conflict\w*|gaps?|news|word|reply|answers?|deadlines?|chance"
    r"|an? (?:hour|minute|gap)|to\b|what|one\b|trouble|problems?|rain|school holidays?)\b",
    re.IGNORECASE,
)
_IN_MAIL: Final = re.compile(
    r"\b(?:e-?mails?|mails?|messages?|letters?|files?|documents?|docs?|from|about|sent|wrote"
    r"|invoices?|bills?|receipts?|unread)\b",
    re.IGNORECASE,
)


def check(text: str, query: Query) -> Intent | None:
    """Whether an event is still when the question says."""
    there = _IS_THERE.match(text)
    if there is not None and (_IN_MAIL.search(text) or _GENERIC.match(there["thing"])):
        return None
    found = there or _STILL.match(text)
    if found is None or _STATE.search(found["thing"]):
        return None
    first, last = found.span("thing")
    around = f"{text[:first]}{' ' * (last - first)}{text[last:]}"  # a "parents' evening" is no hour
    when = dates.find_time(around, now=query.now, time_zone=query.time_zone, ahead=True)
    named = phrase_of(found["thing"], now=query.now, time_zone=query.time_zone)
    if not named or when.range is None or when.range.start is None:
        return None
    start = when.range.start.astimezone(ZoneInfo(query.time_zone))
    by_clock = when.range.end is not None and when.range.end - when.range.start < DAY
    entities: dict[str, Any] = {"shape": "length", "occasions": [named], "topic": named}
    if there and when.range.end and when.range.end - when.range.start > DAY:
        return None
    entities |= {"check": when.range.as_json(), "by_clock": by_clock and not there}
    window = None
    if not when.clock_only:
        midnight = start.replace(hour=0, minute=0)
        window = TimeRange(midnight, midnight + DAY)
    return _intent(entities, window, ("gcal",) if there else ("gcal", "gmail", "gdrive"))


def which_room(text: str, query: Query) -> Intent | None:
    """In which room something is: the calendar knows, whatever the wording resembles."""
    wish = request(text)
    found = _WHICH_ROOM.match(wish)
    if found is None:
        return None
    rest = text[len(text) - len(wish) + found.end() :]
    named = phrase_of(rest, now=query.now, time_zone=query.time_zone)
    if not named:
        return None
    when = dates.find_time(rest, now=query.now, time_zone=query.time_zone, ahead=True)
    return _intent({"shape": "where", "topic": named}, when.range, ("gcal", "gmail", "gdrive"))


def _intent(
    entities: dict[str, Any], window: TimeRange | None, services: tuple[Any, ...]
) -> Intent:
    return Intent(services, "search", entities, window, CONFIDENCE)
