"""What somebody wrote about a time to come, and what has to be done by then."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from agents.query import Intent, Query, TimeRange
from agents.understanding import dates
from agents.understanding.occasions import phrase_of
from agents.understanding.wording import request

CONFIDENCE: Final = 0.85
SOON: Final = timedelta(days=14)  # in which deadlines count, where no time is named
WEEK: Final = timedelta(days=7)
_WROTE: Final = (
    r"(?:sa(?:y|id)|wr(?:ite|ote|itten)|mention(?:ed)?|t(?:ell|old)|sen[dt]|suggest(?:ed)?"
    r"|ask(?:ed)?|promised?|invited?|plan(?:ned)?|arranged?|agreed?|propos(?:e|ed)|mail(?:ed)?"
    r"|e-?mail(?:ed)?|text(?:ed)?)"
)
_SAID: Final = re.compile(
    rf"\b(?:did|has|had|have|what did|what has)(?:n'?t)? (?P<name>(?!(?:that|this|it|there|not)\b)"
    rf"\w[\w'-]*)(?: \w+)?? {_WROTE}\b",
    re.IGNORECASE,
)
# Then they wrote at that time: "after our meeting on Friday".
_BESIDE: Final = re.compile(r"\b(?:after|before|during|since) (?:our|the|my|that)\b", re.IGNORECASE)
_OWN: Final = frozenset({"i", "we"})
_ANYBODY: Final = frozenset(
    {"anyone", "anybody", "somebody", "someone", "you", "they", "he", "she"}
)
_AROUND: Final = re.compile(
    rf"\b(?:{_WROTE}|didn'?t|hasn'?t|haven'?t|did|has|had|have|what|where|when|which|exactly"
    r"|anyone|anybody|someone|somebody|anything|something|some|for|about|happening|later|going on"
    r"|doing|thing|things|the|time|day)\b",
    re.IGNORECASE,
)
_DEADLINES: Final = re.compile(
    r"^(?:and |so )?(?:(?:what|which|any|list|show(?: me)?|upcoming|are there|do i have|have i got"
    r"|when are|give me|next)\b.*\bdeadlines?\b|(?:(?:my|upcoming|the) )*deadlines?\b)"
    r"|^(?:and |so )?(?:what(?:'s| is|s| have i got| do i have)?|anything|is there anything"
    r"|which things? (?:is|are))\b.*\bdue\b(?! to\b)"
    r"|^(?:and |so )?(?:what(?! time|'s the time)|anything|is there anything)\b.*\b(?:do|must"
    r"|should|have|need(?:s)?)\b"
    r".*\b(?:hand(?:ing|ed)? in|submit\w*|pay(?:ing)?|paid|finish\w*|sign(?:ing|ed)?(?: off)?"
    r"|return\w*|turn in|be done|get done|done|deliver\w*|renew\w*)\b.*\b(?:by|before|this|next"
    r"|in the|until|to-?day|tomorrow|on)\b"
)
_TO_DO: Final = re.compile(
    r"\b(?:deadlines?|due|hand(?:ing|ed)? in|submit\w*|pay(?:ing)?|paid|finish\w*|sign(?:ing|ed)?"
    r"|return\w*|turn in|done|deliver\w*|renew\w*|needs?|must|upcoming|coming|fall|falls|by|next"
    r"|things?|off|get|up|soon|or|and)\b",
    re.IGNORECASE,
)
_BY: Final = re.compile(r"\bby (?!the (?:end|beginning|start)\b)")  # that day is meant too
_PAYS: Final = re.compile(
    r"^(?!.*\b(?:hand|submit\w*|sign|finish\w*|return)\b).*\b(?:pay(?:ing)?|paid|bills?)\b",
    re.IGNORECASE,
)


def about_a_time(text: str, query: Query) -> Intent | None:
    """ "Didn't Ana write about something this evening?": a mail is never of a time to come, so the
    time is what it speaks of."""
    found = _SAID.search(text)
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    window = when.range
    if found is None or window is None or window.start is None or window.end is None:
        return None
    if _BESIDE.search(text):
        return None
    if window.start < query.now or window.end - window.start > WEEK:
        return None
    name = found["name"]
    rest = _AROUND.sub(" ", text.replace(name, " "))
    entities: dict[str, Any] = {
        "shape": "told",
        "topic": phrase_of(rest, now=query.now, time_zone=query.time_zone),
    }
    if name.lower() not in _OWN | _ANYBODY:
        entities |= {"people": [name], "direction": "from"}
    return _intent(("gmail",), entities, window)


def deadlines(text: str, query: Query) -> Intent | None:
    """What is due in a time, by the calendar and the mails."""
    wish = request(text)
    if not _DEADLINES.search(wish):
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    if phrase_of(_TO_DO.sub(" ", text), now=query.now, time_zone=query.time_zone):
        return None
    window = _from_now(when.range, query)
    if window and window.end and when.range and when.range.start is None and _BY.search(wish):
        window = TimeRange(window.start, window.end + timedelta(days=1))
    if window is None:
        return None
    entities = {"shape": "due", "pays": bool(_PAYS.search(text))}
    return _intent(("gcal", "gmail"), entities, window)


def _from_now(window: TimeRange | None, query: Query) -> TimeRange | None:
    """The time from today on; on the last day of a week the next one is meant too."""
    local = query.now.astimezone(ZoneInfo(query.time_zone))
    today = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if window is None:
        return TimeRange(today, today + SOON)
    if window.end is not None and window.end <= query.now:
        return None
    start = max(window.start, today) if window.start else today
    end = window.end or start + SOON
    began_before = window.start is not None and window.start < today
    if began_before and end - query.now < timedelta(days=1):
        end += WEEK
    return TimeRange(start, end)


def _intent(services: tuple[Any, ...], entities: dict[str, Any], window: TimeRange) -> Intent:
    kept = {key: value for key, value in entities.items() if value}
    return Intent(services, "search", kept, window, CONFIDENCE)
