"""Names without a verb are looked for, questions make no events, and what no words can do."""

from __future__ import annotations

import pytest

from agents.understanding import clarify
from tests.unit.agents.asking import ask


@pytest.mark.parametrize(
    "text",
    ["quiz", "when is quiz night", "receipts for train tickets", "the allotment lease", "beehive"],
)
def test_a_name_alone_is_looked_for(text: str) -> None:
    intent = ask(text)
    assert (intent.operation, bool(intent.services)) == ("search", True)


@pytest.mark.parametrize("text", ["alarm", "weather", "jazz music", "a joke", "dinner recipes"])
def test_the_name_of_another_business_is_refused(text: str) -> None:
    assert ask(text).operation == "unsupported"


@pytest.mark.parametrize(
    "text",
    [
        "parents evening",
        "when is the parents' evening?",
        "where and when is the parents evening?",
        "school evening for parents",
        "what time is the choir rehearsal on Friday",
        "wann ist der Elternabend?",
    ],
)
def test_neither_a_question_nor_a_name_makes_an_event(text: str) -> None:
    assert ask(text).operation == "search"


@pytest.mark.parametrize(
    "text",
    ["lunch with Ilse tomorrow at 1", "add choir rehearsal on Friday at 7pm", "dentist friday 3pm"],
)
def test_a_command_or_a_meeting_with_its_hour_makes_one(text: str) -> None:
    assert ask(text).operation == "create_event"


@pytest.mark.parametrize("text", ["when is the parents evening?", "quiz night", "choir evening"])
def test_the_evening_of_a_name_is_no_time_of_day(text: str) -> None:
    intent = ask(text)
    assert intent.time_range is None
    assert intent.entities["topic"].split()[-1] in ("evening", "night")


@pytest.mark.parametrize("text", ["what is on this evening?", "what's on on Friday evening"])
def test_any_other_evening_is_one(text: str) -> None:
    found = ask(text).time_range
    assert found is not None
    assert found.start is not None
    assert found.start.hour == 18


def test_now_is_no_hour_for_what_is_owed() -> None:
    intent = ask("how much do we owe Borealis right now")
    assert intent.time_range is None
    assert "direction" not in intent.entities
    assert ask("what's on now").time_range is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("undo", clarify.UNDO),
        ("undo the last change", clarify.UNDO),
        ("please undo that", clarify.UNDO),
        ("shorter please", clarify.REWORDED),
        ("the biggest one", clarify.WHICH_ONE),
        ("delete the oldest one", clarify.WHICH_ONE),
    ],
)
def test_what_no_words_can_do_is_answered_with_what_to_do(text: str, said: str) -> None:
    intent = ask(text)
    assert (intent.operation, intent.clarification) == ("unsupported", said)


def test_what_somebody_shall_be_asked_is_said_to_them() -> None:
    intent = ask("write to Ilse that the roof is done, and ask her to call me on Monday")
    assert intent.entities["message"] == "the roof is done. Please call me on Monday."


def test_an_invitation_to_something_is_called_by_it() -> None:
    intent = ask("invite Ilse to a coffee tomorrow at 4pm")
    assert intent.entities["title"] == "Coffee with Ilse"
    assert intent.entities["people"] == ["Ilse"]
