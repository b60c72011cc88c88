"""Questions that only mean something after the turn before: "and the week after?", "open the
second one", "move it to 3 pm". A follow-up inherits what it does not say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from agents.query import (
    READ_OPERATIONS,
    Citation,
    EarlierTurn,
    Intent,
    Operation,
    Service,
    TimeRange,
)
from agents.understanding import rules, shapes
from agents.understanding.decision import BOOKING_SERVICES, services_to_look_in
from agents.understanding.lexicon import SERVICE_WORDS
from agents.understanding.wording import request, words_of

ORDINALS: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "last": -1, "latest": 1, "newest": 1, "top": 1, "other": 2,
}  # fmt: skip
CONFIDENCE = 0.8  # of what is inherited

_CONTINUES: Final = re.compile(
    r"^(?:and|or|what about|how about|what if|also|only|just|same (?:for|with)|now|und|et|y|ve|but"
    r"|then|ok|okay|was ist mit|et pour|qué tal)\b"
)
_SHIFT: Final = re.compile(
    r"\b(?:(?P<unit>day|week|weekend|month|quarter|year) (?P<after>after|before|following|prior"
    r"|earlier|later)|(?P<way>following|previous|preceding) (?P<named>day|week|weekend|month"
    r"|quarter"
    r"|year))\b"
)
_ORDINAL: Final = re.compile(
    r"\b(?:the |number |no\.? ?|#)?(?P<word>"
    + "|".join(sorted(ORDINALS, key=len, reverse=True))
    + r"|(?<=number )\d{1,2}|(?<=#)\d{1,2}) ?(?P<noun>one|result|hit|item|source|entry|e-?mail|mail"
    r"|message|thread|event|meeting|appointment|invite|file|doc|document|deck|spreadsheet|slide"
    r"|pdf|conversation)?\b"
)
_PRONOUN: Final = re.compile(
    r"\b(?:it|this|that|them|these|those|this one|that one|the one)\b(?! (?:is|was|are|were|says"
    r"|said|mentions?|has|have)\b)"
)
_THE_ONE: Final = re.compile(
    r"^(?:open|show|read|display|view)(?: me)? (?:the|that|this) (?:e-?mail|mail|message|thread"
    r"|event|meeting|appointment|file|doc|document|deck|spreadsheet|presentation|pdf)[?.!]*$"
)
_BARE_QUESTION: Final = re.compile(r"^(?:who|when|where|what time|how long)\b")
_CHANGES_IT: Final = re.compile(r"^(?:cancel|change|move|rebook|reschedule)\b")
_BACK: Final = frozenset({"before", "prior", "earlier", "previous", "preceding"})
_STEPS: Final = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
}
_FRAGMENT_SAYS: Final = frozenset(
    {"people", "addresses", "direction", "topic", "references", "file_types", "labels", "flags"}
)
_READ: Final[dict[Service, Operation]] = {"gmail": "read", "gcal": "read", "gdrive": "read"}

_VerbTable = list[tuple[str, dict[Service, Operation]]]


def _compiled(table: _VerbTable) -> list[tuple[re.Pattern[str], dict[Service, Operation]]]:
    return [(re.compile(pattern), operations) for pattern, operations in table]


_BY_VERB: Final = _compiled(
    [
        (r"^(?:open|read|show|display|view|see|expand)\b|\bwhat (?:does|did) (?:it|that"
         r"|they) say\b",
         _READ),
        (r"^(?:summari[sz]e|sum up|recap)\b",
         {"gmail": "summarize", "gcal": "summarize", "gdrive": "summarize"}),
        (r"^(?:reply|respond|answer|write back)\b", {"gmail": "reply_email"}),
        (r"^(?:forward|fwd)\b", {"gmail": "forward_email"}),
        (r"^(?:send|e-?mail|mail)\b", {"gmail": "forward_email", "gdrive": "share_file"}),
        (r"^archive\b", {"gmail": "archive_email"}),
        (r"^(?:delete|remove|trash|throw away|get rid of|drop)\b",
         {"gmail": "trash_email", "gcal": "delete_event"}),
        (r"^(?:cancel|call off)\b", {"gcal": "delete_event"}),
        (r"^(?:label|tag|star|flag|mark)\b", {"gmail": "label_email"}),
        (r"^(?:move|reschedule|postpone|push|shift|change|bring|rename|extend|shorten|make)\b",
         {"gcal": "update_event", "gmail": "label_email"}),
        (r"^(?:accept|decline|rsvp|say (?:yes|no|maybe)|turn (?:it|that) down|reject|confirm)\b",
         {"gcal": "respond_event"}),
        (r"^share\b", {"gdrive": "share_file"}),
        (r"^(?:unshare|stop sharing|revoke)\b", {"gdrive": "unshare_file"}),
        (r"^(?:who|when|where|what time|how long|how many|which|what|is|does|did|has)\b",
         _READ),
    ]
)  # fmt: skip


def points_back(text: str) -> bool:
    """Whether the text speaks of something it does not name."""
    wish = request(text)
    return bool(_PRONOUN.search(wish) or _ordinal_of(wish))


def continued(own: Intent, text: str, earlier: tuple[EarlierTurn, ...], now: datetime) -> Intent:
    """The intent of `text` (understood alone as `own`) after the `earlier` turns."""
    if not earlier:
        return own
    before = earlier[-1]
    low = " ".join(text.lower().split())
    wish = request(text)
    pointed = _pointed_at(own, wish, before)
    if pointed:
        return pointed
    if _is_fragment(own, low, wish):
        return _inherited(own, low, wish, before.intent, now)
    return own


def _pointed_at(own: Intent, wish: str, before: EarlierTurn) -> Intent | None:
    """What shall be done with one of the things that the last answer cited."""
    ordinal = _ordinal_of(wish)
    if ordinal is None and not _points_at_something(own, wish):
        return None
    booking = bool(_CHANGES_IT.match(wish)) and _was_about_booking(before.intent)
    if booking or not before.citations:
        return _without_citations(own, before.intent, booking=booking)
    operations = _operations_for(wish)
    if operations is None and ordinal is not None and not own.entities.get("topic"):
        operations = _READ
    if operations is None:
        return None
    chosen = _citation(ordinal, wish, before.citations, operations)
    operation = operations.get(chosen.service)
    if operation is None:
        return None
    return replace(
        own,
        services=(chosen.service,),
        operation=operation,
        entities={**_said_here(own.entities), **_signs(wish, operation, chosen)},
        confidence=max(own.confidence, CONFIDENCE),
        clarification=None,
    )


def _was_about_booking(before: Intent) -> bool:
    topic = str(before.entities.get("topic", "")).lower()
    return bool(before.entities.get("about_booking") or rules.BOOKING.search(topic))


def _points_at_something(own: Intent, wish: str) -> bool:
    """Whether the words are "it", "the event", or a bare "who is coming?"."""
    if _PRONOUN.search(wish) or _THE_ONE.match(wish):
        return True
    names = {"topic", "people", "addresses", "references", "file_types"} & set(own.entities)
    return bool(_BARE_QUESTION.match(wish)) and not names and own.time_range is None


def _signs(wish: str, operation: Operation, chosen: Citation) -> dict[str, Any]:
    """What the wording adds to the citation that it points at."""
    signs: dict[str, Any] = {"ordinal": chosen.n}
    shape = shapes.shape_of(wish, operation, (chosen.service,))
    if shape not in ("list", "agenda"):
        signs["shape"] = shape
    if operation == "respond_event":
        signs["response"] = shapes.response_of(wish)
    if operation in ("share_file", "unshare_file"):
        signs["role"] = shapes.role_of(wish)
    if operation not in READ_OPERATIONS:
        signs["verb"] = shapes.verb_of(wish)
    return {key: value for key, value in signs.items() if value}


def _without_citations(own: Intent, before: Intent, *, booking: bool) -> Intent | None:
    """What is meant by "it" is the topic of the turn before: after an answer without sources, and
    where "it" is a `booking` that somebody outside holds."""
    topic = before.entities.get("topic")
    if not topic or own.entities.get("topic") or before.operation == "unsupported":
        return None
    inherited = ("topic", "references", "people")
    kept = {key: before.entities[key] for key in inherited if key in before.entities}
    entities = {**kept, **_said_here(own.entities)}
    if not booking:
        return replace(own, entities=entities, clarification=None)
    entities["about_booking"] = True
    entities["verb"] = own.entities.get("verb") or before.entities.get("verb") or "change"
    return replace(
        own,
        services=BOOKING_SERVICES,
        operation="draft_email",
        entities=entities,
        confidence=CONFIDENCE,
        clarification=None,
    )


def _is_fragment(own: Intent, low: str, wish: str) -> bool:
    """Whether the text continues the question before it."""
    words = words_of(low)
    if _SHIFT.search(low) and len(words) <= 8:
        return True
    if _CONTINUES.match(low):
        return len(words) <= 12 and not _asks_in_full(wish, own)
    says = {"people", "addresses", "flags", "file_types"} & set(own.entities)
    bare = not own.entities.get("topic") and (own.time_range or says or _only_service(words))
    return bool(bare) and len(words) <= 5 and not _asks_in_full(wish, own)


def _asks_in_full(wish: str, own: Intent) -> bool:
    starts = re.match(
        r"(?:what's|what is|what do|what did|who|when|where|how many|how much|which|find|show"
        r"|search"
        r"|list|send|e-?mail|reply|forward|draft|write|schedule|create|add|cancel|delete|move|share"
        r"|am i|do i|did|is there|are there|summari[sz]e|remind|put|set|book|open|read|archive)\b",
        wish,
    )
    return bool(starts) and len(words_of(wish)) > 2 and bool(
        own.entities.get("topic") or own.entities.get("people") or own.time_range
        or own.operation not in ("search", "read")
    )  # fmt: skip


def _only_service(words: list[Any]) -> bool:
    named = frozenset().union(*SERVICE_WORDS.values())
    return any(word.low in named for word in words)


def _inherited(own: Intent, low: str, wish: str, before: Intent, now: datetime) -> Intent:
    """The earlier intent with what the fragment says instead."""
    services = services_to_look_in(wish) or before.services
    entities = {k: v for k, v in before.entities.items() if k not in ("ordinal", "message")}
    said = {k: v for k, v in _said_here(own.entities).items() if k in _FRAGMENT_SAYS}
    if "people" in said or "addresses" in said:
        said.setdefault("direction", entities.get("direction"))
        _drop(entities, "people", "addresses", "direction")
    elif "topic" in said:
        _drop(entities, "references", "people", "addresses", "direction")
    if services != before.services:
        _drop(entities, "shape", "direction", "flags", "labels", "file_types")
        if "gdrive" in services:
            _drop(entities, "people", "addresses")
    entities.update(said)
    shift = _SHIFT.search(low)
    time_range = own.time_range or before.time_range
    if shift:
        time_range = shifted(before.time_range, shift, now)
    return replace(
        before,
        services=services,
        entities={key: value for key, value in entities.items() if value},
        time_range=time_range,
        confidence=CONFIDENCE,
        clarification=None,
    )


def _drop(entities: dict[str, Any], *keys: str) -> None:
    for key in keys:
        entities.pop(key, None)


def shifted(base: TimeRange | None, shift: re.Match[str], now: datetime) -> TimeRange:
    """The interval a unit later or earlier, in wall-clock time: what was a Tuesday stays one.

    "The day after" a week is the one day that follows it.
    """
    unit = (shift.group("unit") or shift.group("named")).replace("weekend", "week")
    back = (shift.group("after") or shift.group("way")) in _BACK
    step = _STEPS[unit]
    if base is None or base.start is None or base.end is None:
        base = _current(unit, now, step)
    start, end = base.start or now, base.end or now
    if unit == "day" and end - start > timedelta(days=1):
        return TimeRange(start - step, start) if back else TimeRange(end, end + step)
    return TimeRange(start - step, end - step) if back else TimeRange(start + step, end + step)


def _current(unit: str, now: datetime, step: relativedelta) -> TimeRange:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "week":
        midnight -= timedelta(days=midnight.weekday())
    elif unit != "day":
        midnight = midnight.replace(day=1)
    return TimeRange(midnight, midnight + step)


def _said_here(entities: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(entities)
    for key in ("about_booking", "verb", "shape", "latest"):
        kept.pop(key, None)
    return kept


def _operations_for(wish: str) -> dict[Service, Operation] | None:
    return next((operations for pattern, operations in _BY_VERB if pattern.search(wish)), None)


def _ordinal_of(wish: str) -> int | None:
    for found in _ORDINAL.finditer(wish):
        word, noun = found.group("word"), found.group("noun")
        if word.isdigit():
            return int(word)
        follows = wish[found.end() :].lstrip()
        if noun or not follows or not follows[0].isalpha() or follows.startswith(("to ", "and ")):
            return ORDINALS[word]
    return None


def _citation(
    ordinal: int | None,
    wish: str,
    citations: tuple[Citation, ...],
    operations: dict[Service, Operation],
) -> Citation:
    """The citation meant: "the second mail" counts mails only, "it" is the first one that the
    verb can act on."""
    named = services_to_look_in(wish)
    pool = [c for c in citations if c.service in named] or list(citations)
    if ordinal is None:
        usable = [c for c in pool if c.service in operations]
        return (usable or pool)[0]
    if ordinal < 0:
        return pool[-1]
    return pool[min(ordinal, len(pool)) - 1]
