"""What a question about time says of the event of the turn before, with its name in place of "it":
"can I get to the choir after that?"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from agents.query import Citation, EarlierTurn, Intent, Query, TimeRange

TURNS: Final = 3  # in which the event was shown that is meant
MOST_WORDS: Final = 6  # of a title
_OF_ONE_EVENT: Final = (
    None, "when", "next", "where", "who", "row", "length", "guests", "conflicts", "beside",
)  # fmt: skip
_OF_TWO: Final = 2
_ENDS: Final = (
    r"(?=\W*$|[,.?!;]|\s+(?:on|in|and|or|clash\w*|overlap\w*|conflict\w*|collid\w*|run|get|cut|eat"
    r"|is|was|by|when|what|who|how|too|then|yet|at all|fit|with)\b)"
)
_IT: Final = r"(?:that one|this one|that|this|it)"
_BEHIND: Final = re.compile(
    rf"\b(?P<before>after|before|until|till|for|to|with|into|from|make|attend|miss|catch) {_IT}"
    rf"{_ENDS}",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(
    rf"^(?P<before>(?:(?:and|but|so|ok)\b[, ]*)*(?:does|do|will|would|is|can|could)) {_IT}"
    r"(?=(?: \w+)?? (?:clash|overlap|conflict|collid|run into|get in|cut into|eat into|fit)\w*\b)",
    re.IGNORECASE,
)
_DAY_BESIDE: Final = re.compile(
    r"(?P<before>\b(?:on )?the day (?:before|after))(?: (?:that|it))?(?=\W*$)", re.IGNORECASE
)
_BETWEEN: Final = re.compile(
    r"\bbetween (?:them|the two(?: of them)?|those(?: two)?|these(?: two)?|both)\b", re.IGNORECASE
)
_THAT_DAY: Final = re.compile(r"\b(?:on )?that (?:same )?day\b", re.IGNORECASE)
_ANYTHING: Final = re.compile(
    r"^(?:and |so |but |ok )*(?:(?:is there |does )?anything(?: else)?|any) "
    r"(?:clash\w*|overlap\w*|conflict\w*)\W*$",
    re.IGNORECASE,
)
_WHO_ANSWERED: Final = re.compile(
    r"^(?:and |so |but |ok )*(?:who|has (?:everyone|everybody|anyone"
    r"|anybody))\b.{0,30}\b(?:answered"
    r"|replied|responded|accepted|declined|confirmed|said (?:yes|no))(?: yet)?\W*$",
    re.IGNORECASE,
)


def named(text: str, query: Query) -> tuple[str, TimeRange | None] | None:
    """The question with the name of the event that it points at, and the day of that event; `None`
    where it points at none."""
    turn = next((one for one in reversed(query.earlier[-TURNS:]) if _events(one)), None)
    if turn is None:
        return None
    events = _events(turn)
    if _THAT_DAY.search(text) and events[0].when is not None:
        day = events[0].when.astimezone(ZoneInfo(query.time_zone))
        return _THAT_DAY.sub(f"on {day.day} {day:%B %Y}", text), None
    if len(events) >= _OF_TWO and _BETWEEN.search(text):
        pair = f"between the {_called(events[0])} and the {_called(events[1])}"
        return _BETWEEN.sub(pair, text), _day_of(events[0], query)
    if not _is_of_one(turn, events):
        return None
    return _of_one(text, events[0], query)


def _events(turn: EarlierTurn) -> list[Citation]:
    return [one for one in turn.citations if one.service == "gcal" and one.when is not None]


def _of_one(text: str, event: Citation, query: Query) -> tuple[str, TimeRange | None] | None:
    name = _called(event)
    if _ANYTHING.match(text):
        return f"does anything clash with the {name}", _day_of(event, query)
    if _WHO_ANSWERED.match(text):
        return f"{text.rstrip(' ?.!')} to the {name}?", _day_of(event, query)
    for pattern in (_FIRST, _DAY_BESIDE, _BEHIND):
        if pattern.search(text):
            put = pattern.sub(lambda said: f"{said['before']} the {name}", text, count=1)
            return put, None if pattern is _DAY_BESIDE else _day_of(event, query)
    return None


def dated(intent: Intent, day: TimeRange | None) -> Intent:
    """The intent, of that day where it names no other."""
    return intent if intent.time_range or day is None else replace(intent, time_range=day)


def range_before(query: Query) -> TimeRange | None:
    """The days that the turn before was about."""
    window = query.earlier[-1].intent.time_range if query.earlier else None
    return window if window and window.start and window.end else None


def _is_of_one(turn: EarlierTurn, events: list[Citation]) -> bool:
    shape = turn.intent.entities.get("shape")
    return len(events) == 1 or (shape in _OF_ONE_EVENT and turn.intent.operation != "find_time")


def _called(event: Citation) -> str:
    """The words of a title, without what would be read as a time or a second thing."""
    plain = re.sub(r"\([^)]*\)|\d+[:.]\d+|[^\w' -]", " ", event.title)
    words = [word for word in plain.split() if word.lower() not in ("and", "or", "-")]
    return " ".join(words[:MOST_WORDS])


def _day_of(event: Citation, query: Query) -> TimeRange | None:
    if event.when is None:
        return None
    day = event.when.astimezone(ZoneInfo(query.time_zone)).date()
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(query.time_zone))
    return TimeRange(midnight, midnight + timedelta(days=1))
