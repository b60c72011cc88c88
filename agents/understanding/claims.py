"""A question whose parts are claimed one after the other: what nothing has claimed is the topic."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from agents.understanding.wording import Word, blanked, words_of


@dataclass(slots=True)
class Claims:
    """The text, its words, and which characters mean something already."""

    text: str
    words: list[Word] = field(default_factory=list)
    taken: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = words_of(self.text)

    def claim(self, start: int, end: int) -> None:
        self.taken.append((start, end))

    def free(self, start: int, end: int) -> bool:
        return all(end <= first or start >= last for first, last in self.taken)

    def take(self, pattern: re.Pattern[str], group: int | str = 0) -> str | None:
        """The first unclaimed match of a group, claimed with the whole match; else `None`."""
        for found in pattern.finditer(self.text):
            if found.group(group) is not None and self.free(*found.span(group)):
                self.claim(*found.span())
                return found.group(group).strip()
        return None

    def take_of_the_rest(self, pattern: re.Pattern[str], group: int | str = 0) -> str | None:
        """The first match in what is left, claimed; what was claimed before ends it."""
        found = pattern.search(self.unclaimed().rstrip())
        if found is None or found.group(group) is None:
            return None
        self.claim(*found.span())
        return found.group(group).strip()

    def unclaimed(self) -> str:
        """The text with what is claimed blanked out; positions stay."""
        return blanked(self.text, self.taken)

    def left(self) -> list[Word]:
        """The words that nothing has claimed."""
        return [word for word in self.words if self.free(word.start, word.end)]
