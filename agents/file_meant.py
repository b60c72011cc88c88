"""Which file is to be shared: the one that every word said of it tells apart, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from agents.matching import SURE, titles_of, written_apart
from agents.query import Item, StepResult
from agents.words import content_words, held, plain_coverage

_ENDING: Final = re.compile(r"\.\w{1,5}$")
_WITH_A_DIGIT: Final = re.compile(r"\S*\d\S*")
# One of these alone is said of many a file, and of mails and papers that are none.
_KINDS: Final = content_words(
    "letter report list map budget plan draft form notes minutes log guide survey costs contract"
    " agreement agenda schedule photos pictures drawing template estimate statement"
)


def file_meant(result: StepResult, question: str) -> Item | None:
    """The file whose title and owners hold every word that the step looked for, its title one of
    them at least: of several the one whose title the question says in full, or says no more than
    these words. One that only its kind was said of ("the letter") must be called just that.
    Whoever owns it: the best name counts, not what may be shared. None below that certainty. Of
    the few that somebody sees already, whose access is to end, the one that holds most is enough.
    """
    wanted = content_words(str(result.step.arguments.get("query") or ""))
    files = [item for item in result.items if item.service == "gdrive"]
    ends = "shared_with" in result.step.arguments
    held_by = {file.id: plain_coverage(wanted, _known_by(file)) for file in files}
    most = max(held_by.values(), default=0.0)
    if wanted and most < (SURE if ends else 1.0):
        return None
    called = [f for f in files if held_by[f.id] == most and (not wanted or held(wanted, _name(f)))]
    if exact := _said_in_full(called, question) or [f for f in called if _is_all(f, wanted)]:
        return _only(exact)
    is_told = ends or not wanted or not wanted <= _KINDS
    return _only(called) if is_told else None


def _only(files: Sequence[Item]) -> Item | None:
    return files[0] if len(files) == 1 else None


def _said_in_full(files: Sequence[Item], question: str) -> list[Item]:
    """Those whose title of several words stands in the question, of these the longest."""
    asked = written_apart(question)
    said = {
        file.id: max(
            (len(t) for t in titles_of(file) if len(t.split()) > 1 and t in asked), default=0
        )
        for file in files
    }
    longest = max(said.values(), default=0)
    return [file for file in files if longest and said[file.id] == longest]


def _name(file: Item) -> str:
    return _ENDING.sub("", file.title).replace("_", " ")


def _known_by(file: Item) -> str:
    """What a file may be called by: its title, and whose it is."""
    return " ".join((_name(file), *_people(file.details.get("owners") or ())))


def _people(owners: Iterable[object]) -> list[str]:
    return [str(one.get("name") or "") for one in owners if isinstance(one, Mapping)]


def _is_all(file: Item, wanted: frozenset[str]) -> bool:
    """Whether these are all words of its title; codes and numbers, which nobody says, are none."""
    own = content_words(_WITH_A_DIGIT.sub(" ", _name(file)))
    return bool(own) and own <= wanted
