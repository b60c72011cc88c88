"""The phrases and words of a language, as its file (`de.txt` ...) holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from agents import inflection, things

ENGLISH: Final = "\u2060"  # before a word that a phrase has put into English
AS_TYPED: Final = "\u2061"  # what is behind it is to be written; "¦" in the files
# A word that is not, with what is behind its apostrophe.
TOKEN: Final = re.compile(rf"(?<![\w@{ENGLISH}])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@])")
ELISION: Final = re.compile(
    r"(?<!\w)(?P<word>l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE
)
_ELIDED: Final = {"d": "de ", "j": "je ", "m": "me ", "c": "ce ", "qu": "que ", "jusqu": "until "}
_NAME: Final = r"[^\W\d_][\w.-]*(?-i:(?: [A-ZÀ-ÖØ-ÞĞİŞ][\w.-]*){0,2})"
_WORD: Final = re.compile(r"(?<![\w'])[A-Za-z][\w']*")
_TOOK_SPACE: Final = re.compile(r" \(\?=[^()]*(?:\([^()]*\)[^()]*)*\)\(")
_CASES: Final = (
    (re.compile(r"n?[ıiuü]n"), "{}'s"),
    (re.compile(r"[dt][ae]n"), "from {}"),
    (re.compile(r"[dt][ae](?:ki)?"), "in {}"),
    (re.compile(r"y?l[ae]"), "with {}"),
    (re.compile(r"[yn]?[ae]"), "to {}"),
)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """`phrases`: what is looked for, and what it becomes, in the order in which they are tried.
    `words`: the English of each lower-cased word, with `_` for a space or for nothing."""

    language: str
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    words: dict[str, str]

    def meaning(self, word: str, *, is_name: bool = False) -> str | None:
        """The English of a lower-cased word, or of words with a space between; of what may be a
        name only where it is a word of the language, no thing."""
        known = self.words.get(word)
        if known is not None:
            return known
        if self.language == "fr":
            word = whole(word)
        thing = things.meaning(word, self.language)
        if thing and (not is_name or thing[0].isupper()):  # a feast, or a name
            return thing
        if is_name or " " in word:
            return None
        least = 3 if self.language == "tr" else 4
        stems = inflection.stems(word, self.language)
        return next((self.words[s] for s in stems if len(s) >= least and s in self.words), None)

    def declined(self, word: str) -> str | None:
        """ "Ana'nın" is "Ana's": the English of a Turkish name with its case."""
        name, apostrophe, case = word.replace("’", "'").partition("'")
        if self.language != "tr" or not apostrophe or len(name) < 2:
            return None
        name = self.meaning(name.lower(), is_name=True) or name
        said = next((form for pattern, form in _CASES if pattern.fullmatch(case)), "{}")
        return said.format(name)


def whole(text: str) -> str:
    """French with the vowels that it left out, or without the article that lost one."""
    return ELISION.sub(lambda found: _ELIDED.get(found["word"].lower(), ""), text)


@cache
def dictionary(language: str) -> Dictionary:
    """That of one of the languages."""
    phrases: list[tuple[re.Pattern[str], str]] = []
    path = Path(__file__).parent / f"{language}.txt"
    above, _, below = path.read_text("utf-8").partition("=words")
    for line in above.splitlines():
        pattern, separator, replacement = line.partition(" = ")
        if separator and not line.startswith("#"):
            pattern = rf"(?<![\w{ENGLISH}]){pattern.replace('NAME', _NAME)}(?!(?<=\w)\w)"
            replacement = replacement.replace("¦", AS_TYPED)
            if _TOOK_SPACE.search(pattern) and not replacement.endswith(" "):
                replacement += " "
            replacement = _WORD.sub(ENGLISH + r"\g<0>", replacement)
            phrases.append((re.compile(pattern, re.IGNORECASE), replacement))
    words = dict(entry.partition("=")[::2] for entry in below.split())
    return Dictionary(language, tuple(phrases), words)
