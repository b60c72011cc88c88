"""The words of a question that carry meaning, and how many of them a text holds."""

from __future__ import annotations

import re
from functools import lru_cache

from search.text import fold

STEM = 5  # letters that two forms of a word are taken to share, or all but the last three
_WORD = re.compile(r"\w+")
_STOP_WORDS = """
a about all am an and any are as at be been but by can did do does for from had has have he her his
how i if in is it its me my no not of on or our s say said she so t tell that the their them there
they this to us was we were what when where which who why will with would write wrote you your
email emails mail mails message messages calendar file files document find show open get give please
der die das und ist von mit für le la les de des et un une el los y en que
"""
_STOP = frozenset(_STOP_WORDS.split())


@lru_cache(maxsize=512)
def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, folded and cut to their stems."""
    return frozenset(
        word[: max(STEM, len(word) - 3)]
        for word in _WORD.findall(fold(text))
        if word not in _STOP and (len(word) > 1 or word.isdigit())
    )


def coverage(wanted: frozenset[str], text: str) -> float:
    """The share of `wanted` (from `content_words`) whose stems begin a word of the text."""
    if not wanted:
        return 0.0
    words = set(_WORD.findall(fold(text)))
    found = sum(any(word.startswith(stem) for word in words) for stem in wanted)
    return found / len(wanted)
