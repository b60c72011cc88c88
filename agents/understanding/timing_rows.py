"""Events that come again: the next one of a row or the one before, and the days on which it is or
is left out."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final

from agents.query import Citation, Intent, Query, TimeRange
from agents.understanding import dates
from agents.understanding.date_phrases import A_DAY
from agents.understanding.occasions import phrase_of
from agents.understanding.wording import request

CONFIDENCE: Final = 0.85
WEEK: Final = timedelta(days=8)  # what is shorter names a day, and no row of them
# "Ok, and the one after that, when is it?"
_AROUND: Final = re.compile(
    r"^(?:and|so|ok(?:ay)?|right|then|but|what about|how about|when(?:'s| is| was| are| will be)?"
    r"|what(?:'s| is) (?:the )?(?:date|day|time) (?:of|for))[, ]+"
    r"|[,;:–-]? *(?:\b(?:and )?(?:when|what (?:day|date|time|about))\b.*|(?:please|pls|then))$"
)
_AFTER: Final = re.compile(
    r"(?:the )?(?:one|time|meeting|session|date)?(?: (?:right |directly )?(?:after|following)"
    r"(?: (?:that|this|it|then|the next))?(?: one| time)?)"
    r"|the (?:one after(?:wards)?|(?:following|next) (?:one|time))|the one after next"
    r"|after that(?: one)?|(?:and )?(?:the )?(?:next|following)(?: one| time)?"
)
_BEFORE: Final = re.compile(
    r"the (?:one|time) before(?: (?:that|this|it))?|the (?:previous|last) (?:one|time)"
)
_OF_ONE_EVENT: Final = (None, "when", "next", "where", "who", "row", "length", "guests")
# "Which Monday in December do I not see her?"
_WHICH_DAYS: Final = re.compile(
    rf"\b(?:which|what|any|is there an?|are there) (?P<day>{A_DAY})(?:day)?s?\b"
    r"|\b(?:which|what|any|is there an?|are there|on which|on what) (?:dates?|days?|weeks?)\b"
    r"|^when(?:'s| is| are) (?:there )?(?=no\b)",
    re.IGNORECASE,
)
_LEFT_OUT: Final = re.compile(
    r"\b(?:not|no|without|skips?|skipped|misse?s?|missed|off|cancelled|missing|isn'?t|aren'?t"
    r"|doesn'?t|don'?t|won'?t|haven'?t|hasn'?t|left out)\b",
    re.IGNORECASE,
)
_SKIPS: Final = re.compile(
    r"^(?:and |so )?(?:does|do|will|is|are|has|have) .*\b(?:skip(?:s|ped)?|miss(?:es|ed)?"
    r"|(?:take|have|has|takes|having) a (?:week|break)|every week|each week)\b",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(
    r"\b(?:which|what|dates?|days?|weeks?|see|seeing|meet|meeting|skips?|skipped|miss(?:es|ed)?"
    r"|break|there|every|each|take|on|off|cancelled|club night|running)\b",
    re.IGNORECASE,
)


def next_of_row(text: str, query: Query) -> Intent | None:
    """ "And the one after that?": the next event of the same name, or the one before."""
    event = last_event(query)
    if event is None or event.when is None:
        return None
    if query.earlier[-1].intent.entities.get("shape") not in _OF_ONE_EVENT:
        return None
    said = _without(_AROUND, request(text))
    after, before = _AFTER.fullmatch(said), _BEFORE.fullmatch(said)
    if not (after or before):
        return None
    entities = {"shape": "row", "topic": event.title, "backwards": bool(before and not after)}
    window = TimeRange(None, event.when) if entities["backwards"] else TimeRange(event.when, None)
    return _intent(entities, window)


def _without(pattern: re.Pattern[str], said: str) -> str:
    """What is left when the words around have been taken away, again and again."""
    said = said.strip(" ?.!,;")
    while (rest := pattern.sub("", said).strip(" ?.!,;")) not in (said, ""):
        said = rest
    return said


def days_of_row(text: str, query: Query) -> Intent | None:
    """On which days of a time an event that comes again is, or is left out."""
    which = _WHICH_DAYS.search(text)
    if which is None and not _SKIPS.match(request(text)):
        return None
    left_out = bool(_LEFT_OUT.search(text))
    day = which["day"] if which else None
    if which:
        text = text[: which.start()] + " " * len(which[0]) + text[which.end() :]
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    window = when.range
    start, end = (window.start or query.now, window.end) if window else (query.now, None)
    if (end and end - start < WEEK) or (window is None and which is not None and not left_out):
        return None
    named = phrase_of(_LEFT_OUT.sub(" ", _WORDS.sub(" ", text)), now=query.now,
                      time_zone=query.time_zone)  # fmt: skip
    if not named or (which is not None and not (day or left_out)):
        return None
    entities: dict[str, Any] = {
        "shape": "row_days",
        "topic": named,
        "left_out": left_out or which is None,
    }
    if day:
        entities["weekday"] = day.lower()[:3]
    return _intent(entities, TimeRange(start, end))


def last_event(query: Query) -> Citation | None:
    """The first event that the answer before cites."""
    cited = query.earlier[-1].citations if query.earlier else ()
    return next((one for one in cited if one.service == "gcal"), None)


def _intent(entities: dict[str, Any], window: TimeRange) -> Intent:
    kept = {key: value for key, value in entities.items() if value}
    return Intent(("gcal",), "search", kept, window, CONFIDENCE)
