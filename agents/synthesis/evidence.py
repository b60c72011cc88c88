"""How much a sentence says about a question: its words, words that stand for them, and where it
stands. "Meals are 32 pounds a day" says something about food."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np
from numpy.typing import NDArray

from agents.lemmas import lemma
from agents.query import Item
from agents.words import content_words, holds, weight, words_of
from search.embeddings import words as meanings

# A word that means much the same counts in part, from this cosine on.
LIKE = 0.4
LIKE_AT_MOST = 0.85
COMMON, RARE = 500, 15_000  # ranks between which a word counts more the rarer it is
LEAST = 0.35
NAME = 1.5  # of a name, a code or a word that is rarer than the vocabulary
PASSING = 0.3  # of a word that the question holds besides its topic
OF_TITLE = 0.6  # what a word counts that only the title holds, of one in the sentence
OF_ITEM = 0.35  # ... that stands elsewhere in the same item
VALUE = 0.15  # for the kind of value that is asked for
FIGURE = 0.05
LATER = 0.008  # the earlier of two equal sentences wins
LATEST = 10  # from here on all are late
_FIGURE = re.compile(r"\d")
# Each of these is near to all of its kind, and no one of them stands for another.
_KINDS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december one two three four five six seven eight nine ten eleven
twelve twenty thirty hundred thousand first second third fourth fifth spring summer autumn winter
morning afternoon evening night north south east west red green blue black white yellow mother
father brother sister son daughter husband wife
"""
_OF_A_KIND = frozenset(_KINDS.split())
Credits = NDArray[np.float32]


@dataclass(frozen=True)
class Asked:
    """The words of a question, each with what it counts."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    weights: Credits
    _known: dict[str, Credits] = field(default_factory=dict)

    def share(self, credits: Credits) -> float:
        """Of all that the words count, how much is credited (0 to 1)."""
        return float(credits @ self.weights)

    def credits(self, text: str) -> Credits:
        """For each asked word, how far a text holds it or one that means the same (0 to 1)."""
        said = set(words_of(text))
        self._learn(said - self._known.keys())
        if not said or not self.words:
            return np.zeros(len(self.words), dtype=np.float32)
        best: Credits = np.max(np.stack([self._known[word] for word in said]), axis=0)
        return best

    def _learn(self, said: Iterable[str]) -> None:
        told = sorted(said)
        if not told:
            return
        near = np.clip((meanings.cosines(self.words, told) - LIKE) / (0.9 - LIKE), 0, 1)
        near = near * LIKE_AT_MOST
        for column, word in enumerate(told):
            alike = near[:, column] * (0.0 if word in _OF_A_KIND else 1.0)
            base = lemma(word)
            same = [float(holds(stem, {word, base})) for stem in self.stems]
            self._known[word] = np.maximum(alike, np.array(same, dtype=np.float32))


def asked(topic: str, question: str) -> Asked:
    """The words that count: those of the topic, and less the others of the question."""
    counted = {word: _worth(word) for word in _content(topic)}
    for word in _content(question):
        counted.setdefault(word, PASSING * _worth(word))
    weights = np.array(list(counted.values()), dtype=np.float32)
    total = float(weights.sum()) or 1.0
    stems = tuple(next(iter(content_words(word))) for word in counted)
    return Asked(tuple(counted), stems, weights / np.float32(total))


def scores(
    parts: Sequence[str], item: Item, question: Asked, *, holding: re.Pattern[str] | None = None
) -> list[float]:
    """What each sentence of an item says about the question (0 to about 1.3)."""
    each = [question.credits(part) for part in parts]
    around = OF_TITLE * question.credits(f"{item.title}\n{item.details.get('sender_name') or ''}")
    if each:
        around = np.maximum(around, OF_ITEM * np.max(np.stack(each), axis=0))
    return [
        question.share(np.maximum(credits, around))
        + (VALUE if holding and holding.search(part) else 0.0)
        + (FIGURE if _FIGURE.search(part) else 0.0)
        - LATER * min(number, LATEST)
        for number, (part, credits) in enumerate(zip(parts, each, strict=True))
    ]


def _content(text: str) -> list[str]:
    return [word for word in dict.fromkeys(words_of(text)) if content_words(word)]


def _worth(word: str) -> float:
    rank = meanings.rank(word)
    if rank is None:
        return NAME * weight(next(iter(content_words(word))))
    rarity = log(max(rank, 1) / COMMON) / log(RARE / COMMON)
    return weight(next(iter(content_words(word)))) * min(1.0, max(LEAST, rarity))
