"""A day as a whole: when it begins and ends, how full it is, the one before or after an event, and
what would be missed by leaving early."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from agents.query import Intent, Query, TimeRange
from agents.scheduling import DAY_ENDS
from agents.understanding import dates, timing_free
from agents.understanding.occasions import phrase_of
from agents.understanding.timing_hours import hour_meant
from agents.understanding.timing_pointing import range_before
from agents.understanding.wording import request

CONFIDENCE: Final = 0.85
DAY: Final = timedelta(days=1)
_LEAVE: Final = (
    r"(?:leave|go home|head (?:off|home|out)|knock off|log off|clock off|finish|stop|get away|slip"
    r" out|nip out|go|be off|call it a day|leave work|quit)"
)
_COME_LATE: Final = (
    r"(?:start|come in|arrive|get in|get up|show up|turn up|begin|lie in|sleep in|be in|log on)"
)
_AWAY: Final = (
    r"(?:take (?:\w+ ){0,4}off|took (?:\w+ ){0,4}off|have (?:\w+ ){0,4}off|be (?:away|off|out|gone)"
    r"|am (?:away|off|out|ill|sick)|skip|stay (?:at )?home|stay in bed|went away|go away"
    r"|was (?:away|off|ill))"
)
_BE_THERE: Final = (
    r"(?:be (?:at|in|there|here|home|free|on)|go to|get to|come to|visit|pick up|collect"
    r"|drop off|meet"
    r"|take (?:the|a|my)|catch (?:the|a)|drive|see (?:the|a|my))"
)
_ASKS: Final = re.compile(
    r"^(?:and |so )?(?:can|could|may|might|is it|would it|will it|is that|am i ok|do i"
    r"|what (?:do|would|will|am)"
    r"|if|shall|should|does anything|does it|anything|any problem|would i|will i|suppose)\b"
)
_LEAVES: Final = re.compile(
    rf"\b(?:i|me|we) (?:\w+ )?{_LEAVE}\b|\b(?:leaving|going home|finishing|knocking off)\b"
)
_COMES_LATE: Final = re.compile(
    rf"\b(?:i|me|we) (?:only |just )?{_COME_LATE}\b|\b(?:starting|coming in|arriving)\b"
)
_IS_AWAY: Final = re.compile(
    rf"\b(?:i|me|we|i'm) (?:\w+ )?{_AWAY}\b|\btaking (?:\w+ ){{0,4}}off\b|\bi'm (?:away|off|out)\b"
)
_IS_THERE: Final = re.compile(rf"\b(?:can|could|may|might|will|if) (?:i|we) (?:\w+ )?{_BE_THERE}")
_COMMAND: Final = re.compile(
    r"\b(?:move|book|schedule|cancel|send|share|add|create|put|set|invite)\b"
)
_EDGE: Final = re.compile(
    r"\b(?:when|what time)\b.*\b(?:my|our|the) (?:\w+ )?(?:day|week|morning|afternoon|work)\b.*"
    r"\b(?P<edge>start|begin|kick off|end|finish|over|done)\w*\b"
    r"|\b(?:when|what time)\b.{0,12}\b(?:do|am|will|can|could|shall) (?:i"
    r"|we)\b.{0,12}\b(?P<edge2>start|begin|end"
    r"|finish|done|finished|knock off|go home|get home|be home)\b"
    r"|^(?:and |so )?(?:what(?:'s| is)|what do i have) (?:up )?(?P<edge4>first|last)\b"
    r"(?= (?:up )?(?:on|this|next|in|to-?day|tomorrow|thing)\b)"
    r"|\b(?:what(?:'s| is)|which is|when(?:'s| is)|what time(?:'s| is)|what do i have"
    r"|do i have)\b.{0,6}\b(?:my|the|our)? ?"
    r"(?P<edge3>first|last|earliest|latest|final)(?: thing| meeting| appointment| event| call"
    r"| item| one|"
    r" commitment)+\b"
)
_HOW_LATE: Final = re.compile(
    r"\bhow (?P<way>late|early) (?:do|am|will|shall|must|should) (?:i|we)\b"
    r"(?!.*\b(?:can|could|arrive|leave|get there|be there)\b)"
)
# "Will I be done by six on Monday?"
_ENDS_BY: Final = re.compile(
    r"^(?:and |so )?(?:do|will|am|are|shall|does|is) (?:i|we|my (?:day|work\w*))\b"
    r"(?: (?:be|going to|still|already))*"
    r" (?P<edge>finish|finished|done|end|get off|knock off|free|through|start|begin|starting"
    r"|finishing|working|work) (?P<way>before|by|after|until|till|past|later than|earlier than) "
)
_MY_DAY: Final = re.compile(r"\b(?:my|our|the) (?:working )?day\b", re.IGNORECASE)
_LAST: Final = frozenset(
    {"end", "finish", "over", "done", "finished", "knock off", "go home", "get home", "be home"}
    | {"last", "latest", "final"}
)
_LOAD: Final = re.compile(
    r"\bhow (?:many hours|much time|long)\b.*\b(?:meetings?|calls?|appointments?|booked"
    r"|in meetings|busy)\b"
    r"|\bhow (?:busy|full|packed|booked(?: up)?|crowded|bad|heavy|quiet|empty"
    r"|free)\b.*\b(?:am i|are we|is (?:my|the|it)?|looks?|my)\b"
    r"|\b(?:which|what) (?:day|days|afternoon|morning)s?\b.*\b(?:busiest|fullest|emptiest"
    r"|quietest|freest|lightest"
    r"|heaviest|most (?:free|busy|meetings|open|booked)|least (?:busy|booked|meetings)|fewest"
    r"|worst|calmest)\b"
    r"|\b(?:busiest|fullest|emptiest|quietest|freest|lightest|heaviest|calmest) day\b"
)
_EMPTY: Final = re.compile(
    r"\b(?:emptiest|quietest|freest|lightest|most (?:free|open)|least|fewest|calmest|quiet"
    r"|empty|free)\b"
)
_DAY_BESIDE: Final = re.compile(
    r"\b(?:on )?the (?P<unit>day|morning|evening|night|afternoon) (?P<way>before|after"
    r"|following|of) "
    r"(?P<thing>(?!(?:that|this|it|next|tomorrow|yesterday|last)\b)[^?.!;,]+)",
    re.IGNORECASE,
)
_AGENDA: Final = re.compile(
    r"^(?:and |so )?(?:what|anything|do i|have i|is there|what's|am i|show|list"
    r"|which (?:meetings|events|appointments))\b"
    r"(?!.*\b(?:flight|train|bus|file|mail|said|say|says|write|wrote|send|sent)\b.*\bthe day)"
)


def hypothetical(text: str, query: Query) -> Intent | None:
    """What lies in a time that the person would like to be away in, or elsewhere."""
    wish = request(text)
    if not (_ASKS.match(wish) or _ASKS.match(text.lower())) or _COMMAND.search(wish):
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    if when.range is None or when.range.start is None or when.range.end is None:
        return None
    is_clock = when.range.end - when.range.start <= timedelta(hours=1) and not when.end_said
    window = _meant(wish, when.range.start, when.range.end, query, is_clock=is_clock)
    if window is None:
        return None
    return _intent({"shape": "window"}, window)


def _meant(
    wish: str, start: datetime, end: datetime, query: Query, *, is_clock: bool
) -> TimeRange | None:
    """The time in which the person would be away, by what they would do."""
    midnight = datetime.combine(
        start.astimezone(ZoneInfo(query.time_zone)).date(), time(), ZoneInfo(query.time_zone)
    )
    closes = midnight + timedelta(hours=DAY_ENDS.hour)
    if _IS_AWAY.search(wish):
        return TimeRange(start, end)
    if is_clock and _LEAVES.search(wish):
        return TimeRange(start, closes)
    if is_clock and _COMES_LATE.search(wish):
        return TimeRange(midnight, start)
    if is_clock and _IS_THERE.search(wish):
        return TimeRange(start, end)
    return None


def edge(text: str, query: Query) -> Intent | None:
    """When the first thing of a day begins, or the last one ends."""
    if (by := _edge_by(text, query)) is not None:
        return by
    found = _EDGE.search(request(text))
    how = _HOW_LATE.search(request(text))
    if how is not None:
        when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
        window = when.range or _today(query)
        return _intent({"shape": "edge", "backwards": how["way"] == "late"}, window)
    if found is None:
        return None
    plain = _MY_DAY.sub(lambda said: " " * len(said[0]), text)
    when = dates.find_time(plain, now=query.now, time_zone=query.time_zone, ahead=True)
    said = next(value for value in found.groups() if value)
    rest = re.sub(
        r"(?i)\b(?:day|start|begin|end|finish|first|last|earliest|latest|final|knock off"
        r"|go home|thing)\w*",
        " ",
        text,
    )
    if when.range is None or phrase_of(rest, now=query.now, time_zone=query.time_zone):
        return None
    return _intent({"shape": "edge", "backwards": said in _LAST}, when.range)


def _edge_by(text: str, query: Query) -> Intent | None:
    """Whether a day ends, or begins, before or after an hour."""
    wish = request(text)
    found = _ENDS_BY.match(wish)
    if found is None or (found["edge"] == "free" and found["way"] not in ("by", "before")):
        return None
    rest, first, last = timing_free.clock_bounds(wish[found.start("way") :], query)
    if (first is None and last is None) or phrase_of(
        rest, now=query.now, time_zone=query.time_zone
    ):
        return None
    when = dates.find_time(rest, now=query.now, time_zone=query.time_zone, ahead=True)
    late = [hour_meant(one, wish) for one in (first, last)]
    within = [late[0] or 0, late[1] or 24 * 60]
    backwards = not found["edge"].startswith(("start", "begin"))
    entities = {"shape": "edge", "backwards": backwards, "within": within}
    return _intent(entities, when.range or _today(query))


def _today(query: Query) -> TimeRange:
    zone = ZoneInfo(query.time_zone)
    midnight = datetime.combine(query.now.astimezone(zone).date(), time(), zone)
    return TimeRange(midnight, midnight + DAY)


def load(text: str, query: Query) -> Intent | None:
    """How full days are, and which of them most or least."""
    wish = request(text)
    if not _LOAD.search(wish):
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    window = when.range or range_before(query)
    if window is None or window.start is None or window.end is None:
        return None
    return _intent({"shape": "load", "least": bool(_EMPTY.search(wish))}, window)


def day_beside(text: str, query: Query) -> Intent | None:
    """What is on the day before or after an event, or on its own."""
    found = _DAY_BESIDE.search(text)
    if found is None or not _AGENDA.match(request(text)):
        return None
    named = phrase_of(found["thing"], now=query.now, time_zone=query.time_zone)
    head = text[: found.start()]
    rest = re.sub(r"(?i)\b(?:doing|on|anything|happening|planned|free)\b", " ", head)
    if not named or phrase_of(rest, now=query.now, time_zone=query.time_zone):
        return None
    way = found["way"].lower()
    shift = -1 if way == "before" else 0 if way == "of" else 1
    entities: dict[str, Any] = {"shape": "beside_day", "occasions": [named], "days": shift}
    return Intent(("gcal",), "search", entities, None, CONFIDENCE)


def _intent(entities: dict[str, Any], window: TimeRange) -> Intent:
    kept = {key: value for key, value in entities.items() if value}
    return Intent(("gcal",), "search", kept, window, CONFIDENCE)
