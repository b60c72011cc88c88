"""Questions about time in free words: free time, what clashes with what, a day by its kinds.

The wording alone tells that one is asked, which events it names and which hours it means; the
plan looks these events up.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from agents.query import READ_OPERATIONS, Intent, Operation, Query
from agents.understanding import (
    dates,
    timing_agenda,
    timing_checks,
    timing_clashes,
    timing_days,
    timing_events,
    timing_free,
    timing_hours,
    timing_met,
    timing_pointing,
    timing_rows,
    timing_told,
    timing_when,
)
from agents.understanding.wording import request

_FIRST: Final = (
    timing_events.still_on,
    timing_hours.picked,
    timing_hours.parts,
    timing_rows.next_of_row,
    timing_agenda.guests,
    timing_when.one_guest,
    timing_when.how_long,
    timing_when.our_time,
    timing_when.countdown,
    timing_rows.days_of_row,
    timing_told.deadlines,
    timing_told.about_a_time,
    timing_checks.which_room,
    timing_events.one_to_one,
    timing_met.next_with,
    timing_when.next_one,
    timing_met.last_time,
    timing_events.way_back,
    timing_events.be_there,
    timing_events.was,
    timing_events.either,
    timing_events.weekday,
    timing_events.school,
    timing_events.own_answer,
    timing_events.link,
    timing_events.by_clock,
    timing_events.how_many,
    timing_days.day_beside,
    timing_days.edge,
    timing_days.load,
    timing_hours.bounded,
)
_THEN: Final = (
    timing_days.hypothetical,
    timing_clashes.read,
    timing_agenda.trip,
    timing_agenda.filtered,
    timing_when.beside,
    timing_when.prepare,
    timing_checks.check,
    timing_agenda.plain,
    timing_events.upcoming,
)
# These are complete, whatever was asked before.
_COMPLETE: Final = frozenset(
    {
        "guests",
        "row",
        "row_days",
        "length",
        "beside",
        "trip",
        "window",
        "last_with",
        "edge",
        "load",
        "beside_day",
        "conflicts",
    }
)
_A_QUESTION: Final = re.compile(
    r"(?:what|which|when|how|who|where|anything|any|is|are|am|did|has|does"
    r"|do (?!not\b)|have (?:i|we)\b"
    r"|will (?!you\b))"
)
_IN_TIME: Final = re.compile(
    r"(?:and |so |but )?(?:can|could|will) (?:i|we) (?:still )?(?:get to|make it to|be back)\b"
    r".*\b(?:after|before|from|in time)\b"
)
# What has hours and days too, and is in no calendar.
_ELSEWHERE: Final = re.compile(
    r"\b(?:alarms?|twitter|facebook|social media|trending|stocks?|exchange|currency|dollars?"
    r"|euros?|pesos"
    r"|clash of|recipes?|cook|roast|bake|boil|chill|take-?away|takeout|my (?:food|order|parcel"
    r"|pizza)|erupt"
    r"|rest stop|traffic|rain(?:ing|y)?|snow(?:ing|y)?|windy|sunny|route \w+|fun things"
    r"|things to do|near me|around here|to[- ]?do list|(?:my|your|the"
    r"|shopping|grocery)"
    r" lists?\b(?! of)|distance|difference|is it by (?:train|car|bus)|weather|incoming|tour)\b"
)
_LOOKS_BACK: Final = re.compile(
    r"\bdid (?:i|we)\b|\bhappened\b|\b(?:was|were) (?:i|we)\b|\bwhat was (?:on|in)\b"
)
_SENTENCE: Final = re.compile(r"(?<=[?!.])\s+|\s+[–-]\s+|;\s+")
TWO: Final = 2
_NAMES: Final = frozenset({"occasions", "since", "until"})  # whole events, in words
_MAY_ASK: Final[frozenset[Operation]] = READ_OPERATIONS | {"unsupported"}


def timed(text: str, operation: Operation, query: Query) -> Intent | None:
    """The intent of a question about time, or `None`. `operation` is what its words resemble
    most: a command is not taken for a question."""
    pointed = timing_pointing.named(text, query)
    if pointed is not None:
        put, day = pointed
        named = _timed(put, "search", query)
        if named is not None and (_NAMES & named.entities.keys() or day is None):
            return timing_pointing.dated(named, day)
    found = _timed(text, operation, query)
    found = _of_a_sentence(text, operation, query) if found is None else found
    return _looking_back(found, text, query) if found else None


def _looking_back(found: Intent, text: str, query: Query) -> Intent:
    """Of "what did I have on Friday" the last Friday is meant."""
    said = found.time_range
    is_ahead = said is not None and said.start is not None and said.start > query.now
    if not is_ahead or found.operation != "search" or not _LOOKS_BACK.search(request(text)):
        return found
    back = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=False).range
    is_back = back is not None and back.end is not None and back.end <= query.now
    return replace(found, time_range=back) if is_back else found


def _of_a_sentence(text: str, operation: Operation, query: Query) -> Intent | None:
    """The intent of the first of several sentences that asks about a time of its own; what is told
    beside it may be left aside."""
    parts = [part for part in _SENTENCE.split(text) if part.strip()]
    if len(parts) < TWO or operation not in _MAY_ASK:
        return None
    asked = (part for part in parts if _A_QUESTION.match(request(part)))
    read = (_timed(part, "search", query) for part in asked)
    return next((one for one in read if one is not None and one.time_range is not None), None)


def _timed(text: str, operation: Operation, query: Query) -> Intent | None:
    if _ELSEWHERE.search(request(text)):
        return None
    may_ask = operation in _MAY_ASK or bool(_A_QUESTION.match(request(text)))
    may_ask = may_ask or timing_free.asks_if_it_fits(text) or bool(_IN_TIME.match(text.lower()))
    if may_ask:
        for read in _FIRST:
            found = read(text, query)
            if found is not None:
                return found
    is_command = not may_ask and operation != "find_time"
    begins = timing_when.begins(text, query) if operation == "find_time" else None
    if begins is not None:
        return begins
    free = None if is_command else timing_free.read(text, operation, query)
    if free is not None or not may_ask:
        return free
    return next((found for read in _THEN if (found := read(text, query)) is not None), None)


def is_complete(intent: Intent) -> bool:
    """Whether a question about time needs nothing of the turn before but what it has."""
    return intent.entities.get("shape") in _COMPLETE or bool(_NAMES & intent.entities.keys())
