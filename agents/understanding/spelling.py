"""Misspelled everyday words: "calender", "emial", "tomorow".

Only a word that no dictionary knows is corrected, and only to one of the words that the
understanding lives on; a name or a topic is nobody's misspelling.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from agents.understanding.lexicon import listed
from search.embeddings.local import VOCABULARY
from search.embeddings.words import rank

SHORTEST = 4
EVERYDAY_FROM = 6  # letters of a word that is put right to any common one
COMMON = 8_000  # words
FAR = 7  # letters of a word that may be two edits away

_TOKEN: Final = re.compile(r"(?<![\w@./'-])[a-z]{4,}(?![\w@/'-]|\.\w)(?! (?:meeting )?room\b)")
_EVERYDAY: Final = listed(
    """
    about afternoon again answer answered anything appointment appointments archive attached
    attachment attachments available before booking calendar cancel changed conference conflict
    conflicts contract conversation create deadline decline delete document documents draft
    earlier email emails evening event events everything files find folder folders forward friday
    from inbox invitation invitations invite invoice invoices latest letter mail mails meeting
    meetings message messages monday month morning need next newest open person please
    presentation presentations question received remind reminder remove replied reply reschedule
    saturday schedule scheduled search send sent share shared show slides spreadsheet
    spreadsheets standup starred summarise summarize summary sunday thread thursday today
    tomorrow tonight tuesday unanswered unread unshare update upcoming wednesday week weekend
    what when where which with write yesterday january february march april august september
    october november december birthday flight hotel
    """
)


_SHORT: Final = {
    "whats": "what's", "wheres": "where's", "whos": "who's", "whens": "when's", "hows": "how's",
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "im": "i'm",
    "havent": "haven't", "hasnt": "hasn't", "isnt": "isn't", "mtg": "meeting", "mtgs": "meetings",
    "appt": "appointment", "appts": "appointments", "msg": "message", "msgs": "messages",
    "tmrw": "tomorrow", "tmr": "tomorrow", "tomo": "tomorrow", "2moro": "tomorrow",
    "cal": "calendar", "wen": "when", "wat": "what", "wher": "where", "abt": "about",
    "sched": "schedule", "ppt": "presentation",
}  # fmt: skip
_SHORTENED: Final = re.compile(
    rf"(?<![\w@./'-])(?:{'|'.join(map(re.escape, _SHORT))})(?![\w@/'-]|\.\w)"
)
_SMALL: Final = frozenset({"from", "with", "about", "what", "when", "which", "where", "again"})
_BEFORE_A_NAME: Final = re.compile(r"\b(?:in|at|to|of|near|the|my|our) $")
# What is to be written, or looked for as it stands, keeps its spelling.
_VERBATIM: Final = re.compile(r"[\"«„]|(?<!\d):\s|\b(?:saying|that says|telling)\b")


def before_the_verbatim(text: str) -> str:
    """The part of a text before what is to be written, or looked for as it stands."""
    tail = _VERBATIM.search(text)
    return text[: tail.start()] if tail else text


def is_known(word: str) -> bool:
    """Whether a folded word is one of the dictionary, or a form of one."""
    known = _dictionary()
    endings = ("s", "es", "ed", "ing", "er", "ly", "d", "'s")
    return (
        is_common(word)
        or _meant(word) != word
        or any(word.endswith(end) and word.removesuffix(end) in known for end in endings)
        or any(
            word.endswith(end) and f"{word.removesuffix(end)}e" in known for end in ("ing", "ed")
        )
        or (word.endswith("ies") and f"{word[:-3]}y" in known)
    )


@functools.lru_cache(maxsize=2048)
def everyday(word: str) -> str | None:
    """The one common word that is a slip away from a lower-cased one that no dictionary knows."""
    if len(word) < EVERYDAY_FROM:
        return None
    near = [
        other
        for other in _common()
        if other[0] == word[0] and abs(len(other) - len(word)) <= 1 and edits(word, other) == 1
    ]
    inside = [other for other in near if not other.startswith(word[:-2])]
    return inside[0] if len(inside) == 1 else None


@functools.cache
def _common() -> tuple[str, ...]:
    return tuple(
        word
        for word in _dictionary()
        if len(word) >= SHORTEST and (row := rank(word)) is not None and row < COMMON
    )


def corrected(text: str) -> str:
    """The text with its misspelled everyday words put right; capitalised words stay."""
    tail = _VERBATIM.search(text)
    asked, said = (text[: tail.start()], text[tail.start() :]) if tail else (text, "")
    asked = _SHORTENED.sub(lambda found: _SHORT[found.group()], asked)
    return _TOKEN.sub(_put_right, asked) + said


def _put_right(found: re.Match[str]) -> str:
    """The word that is meant; behind "in" or "the" it is no other small word, but a name."""
    meant = _meant(found.group())
    behind = _BEFORE_A_NAME.search(found.string[: found.start()])
    return found.group() if meant in _SMALL and behind else meant


def is_common(word: str) -> bool:
    """Whether a lower-cased word is one that everybody uses; names and codes are not."""
    return len(word) < SHORTEST or word in _dictionary()


@functools.lru_cache(maxsize=2048)
def _meant(word: str) -> str:
    if word in _dictionary():
        return word
    allowed = 2 if len(word) >= FAR else 1
    near = [
        (edits(word, other), other)
        for other in _EVERYDAY
        if other[0] == word[0] and abs(len(other) - len(word)) <= allowed
    ]
    distance, other = min(near, default=(allowed + 1, word))
    if distance > allowed or (len(word) == SHORTEST and sorted(word) != sorted(other)):
        return word  # of four letters only a swap is sure
    return other


@functools.cache
def _dictionary() -> frozenset[str]:
    """The whole words that the embedding model knows: 20,000 of the commonest."""
    known = VOCABULARY.read_text("utf-8").split("\n")
    return _EVERYDAY | {word for word in known if len(word) >= SHORTEST}


def edits(one: str, other: str) -> int:
    """Insertions, deletions, changes and swaps of neighbours (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]
