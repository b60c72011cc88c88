"""Which language a question is in, by its words and by letters that only one language has."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from agents import things
from agents.understanding.glossary.dictionary import ELISION, TOKEN, dictionary
from agents.understanding.lexicon import listed

LANGUAGES: Final = ("de", "fr", "es", "tr")
WEAK: Final = 0.5  # what an article tells of a language, where a verb or a noun tells 1
ENOUGH: Final = 1.0
SAME: Final = 0.25  # of a word that both languages have, where nothing else is English

_WEAK_MEANINGS: Final = frozenset(
    {"the", "of", "a", "in", "and", "or", "from", "with", "to", "on", "at", "me", "is", "about"}
)
# Only where they stand in a word that is no name.
_LETTERS: Final = {
    "de": re.compile(r"ß"),
    "fr": re.compile(r"[èêëïùœ]|(?<=c)ç"),
    "es": re.compile(r"ñ"),
    "tr": re.compile(r"[ğış]"),
}
# Letters that English has only in words that it borrowed.
_ACCENTS: Final = {
    "de": frozenset("äöüß"),
    "fr": frozenset("àâçéèêëîïôùûüœ"),
    "es": frozenset("áéíóúñü"),
    "tr": frozenset("çğıöşüâîi̇"),
}
_TURKISH_WHO: Final = re.compile(r"\s*\w+ kim(?:dir)?\s*\?*\s*")  # "Ana kim?"
_SPANISH_MARKS: Final = re.compile(r"[¿¡]")
# Words that English questions hold; those of them that another language has too tell nothing.
_ENGLISH: Final = listed(
    """
    a about all am an and any are at be been but by can could did do does done email emails event
    events file files find for from get give had has have he her his how i if in is it its last
    list mail mails me meeting meetings my next not of on open or our out please reply send share
    she should show so tell than that the their them then there they this to today tomorrow us was
    we were what when where which who will with would yesterday you your
    """
)
# Words of another language that are others in English.
_BOTH: Final = listed(
    """
    agenda also alt ama april arrive at august bald bei bin bon braun cent change chose come
    commander comment coup court dame damn dare den des die dos elf es euro fall final grand
    grande hat her hole hunt joint kabul kim large lent les lies lit mail mal man mars mart
    media noir no november of on once pagan part petit petite plane plus port portable porter
    premier pro programme propose refuse reporter resume rot rouge sage sale sans sea september
    serve sino so solo son tam tan ten tu use vale van via war was will yer
    """
)


@lru_cache(maxsize=256)
def language_of(text: str) -> str | None:
    """Which of LANGUAGES a text is in; None for English, or where too little tells."""
    if _TURKISH_WHO.fullmatch(text):
        return "tr"
    tokens = TOKEN.findall(text)
    lowered = [_lower(token) for token in tokens]
    scores = {name: _weight(lowered, name) + _marks(text, tokens, name) for name in LANGUAGES}
    best = max(scores, key=lambda name: scores[name])
    known = dictionary(best).words
    english = sum(token in _ENGLISH and token not in known for token in lowered)
    if not english and scores[best] >= WEAK:
        scores[best] += SAME * sum(known.get(token) == token for token in lowered)
    return None if scores[best] < ENOUGH or scores[best] <= english else best


def _lower(token: str) -> str:
    return token.replace("İ", "i").lower().replace("’", "'")


def _marks(text: str, tokens: list[str], name: str) -> float:
    """What signs and letters tell that only this language has."""
    small = [token for token in tokens if token[0].islower()]
    marked = sum(bool(_LETTERS[name].search(token)) for token in small)
    words = dictionary(name)
    strange = any(
        not token.isascii()
        and _ACCENTS[name].issuperset(letter for letter in token if not letter.isascii())
        and words.meaning(token) is None
        for token in small
    )
    return (marked + strange) * WEAK + (name == "es" and bool(_SPANISH_MARKS.search(text)))


def _weight(tokens: list[str], name: str) -> float:
    """How much of a question a language explains, an article counting half, and so a thing: one
    noun alone may be another word in English."""
    words = dictionary(name)
    total = 0.0
    for token in tokens:
        if token in _ENGLISH:
            continue
        if name == "fr" and ELISION.match(token):
            total += WEAK
            token = ELISION.sub("", token)
        meaning = words.words.get(token)
        if meaning is None and things.tells(token, name):
            total += WEAK
        elif meaning is not None and meaning != token:
            total += WEAK if meaning in _WEAK_MEANINGS or token in _BOTH else 1.0
        elif meaning is None and "'" not in token and things.is_form(token, name):
            total += WEAK
    return total
