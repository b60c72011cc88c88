"""The same done with another of the things that were listed: "and the third", "the oldest too"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from agents.query import WRITE_OPERATIONS, Citation, EarlierTurn, Intent
from agents.understanding import pointing

CONFIDENCE: Final = 0.85
_PLACES: Final = "|".join(sorted(pointing.ORDINALS, key=len, reverse=True))
_ANOTHER: Final = re.compile(
    rf"^(?:(?:and|also|plus|then)\b[, ]*)*(?:the )?(?P<place>{_PLACES}|oldest|earliest|most recent"
    r"|number \d{1,2})(?: (?:one|mail|e-?mail|message|event|meeting|file))?"
    r"(?:,? (?:too|as well|also|please))*[.! ]*$",
    re.IGNORECASE,
)
_OLDEST: Final = frozenset({"oldest", "earliest"})
_NEWEST: Final = frozenset({"newest", "latest", "most recent"})


def again(text: str, earlier: tuple[EarlierTurn, ...]) -> Intent | None:
    """What was just to be done with one thing of a list, with the one that the text tells;
    `None` where it tells none, or nothing was done with one."""
    found = _ANOTHER.match(text.strip())
    before = earlier[-1].intent
    if found is None or before.operation not in WRITE_OPERATIONS:
        return None
    if "ordinal" not in before.entities or len(earlier) < 2:
        return None
    back = _turns_back(earlier)
    chosen = _chosen(found["place"].lower(), earlier[-back].citations) if back else None
    if chosen is None or chosen.service != earlier[-1].citations[0].service:
        return None
    kept = {name: value for name, value in before.entities.items() if name != "ordinals"}
    entities = {**kept, "ordinal": chosen.n, "turns_back": back}
    return replace(before, entities=entities, confidence=CONFIDENCE, clarification=None)


def turns_back(wish: str, earlier: tuple[EarlierTurn, ...]) -> int:
    """How many turns back the list is of which a wish tells a place, where one of its things was
    dealt with since; else 1."""
    if not pointing.acted_on_one(earlier[-1].intent) or pointing.place_in(wish) is None:
        return 1
    return _turns_back(earlier) or 1


def _turns_back(earlier: tuple[EarlierTurn, ...]) -> int:
    """How many turns back the list is, 1 for the last one; 0 where there is none, or the last
    answer cites nothing."""
    if not earlier[-1].citations:
        return 0
    lists = (
        back
        for back in range(1, len(earlier) + 1)
        if len(earlier[-back].citations) > 1 and not pointing.acted_on_one(earlier[-back].intent)
    )
    return next(lists, 0)


def _chosen(place: str, listed: tuple[Citation, ...]) -> Citation | None:
    aged = [one for one in listed if one.when is not None]
    if place in _OLDEST | _NEWEST and len(aged) == len(listed):
        choose = min if place in _OLDEST else max
        return choose(aged, key=lambda one: one.when or pointing.NEVER)
    number = pointing.ORDINALS.get(place) or int(place.rpartition(" ")[2])
    index = number - 1 if number > 0 else len(listed) + number
    return listed[index] if 0 <= index < len(listed) else None
