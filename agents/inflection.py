"""The forms of a noun in German, French, Spanish and Turkish, cut back to the word in the table.

Endings only: a handful for each language, as any grammar lists them. A form too many does no harm,
since what is left must be a word that the table holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

SHORTEST: Final = 3  # letters of a word that may be inflected; in Turkish 2
_ENDINGS: Final = {
    "de": ("innen", "chen", "ten", "ern", "in", "te", "en", "er", "es", "em", "st", "et", "n", "e",
           "s", "t"),
    "fr": ("ées", "és", "ée", "es", "é", "s", "x", "e"),
    "es": ("es", "s"),
}  # fmt: skip
_PLAIN_VOWELS: Final = str.maketrans("äöü", "aou")
# Plural, whose it is, case, "is": each may follow the one before.
_TURKISH: Final = re.compile(
    r"(?:l[ae]r)?"
    r"(?:[ıiuü]?m[ıiuü]z|[ıiuü]?n[ıiuü]z|[ıiuü]?m|[ıiuü]n|n|s?[ıiuü]|l[ae]r[ıi])?"
    r"(?:y?[ıiuü]|n[ıiuü]|[yn]?[ae]|n?[dt][ae]n?|n?[ıiuü]n|y?l[ae])?"
    r"(?:ki(?:l[ae]r)?)?(?:[dt][ıiuü]r?|y[dm][ıiuü]ş?)?"
)
_FOLDED: Final = re.compile(_TURKISH.pattern.replace("ıiuü", "iu").replace("ş", "s"))
_SOFTENED: Final = {"k": "g", "p": "b", "c": "c", "t": "d"}
_HARDENED: Final = {"ğ": "k", "b": "p", "c": "ç", "d": "t"}  # kitap, kitabı


@lru_cache(maxsize=4096)
def stems(word: str, language: str) -> tuple[str, ...]:
    """What a lower-cased word may be a form of, the longest first, the word itself among them."""
    found = _turkish(word) if language == "tr" else _european(word, language)
    return tuple(dict.fromkeys((word, *found)))


def is_turkish_form(word: str, stem: str) -> bool:
    """Whether a folded word is a folded Turkish one with its endings: "catinin" of "cati"."""
    body = stem[:-1]
    if len(stem) < SHORTEST or not word.startswith(body):
        return False
    last = word[len(body) : len(stem)]
    if last not in (stem[-1], _SOFTENED.get(stem[-1])):
        return False
    return _FOLDED.fullmatch(word, len(stem)) is not None


def _european(word: str, language: str) -> Iterator[str]:
    shorter = [
        word.removesuffix(ending)
        for ending in _ENDINGS[language]
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST
    ]
    for stem in sorted({word, *shorter}, key=len, reverse=True):
        yield stem
        if language == "de":
            yield stem.translate(_PLAIN_VOWELS)


def _turkish(word: str) -> Iterator[str]:
    for length in range(len(word) - 1, 1, -1):
        if not _TURKISH.fullmatch(word, length):
            continue
        stem = word[:length]
        yield stem
        if stem[-1] in _HARDENED:
            yield stem[:-1] + _HARDENED[stem[-1]]
