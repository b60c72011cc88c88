"""A question as words: its tokens, and the request without its politeness."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from agents.query import SERVICES, Service
from agents.understanding.lexicon import SERVICE_WORDS

# "Our one to one" is written "1:1"; "from one to one thirty" are times.
_ONE_TO_ONE: Final = re.compile(
    r"(?<!from )(?<!between )(?<!at )\b(?:one|1)[ -](?:to|on|2)[ -](?:one|1)(?P<s>s?)\b"
    r"(?! ?(?:thirty|fifteen|forty|o'clock|[ap]\.?m|[:.\d]))",
    re.IGNORECASE,
)
MAX_CHARACTERS = 2_000  # a question; what follows can be a pasted mail, and is not looked at

SHOUTED: Final = 3  # words in capitals from which these are no names

_WORD: Final = re.compile(r"[^\W_]+(?:['’\-.&/][^\W_]+)*")
_POLITE: Final = re.compile(
    r"(?:\s*(?:(?:hey|hi|hello|ok|okay|dear|yo)\b(?:\s+(?:there|assistant|computer|buddy))?"
    r"|please|pls|kindly|so|well|now|also|just|quickly|then|and|actually|instead|no|yes|alright"
    r"|(?:can|could|will|would) (?:you|u)(?: please| kindly)?(?: be able to)?"
    r"|(?:can|could|may) i(?: please)?(?= (?:see|get|have|ask))"
    r"|i(?:'d| would)? (?:really )?(?:want|like|need|have|wish)(?: you)? to"
    r"|i(?:'d| would) like(?: you)? to|help me(?: to)?|go ahead and|let's|i am trying to"
    r"|do me a favou?r and|would you mind|make sure to|be so kind (?:as to|and)"
    r"|bitte|s'il te plaît|por favor|lütfen)[\s,:;!.]+)+",
    re.IGNORECASE,
)
# Said when the subject changes: it is no part of the new one.
_ASIDE: Final = re.compile(
    r"^(?:(?:ok|okay|right|and|so|now|well|oh|anyway|cool|great|thanks|ta)\b[,.! ]+)*"
    r"(?:(?:(?:a|one|now for a) )?(?:(?:completely|totally) )?(?:different|another|separate"
    r"|unrelated) (?:thing|question|topic|subject|matter)|on another note|by the way|btw"
    r"|chang(?:e of|ing the) subject|moving on)\b[,.:;!– -]+(?=\S)"
    r"|[,.;– -]+(?:btw|by the way)(?=\W*$)",
    re.IGNORECASE,
)


# "Who on earth is that": it is about nothing on earth.
_EMPHASIS: Final = re.compile(
    r"(?<=\b(?:who|why|how)) (?:on earth|the (?:hell|heck|devil)|in the world)\b"
    r"|(?<=\b(?:what|when)) (?:on earth|the (?:hell|heck|devil)|in the world)\b"
    r"|(?<=\bwhere) (?:on earth|the (?:hell|heck|devil)|in the world)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, lower-cased (`low`), and where it stands."""

    text: str
    low: str
    start: int
    end: int


# What has no word of its own in what it is about.
_ARVO: Final = re.compile(r"\barvo\b", re.IGNORECASE)
_SET_BACK: Final = re.compile(r"\bset (?:me|us|him|her|them|you) back\b", re.IGNORECASE)
_ADD_UP: Final = re.compile(
    r"^(?:(?:please|can you|could you|just) )*(?:tot|add) up (?!what\b|how\b|to\b)(?:all )?"
    r"(?P<what>[^,.;?!]{4,60}?)(?: for me| please)*[?.! ]*$",
    re.IGNORECASE,
)


def any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def cleaned(text: str) -> str:
    """The words to understand: one line, NFC, straight apostrophes, at most 2,000 characters."""
    short = unicodedata.normalize("NFC", text[: MAX_CHARACTERS * 2])
    short = short.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    short = _ONE_TO_ONE.sub(r"1:1\g<s>", short)
    if short.isupper() and len(short.split()) >= SHOUTED:
        short = short.lower()
    line = " ".join(short.replace("\x00", " ").split())[:MAX_CHARACTERS].lstrip("¿¡ ")
    line = _ADD_UP.sub(r"how much altogether are \g<what>?", _EMPHASIS.sub("", line))
    line = _SET_BACK.sub("cost", _ARVO.sub("afternoon", line))
    return _ASIDE.sub("", line) or line


def words_of(text: str) -> list[Word]:
    """The words of a text in order; `'s` at the end of a word is left out of it."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word.lower().endswith("'s") and len(word) > 2:
            word = word[:-2]
        found.append(Word(word, word.lower(), match.start(), match.start() + len(word)))
    return found


def request(text: str) -> str:
    """The lower-cased request without greetings and politeness before it."""
    low = text.lower()
    match = _POLITE.match(low)
    return low[match.end() :].strip() if match and match.end() < len(low) else low.strip()


def without_politeness(text: str) -> tuple[str, str]:
    """The greetings and politeness before a request, and the request, both as typed."""
    match = _POLITE.match(text)
    return (text[: match.end()], text[match.end() :]) if match else ("", text)


def services_named(text: str) -> tuple[Service, ...]:
    """The services whose words the text uses, in the order of their first mention."""
    first: dict[Service, int] = {}
    for word in words_of(text):
        for service in SERVICES:
            if word.low in SERVICE_WORDS[service] and service not in first:
                first[service] = word.start
    return tuple(sorted(first, key=lambda service: first[service]))


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with blanks in the place of these spans; positions stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
