"""Words as the full-text index holds them.

PostgreSQL's `english` configuration stems words and drops stop words, but its parser reads
"INV-2024-0117" as a word and two negative numbers, and an address as one indivisible token. So
both what is indexed and what is asked pass through `words`, which takes compounds apart and adds
them once more without their separators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from search.text import fold

QUERY_LIMIT: Final = 4_000
_COMPOUND_LIMIT: Final = 64
_SEPARATORS: Final = re.compile(r"[^\w\s']+|_+")
# Possessive, and only where a word begins: linear in any text.
_COMPOUND: Final = re.compile(r"(?<![^\W_])[^\W_]++(?:[._,@+/:#&-]++[^\W_]++)+")
_TELLING: Final = re.compile(r"[\d@]")
_AMOUNT: Final = re.compile(r"(\d++(?:[,.]\d{3})*)[,.](\d{2})")
# Ends of unbounded runs are not looked for: at most 22 characters a try.
_TELEPHONE: Final = re.compile(r"(?<![\w+])(?:\+|\(?0)[\d ()./-]{7,20}\d(?!\w)")
# Scripts written without spaces, where two neighbouring characters serve as a word.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)


def words(text: str) -> str:
    """`text` folded and taken apart, ready for `to_tsvector('english', ...)`.

    References and addresses ("ab-12/7", "x.y@z.example") are there by their parts and, if they
    hold a digit or an @, as one word without separators; an amount ("1,234.50") without its
    decimals too, a telephone number by its last nine digits, however it is written.
    """
    folded = _paired(text)
    separate = _SEPARATORS.sub(" ", folded)
    joined = " ".join([*_joined(folded), *_telephones(folded)])
    return f"{separate} {joined}" if joined else separate


def apart(text: str) -> str:
    """The words of `text` in their order, as `words` has them, without the joined ones."""
    return _SEPARATORS.sub(" ", _paired(text))


def query_words(text: str) -> str:
    """As `words`, of the beginning of a question however long."""
    return words(text[:QUERY_LIMIT])


def _paired(text: str) -> str:
    folded = fold(text)
    if folded.isascii():
        return folded
    return _UNSPACED.sub(lambda run: f" {' '.join(_pairs(run[0]))} ", folded)


def _pairs(run: str) -> Iterator[str]:
    if len(run) == 1:
        yield run
    for start in range(len(run) - 1):
        yield run[start : start + 2]


def _joined(folded: str) -> Iterator[str]:
    """The compounds that hold a digit or an @, without their separators."""
    for match in _COMPOUND.finditer(folded):
        if not _TELLING.search(match[0]):
            continue
        if amount := _AMOUNT.fullmatch(match[0]):
            yield from _amounts(_SEPARATORS.sub("", amount[1]), amount[2])
            continue
        joined = _SEPARATORS.sub("", match[0])
        if len(joined) <= _COMPOUND_LIMIT:
            yield joined


def _amounts(whole: str, decimals: str) -> Iterator[str]:
    """48.60 is not 4860: what follows the point stays apart."""
    if len(whole) <= _COMPOUND_LIMIT:
        yield f"{whole}d{decimals}"
        if len(whole) > 3:
            yield whole


def _telephones(folded: str) -> Iterator[str]:
    for match in _TELEPHONE.finditer(folded):
        digits = re.sub(r"\D", "", match[0])
        if 8 <= len(digits) <= 15:
            yield digits[-9:]
