"""What a person reads: the fact first, its source, and nothing where there is nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.flows.conftest import Ask

pytestmark = pytest.mark.xdist_group("flows")


def _first(message: dict[str, Any]) -> str:
    """The first paragraph of an answer."""
    return str(message["answer"]).split("\n\n")[0]


def test_what_was_moved_is_told_with_its_last_time_and_the_ones_before(ask: Ask) -> None:
    message = ask("When is the offsite?")
    assert "**Team offsite at Hollowmere Barn** is on Thu" in _first(message)
    assert "15:00–19:00" in _first(message)
    assert "13:00 (Jonah Feldgate" in message["answer"]
    assert message["citations"][0]["ical_uid"] == "offsite@calendar.example"
    assert any("rfc822_message_id" in citation for citation in message["citations"])


def test_the_newest_sum_is_the_answer(ask: Ask) -> None:
    message = ask("How much is the new rent?")
    assert "**£1,490**" in _first(message)
    assert "£1,520" in message["answer"]


def test_words_far_down_in_a_long_letter_are_read_and_quoted(ask: Ask) -> None:
    message = ask("How much is the bonus?")
    assert "**£1,200**" in _first(message)
    assert message["citations"][0]["rfc822_message_id"] == "<annual-letter@brackenfold.example>"


@pytest.mark.parametrize(
    "question",
    [
        "What did Priyanka say about the helicopter?",
        "find the file about quantum encryption",
        "What did Gareth write about dinosaurs?",
    ],
)
def test_what_is_nowhere_is_not_answered_with_something_else(ask: Ask, question: str) -> None:
    message = ask(question)
    assert message["answer"].startswith("I did not find anything")
    assert message["citations"] == []


def test_a_discussion_is_told_from_its_latest_state(ask: Ask) -> None:
    message = ask("Summarize the budget thread")
    assert "6 mails" in _first(message)
    assert "£405,250" in _first(message)
    assert message["answer"].index("1. **Sarah Lindqvist**") < message["answer"].index("2. **You**")


def test_every_suggestion_can_be_asked(ask: Ask) -> None:
    message = ask("When is my dentist appointment?")
    for suggestion in message["suggestions"]:
        again = ask(suggestion, conversation=message["conversation_id"])
        assert again["intent"]["operation"] != "unsupported"
