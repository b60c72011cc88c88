"""Slips in names and words that only the person's own things hold: "Margerite", "the ofsite".

Corrected is only what no dictionary and none of the person's own titles and names know, to one that
they do; the answer says so. What is to be written, and what is quoted, stays as it was typed.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import psycopg

from accounts.tenancy import DatabaseBusy
from agents.query import WRITE_OPERATIONS, Intent, Query
from agents.understanding import glossary, spelling
from agents.understanding.people import ADDRESS
from search.hybrid import SearchUnavailable
from search.own_words import OwnWord, own_words
from search.text import fold

log = logging.getLogger(__name__)

SHORTEST: Final = 5  # letters: of four, every other word is one slip away
FAR: Final = 8  # letters of a word that may be two slips away
ENDINGS: Final = frozenset(
    ("", "s", "es", "e", "d", "ed", "r", "er", "or", "y", "ly", "al", "n", "nt", "ing", "ion")
)
MOST: Final = 4  # unknown words
LONGEST: Final = 300  # characters of a question; more is a pasted text
_NOBODY: Final = "I know nobody called {typed}. If you mean {meant}, please say it once more so."
_WORD: Final = re.compile(r"(?<![\w@./'#-])[^\W\d_]{5,24}(?![\w@/#-]|\.\w)")


@dataclass(frozen=True, slots=True)
class Respelled:
    """The query as it is understood, and which words were put right in it."""

    query: Query
    words: Mapping[str, str]
    names: frozenset[str] = frozenset()  # those of the words that somebody is called by

    def told(self, intent: Intent) -> Intent:
        """The intent with what was put right now, for the answer to say; not in a turn before."""
        kept = {key: value for key, value in intent.entities.items() if key != "respelled"}
        if self.words:
            kept["respelled"] = dict(self.words)
        return intent if kept == intent.entities else replace(intent, entities=kept)

    def may_write(self, intent: Intent) -> bool:
        """Whether nothing would be written by a name that was put right: it may be another's."""
        return not (self.names and intent.operation in WRITE_OPERATIONS)

    def doubted(self, intent: Intent) -> Intent:
        """The intent of what was typed, with a question where it goes to such a name."""
        people = {str(name) for name in intent.entities.get("people", ())}
        said = [name for name in self.words if name in self.names and name in people]
        if not said or intent.clarification:
            return intent
        typed = " and ".join(f"“{name}”" for name in said)
        meant = " and ".join(self.words[name] for name in said)
        return replace(intent, clarification=_NOBODY.format(typed=typed, meant=meant))


async def respelled(query: Query) -> Respelled:
    """The query with slips in the person's own words put right. Where the database does not
    answer, the query as it is."""
    unknown = _unknown(query.text)
    if not unknown:
        return Respelled(query, {})
    try:
        own = await own_words(user_id=query.user_id)
    except (SearchUnavailable, DatabaseBusy, psycopg.Error) as error:
        log.warning("slips stay as they are: %s", error)
        return Respelled(query, {})
    meant = await asyncio.to_thread(_meant, unknown, own)
    if not meant:
        return Respelled(query, {})
    names = frozenset(w for w, found in meant.items() if _is_name(found, own))
    text = _WORD.sub(lambda found: meant.get(found.group(), found.group()), query.text)
    return Respelled(replace(query, text=text), meant, names)


def _meant(unknown: Sequence[str], own: Mapping[str, OwnWord]) -> dict[str, str]:
    return {word: found for word in unknown if (found := _nearest(word, own))}


def _is_name(word: str, own: Mapping[str, OwnWord]) -> bool:
    known = own.get(fold(word))
    return known is not None and known.is_name


def _unknown(text: str) -> list[str]:
    """The words of a question that no dictionary knows, before what is to be written."""
    asked = spelling.before_the_verbatim(text)
    if len(text) > LONGEST or glossary.in_english(asked) is not asked:
        return []
    asked = ADDRESS.sub(" ", asked)
    words = dict.fromkeys(_WORD.findall(asked))
    found = [w for w in words if not w.isupper() and not spelling.is_known(fold(w))]
    return found if len(found) <= MOST else []  # many are another language


def _nearest(word: str, own: Mapping[str, OwnWord]) -> str | None:
    """The word of the person's own that is meant, if exactly one is as near."""
    folded = fold(word)
    if folded in own or any(known.startswith(folded) for known in own):
        return None
    stem = folded.removesuffix("s")
    if stem in own:
        return None  # of several, or whose
    allowed = 2 if len(folded) >= FAR else 1
    near: dict[int, list[str]] = {}
    for known, written in own.items():
        if word[:1].isupper() and not written.is_name:
            continue  # a name that is new, rather than a word of a title
        if known[0] != folded[0] or abs(len(known) - len(folded)) > allowed:
            continue
        distance = spelling.edits(folded, known)
        if distance <= allowed and (written.is_name or not _is_a_form(folded, known)):
            near.setdefault(distance, []).append(_as_typed(word, written))
    if not near:
        return spelling.everyday(word) if word.islower() else None
    best = near[min(near)]
    return best[0] if len(best) == 1 else None


def _is_a_form(one: str, other: str) -> bool:
    """Whether they differ in nothing but their endings: "vouched" and "voucher"."""
    same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    shared = len(list(same))
    return {one[shared:], other[shared:]} <= ENDINGS


def _as_typed(word: str, own: OwnWord) -> str:
    """A name with its capital, any other word as the person writes it."""
    return own.written.lower() if word.islower() and not own.is_name else own.written
