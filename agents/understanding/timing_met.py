"""When one meets somebody the next time, and when it was that one did the last time."""

from __future__ import annotations

import re
from typing import Any, Final

from agents.query import Intent, Query, TimeRange
from agents.understanding import people
from agents.understanding.claims import Claims
from agents.understanding.occasions import phrase_of
from agents.understanding.wording import request

CONFIDENCE: Final = 0.8
_LAST_TIME: Final = re.compile(
    r"^(?:and |so )?when (?:was|were|did|have)\b(?!.*\b(?:mail|e-?mail|message|write|wrote"
    r"|hear|heard|send|sent"
    r"|say|said|reply|pay|paid|change|edit)\b).*\b(?:last|previous|most recent)\b"
)
_HAS_A_THING: Final = re.compile(r"\b(?:the|our|my) (?:last|previous|most recent) (?!time\b)\w+")
_ONE_TO_ONE: Final = re.compile(r"\b1:1\b")
_NEXT_WITH: Final = re.compile(
    r"^(?:and |so )?(?:when|what day|what time)\b.*\b(?:next|again)\b.*\b(?:see|meet|meeting"
    r"|speak|talk"
    r"|seeing|call|catch up)\b|^(?:and |so )?when\b.*\b(?:see|meet|meeting|speak|talk"
    r"|seeing)\b.*\b(?:next"
    r"|again)\b|^(?:and |so )?(?:when(?:'s| is)|what(?:'s| is)) my next (?:meeting|call"
    r"|appointment|catch-?up|1:1)\b"
)
_SEES: Final = re.compile(
    r"\b(?:see|seeing|meet|meeting|speak(?:ing)? (?:to|with)|talk(?:ing)? (?:to|with)"
    r"|(?:call|catch-?up|1:1) with) (?!(?:the|my|our|a|an|each)\b)\w+\W*(?:next|again)?\W*$",
    re.IGNORECASE,
)
_WAYS_TO_MEET: Final = frozenset(
    {"see", "seeing", "speak", "speaking", "talk", "talking", "meet", "catch", "catching", "call"}
    | {"calling", "1", "1:1"}
)


def next_with(text: str, query: Query) -> Intent | None:
    """The next event with somebody, where nothing but a name is said."""
    if not _NEXT_WITH.match(request(text)):
        return None
    claims = Claims(text)
    who = people.find_people(claims, writes=False, cues=frozenset({"with", "to"}))
    left = phrase_of(claims.unclaimed(), now=query.now, time_zone=query.time_zone)
    words = [w for w in left.split() if w.lower() not in _WAYS_TO_MEET]
    names = list(who.names)
    if not names and words and all(word[:1].isupper() for word in words):
        names, words = [" ".join(words)], []
    elif not names and len(words) == 1 and _SEES.search(text):
        names, words = words, []  # a name in small letters
    if not names or words:
        return None
    return _intent({"shape": "next", "people": names, "direction": "with"}, None)


def last_time(text: str, query: Query) -> Intent | None:
    """ "When was the last call": the newest event of a name, or with somebody, that is over."""
    wish = request(text)
    if not _LAST_TIME.match(wish):
        return None
    claims = Claims(text)
    who = people.find_people(claims, writes=False, cues=frozenset({"with", "to"}))
    left = re.sub(
        r"(?i)\b(?:see|saw|seen|met|meet|speak|spoke|catch|last|previous|most recent|recent)\b",
        " ",
        claims.unclaimed() if who.names and not _HAS_A_THING.search(wish) else text,
    )
    named = phrase_of(left, now=query.now, time_zone=query.time_zone)
    names = list(who.names)
    if names and _ONE_TO_ONE.search(text):
        names, named = [], f"1:1 {names[0]}"
    if not names and named and all(word[:1].isupper() for word in named.split()):
        names, named = [named], ""
    past = TimeRange(None, query.now)
    if named:
        entities = {"shape": "length", "clock": True, "occasions": [named], "topic": named}
        return _intent({**entities, "latest": True}, past, ("gcal", "gmail", "gdrive"))
    if names:
        return _intent({"shape": "last_with", "people": names, "direction": "with"}, past)
    return None


def _intent(
    entities: dict[str, Any], window: TimeRange | None, services: tuple[Any, ...] = ("gcal",)
) -> Intent:
    return Intent(services, "search", entities, window, CONFIDENCE)
