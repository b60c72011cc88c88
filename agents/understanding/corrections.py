"""What is said after something was proposed: "send it", "no, to Ilse", "make it 4 pm"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from agents.query import WRITE_OPERATIONS, EarlierTurn, Intent, Operation, TimeRange
from agents.understanding import people, wording
from agents.understanding.claims import Claims

CONFIDENCE: Final = 0.8
MOST_WORDS: Final = 14

_MAKES: Final[dict[str, frozenset[Operation]]] = {
    "mail": frozenset({"draft_email", "send_email", "reply_email", "forward_email"}),
    "event": frozenset({"create_event", "update_event"}),
    "share": frozenset({"share_file"}),
}
_CORRECTS: Final = re.compile(
    r"^(?:(?:h?mm+|hm|er+m?|um+|uh|ah|oh|ok|okay|well|but)[ ,.]+)*(?:no|nope|sorry|oops|wait"
    r"|actually|rather|i meant?|not (?:to|for|with|at|on) \S+|on second thoughts?"
    r"|let's (?:say|make (?:it|that)))\b[ ,.:]*"
    r"|\binstead\b|\brather\b"
)
_SENDS: Final = re.compile(
    r"^(?:yes,? )?(?:please )?send (?:it|that|this|the (?:e-?mail|mail|draft|message|reply))"
    r"(?: (?:now|off|away|out))?[.! ]*$"
)
_ADDS_PEOPLE: Final = re.compile(
    r"^(?:also|and)? ?(?:cc|copy|add|include|invite|to)\b|\btoo\b|\bas well\b"
)
_SUBJECT: Final = re.compile(
    r"^(?:change|set|make|let) the (?:subject|title|name)(?: line)?(?: be| to| read|:)?\s+"
    r"[\"']?(?P<words>.+?)[\"']?[.! ]*$",
    re.IGNORECASE,
)
_SAYS_MORE: Final = re.compile(
    r"^(?:and |also |please )*(?:add|mention|say|write|tell (?:him|her|them)|include)"
    r"(?: also)?(?: that|:)? (?P<words>.+)$",
    re.IGNORECASE,
)
_FILLERS: Final = re.compile(
    r"^(?:(?:h?mm+|hm|er+m?|um+|uh|ah|oh|no|nope|sorry|wait|actually|ok|okay|well|but|on second"
    r" thoughts?)[ ,.:]+)+"
)
_MAKES_IT: Final = re.compile(
    r"^(?:make|move|shift|change|put|set|push|schedule|let) (?:it|that|this)\b"
)


def corrected(own: Intent, text: str, before: EarlierTurn) -> Intent | None:
    """What was proposed in the turn before, with what the text changes in it; `None` where the
    text is about something else."""
    proposed = _at_the_cited(before)
    low = text.lower()
    wish = wording.request(text)
    if proposed.operation not in WRITE_OPERATIONS or len(low.split()) > MOST_WORDS:
        return None
    if proposed.operation in _MAKES["mail"]:
        return _of_mail(own, text, wish, proposed)
    if proposed.operation in _MAKES["event"]:
        return _of_event(own, low, wish, before)
    if proposed.operation in _MAKES["share"] and _CORRECTS.search(low):
        return _with_people(own, text, proposed, also=False)
    return None


def _at_the_cited(before: EarlierTurn) -> Intent:
    """The wish before; what it pointed at is what its own answer cites first."""
    entities = before.intent.entities
    if not before.citations or not ("ordinal" in entities or "ordinals" in entities):
        return before.intent
    kept = {key: value for key, value in entities.items() if key != "ordinals"}
    return replace(before.intent, entities={**kept, "ordinal": 1})


def _of_mail(own: Intent, text: str, wish: str, proposed: Intent) -> Intent | None:
    low = text.lower()
    if _SENDS.match(wish):
        is_draft = proposed.operation == "draft_email"
        return _again(proposed, {}, operation="send_email" if is_draft else proposed.operation)
    subject = _SUBJECT.match(text)
    if subject:
        return _again(proposed, {"subject": subject["words"]})
    more = _SAYS_MORE.match(text)
    adds_people = bool(_ADDS_PEOPLE.search(wish)) and _named(text) and not _CORRECTS.search(low)
    if adds_people and not (more and not _named(more["words"])):
        return _with_people(own, text, proposed, also=True)
    if _CORRECTS.search(low) and _named(text):
        return _with_people(own, text, proposed, also=False)
    if more and (own.operation in ("unsupported", "create_event") or wish.startswith("add that")):
        said = str(proposed.entities.get("message") or "").rstrip(". ")
        joined = (
            f"{said}. {more['words'][:1].upper()}{more['words'][1:]}" if said else more["words"]
        )
        return _again(proposed, {"message": joined})
    return None


def _of_event(own: Intent, low: str, wish: str, before: EarlierTurn) -> Intent | None:
    proposed, said = before.intent, _FILLERS.sub("", wish)
    if not (_CORRECTS.search(low) or _MAKES_IT.match(said)):
        return None
    if proposed.operation == "update_event" and before.citations:
        proposed = _of_the_cited(proposed)
    changes: dict[str, Any] = {
        key: own.entities[key] for key in ("duration_minutes", "location") if key in own.entities
    }
    named = _named(low) if own.entities.get("people") else ()
    if named:
        changes["people"] = list(own.entities["people"])
    when = _moved(own, proposed.time_range)
    if not changes and when is None:
        return None
    return replace(_again(proposed, changes), time_range=when or proposed.time_range)


def _of_the_cited(proposed: Intent) -> Intent:
    """The change of the event that the answer cited, without the time that it no longer moves
    by."""
    gone = ("shift_minutes", "duration_minutes", "from_time", "same_day")
    kept = {key: value for key, value in proposed.entities.items() if key not in gone}
    return replace(proposed, entities={**kept, "ordinal": 1})


def _moved(own: Intent, before: TimeRange | None) -> TimeRange | None:
    """The new time; a time of day alone is on the day that was said before."""
    found = own.time_range
    if found is None or not own.entities.get("same_day") or before is None:
        return found
    return on_day_of(found, before.start)


def on_day_of(found: TimeRange, day: datetime | None) -> TimeRange:
    """The same times of day on another day."""
    if found.start is None or day is None:
        return found
    away = day.astimezone(found.start.tzinfo).date() - found.start.date()
    return TimeRange(found.start + away, found.end + away if found.end else None)


def _named(text: str) -> tuple[str, ...]:
    found = people.find_people(
        Claims(re.sub(r"^(?:no|sorry|oops|wait|actually)\b[ ,.:]*", "", text, flags=re.IGNORECASE)),
        writes=True,
        cues=frozenset({"to", "with", "from"}),
    )
    return (*found.names, *found.addresses)


def _with_people(own: Intent, text: str, proposed: Intent, *, also: bool) -> Intent | None:
    named = _named(text)
    if not named:
        return None
    keys = {
        "people": [n for n in named if "@" not in n],
        "addresses": [n for n in named if "@" in n],
    }
    if also:
        for key in keys:
            keys[key] = [*proposed.entities.get(key, ()), *keys[key]]
    return _again(proposed, {key: list(dict.fromkeys(value)) for key, value in keys.items()})


def _again(
    proposed: Intent, changes: Mapping[str, Any], operation: Operation | None = None
) -> Intent:
    """The same proposal with some of it changed."""
    entities = {**proposed.entities, **changes}
    if "people" in changes or "addresses" in changes:
        entities.pop("contacts", None)
        entities.pop("assumption", None)
    return replace(
        proposed,
        operation=operation or proposed.operation,
        entities={key: value for key, value in entities.items() if value},
        confidence=CONFIDENCE,
        clarification=None,
    )
