"""A question that speaks of the turn before: "why?", "at two then", "what did she say?"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from agents.query import READ_OPERATIONS, Intent
from agents.understanding import amending, spelling

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
_WRITES_TO: Final = frozenset({"draft_email", "send_email"})
_TO_THEM: Final = re.compile(r"\bto (?:him|her|them|both)\b")
_ABOUT_THEM: Final = re.compile(r"\b(?:about|regarding|of) (?:him|her|them|it|that|this)\b")
_OBJECT: Final = re.compile(r"(?<!from )(?<!with )\b(?:him|her|them|his|hers|their)\b")
_OF_THEMSELVES: Final = frozenset(
    {"said", "person", "needs_reply", "replied", "count", "contact", "awaiting", "promised"}
    | {"digest", "next", "agenda", "list"}
)
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
    return replace(own, time_range=amending.on_day_of(own.time_range, spoken.start))


def written_to_them(own: Intent, wish: str, before: Intent) -> Intent:
    """A mail "to her" goes to the people of the turn before."""
    people = before.entities.get("people")
    if own.operation not in _WRITES_TO or not people or not _TO_THEM.search(wish):
        return own
    if own.entities.get("people") or own.entities.get("addresses"):
        return own
    return replace(own, entities={**own.entities, "people": list(people), "direction": "to"})


def _names_in(topic: str) -> str:
    """Of what was spoken of the names, which no dictionary has; or else all of it."""
    words = topic.split()
    names = [word for word in words if word[0].isupper() or not spelling.is_common(word.lower())]
    return " ".join(names or words)


def _about_her(own: Intent, wish: str, before: Intent) -> Intent:
    """ "What did Bo say about her?", "what can we offer her?": she was named in the topic."""
    spoken = [*before.entities.get("people", ()), _names_in(str(before.entities.get("topic", "")))]
    said = [str(own.entities.get("topic") or ""), *(word for word in spoken if word)]
    asks = own.operation in READ_OPERATIONS or own.operation == "unsupported"
    if not asks or len(said) < 2 or not (_ABOUT_THEM.search(wish) or _PERSON.search(wish)):
        return own
    if own.entities.get("people") and not _ABOUT_THEM.search(wish):
        return own
    refused = own.operation == "unsupported"
    return replace(
        own,
        services=before.services if refused else own.services,
        operation="search" if refused else own.operation,
        entities={**own.entities, "topic": " ".join(dict.fromkeys(" ".join(said).split()))},
        confidence=CONFIDENCE,
        clarification=None,
    )


def _is_about_somebody(own: Intent, wish: str, before: Intent) -> bool:
    """ "Who gave her the reference?": others may have written it. What they wrote, or when one
    meets them, is asked of themselves."""
    asks_of_them = own.entities.get("shape") in _OF_THEMSELVES or own.services[:1] == ("gcal",)
    is_said = bool(before.entities.get("people") and own.entities.get("topic"))
    is_said = is_said and own.operation in (*READ_OPERATIONS, "unsupported")
    return is_said and not asks_of_them and bool(_OBJECT.search(wish))


def _of_somebody(own: Intent, before: Intent) -> Intent:
    """With the names of the people of the turn before among the words to look for."""
    refused = own.operation == "unsupported"
    named = " ".join((str(own.entities["topic"]), *before.entities["people"]))
    return replace(
        own,
        services=before.services if refused else own.services,
        operation="search" if refused else own.operation,
        entities={**own.entities, "topic": named},
        confidence=CONFIDENCE,
        clarification=None,
    )


def about_them(own: Intent, low: str, wish: str, before: Intent) -> Intent:
    """A question about "her" or "they" is about the people of the turn before, and about its
    topic where it names none."""
    if own.operation in _WRITES_TO:
        return written_to_them(own, wish, before)
    if before.operation not in READ_OPERATIONS:
        return own
    if own.entities.get("people") or not before.entities.get("people"):
        asked = _about_her(own, wish, before)
        if asked is not own or own.entities.get("people"):
            return asked
    if _is_about_somebody(own, wish, before):
        return _of_somebody(own, before)
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
