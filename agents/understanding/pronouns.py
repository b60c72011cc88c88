"""A question that speaks of the turn before: "why?", "at two then", "what did she say?"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from agents.query import READ_OPERATIONS, Intent
from agents.understanding import corrections

CONFIDENCE: Final = 0.8

_WANTS_MORE: Final = re.compile(
    r"^(?:but |and |ok |okay )?(?:why(?: is that| not)?|how come|how do you know(?: that)?"
    r"|are you sure(?: about that)?|really|says who"
    r"|where did you (?:get|find|read) (?:that|this|it)"
    r"|(?:show me |tell me |and )?(?:more|the rest|details|everything)|what else|anything else"
    r"|go on|show me)[?!. ]*$"
)
_GOES_ON: Final = re.compile(r"^(?:and|but|so|then|ok|okay)\b")
_CONTENT: Final = frozenset(
    {"topic", "people", "addresses", "references", "file_types", "labels", "flags", "ordinal"}
    | {"anchor", "phrases"}
)
_THEN: Final = re.compile(r"\b(?:then|that day|that time|that week|the same day)\b")
_PERSON: Final = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their|theirs)\b")
_ITS: Final = re.compile(
    r"\b(?:it|its|that|those|these|this|the (?:first|last|original|old|new|previous|final|latest"
    r"|other|second|next))\b"
)


def _says_nothing(own: Intent) -> bool:
    return own.time_range is None and not _CONTENT & set(own.entities)


def _of_the_same(own: Intent, before: Intent) -> Intent:
    """ "And what did we agree on?" is asked of the topic of the turn before."""
    topic = before.entities.get("topic")
    if not topic:
        return own
    shape = own.entities.get("shape")
    changed = {"topic": topic, "shape": "thread" if shape == "digest" else shape}
    entities = {**own.entities, **{key: value for key, value in changed.items() if value}}
    services = (*own.services, *(s for s in before.services if s not in own.services))
    return replace(own, services=services, entities=entities, clarification=None)


def wants_more(low: str) -> bool:
    """Whether no more than the ground or the rest of the last answer is wanted."""
    return bool(_WANTS_MORE.match(low))


def again(before: Intent) -> Intent:
    """The same once more, in full: "why?" is answered by what the answer stands on."""
    entities = {key: value for key, value in before.entities.items() if key != "latest"}
    return replace(before, entities=entities, confidence=CONFIDENCE, clarification=None)


def then(own: Intent, low: str, before: Intent) -> Intent:
    """ "At two then" is on the day that was spoken of; "then" alone is that time."""
    spoken = before.time_range
    if spoken is None or not _THEN.search(low):
        return own
    if own.time_range is None:
        return replace(own, time_range=spoken)
    if not own.entities.get("same_day"):
        return own
    return replace(own, time_range=corrections.on_day_of(own.time_range, spoken.start))


def about_them(own: Intent, low: str, wish: str, before: Intent) -> Intent:
    """A question about "her" or "they" is about the people of the turn before, and about its
    topic where it names none."""
    if own.entities.get("people") or before.operation not in READ_OPERATIONS:
        return own
    theirs = before.entities.get("people") and _PERSON.search(wish)
    goes_on = _GOES_ON.match(low) and own.operation in READ_OPERATIONS
    if goes_on and _says_nothing(own) and not theirs:
        return _of_the_same(own, before)
    asks = own.operation in READ_OPERATIONS or own.operation == "unsupported"
    if not asks or not (theirs or (own.operation == "unsupported" and _ITS.search(wish))):
        return own
    kept = ("people", "contacts", "direction", "addresses") if theirs else ()
    inherited = {key: before.entities[key] for key in kept if key in before.entities}
    topic = own.entities.get("topic") or before.entities.get("topic")
    if own.operation == "unsupported" and not theirs:
        words = (before.entities.get("topic"), own.entities.get("topic"))
        topic = " ".join(str(word) for word in words if word)
    entities = {**own.entities, **inherited, **({"topic": topic} if topic else {})}
    refused = own.operation == "unsupported"
    return replace(
        own,
        services=before.services if refused else own.services,
        operation="search" if refused else own.operation,
        entities=entities,
        confidence=CONFIDENCE,
        clarification=None,
    )
