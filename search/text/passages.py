"""Text cut into overlapping passages for embedding."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# Scripts written without spaces: two characters weigh about as much as one word. Long words
# (addresses, encoded data) count once for each 24 characters, which caps a passage's length.
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNIT: Final = re.compile(rf"[{_UNSPACED}]{{1,2}}|[^\s{_UNSPACED}]{{1,24}}")
_SENTENCE_END: Final = re.compile(r"""[.!?…。！？]["'”’»)\]]*$""")
_FULL_STOPS: Final = "。！？"

_ANYWHERE, _SPACE, _LINE, _SENTENCE, _PARAGRAPH = range(5)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text: `text` is what lies between the character offsets `start` and `end`."""

    start: int
    end: int
    text: str


def passages(text: str, *, words: int = 90, overlap: int = 20) -> list[Passage]:
    """Cut `text` into passages of at most `words` words, each repeating the last `overlap` or
    fewer words of the one before, at the borders of paragraphs and sentences where there are any.

    `text[p.start:p.end] == p.text` for each. Text without words has no passages.
    """
    if not 0 <= overlap < words:
        raise ValueError("overlap must be at least 0 and less than words")
    units = [match.span() for match in _UNIT.finditer(text)]
    found: list[Passage] = []
    first = 0
    while first < len(units):
        last = _cut(text, units, first=first, words=words)
        start, end = units[first][0], units[last - 1][1]
        found.append(Passage(start, end, text[start:end]))
        if last == len(units):
            break
        first = max(_resume(text, units, last=last, overlap=overlap), first + 1)
    return found


def _cut(text: str, units: Sequence[tuple[int, int]], *, first: int, words: int) -> int:
    """The unit before which the passage that begins at `first` ends: the last of the best borders
    in its second half."""
    limit = first + words
    if limit >= len(units):
        return len(units)
    best, best_rank = limit, -1
    for candidate in range(limit, first + words // 2, -1):
        rank = _border(text, units, candidate)
        if rank > best_rank:
            best, best_rank = candidate, rank
            if rank >= _PARAGRAPH:
                break
    return best


def _resume(text: str, units: Sequence[tuple[int, int]], *, last: int, overlap: int) -> int:
    """Where the next passage begins: a sentence's beginning within the overlap, or all of it."""
    wide = last - overlap
    for candidate in range(wide, last):
        if _border(text, units, candidate) >= _SENTENCE:
            return candidate
    while wide < last and _border(text, units, wide) < _SPACE:
        wide += 1  # never begin inside a word
    return wide if wide < last else last - overlap


def _border(text: str, units: Sequence[tuple[int, int]], unit: int) -> int:
    """How good a border lies just before this unit."""
    if unit == 0:
        return _PARAGRAPH
    before, after = units[unit - 1][1], units[unit][0]
    if before == after:
        return _SENTENCE if text[before - 1] in _FULL_STOPS else _ANYWHERE
    newlines = text.count("\n", before, after)
    if newlines > 1:
        return _PARAGRAPH
    if _SENTENCE_END.search(text[max(before - 4, 0) : before]):
        return _SENTENCE
    return _LINE if newlines else _SPACE
