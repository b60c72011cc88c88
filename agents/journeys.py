"""Where a journey in a calendar goes, by its title: "Train Bath - Leeds"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from agents.query import Item
from agents.scheduling import bounds

_WAY: Final = re.compile(r"(?P<from>\w{3,}) ?(?:[-–—→>]|\bto\b) ?(?P<to>\w{3,})")
_TO: Final = re.compile(
    r"\b(?:to|nach|for|(?:land|arrive|touch down|get|be|am|are)(?: \w+){0,2}? (?:in|at|into))"
    r" (\w{3,})",
    re.IGNORECASE,
)
_HOME: Final = re.compile(
    r"\b(?:home|back|return\w*|rückflug|retour|vuelta|dönüş)\b", re.IGNORECASE
)


def goes_there(event: Item, question: str) -> bool:
    """Whether a journey ends where the question says: "to X" is behind the dash or the "to"."""
    return any(
        re.search(rf"(?:[-–—→>]|\bto|\bnach) ?{re.escape(place)}", event.title, re.IGNORECASE)
        for place in _TO.findall(question)
    )


def returns(event: Item, others: Iterable[Item], question: str) -> bool:
    """Whether it is the way back, where the question asks for that: from where another one of
    `others` went to before."""
    way = _WAY.search(event.title)
    if way is None or not _HOME.search(question):
        return False
    there = (way["to"].lower(), way["from"].lower())
    return any(
        (other["from"].lower(), other["to"].lower()) == there and bounds(one)[0] < bounds(event)[0]
        for one in others
        if (other := _WAY.search(one.title))
    )
