"""Why an item was found: which of the question's words it holds, and where its snippet has them.

Worked out only when it is shown. Two forms of a word are taken for one if their light stems agree
(the endings of Harman, How Effective Is Suffixing?, 1991, and the commonest verb endings), so this
may differ from the index in a rare form; ranking is the index's alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from search.text import fold

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W\d_]{1,2}(?![^\W_]))?")
_ENDINGS: Final = ("ings", "ing", "ed", "ies", "es", "s", "en", "er", "e", "y")
# Those of PostgreSQL's configuration `english` (Snowball's).
_STOP_WORDS: Final = frozenset(
    """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she
    her hers herself it its itself they them their theirs themselves what which who whom this that
    these those am is are was were be been being have has had having do does did doing a an the
    and but if or because as until while of at by for with about against between into through
    during before after above below to from up down in out on off over under again further then
    once here there when where why how all any both each few more most other some such no nor not
    only own same so than too very s t can will just don should now
    """.split()  # noqa: SIM905 - a list of its own would take 127 lines
)
_LONG: Final = 4  # letters of a word of which a slip may be forgiven, less one
WORDS: Final = 32  # of the question, as the index takes them
SCANNED: Final = 5_000  # characters of an item


def marked(text: str, query: str, known: Collection[str] = ()) -> tuple[tuple[int, int], ...]:
    """`[start, end)` of the words in `text` that the question holds, in their order.
    Words that it has for a slip or for an unfinished word are among them."""
    asked = _asked(query)
    spans = [match.span() for match in _WORD.finditer(text, 0, SCANNED) if _stem(match[0]) in asked]
    meant = set(taken_for(query, text, known).values())
    if meant:
        spans += [m.span() for m in _WORD.finditer(text, 0, SCANNED) if fold(m[0]) in meant]
    return tuple(sorted(set(spans)))


def matched(query: str, text: str) -> tuple[str, ...]:
    """The words of the question, as asked, that `text` holds in any form."""
    held = {_stem(match[0]) for match in _WORD.finditer(text, 0, SCANNED)}
    return tuple(word for stem, word in _asked(query).items() if stem in held)


def taken_for(query: str, text: str, known: Collection[str] = ()) -> Mapping[str, str]:
    """Words of the question that `text` holds only with one slip, or as whose beginning the last
    was taken, each with the word of `text`. The index takes only what nobody wrote for a slip:
    `known` are words that other items are known to hold."""
    held = {fold(match[0]): None for match in _WORD.finditer(text, 0, SCANNED)}
    stems = {_stem(word) for word in held}
    asked = _asked(query)
    last = next(reversed(asked.values()), "") if query[-1:].isalnum() else ""
    found = {}
    for stem, word in asked.items():
        if stem in stems or word in known or len(word) < 3 or not word.isalpha():
            continue
        near = next((other for other in held if word == last and other.startswith(word)), None)
        if near is None and len(word) > _LONG:
            near = next((other for other in held if is_one_slip(word, other)), None)
        if near is not None:
            found[word] = near
    return found


def is_one_slip(word: str, other: str) -> bool:
    """Whether one letter too many, too few or wrong, or two exchanged, makes one the other; the
    first letter aside, except exchanged."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    start = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if start is None:
        return True
    rests = (
        word[start + 1 :] == other[start + 1 :] if start else False,
        start > 0 and word[start + 1 :] == other[start:],
        start > 0 and word[start:] == other[start + 1 :],
        word[start : start + 2] == other[start : start + 2][::-1]
        and word[start + 2 :] == other[start + 2 :],
    )
    return any(rests)


def _asked(query: str) -> dict[str, str]:
    """The question's words by their stems, without stop words."""
    found: dict[str, str] = {}
    for word in _words(query):
        if word not in _STOP_WORDS:
            found.setdefault(_stem(word), word)
        if len(found) >= WORDS:
            break
    return found


def _words(text: str) -> Iterator[str]:
    return (match[0] for match in _WORD.finditer(fold(text[:SCANNED])))


def _stem(word: str) -> str:
    folded = fold(word).partition("'")[0]
    if not folded.isalpha():
        return folded
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            folded = folded.removesuffix(ending)
            break
    return folded[:-1] if len(folded) > 3 and folded[-1] == folded[-2] else folded
