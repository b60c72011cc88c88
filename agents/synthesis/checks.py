"""What a model may not say: citations of nothing, and deeds that no record shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from agents.query import Item
from agents.synthesis.sources import Sources

_CITED = re.compile(r"[ \t]?\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_END = re.compile(r"[.!?…][\"'”’)*]*(?:\s*\[\d[\d,;\s]*\])*\s+(?=[^\s\[])|\n")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|„[^“”]*[“”]|«[^»]*»|^>.*$", re.MULTILINE)
_DEEDS = (
    r"sent|emailed|e-mailed|mailed|cancell?ed|created|scheduled|rescheduled|booked|moved|deleted|"
    r"removed|archived|labell?ed|shared|unshared|forwarded|replied|updated|changed|invited|"
    r"accepted|declined|added|saved|drafted|notified|contacted"
)
_CLAIM = re.compile(
    rf"\b(?:I|we)(?:['’]ve|\s+have|\s+did)?(?:\s+(?:just|already|now|also|successfully|gone|ahead|"
    rf"and|went))*\s+(?:{_DEEDS})\b"
    rf"|\b(?:successfully|already)\s+(?:{_DEEDS})\b"
    r"|^\W*(?:done|all set)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"\byour\s+[\w\s-]{{1,40}}?\s(?:has|have|was|were|is|are)\s+(?:now\s+|been\s+|successfully\s+)*"
    rf"(?:{_DEEDS})\b",
    re.IGNORECASE,
)


def claims_a_deed(sentence: str) -> bool:
    """Whether a sentence says that something was done: in the first person, or of a thing of the
    person's without a source. What it quotes does not count."""
    bare = _QUOTED.sub(" ", sentence)
    if _CLAIM.search(bare):
        return True
    return bool(_PASSIVE.search(bare)) and not _CITED.search(sentence)


@dataclass(slots=True)
class StreamGuard:
    """Lets a model's text through by whole sentences: without claims of deeds, and with its
    citations renumbered in the order of their first use; unknown ones are dropped.

    `numbered` are the sources as the model saw them.
    """

    numbered: Mapping[int, Item]
    sources: Sources
    dropped: int = 0
    _held: str = ""

    def feed(self, piece: str) -> str:
        """The text that may be shown now."""
        self._held += piece
        shown = []
        while match := _END.search(self._held):
            sentence, self._held = self._held[: match.end()], self._held[match.end() :]
            shown.append(self._checked(sentence))
        return "".join(shown)

    def rest(self) -> str:
        """What is left when the model has ended."""
        sentence, self._held = self._held, ""
        return self._checked(sentence)

    def _checked(self, sentence: str) -> str:
        if claims_a_deed(sentence):
            self.dropped += 1
            return "\n" if sentence.endswith("\n") else ""
        return _CITED.sub(self._renumbered, sentence)

    def _renumbered(self, match: re.Match[str]) -> str:
        numbers = (int(n) for n in re.findall(r"\d+", match[1]))
        known = [self.numbered[n] for n in numbers if n in self.numbered]
        self.dropped += not known
        return f" {self.sources.cite(*known)}" if known else ""
