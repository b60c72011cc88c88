"""Questions in German, French, Spanish and Turkish, with their common words put into English.

Names and topics stay as they are. What the rest of the understanding knows, it knows in English;
a file for each language (`de.txt` ...) holds phrases, as regular expressions in the order in which
they are tried, and words. `NAME` in a phrase is a name as typed.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agents import things
from agents.understanding.lexicon import listed

LANGUAGES: Final = ("de", "fr", "es", "tr")
WEAK = 0.5  # what an article tells of a language, where a verb or a noun tells 1
ENOUGH = 1.0

_NAME: Final = r"[^\W\d_][\w.-]*(?-i:(?: [A-ZÀ-ÖØ-ÞĞİŞ][\w.-]*){0,2})"
_TOKEN: Final = re.compile(r"(?<![\w@])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@])")
# "Ana van der Meer", "Luis de la Cruz": small words that are part of a name.
_PARTICLES: Final = re.compile(
    r"(?<=[^\W\d_]) (?:van|(?:von|van|de) (?:der|den|la|las|los)) (?=(?P<next>[A-ZÀ-ÖØ-Þ]\w*))"
)
# What is to be written stays as it was typed.
_VERBATIM: Final = re.compile(
    r"[\"«„]|:\s|,? (?:dass|diciendo|disant) |(?<!est-ce),? que (?=je|j'|el|la|yo)"
)
_ELISION: Final = re.compile(
    r"(?<!\w)(?P<word>l|d|j|m|t|s|c|n|qu|jusqu|lorsqu)['’](?=\w)", re.IGNORECASE
)
_ELIDED: Final = {"d": "de ", "j": "je ", "m": "me ", "c": "ce ", "qu": "que ", "jusqu": "until "}
_WEAK_MEANINGS: Final = frozenset(
    {"the", "of", "a", "in", "and", "or", "from", "with", "to", "on", "at", "me", "is", "about"}
)
# Words that English questions hold; those of them that another language has too tell nothing.
_ENGLISH: Final = listed(
    """
    a about all am an and any are at be by can could did do does email emails event events file
    files find for from get give had has have how i in is it last list mail mails me meeting
    meetings my next of on open our please reply send share show tell that the them there this to
    today tomorrow was we were what when where which who will with would yesterday you
    """
)


@dataclass(frozen=True, slots=True)
class _Language:
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    words: dict[str, str]


def language_of(text: str) -> str | None:
    """Which of LANGUAGES a text is in; None for English, or where too little tells."""
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(text)]
    english = sum(token in _ENGLISH for token in tokens)
    scores = {name: _weight(tokens, name) for name in LANGUAGES}
    best = max(scores, key=lambda name: scores[name])
    return None if scores[best] < ENOUGH or scores[best] <= english else best


def in_english(text: str) -> str:
    """The text with its common words in English where it is in one of LANGUAGES, else as it is."""
    language = language_of(text)
    return text if language is None else _glossed(text, language)


def _weight(tokens: list[str], name: str) -> float:
    """How much of a question a language explains, an article counting half, and so a thing: one
    noun alone may be another word in English."""
    words = _language(name).words
    total = 0.0
    for token in tokens:
        if name == "fr" and _ELISION.match(token):
            total += WEAK
            token = _ELISION.sub("", token)
        meaning = words.get(token)
        if meaning is None and things.tells(token, name):
            total += WEAK
        elif meaning is not None and meaning != token:
            total += WEAK if meaning in _WEAK_MEANINGS else 1.0
    return total


def _glossed(text: str, name: str) -> str:
    language = _language(name)
    tail = _VERBATIM.search(text)
    asked, said = (text[: tail.start()], text[tail.start() :]) if tail else (text, "")

    def kept(found: re.Match[str]) -> str:
        following = found["next"].lower()
        is_word = following in language.words or things.meaning(following, name)
        return found.group() if is_word else f" {found.group().strip().replace(' ', '_')}_"

    asked = _PARTICLES.sub(kept, asked)
    for pattern, replacement in language.phrases:
        asked = pattern.sub(replacement, asked)

    if name == "fr":
        asked = _ELISION.sub(_whole, asked)

    def meaning(found: re.Match[str]) -> str:
        word = found.group().lower().replace("’", "'")
        known = language.words.get(word)
        if known is None and (name == "de" or not _is_inside(found, asked)):
            known = things.meaning(word, name)
        return found.group() if known is None else known

    return " ".join(_TOKEN.sub(meaning, asked).replace("_", " ").split()) + said


def _is_inside(found: re.Match[str], text: str) -> bool:
    """Whether a word is capitalised within a sentence: then it is a name."""
    before = text[: found.start()].rstrip(" ¿¡\"'«(")
    return found.group()[0].isupper() and before not in ("",) and before[-1] not in ".?!:"


def _whole(found: re.Match[str]) -> str:
    """The French word that lost its vowel."""
    return _ELIDED.get(found["word"].lower(), "")


@functools.cache
def _language(name: str) -> _Language:
    phrases: list[tuple[re.Pattern[str], str]] = []
    words: dict[str, str] = {}
    above, _, below = (Path(__file__).parent / f"{name}.txt").read_text("utf-8").partition("=words")
    for line in above.splitlines():
        pattern, separator, replacement = line.partition(" = ")
        if separator and not line.startswith("#"):
            whole = rf"(?<!\w){pattern.replace('NAME', _NAME)}(?!\w)"
            phrases.append((re.compile(whole, re.IGNORECASE), replacement))
    for entry in below.split():
        word, _, known = entry.partition("=")
        words[word] = known
    return _Language(tuple(phrases), words)
