"""Which file is shared is never guessed: all that was said of it must tell it, or it is asked."""

from __future__ import annotations

from typing import Any

import pytest

from agents.file_meant import file_meant
from agents.query import Step, StepResult, TimeRange
from tests.unit.agents.material import NOW, file
from tests.unit.agents.test_planner_finds_the_file import chosen

HERS: Any = {"owners": [{"name": "Cy Moor", "email": "cy@port.example"}]}


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("clinic letter", ["Mooring letter.pdf"]),
        ("clinic report", ["Pier pilot report.pdf"]),
        ("letter", ["Mooring letter.pdf"]),
        ("photos ferry", ["Ferry costs"]),
        ("harbour proposal", ["Harbour proposal draft 3.docx", "Harbour proposal final"]),
        ("Cy map", ["Regatta map"]),
        ("winter mooring list", ["Mooring list"]),
    ],
)
def test_a_word_that_no_title_or_several_hold_is_asked_about(said: str, titles: list[str]) -> None:
    files = [file(title, title) for title in titles]
    assert chosen(f"send the {said} to Bo", *files, topic=said) is None


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("pier report", ["Pier pilot report.pdf", "Mooring letter.pdf"]),
        ("harbour proposal", ["Harbour proposal 4.docx", "Harbour proposal final"]),
        ("roadmap", ["Roadmap for the pier"]),
        ("letter", ["Letter.txt", "Mooring letter.pdf"]),
    ],
)
def test_the_only_one_of_that_name_is_shared(said: str, titles: list[str]) -> None:
    files = [file(title, title) for title in titles]
    assert chosen(f"send the {said} to Bo", *files, topic=said) == titles[0]


def test_a_better_name_of_somebody_elses_file_is_not_passed_over() -> None:
    files = [file("theirs", "Boat budget next year", **HERS), file("mine", "Budget talk notes.md")]
    assert chosen("send the budget to Bo", *files, topic="budget") is None
    assert chosen("send Cy's budget to Bo", *files, topic="Cy budget") is None
    assert chosen("send the boat budget to Bo", *files, topic="boat budget") is None


@pytest.mark.parametrize(
    ("said", "meant"), [("from Monday", None), ("by Friday", "f"), ("today", "f")]
)
def test_a_day_that_tells_the_file_must_stand_in_its_title(said: str, meant: str | None) -> None:
    question = f"send Bo the pilot report {said}"
    day = TimeRange(NOW, None)
    only = file("f", "Pier pilot report.pdf")
    assert chosen(question, only, topic="pilot report", time_range=day) == meant


def test_access_ends_to_the_one_that_somebody_sees() -> None:
    step = Step("s1", "gdrive", "search", {"query": "old draft", "shared_with": "Bo"})
    files = (file("f", "Pier proposal draft 3.docx"), file("g", "Mooring list"))
    meant = file_meant(StepResult(step, "ok", items=files), "Bo should not see our old draft")
    assert meant == files[0]
