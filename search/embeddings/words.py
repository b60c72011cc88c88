"""How near single words are in meaning, from a small table, in microseconds.

The table holds a vector for each whole word of the local model's vocabulary: the model's vector of
the word alone, without the mean of all of them, cut to its 128 principal components and to eight
bits (as in model2vec, https://github.com/MinishLab/model2vec). Names, numbers and rare words have
none. `python -m search.embeddings.words` makes it anew (a minute).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.embeddings.local import VOCABULARY, shared

TABLE = Path(__file__).parent / "minilm" / "words.npy"
DIMENSIONS = 128
SHORTEST = 3
TOGETHER = 512
Cosines = NDArray[np.float32]


def rank(word: str) -> int | None:
    """How many words are commoner; `None` for one without a vector."""
    return _rows().get(word)


def cosines(one: Sequence[str], other: Sequence[str]) -> Cosines:
    """How near each folded word of `one` is to each of `other`: of shape `(len(one),
    len(other))`, 0 where a word has no vector. Unrelated words are below 0.3, those that may stand
    for one another mostly above 0.5."""
    return _vectors(one) @ _vectors(other).T


def _vectors(words: Sequence[str]) -> NDArray[np.float32]:
    rows = _rows()
    found = np.zeros((len(words), DIMENSIONS), dtype=np.float32)
    known = [(at, rows[word]) for at, word in enumerate(words) if word in rows]
    if known:
        at, of = zip(*known, strict=True)
        vectors = _table()[list(of)].astype(np.float32)
        found[list(at)] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return found


@functools.cache
def _rows() -> dict[str, int]:
    """The words in the order of the table, which is that of the vocabulary: the common first."""
    vocabulary = VOCABULARY.read_text("utf-8").split("\n")
    whole = (w for w in vocabulary if len(w) >= SHORTEST and w.isalpha() and w.isascii())
    return {word: row for row, word in enumerate(whole)}


@functools.cache
def _table() -> NDArray[np.int8]:
    table: NDArray[np.int8] = np.load(TABLE)
    return table


def make() -> None:
    """Embeds the vocabulary and writes the table."""
    words = list(_rows())
    parts = [shared().embed(words[at : at + TOGETHER]) for at in range(0, len(words), TOGETHER)]
    vectors = np.concatenate(parts)
    vectors -= vectors.mean(axis=0)
    axes = np.linalg.svd(vectors, full_matrices=False)[2][:DIMENSIONS]
    short = vectors @ axes.T
    scaled = short / np.abs(short).max(axis=1, keepdims=True) * 127
    np.save(TABLE, np.round(scaled).astype(np.int8))


if __name__ == "__main__":
    make()
