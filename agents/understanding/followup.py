"""Questions that only mean something after the turn before: "and the week after?", "open the
second one", "move it to 3 pm". A follow-up inherits what it does not say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from agents.query import Citation, EarlierTurn, Intent, Operation, Service, TimeRange
from agents.understanding import shapes
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
    r"|earlier|later)|(?P<way>following|previous|preceding) (?P<named>day|week|weekend|month|quarter"
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
_POINTS_AT: Final = re.compile(r"\b(?:it|this|that|them|they|these|those)\b")

_BY_VERB: Final[tuple[tuple[re.Pattern[str], dict[Service, Operation]], ...]] = tuple(
    (re.compile(pattern), operations)
    for pattern, operations in (
        (r"^(?:open|read|show|display|view|see|expand)\b|\bwhat (?:does|did) (?:it|that|they) say\b",
         {"gmail": "read", "gcal": "read", "gdrive": "read"}),
        (r"^(?:summari[sz]e|sum up|recap)\b",
         {"gmail": "summarize", "gcal": "summarize", "gdrive": "summarize"}),
        (r"^(?:reply|respond|answer|write back)\b", {"gmail": "reply_email"}),
        (r"^(?:forward|fwd)\b", {"gmail": "forward_email"}),
        (r"^(?:send|e-?mail|mail)\b", {"gmail": "forward_email", "gdrive": "share_file"}),
        (r"^archive\b", {"gmail": "archive_email"}),
        (r"^(?:delete|remove|trash|throw away|get rid of|cancel|call off|drop)\b",
         {"gmail": "trash_email", "gcal": "delete_event"}),
        (r"^(?:label|tag|star|flag|mark)\b", {"gmail": "label_email"}),
        (r"^(?:move|reschedule|postpone|push|shift|change|bring|rename|extend|shorten|make)\b",
         {"gcal": "update_event", "gmail": "label_email"}),
        (r"^(?:accept|decline|rsvp|say (?:yes|no|maybe)|turn (?:it|that) down|reject|confirm)\b",
         {"gcal": "respond_event"}),
        (r"^share\b", {"gdrive": "share_file"}),
        (r"^(?:unshare|stop sharing|revoke)\b", {"gdrive": "unshare_file"}),
        (r"^(?:who|when|where|what time|how long|how many|which|what|is|does|did|has)\b",
         {"gmail": "read", "gcal": "read", "gdrive": "read"}),
    )
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
    if ordinal is None and not _PRONOUN.search(wish):
        return None
    if not before.citations:
        return _without_citations(own, wish, before.intent)
    operations = _operations_for(wish)
    if operations is None:
        return None
    cancels = wish.startswith(("cancel", "change", "move", "rebook"))
    if cancels and before.intent.entities.get("about_booking"):
        return _without_citations(own, wish, before.intent)
    chosen = _citation(ordinal, wish, before.citations, operations)
    operation = operations.get(chosen.service)
    if operation is None:
        return None
    entities = _said_here(own.entities)
    if not _POINTS_AT.search(wish) or len(before.citations) >= 1:
        entities["ordinal"] = chosen.n
    shape = shapes.shape_of(wish, operation, (chosen.service,))
    if shape and shape != "list":
        entities["shape"] = shape
    if operation == "respond_event" and (response := shapes.response_of(wish)):
        entities["response"] = response
    if operation in ("share_file", "unshare_file") and (role := shapes.role_of(wish)):
        entities["role"] = role
    if operation not in ("read", "summarize") and (verb := shapes.verb_of(wish)):
        entities["verb"] = verb
    return replace(
        own,
        services=(chosen.service,),
        operation=operation,
        entities=entities,
        confidence=max(own.confidence, CONFIDENCE),
        clarification=None,
    )


def _without_citations(own: Intent, wish: str, before: Intent) -> Intent | None:
    """ "Cancel it" after an answer that cited nothing, or about a booking: the topic is inherited."""
    topic = before.entities.get("topic")
    if not topic or own.entities.get("topic"):
        return None
    kept = {
        k: before.entities[k] for k in ("topic", "references", "people") if k in before.entities
    }
    entities = {**kept, **_said_here(own.entities)}
    services, operation = own.services, own.operation
    if before.entities.get("about_booking"):
        services, operation = before.services, before.operation
        entities["about_booking"] = True
    return replace(
        own, services=services, operation=operation, entities=entities, clarification=None
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
        r"(?:what's|what is|what do|what did|who|when|where|how many|how much|which|find|show|search"
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
    entities = {k: v for k, v in before.entities.items() if k not in ("ordinal", "message")}
    said = _said_here(own.entities)
    if said.get("topic") and not set(said) & {"people", "addresses"}:
        for gone in ("references", "people", "addresses", "direction"):
            entities.pop(gone, None)
    if "people" in said or "addresses" in said:
        for gone in ("people", "addresses"):
            entities.pop(gone, None)
    entities.update(said)
    shift = _SHIFT.search(low)
    time_range = own.time_range or before.time_range
    if shift:
        time_range = shifted(before.time_range, shift, now) or own.time_range
        if own.entities.get("topic") is None and "topic" in before.entities:
            entities["topic"] = before.entities["topic"]
    return replace(
        before,
        services=_services_said(wish) or before.services,
        entities=entities,
        time_range=time_range,
        confidence=CONFIDENCE,
        clarification=None,
    )


def shifted(base: TimeRange | None, shift: re.Match[str], now: datetime) -> TimeRange | None:
    """The interval a unit later or earlier, in wall-clock time: what was a Tuesday stays one."""
    unit = (shift.group("unit") or shift.group("named")).replace("weekend", "week")
    back = (shift.group("after") or shift.group("way")) in (
        "before", "prior", "earlier", "previous", "preceding",
    )  # fmt: skip
    step = relativedelta(months=3) if unit == "quarter" else relativedelta(**{f"{unit}s": 1})  # type: ignore[arg-type]
    if base is None:
        zone = now.tzinfo
        midnight = datetime(now.year, now.month, now.day, tzinfo=zone)
        if unit == "week":
            midnight -= timedelta(days=midnight.weekday())
        elif unit != "day":
            midnight = midnight.replace(day=1)
        base = TimeRange(midnight, midnight + step)
    move = -step if back else step
    start = base.start + move if base.start else None
    end = base.end + move if base.end else None
    if unit == "month" and base.end and base.start and base.start.day == base.end.day == 1:
        end = base.end + move  # the first of a month stays the first
    return TimeRange(start, end)


def _said_here(entities: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(entities)
    for key in ("about_booking", "verb", "shape", "latest"):
        kept.pop(key, None)
    return kept


def _services_said(wish: str) -> tuple[Service, ...]:
    from agents.understanding.decision import services_to_look_in

    return services_to_look_in(wish)


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
    if ordinal is None:
        usable = [c for c in citations if c.service in operations]
        return (usable or list(citations))[0]
    named = _services_said(wish)
    pool = [c for c in citations if c.service in named] or list(citations)
    if ordinal < 0:
        return pool[-1]
    return pool[min(ordinal, len(pool)) - 1]
