"""Questions in German, French, Spanish and Turkish, with their common words put into English.

Names and topics stay as they are. What the rest of the understanding knows, it knows in English;
a file for each language (`de.txt` ...) holds phrases, as regular expressions in the order in which
they are tried, and words. `NAME` in a phrase is a name as typed. Everyday things are in `things`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from agents import things
from agents.understanding.glossary.detection import LANGUAGES, language_of
from agents.understanding.glossary.dictionary import (
    ENGLISH,
    TOKEN,
    Dictionary,
    dictionary,
    whole,
)

__all__ = ["LANGUAGES", "in_english", "language_of", "own_words"]

# "Ana van der Meer", "Luis de la Cruz": small words that are part of a name.
_PARTICLES: Final = re.compile(
    r"(?<=[^\W\d_]) (?:van|(?:von|van|de) (?:der|den|la|las|los)) (?=(?P<next>[A-ZÀ-ÖØ-Þ]\w*))"
)
# What is to be written stays as it was typed.
_VERBATIM: Final = re.compile(
    r"[\"«„“]|:\s|,? (?:dass|diciendo|disant) |(?<![Ee]st-ce),? que (?=je |j'|el |la |yo )"
)


@lru_cache(maxsize=128)
def in_english(text: str) -> str:
    """The text with its common words in English where it is in one of LANGUAGES, else as it is."""
    language = language_of(text)
    return text if language is None else _glossed(text, dictionary(language))


def own_words(text: str, english: str) -> str:
    """The words of a question in another language that stand behind some `english` ones."""
    language = language_of(text)
    if language is None:
        return english
    known, wanted = dictionary(language), set(english.lower().split())
    tokens, place, own = list(TOKEN.finditer(text)), 0, []
    while place < len(tokens):
        count, meaning = _longest(text, tokens[place : place + things.LONGEST], known)
        if wanted & set(meaning.lower().replace("_", " ").replace("'", " ").split()):
            own.append(text[tokens[place].start() : tokens[place + count - 1].end()])
        place += count
    return " ".join(own)


def _glossed(text: str, known: Dictionary) -> str:
    tail = _VERBATIM.search(text)
    asked, said = (text[: tail.start()], text[tail.start() :]) if tail else (text, "")

    def kept(found: re.Match[str]) -> str:
        is_word = known.meaning(found["next"].lower()) is not None
        return found.group() if is_word else f" {found.group().strip().replace(' ', '_')}_"

    asked = _PARTICLES.sub(kept, _begun_small(asked, known))
    for pattern, replacement in known.phrases:
        asked = pattern.sub(replacement, asked)
    if known.language == "fr":
        asked = whole(asked)
    english = "".join(_words(asked, known)).replace("_", " ").replace(ENGLISH, "")
    return " ".join(english.split()) + said


def _begun_small(text: str, known: Dictionary) -> str:
    """The text with its first word in small letters where that is a word: no name, even if a
    phrase moves it."""
    first = TOKEN.search(text)
    if first is None or not first.group()[0].isupper():
        return text
    second = TOKEN.search(text, first.end())
    pair = _lower(text[first.start() : second.end()]) if second else ""
    if known.meaning(_lower(first.group())) is None and not things.meaning(pair, known.language):
        return text
    return text[: first.start()] + _lower(first.group()) + text[first.end() :]


def _words(text: str, known: Dictionary) -> Iterator[str]:
    """The text, piece by piece, with each word or words that mean something in English."""
    tokens = list(TOKEN.finditer(text))
    at, place = 0, 0
    while place < len(tokens):
        count, meaning = _longest(text, tokens[place : place + things.LONGEST], known)
        yield text[at : tokens[place].start()]
        at = tokens[place + count - 1].end()
        yield meaning
        place += count
    yield text[at:]


def _longest(text: str, tokens: list[re.Match[str]], known: Dictionary) -> tuple[int, str]:
    """How many words from the first on mean one thing together, and what; else the first alone."""
    inside = known.language != "de" and _is_inside(tokens[0], text)
    for count in range(len(tokens), 1, -1):
        words = text[tokens[0].start() : tokens[count - 1].end()]
        if not inside and (meaning := things.meaning(_lower(words), known.language)):
            return count, meaning
    word = tokens[0].group()
    meaning = known.meaning(_lower(word), is_name=inside)
    return 1, (known.declined(word) or word) if meaning is None else meaning


def _lower(text: str) -> str:
    return text.replace("İ", "i").lower().replace("’", "'")


def _is_inside(found: re.Match[str], text: str) -> bool:
    """Whether a word is capitalised within a sentence: then it is a name."""
    before = text[: found.start()].rstrip(" ¿¡\"'«(")
    return found.group()[0].isupper() and bool(before) and before[-1] not in ".?!:"
