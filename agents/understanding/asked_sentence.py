"""The sentence that asks, where others before it are about something else: "Bo is coming over. When
does Ilse's class finish?" is about the class, and "I want to skip lunch. When is Ilse's class?"
wishes nothing of the class.
"""

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
# What somebody said is mostly about what stands before; when something is, is not.
_OF_A_TIME: Final = re.compile(
    r"(?:(?:and|so|but)[, ]+)?(?:when|where|what time|what day|which day|how long)\b", re.IGNORECASE
)
# It hangs together with what was said before it.
_POINTS_BACK: Final = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|that|this|those|these|there|then|one|ones"
    r"|before|after|afterwards|beforehand|instead|else|too|also|either|both|same|other|another"
    r"|free|time)\b|\b(?:he|she|it|they|that)'\w+",
    re.IGNORECASE,
)
_WRITES: Final = re.compile(r"[:\"“”]")
_WISHES: Final = re.compile(
    r"(?:(?:i|we)(?:'d| would)? (?:want|like|need|have|ought|should|must)(?: to)? |please |let's )*"
    r"(?:cancel|delete|remove|move|postpone|reschedule|skip|decline|accept|bin|trash|archive)\b",
    re.IGNORECASE,
)


def asked_sentence(text: str) -> str:
    """The only question among several sentences, where it says itself what it is about and the
    others are wishes or statements; any other text as it is."""
    if len(text) > LONGEST or _WRITES.search(text):
        return text
    *others, asked = _SENTENCES.split(text)
    if not others or not _is_question(asked) or any(map(_is_question, others)):
        return text
    if _POINTS_BACK.search(asked) or not _says_what(asked):
        return text
    apart = all(map(_WISHES.match, others)) or (
        bool(_OF_A_TIME.match(without_politeness(asked)[1])) and all(map(_is_statement, others))
    )
    return asked if apart else text


def left_aside(text: str) -> str:
    """The wish before a question, which is answered alone; "" without one."""
    asked = asked_sentence(text)
    before = text.removesuffix(asked).strip()
    return before if asked != text and _WISHES.match(before) else ""


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
