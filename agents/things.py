"""Everyday things by their names in English, German, French, Spanish and Turkish: a question may
use one language and what is found another. `things.txt` holds the table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from agents.inflection import stems
from search.text import fold

LANGUAGES: Final = ("de", "fr", "es", "tr")
MISTAKABLE: Final = "~"  # before a word that is another one in English
SHORTEST: Final = 4  # letters of a part of a German compound
LONGEST: Final = 3  # words of a thing


@cache
def in_english(language: str) -> Mapping[str, str]:
    """The English of each lower-cased word or words; what comes first in the table counts."""
    column = LANGUAGES.index(language)
    return {
        _whole(word.removeprefix(MISTAKABLE)): english
        for english, columns in reversed(_table())
        for word in columns[column]
        if word != english
    }


def _whole(word: str) -> str:
    """Words without their elisions, as questions are looked at: "fête de école"."""
    return word.replace(" l'", " ").replace("d'", "de ") if " " in word else word


def tells(word: str, language: str) -> bool:
    """Whether a lower-cased word is one of the language and no other one in English."""
    return word in _telling(language)


def is_form(word: str, language: str) -> bool:
    """Whether a longer word is one that `tells`, in one of its forms."""
    return len(word) > SHORTEST and not _telling(language).isdisjoint(stems(word, language))


@cache
def _telling(language: str) -> frozenset[str]:
    column = LANGUAGES.index(language)
    words = {word for _, columns in _table() for word in columns[column]}
    return frozenset(words & in_english(language).keys())


@lru_cache(maxsize=4096)
def meaning(word: str, language: str) -> str | None:
    """The English of a lower-cased word (or words) in one of its forms, or None."""
    known = in_english(language)
    if word in known:
        return known[word]
    if language == "de" and (parts := _compound(word, known)):
        return parts
    return next((known[stem] for stem in stems(word, language) if stem in known), None)


def _compound(word: str, known: Mapping[str, str]) -> str | None:
    """ "Mietvertrag" is a contract of rent: a thing behind another, with or without an "s"."""
    for place in range(SHORTEST - 1, len(word) - SHORTEST + 1):
        head, tail = word[:place], word[place:]
        forms = (head, head.removesuffix("s"), head + "e", head.removesuffix("n"))
        first = next((known[form] for form in forms if form in known), None)
        last = next((known[stem] for stem in stems(tail, "de") if stem in known), None)
        if first and last:
            return f"{first} {last}"
    return None


@cache
def words_for(english: str) -> tuple[str, ...]:
    """The first word of each other language for a lower-cased English one, if it is in the
    table."""
    return tuple(
        words[0]
        for known, columns in _table()
        if known.lower() in (english, english.removesuffix("s"))
        for words in columns
        if words and " " not in words[0] and words[0][0] != MISTAKABLE
    )


@cache
def abroad(*languages: str) -> Mapping[str, frozenset[str]]:
    """Of each English word the words of these languages (of all, if none) for it, folded."""
    columns_ = [LANGUAGES.index(language) for language in languages or LANGUAGES]
    found: dict[str, set[str]] = {}
    for english, columns in _table():
        for column in columns_:
            for part in _parts(english):
                found.setdefault(part, set()).update(
                    fold(word)
                    for word in columns[column]
                    if " " not in word and word[0] != MISTAKABLE
                )
    return {english: frozenset(words) for english, words in found.items()}


def _parts(english: str) -> tuple[str, ...]:
    """The word, or those of several that each tell the thing: "fire" and "brigade"."""
    if " " not in english:
        return (english,)
    return tuple(part for part in english.split() if len(part) >= SHORTEST)


@cache
def compounding() -> Mapping[str, frozenset[str]]:
    """Of each English word the German ones, folded, which begin longer words: "Rostfleck"."""
    column = LANGUAGES.index("de")
    return {
        english: frozenset(
            fold(word)
            for word in columns[column]
            if word[0] != MISTAKABLE and len(word) >= SHORTEST
        )
        for english, columns in _table()
    }


@cache
def _table() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    lines = Path(__file__).with_name("things.txt").read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return tuple(
        (english, tuple(tuple(filter(None, column.split(","))) for column in columns))
        for english, *columns in rows
    )
