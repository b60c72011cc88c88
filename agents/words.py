"""The words of a question that carry meaning, and how many of them a text holds."""

from __future__ import annotations

import re
from functools import lru_cache

from search.text import fold

STEM = 5  # letters that two forms of a word are taken to share, or all but the last three
ENDING = 2  # letters that may follow a word that is shorter than a stem
WEAK = 0.3  # what a word counts that asks for a side of the thing instead of naming it
_WORD = re.compile(r"\w+")
_STOP_WORDS = """
a about all am an and any are as at be been but by can did do does for from had has have he her his
how i if in is it its me my no not of on or our s say said she so t tell that the their them there
they this to us was we were what when where which who why will with would write wrote you your
email emails mail mails message messages calendar file files document find show open get give please
der die das und ist von mit für le la les de des et un une el los y en que
"""
_SIDES = """
address agree agreed agrees amount appointment arrive arrives begin begins booked cost costs
current date day deadline decide decided depart departs details due end ends event exact exactly
expect expects finish fixed happen happens hear heard held hour information last latest leave
leaves location long meeting moment much name new newest next number offer offered owe owed owes
paid pay payment pays phone place planned price promise promised propose proposed reach recent
reply room say says scheduled start starts suggest suggested take takes think thinks time times
total want wants
"""
_STOP = frozenset(_STOP_WORDS.split())


def _stem(word: str) -> str:
    return word[: max(STEM, len(word) - 3)]


_SIDE_STEMS = frozenset(_stem(word) for word in _SIDES.split())


@lru_cache(maxsize=512)
def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, folded and cut to their stems."""
    return frozenset(
        _stem(word)
        for word in _WORD.findall(fold(text))
        if word not in _STOP and (len(word) > 1 or word.isdigit())
    )


def weight(stem: str) -> float:
    """1 for a word that names a thing, less for one that asks for a side of it ("starts")."""
    return WEAK if stem in _SIDE_STEMS else 1.0


def coverage(wanted: frozenset[str], text: str) -> float:
    """The share of `wanted` (from `content_words`), by weight, whose stems begin a word of the
    text."""
    if not wanted:
        return 0.0
    words = set(_WORD.findall(fold(text)))
    held = sum(weight(stem) for stem in wanted if holds(stem, words))
    return held / sum(weight(stem) for stem in wanted)


def holds(stem: str, words: set[str]) -> bool:
    """Whether one of the folded words is a form of the stem. "exam" is not the beginning of
    "example": a short word may only grow by an ending."""
    if stem in words:
        return True
    longest = len(stem) + ENDING if len(stem) < STEM else 1_000
    return any(word.startswith(stem) and len(word) <= longest for word in words)
