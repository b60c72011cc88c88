"""What is told to somebody who is named last, polite refusals, and mailing lists."""

from __future__ import annotations

import pytest

from tests.unit.agents.asking import ask


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("I'm not coming to the tasting on Friday, tell Ana", "I'm not coming to the tasting"),
        ("the kiln smells of gas, let Ana know please", "the kiln smells of gas"),
        ("we'll be late tonight so let Ana know", "we'll be late tonight"),
    ],
)
def test_news_go_to_whom_is_named_last(said: str, message: str) -> None:
    intent = ask(said)
    assert intent.operation == "send_email"
    assert intent.entities["people"] == ["Ana"]
    assert intent.entities["message"].startswith(message)


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("say no politely to Ana about the reading", "reading"),
        ("turn down Ana's offer", "offer"),
        ("politely decline Ana's request for a second kiln", "request kiln"),
    ],
)
def test_a_refusal_answers_the_mail(said: str, topic: str) -> None:
    intent = ask(said)
    assert intent.operation == "reply_email"
    assert intent.entities["people"] == ["Ana"]
    assert intent.entities["topic"] == topic
    assert "thank you" in intent.entities["message"]


def test_an_invitation_is_turned_down() -> None:
    intent = ask("turn down the tasting")
    assert (intent.operation, intent.entities["response"]) == ("respond_event", "declined")


@pytest.mark.parametrize(
    "said",
    ["unsubscribe me from Clay Weekly", "stop the newsletters from Clay Weekly",
     "take me off the mailing list of Clay Weekly"],
)  # fmt: skip
def test_nobody_is_unsubscribed_but_their_mails_can_go(said: str) -> None:
    intent = ask(said)
    assert intent.operation == "unsupported"
    assert "bin all mails from Clay Weekly" in str(intent.clarification)


def test_being_taken_off_an_event_declines_it() -> None:
    assert ask("take me off the walkthrough").operation == "respond_event"
