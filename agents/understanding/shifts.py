"""By how much something moves: "an hour later", "back by thirty minutes", "to the next day"."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.claims import Claims

_EARLIER: Final = re.compile(r"\b(?:earlier|sooner|forwards?|früher|plus tôt|antes)\b", re.I)
_LATER: Final = re.compile(
    r"\b(?:later|back|delay|postpone)\b"
    r"|\b(?:by|for)\s+(?:an?|half|\d+|one|two|three|ten|fifteen|twenty|thirty|forty|a quarter)\b",
    re.IGNORECASE,
)


_DAY: Final = 24 * 60
_NUMBERS: Final = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "a couple of": 2}
# Counted from the day that it has, not from today.
_DAYS: Final = re.compile(
    r"\b(?:(?:to |on |for )?the (?:(?P<next>next|following) (?P<unit>day|week)"
    r"|(?P<previous>previous|preceding) (?P<unit2>day|week)"
    r"|(?P<unit3>day|week) (?P<way>after|before))"
    r"(?! \w*(?:morrow|day))"
    r"|(?:by )?(?P<count>a couple of|an?|one|two|three|four|\d{1,2}) (?P<unit4>day|week)s?"
    r" (?P<way2>later|earlier|sooner|on|back|forwards?)"
    r"|(?P<way3>later|earlier|back|forwards?|on) by (?P<count2>a couple of|an?|one|two|three|four"
    r"|\d{1,2}) (?P<unit5>day|week)s?)(?P<same>[, ]+(?:at )?(?:the )?same time)?\b",
    re.IGNORECASE,
)
_BACKWARDS: Final = ("before", "earlier", "sooner", "forward", "previous", "preceding")


def days_of(claims: Claims) -> int:
    """The minutes of whole days by which an event moves, claimed; 0 where none are said."""
    found = _DAYS.search(claims.unclaimed())
    if found is None:
        return 0
    claims.claim(*found.span())
    said = {name: value.lower() for name, value in found.groupdict().items() if value}
    unit = next(value for name, value in said.items() if name.startswith("unit"))
    count = next((value for name, value in said.items() if name.startswith("count")), "a")
    ways = [said[name] for name in ("way", "way2", "way3", "previous") if name in said]
    number = _NUMBERS.get(count) or (int(count) if count.isdigit() else 1)
    days = number * (7 if unit == "week" else 1)
    return -days * _DAY if any(way.startswith(_BACKWARDS) for way in ways) else days * _DAY


def shift_of(wish: str, minutes: int | None) -> int:
    """The minutes by which an event moves, less than none where it moves to an earlier time; 0
    where the `minutes` said are no such distance."""
    if not minutes:
        return 0
    if _EARLIER.search(wish):
        return -minutes
    return minutes if _LATER.search(wish) else 0
