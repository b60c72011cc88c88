"""What a model may not say: citations of nothing, deeds that no record shows, figures of its own.

A text is let through by whole sentences. What was shown stays: a sentence is checked before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from agents.llm import metrics
from agents.query import Item
from agents.synthesis import wording
from agents.synthesis.prompted_deeds import claims_a_deed
from agents.synthesis.prompted_figures import Figures, unheld
from agents.synthesis.sources import Sources

_CITED = re.compile(r"[ \t]?\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_END = re.compile(
    r"[.!?…。！？][\"'”’)*]*(?:\s*\[\d[\d,;\s]*\])*\s+(?=[^\s\[])|[。！？](?=[^\s\[])|\n"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Nr|vs|e\.g|i\.e|a\.m|p\.m|approx)|\b[A-Z])\.\s+$"
)
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"\w+")
NAMED = 4  # figures that a note names at most


@dataclass(slots=True)
class StreamGuard:
    """Lets a model's text through by whole sentences: a claimed deed is replaced by `truth`, and
    citations are renumbered in the order of their first use; unknown ones are dropped.

    `numbered` are the sources as the model saw them, `given` tells the figures that it was given,
    `done` the operations that a record of this turn shows as done.
    """

    numbered: Mapping[int, Item]
    sources: Sources
    given: Callable[[], Figures]
    truth: str
    done: frozenset[str] = frozenset()
    has_said: bool = False
    said: list[str] = field(default_factory=list)  # as the model wrote it, without what was dropped
    unheld: list[str] = field(default_factory=list)
    uncited: int = 0  # sentences that named only sources that do not exist
    dropped: int = 0
    claimed: int = 0
    _held: str = ""
    _truth_due: bool = False
    _goes_on: bool = False
    _seen: set[str] = field(default_factory=set)

    def feed(self, piece: str) -> str:
        """The text that may be shown now."""
        self._held += piece
        shown, begin = [], 0
        for match in _END.finditer(self._held):
            sentence = self._held[begin : match.end()]
            if not _ABBREVIATED.search(sentence):
                shown.append(self._checked(sentence))
                begin = match.end()
        self._held = self._held[begin:]
        return "".join(shown)

    def rest(self) -> str:
        """What is left when the model has ended."""
        sentence, self._held = self._held, ""
        shown = self._checked(sentence) if sentence else ""
        if self._truth_due and self.has_said:
            self._truth_due = False
            space = "" if self.said[-1][-1:].isspace() else " "
            shown = f"{space}{self.truth}"
        return shown

    def break_off(self) -> None:
        """Forgets the sentence in which the model was cut: it was never shown. Whole sentences
        that another model says again are dropped from then on."""
        self._held = ""
        self._goes_on = True

    def notes(self) -> list[str]:
        """What the person should know of the shown text: figures that no source holds, and
        statements without the source that they named."""
        said = []
        if self.unheld:
            named = wording.joined([wording.plain(f) for f in dict.fromkeys(self.unheld)][:NAMED])
            said.append(
                f"Note: I did not find {named} in the sources of this answer; "
                "please check before you rely on it."
            )
        if self.uncited:
            named = "A statement" if self.uncited == 1 else "Some statements"
            said.append(f"Note: {named} above named a source that does not exist.")
        return said

    def _checked(self, sentence: str) -> str:
        if not sentence.strip():
            return sentence if self.has_said else ""
        if self._is_repeated(sentence):
            return _line_end(sentence)
        if claims_a_deed(sentence, self.done):
            self._count("deed")
            self._truth_due = self._truth_due or not self.claimed
            self.claimed += 1
            return _line_end(sentence)
        if _DIGIT.search(_CITED.sub("", sentence)):
            for figure in unheld(sentence, self.given(), counts=len(self.numbered)):
                self._count("figure")
                self.unheld.append(figure)
        self.said.append(sentence)
        shown = self._cited(sentence)
        if self._truth_due:
            self._truth_due = False
            shown = f"{self.truth} {shown}"
        self.has_said = True
        return shown

    def _cited(self, sentence: str) -> str:
        marks = _CITED.findall(sentence)
        shown = _CITED.sub(self._renumbered, sentence)
        if marks and not _CITED.search(shown):
            self.uncited += 1
        return shown

    def _renumbered(self, match: re.Match[str]) -> str:
        numbers = [int(n) for n in re.findall(r"\d+", match[1])]
        known = [self.numbered[n] for n in numbers if n in self.numbered]
        for _ in range(len(numbers) - len(known)):
            self._count("citation")
        return f" {self.sources.cite(*known)}" if known else ""

    def _is_repeated(self, sentence: str) -> bool:
        """Whether a second model says what a first one has said."""
        words = " ".join(_WORDS.findall(_CITED.sub("", sentence).casefold()))
        is_known = self._goes_on and words in self._seen
        self._seen.add(words)
        return is_known

    def _count(self, finding: str) -> None:
        self.dropped += finding != "figure"
        metrics.CHECKS.labels(finding).inc()


def _line_end(sentence: str) -> str:
    return "\n" if sentence.endswith("\n") else ""
