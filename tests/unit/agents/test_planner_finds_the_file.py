"""The file that a share is about: it is called by its title, and it is the person's own."""

from __future__ import annotations

from typing import Any

import pytest

from agents.planner import plan
from agents.query import Item, Reference, Step, StepResult
from agents.references import resolve
from tests.unit.agents.material import file, intent, query

BO = {"Bo": [{"name": "Bo Lind", "address": "bo@lind.example"}]}
OTHERS: Any = {"owners": [{"name": "Cy", "email": "cy@port.example"}]}


def chosen(question: str, *files: Item, topic: str, **entities: Any) -> str | None:
    """The id of the file that a share would be proposed for, if every search finds all."""
    asked = intent("share_file", "gdrive", topic=topic, people=["Bo"], contacts=BO, **entities)
    made = plan(asked, query(question))
    results = {s.id: StepResult(s, "ok", items=files) for s in made.steps if s.agent == "gdrive"}
    (write,) = (step for step in made.steps if step.operation == "share_file")
    found, _ = resolve(
        write.arguments["file_id"], results, own_address="ada@example.org", question=question
    )
    return found  # type: ignore[no-any-return]


def test_a_title_that_was_said_in_full_wins_with_the_time_in_it() -> None:
    files = [file("notes", "Pier notes.md"), file("plan", "Pier budget next year.xlsx")]
    question = "give Bo edit access to Pier budget next year"
    assert chosen(question, *files, topic="access budget") == "plan"
    assert chosen("share the pier notes with Bo", *files, topic="pier notes") == "notes"


def test_a_name_that_nobody_bears_is_a_word_of_the_title() -> None:
    asked = intent(
        "share_file", "gdrive", topic="access plan", people=["Bo", "Harbour"], contacts=BO
    )
    made = plan(asked, query("give Bo access to Harbour plan"))
    assert made.steps[0].arguments["query"] == "plan Harbour"
    (write,) = (step for step in made.steps if step.operation == "share_file")
    assert write.arguments["email"] == ["bo@lind.example"]


def test_whoever_is_named_beside_somebody_known_is_a_person() -> None:
    asked = intent("share_file", "gdrive", topic="plan", people=["Bo", "Cy"], contacts=BO)
    made = plan(asked, query("let Bo and Cy see the plan"))
    assert made.steps[0].arguments["query"] == "plan"
    assert [s.arguments.get("sender") for s in made.steps if s.agent == "gmail"] == ["Cy"]
    assert sum(step.operation == "share_file" for step in made.steps) == 2


@pytest.mark.parametrize("title", ["Out of office", "Notes of everything"])
def test_a_file_of_another_title_is_not_shared(title: str) -> None:
    other = file("f", title, "The mooring contract stands in here.")
    assert chosen("share the mooring contract with Bo", other, topic="mooring contract") is None


def test_a_file_that_somebody_else_owns_is_not_shared() -> None:
    question = "share the mooring contract with Bo"
    hers = file("g", "Mooring contracts of others", **OTHERS)
    assert chosen(question, hers, topic="mooring contract") is None
    own = file("mine", "Mooring contract 2")
    assert chosen(question, hers, own, topic="mooring contract") == "mine"


def test_a_file_is_opened_whoever_owns_it() -> None:
    step = Step("s1", "gdrive", "search", {"query": "mooring contract"})
    results = {"s1": StepResult(step, "ok", items=(file("f", "Mooring contract", **OTHERS),))}
    assert resolve(Reference("s1", "best.id"), results, own_address="ada@example.org")[0] == "f"
