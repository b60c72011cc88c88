"""What is answered to invitations, with the reason beside it; events that start another time."""

from __future__ import annotations

import pytest

from agents.query import StepResult
from agents.synthesis.material import Material
from agents.synthesis.written import written
from tests.unit.agents.asking import ask
from tests.unit.agents.material import intent, query, result


@pytest.mark.parametrize(
    ("said", "topic", "response"),
    [
        ("no to the tasting, we're in Porto", "tasting", "declined"),
        ("decline the tasting - I am ill", "tasting", "declined"),
        ("I can't make it to the fair", "fair", "declined"),
        ("put me as maybe for the tasting", "tasting", "tentative"),
    ],
)
def test_why_is_no_part_of_what(said: str, topic: str, response: str) -> None:
    found = ask(said)
    assert found.operation == "respond_event"
    assert (found.entities["topic"], found.entities["response"]) == (topic, response)


def test_why_something_is_cancelled_is_no_part_of_it() -> None:
    found = ask("cancel the offsite, I'm ill")
    assert (found.operation, found.entities["topic"]) == ("delete_event", "offsite")


@pytest.mark.parametrize(
    "said", ["swap the haircut for Friday at 5", "start the tasting at half past four"]
)
def test_it_is_moved(said: str) -> None:
    assert ask(said).operation == "update_event"


def test_several_invitations_are_answered_one_by_one() -> None:
    assert "one invitation at a time" in str(ask("decline everything on Thursday").clarification)


def test_without_a_day_it_is_asked_when() -> None:
    asked = query("put the tasting in my calendar")
    write: StepResult = result(
        "gcal",
        "create_event",
        arguments={"title": "Tasting"},
        error={"code": "invalid_arguments", "message": "No."},
    )
    said = written(Material(asked, intent("create_event", "gcal", topic="tasting"), (write,)))
    assert "When shall “Tasting” be?" in said
