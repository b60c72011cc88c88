"""The sentence that asks, where another before it only says why: "Bo is coming over. When does the
class finish?" is about the class."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.lexicon import COMMAND_WORDS
from agents.understanding.wording import without_politeness, words_of

LONGEST: Final = 300
_SENTENCES: Final = re.compile(r"(?<=[^\d.][.!?])\s+(?=\S)")
_ASKS: Final = re.compile(
    r"(?:(?:and|so|but)[, ]+)?(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|am|do"
    r"|does|did|has|have|had|will|any)\b",
    re.IGNORECASE,
)
# It hangs together with what was said before it.
_POINTS_BACK: Final = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|that|this|those|these|there|then|one|ones"
    r"|before|after|afterwards|beforehand|instead|else|too|also|either|both|same|other|another"
    r"|free|time)\b|\b(?:he|she|it|they|that)'\w+",
    re.IGNORECASE,
)
_WRITES: Final = re.compile(r"[:\"“”]")


def asked_sentence(text: str) -> str:
    """The only question among several sentences, where it says itself what it is about and the
    others are statements; any other text as it is."""
    if len(text) > LONGEST or _WRITES.search(text):
        return text
    sentences = _SENTENCES.split(text)
    if len(sentences) < 2 or not _is_question(sentences[-1]):
        return text
    if any(_is_question(one) or not _is_statement(one) for one in sentences[:-1]):
        return text
    asked = sentences[-1]
    return asked if not _POINTS_BACK.search(asked) and _says_what(asked) else text


def _says_what(sentence: str) -> bool:
    """Whether it names something, and not only "the invoice"."""
    rest = without_politeness(sentence)[1]
    return "'s " in rest or any(word.text[0].isupper() for word in words_of(rest)[1:])


def _is_question(sentence: str) -> bool:
    return sentence.endswith("?") or bool(_ASKS.match(without_politeness(sentence)[1]))


def _is_statement(sentence: str) -> bool:
    """Whether nothing is wished for in it; greetings are statements."""
    words = words_of(without_politeness(sentence)[1])
    return not words or words[0].low not in COMMAND_WORDS
