"""The words of a question that carry meaning, and how many of them a text holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from agents import things
from agents.inflection import is_turkish_form
from agents.lemmas import lemma
from search.embeddings.local import VOCABULARY
from search.embeddings.words import rank
from search.text import fold

STEM = 5  # letters that two forms of a word are taken to share, or all but the last three
ENDING = 2  # letters that may follow a word that is shorter than a stem
PART = 3  # letters at least of a part of a compound
WEAK = 0.3  # what a word counts that asks for a side of the thing instead of naming it
# Between these places in the vocabulary of the local model, the commonest words first, a word
# counts the more the rarer it is.
COMMON, RARE = 2_500, 30_000
_WORD = re.compile(r"\w+")
_STOP_WORDS = """
a about all am an and any are as at be been but by can did do does for from had has have he her his
how i if in is it its me my no not of on or our s say said she so t tell that the their them there
they this to us was we were what when where which who why will with would write wrote you your
email emails mail mails message messages calendar file files document find show open get give please
ain aren couldn didn doesn don hadn hasn haven isn ll mustn needn re shan shouldn ve wasn weren won
wouldn cant couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt wasnt wont wouldnt
der die das und ist von mit für le la les de des et un une el los y en que
"""
_SIDES = """
accepted according address
biggest cheapest cheaper dearest highest largest lowest priciest smallest expensive
 again agree agreed agrees amount answered anything appointment arrive
arrives attached attending begin begins booked bring brings busy came catch clash clashes come
comes coming conflict conflicts conversation cost costs current date day deadline decide decided
declined depart departs details discussion double due end ends event exact exactly exchange expect
expects feedback finish fix fixed free get gets gist go goes going happen happened happens hear
heard held help hour information invited keep kept know knows last latest leave leaves let like
location long look looks matter mean means meet meeting met moment much name need needed needs new
newest next notes number offer offered organise organised organises organize organized organizes
overlap overlaps owe owed owes own paid pay paying payment pays phone pick picked place plan planned
plans price promise promised propose proposed put question reach recent reply room said say says
scheduled see send sends sent shared show something spend spent start starts stuff suggest
suggested summary take takes tell thing things think thinks thread time times total type up use
used uses want wants way went whoever work works
"""
# Words that people use for one another when they ask.
_ALIKE = """
fly flying flight flights plane planes|bill bills invoice invoices rechnung
|speak speaking talk speech|photo photos picture pictures|holiday holidays vacation
|landlord landlady letting lettings owner|flat apartment|mobile telephone phone|salary wage pay
|doctor doctors gp|supplier vendor|kids children child|journey trip|shop store|movie film
|rent rental|deck slides presentation|dentist dentists dental|bike bikes bicycle bicycles
|bag bags rucksack backpack|reference ref|present presents gift gifts|telly television
|fridge refrigerator|car cars vehicle mot|wedding marriage|light lights lamp lamps
|lease leases tenancy|train trains rail railway
|ring ringing rang call calling|yearly annual
"""
_STOP = frozenset(_STOP_WORDS.split())


_PLURAL = re.compile(r"[a-z]{2,}[^suix']s")
_NOUN = re.compile(r"(confirm|cancell|invit|reserv|install|consult|registr)ations?")


def _stem(word: str) -> str:
    if noun := _NOUN.fullmatch(word):
        return noun[1]  # "confirmed" is not written like "confirmation"
    word = lemma(word)
    if any(letter.isdigit() for letter in word):
        return word  # of a number or a code each sign counts
    if len(word) <= STEM and _PLURAL.fullmatch(word) and rank(word[:-1]) is not None:
        return word[:-1]
    return word[: max(STEM, len(word) - 3)]


def _by_stem(words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """By the stem of an English word and by that of its plural."""
    found: dict[str, frozenset[str]] = {}
    for english, others in words.items():
        plural = english[:-1] + "ies" if english.endswith("y") else english + "s"
        for stem in (_stem(english), _stem(plural)):
            found[stem] = found.get(stem, frozenset()) | others
    return found


_SIDE_STEMS = frozenset(_stem(word) for word in _SIDES.split())
_OTHERS = {
    _stem(word): frozenset(group.split())
    for group in _ALIKE.replace("\n", "|").split("|")
    for word in group.split()
}
_COMPOUNDED = _by_stem(things.compounding())
# "Thé" is written "the" without its accent.
_TURKISH = {
    stem: tuple(word for word in words - _STOP if len(word) >= PART)
    for stem, words in _by_stem(things.abroad("tr")).items()
}
_ABROAD = {stem: words - _STOP for stem, words in _by_stem(things.abroad()).items()}


class Name(str):
    """The stem of a word that was written with a capital."""

    __slots__ = ()


@lru_cache(maxsize=512)
def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, folded and cut to their stems; those with a capital
    are a `Name`."""
    capitals = {fold(word) for word in _WORD.findall(text) if word[0].isupper() and len(word) > 1}
    return frozenset(
        Name(_stem(word)) if word in capitals else _stem(word)
        for word in _WORD.findall(fold(text))
        if word not in _STOP and (len(word) > 1 or word.isdigit())
    )


def words_of(text: str) -> list[str]:
    """All words of a text, folded."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=512)
def forms_in(text: str) -> frozenset[str]:
    """The words of a text, folded, and those that they are forms of."""
    words = set(words_of(text))
    return frozenset(words | {lemma(word) for word in words})


def weight(stem: str) -> float:
    """1 for a word that names a thing, less for one that asks for a side of it ("starts")."""
    return WEAK if stem in _SIDE_STEMS else 1.0


def counts(stem: str) -> float:
    """What a word counts in a question (0.3 to 1): names and codes all, everyday words little."""
    if weight(stem) == WEAK:
        return WEAK
    if isinstance(stem, Name):
        return 1.0
    place = _places().get(stem, RARE)
    rarity = log(max(place, COMMON) / COMMON) / log(RARE / COMMON)
    return WEAK + (1 - WEAK) * min(1.0, rarity)


@cache
def _places() -> dict[str, int]:
    """The place of each stem in the vocabulary: that of its commonest word."""
    places: dict[str, int] = {}
    for place, word in enumerate(VOCABULARY.read_text("utf-8").split("\n")):
        if len(word) > 1 and word.isalpha():
            places.setdefault(_stem(word), place)
    return places


def coverage(wanted: frozenset[str], text: str) -> float:
    """The share of `wanted` (from `content_words`), by what they count, whose stems begin a word
    of the text."""
    return share(wanted, held(wanted, text))


def plain_coverage(wanted: frozenset[str], text: str) -> float:
    """As `coverage`, every word that names a thing counting the same, however common it is: for
    what is to be written to, where each word tells it from another."""
    if not wanted:
        return 0.0
    return sum(map(weight, held(wanted, text))) / sum(map(weight, wanted))


def held(wanted: frozenset[str], text: str) -> frozenset[str]:
    """Those of `wanted` whose stems begin a word of the text."""
    words = forms_in(text)
    there = frozenset(stem for stem in wanted if holds(stem, words))
    return there | {stem for stem in wanted - there if _is_part(stem, wanted, words)}


def _is_part(stem: str, wanted: frozenset[str], words: Set[str]) -> bool:
    """Whether a word is written in one with another of the wanted: "hair cut", "haircut"."""
    if len(stem) < PART or not stem.isalpha():
        return False
    joined = tuple(
        whole
        for other in wanted
        if len(other) >= PART and other.isalpha() and other != stem
        for whole in (stem + other, other + stem)
    )
    return any(word.startswith(joined) for word in words if len(word) >= 2 * PART)


def share(wanted: frozenset[str], some: frozenset[str]) -> float:
    """How much of all that `wanted` counts is in `some` of them (0 to 1)."""
    if not wanted:
        return 0.0
    return sum(map(counts, some)) / sum(map(counts, wanted))


def _is_form(word: str, foreign: tuple[str, ...]) -> bool:
    return any(word.startswith(one) and len(word) <= len(one) + ENDING for one in foreign)


def _is_turkish(word: str, stems: tuple[str, ...]) -> bool:
    """Whether a word is one of them with its endings, and no English one ("parade")."""
    return any(is_turkish_form(word, stem) for stem in stems) and rank(word) is None


def holds(stem: str, words: Set[str]) -> bool:
    """Whether one of the folded words is a form of the stem. "exam" is not the beginning of
    "example": a short word may only grow by an ending."""
    if stem in words or not words.isdisjoint(_OTHERS.get(stem, ())):
        return True
    longest = len(stem) + ENDING if len(stem) < STEM else 1_000
    if any(word.startswith(stem) and len(word) <= longest for word in words):
        return True
    foreign = _ABROAD.get(stem, frozenset())
    if not foreign or not words.isdisjoint(foreign):
        return bool(foreign)
    forms = _forms(stem)
    return any(
        word.startswith(forms.german)
        or word.endswith(forms.behind)
        or (word.startswith(forms.long) and _is_form(word, forms.long))
        or (word.startswith(forms.begins) and _is_turkish(word, forms.turkish))
        for word in words
    )


class _Forms(NamedTuple):
    """The words of other languages for one: those that may have an ending, German ones that begin
    and that end compounds, and Turkish ones with their beginnings."""

    long: tuple[str, ...]
    german: tuple[str, ...]
    behind: tuple[str, ...]
    turkish: tuple[str, ...]
    begins: tuple[str, ...]


@lru_cache(maxsize=1024)
def _forms(stem: str) -> _Forms:
    german = tuple(_COMPOUNDED.get(stem, ()))
    turkish = _TURKISH.get(stem, ())
    return _Forms(
        tuple(word for word in _ABROAD.get(stem, ()) if len(word) >= STEM),
        german,
        tuple(word for word in german if len(word) >= STEM),
        turkish,
        tuple(word[:-1] for word in turkish),
    )
