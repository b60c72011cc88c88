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
from agents.understanding.glossary import clock
from agents.understanding.glossary.detection import LANGUAGES, language_of
from agents.understanding.glossary.dictionary import (
    AS_TYPED,
    ENGLISH,
    TOKEN,
    Dictionary,
    dictionary,
    whole,
)

__all__ = ["LANGUAGES", "in_english", "language_of", "own_words", "to_search_for"]

# "Ana van der Meer", "Luis de la Cruz": small words that are part of a name.
_PARTICLES: Final = re.compile(
    r"(?<=[^\W\d_]) (?:van|(?:von|van|de) (?:der|den|la|las|los)) (?=(?P<next>[A-ZÀ-ÖØ-Þ]\w*))"
)
# What is to be written stays as it was typed: from a quotation mark or colon on, or behind "that".
_VERBATIM: Final = re.compile(r"[\"«„“]|(?<!\d):\s")
_THAT: Final = {
    "de": re.compile(r",? (?:und (?:sag|schreib)\w* (?:ihm|ihr|ihnen),? )?dass "),
    "fr": re.compile(
        r"(?<!est-ce)(?<!Est-ce),? (?:en (?:lui |leur )?disant |pour (?:lui |leur )?dire )?"
        r"(?:que (?=(?:je|nous|on|ils?|elles?|le|la|les|mon|ma|notre|tout) |j['’]|c['’]|l['’])"
        r"|qu['’](?=\w))"
    ),
    "es": re.compile(
        r",? (?:(?:diciendo|para decirle|y dile|diciéndole) que"
        r"|que (?=(?:el|la|los|las|yo|no|sí|nos|me|mi|ya|hoy|lo) |\w+(?:o|amos|emos|é|ré)\b)) ?"
    ),
}
_AT: Final = re.compile(r"\b(between|from|to|until|before|after|and|by|around|at) +at +(?=\d)")
_DROPPED: Final = re.compile(rf"[¿¡{ENGLISH}]")
MOST_OTHERS: Final = 12
_FROM: Final = frozenset({"from", "from_the"})
_ARTICLES: Final = frozenset({"the", "a", "my", "our", "your", "his", "her"})
_SENT: Final = re.compile(r"(?:e?mail|message|letter|invoice|offer|reply|answer|news)s?$")
_TIME_OR_PERSON: Final = re.compile(
    r"(?:yesterday|today|tomorrow|the_day|this|that|last|next|previous|week|month|year|day|hour"
    r"|morning|noon|after|evening|night|weekend|now|late|early|when|until|me|you|him|her|us|them|it"
    r"|what|who|whom|which|where|here|there|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|[A-Z]\w+)\b"
)
_SUBORDINATE: Final = re.compile(
    r"(?P<who>ich|du|er|sie|es|wir|ihr"
    r"|(?:der|die|das|unser\w*|mein\w*)(?-i:(?: [a-zäöüß]+)* [A-ZÄÖÜ]\w+)|(?-i:[A-ZÄÖÜ]\w+))"
    r" (?P<rest>[^.,;!?]+?) (?P<verb>(?-i:[a-zäöüß])+)(?P<end>\W*)$",
    re.IGNORECASE,
)
_WRITES: Final = re.compile(
    r"\b(?:schreib|schick|send|mail|sag|teil|antwort|écri|envo|dis\b|réponds|prévien|m[aá]nd"
    r"|env[ií]|escr[ií]b|d[ií]le|resp[oó]nd|av[ií]s|cont[eé]st)\w*",
    re.IGNORECASE,
)


@lru_cache(maxsize=128)
def in_english(text: str) -> str:
    """The text with its common words in English where it is in one of LANGUAGES, else as it is."""
    language = language_of(text)
    return text if language is None else _glossed(text, dictionary(language))


def to_search_for(text: str, english: str) -> str:
    """What finds the answer to a question in another language, whatever that is in: the question
    in `english` and as asked, and the things in it in the other languages too."""
    if language_of(text) is None:
        return english
    words = (word for token in TOKEN.findall(english) for word in things.words_for(token.lower()))
    others = list(dict.fromkeys(word for word in words if word not in text.lower()))
    return " ".join((english, text, *others[:MOST_OTHERS]))


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
    asked, said = _apart(text, known.language)

    def kept(found: re.Match[str]) -> str:
        is_word = known.meaning(found["next"].lower()) is not None
        return found.group() if is_word else f" {found.group().strip().replace(' ', '_')}_"

    asked = clock.in_figures(_begun_small(asked, known), known.language)
    asked = _PARTICLES.sub(kept, asked)
    for pattern, replacement in known.phrases:
        asked, mark, message = pattern.sub(replacement, asked).partition(AS_TYPED)
        said = f"{message.replace(ENGLISH, '')} {said}".strip() if mark else said
    if known.language == "fr":
        asked = whole(asked)
    english = _DROPPED.sub("", "".join(_words(asked, known)).replace("_", " "))
    english = _AT.sub(r"\1 ", english)
    separate = "" if said[:1] in ("", ":", ",") or english.endswith(('"', "«")) else " "
    return " ".join(english.split()) + separate + said


def _apart(text: str, language: str) -> tuple[str, str]:
    """What is asked, and what is to be written as it was typed."""
    that = _THAT[language].search(text) if language in _THAT and _WRITES.search(text) else None
    tail = _VERBATIM.search(text)
    if that and (tail is None or that.start() < tail.start()):
        message = text[that.end() :]
        if language == "de":
            message = main_clause(message)
        return f"{text[: that.start()]} {ENGLISH}saying", message
    return (text[: tail.start()], text[tail.start() :]) if tail else (text, "")


def main_clause(said: str) -> str:
    """A German clause behind "dass" as a sentence of its own: its verb, which is last, goes to
    the second place."""
    found = _SUBORDINATE.match(said)
    if found is None:
        return said
    return f"{found['who']} {found['verb']} {found['rest']}{found['end']}"


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
        if meaning in _FROM and _is_of(text, tokens, place, known):
            meaning = meaning.replace("from", "of")
        yield text[at : tokens[place].start()]
        at = tokens[place + count - 1].end()
        yield meaning
        place += count
    yield text[at:]


def _is_of(text: str, tokens: list[re.Match[str]], place: int, known: Dictionary) -> bool:
    """Whether "de" or "von" is "of": before a thing, unless a mail of it is meant."""
    before = known.meaning(_lower(tokens[place - 1].group())) if place else ""
    if _SENT.match(before or "") or text[tokens[place].end() :].lstrip()[:1].isdigit():
        return False
    if re.match(r"(?:week|end|start|beginning|middle|day)s?\b", before or ""):
        return True
    ahead = place + 1
    while ahead < len(tokens) and known.words.get(_lower(tokens[ahead].group())) in _ARTICLES:
        ahead += 1
    if ahead == len(tokens) or (known.language != "de" and _is_inside(tokens[ahead], text)):
        return False
    word = tokens[ahead].group()
    meaning = known.meaning(_lower(word))
    return word.islower() if meaning is None else not _TIME_OR_PERSON.match(meaning)


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
