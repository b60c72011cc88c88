"""Whether a question is about something particular: a name, a code, "our", "the ... that we".

What nobody else could answer is looked for among the person's own things, whatever it resembles.
"""

from __future__ import annotations

import re
from typing import Final

from agents.understanding import outside, spelling
from agents.understanding.lexicon import DATE_WORDS, NUMBERS_AND_PLACES
from agents.understanding.wording import Word, request, words_of

NAMED = 0.9  # what a name or a code in a question tells
OURS = 0.35  # what "our" or "we" tells
DEFINITE = 0.15  # what "who is the ... at the ..." tells
RARE = 0.3  # what a word tells that few people use

_ASKS: Final = re.compile(
    r"^(?:and )?(?:who|whom|whose|what|which|where|when|why|how|is|are|was|were|does|do|did|has"
    r"|have|had|can|could|will|would|should|any|anything|anyone|until|since|tell me|find|show"
    r"|search|look|the|my|our|that|all|some)\b|\?$"
)
_OURS: Final = re.compile(
    r"\b(?:our|ours|we|us)\b|\bmy (?:own|notes?)\b|\b(?:did|have|had|was|am) i\b"
)
_DEFINITE: Final = re.compile(
    r"^(?:and )?(?:who|whose|what|which|where|when|how|is|are|was|does|did|can)\b.*\bthe \w+"
)
_ITS_WEEKDAY: Final = re.compile(
    r"(?:and )?(?:on )?(?:what|which) day of the week (?:is|are|was|were) (?:the|my|our)\b"
)
_CODE: Final = re.compile(r"(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{3,}")
_SENTENCE: Final = re.compile(r"[.?!:]\s*$")
CLEARLY_OUTSIDE = 0.8  # of `outside.weight`
FEW_WORDS = 5  # that are no sentence: a title, a name, a subject


def weight(text: str) -> float:
    """How much the wording tells that something of the person's own is asked for."""
    words = words_of(text)
    wish = request(text)
    asks = bool(_ASKS.search(wish))
    if not asks and len(words) > FEW_WORDS:
        return 0.0
    total = 0.0
    if any(_CODE.fullmatch(word.text) for word in words) or _is_named(text, words):
        total += NAMED
    elif any(_is_rare(word) for word in words):
        total += RARE
    if asks and _OURS.search(wish):
        total += OURS
    elif _DEFINITE.search(wish):
        total += DEFINITE
    return total


def is_of_the_world(text: str) -> bool:
    """Whether it is about the weather, the news, shops or lights, and nothing of one's own."""
    wish = request(text)
    if _ITS_WEEKDAY.match(wish):
        return False
    foreign = outside.weight(wish, names_a_service=False, names_something=False)
    return foreign >= CLEARLY_OUTSIDE and weight(text) < RARE


def _is_named(text: str, words: list[Word]) -> bool:
    """A capital within a sentence that is not written in capitals throughout."""
    if len(words) > 1 and all(word.text[0].isupper() for word in words):
        return False
    return any(
        word.text[0].isupper()
        and len(word.text) > 1
        and word.start > 0
        and not word.low.startswith("i'")
        and word.low not in DATE_WORDS | NUMBERS_AND_PLACES
        and not _SENTENCE.search(text[: word.start])
        for word in words
    )


def _is_rare(word: Word) -> bool:
    return word.low.isalpha() and not spelling.is_common(word.low)
