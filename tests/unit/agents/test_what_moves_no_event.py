"""A statement moves nothing, the last thing said is the one called off, and a length deletes
nothing."""

from __future__ import annotations

import pytest

from agents.query import WRITE_OPERATIONS
from tests.unit.agents.asking import ask


@pytest.mark.parametrize(
    "said",
    [
        "my cousins arrive on Friday",
        "can the parcel arrive on Friday?",
        "the trams run on Sundays?",
    ],
)
def test_what_is_told_or_asked_moves_nothing(said: str) -> None:
    assert ask(said).operation not in WRITE_OPERATIONS


@pytest.mark.parametrize(
    "said", ["the rehearsal needs to be at 6", "can the demo be at 6 instead?"]
)
def test_what_is_wished_moves_it(said: str) -> None:
    assert ask(said).operation == "update_event"


def test_of_two_things_the_one_that_is_off_is_cancelled() -> None:
    intent = ask("the dentist is fine but the spring review isn't happening, cancel it")
    assert intent.operation == "delete_event"
    assert "spring" in intent.entities["topic"]
    assert "dentist" not in intent.entities["topic"]


@pytest.mark.parametrize(
    "said", ["cut the rehearsal to 30 minutes", "keep the tryout to 10 minutes"]
)
def test_a_shorter_event_is_no_deleted_one(said: str) -> None:
    intent = ask(said)
    assert intent.operation == "update_event"
    assert intent.entities["verb"] == "shorten"


def test_of_a_change_the_new_time_does_not_tell_which_event_it_is() -> None:
    assert ask("move the meeting to 10").clarification == "Which event would you like to change?"
    assert ask("move the 3pm meeting to 4").clarification is None
    assert ask("push my 3 o'clock back an hour").clarification is None


def test_a_standup_is_called_that() -> None:
    assert ask("move the standup to 10").entities["topic"] == "standup"
    assert ask("when is the standup?").services[-1] == "gcal"
