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


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("write Ana a short mail asking whether she can come", "could you tell me whether you can"),
        ("send Ana a note asking for the recipe", "could you please send me the recipe?"),
        ("write to Ana and ask for the cups", "could you please send me the cups?"),
        ("write a nice mail to thank Ana for the tea", "thank you for the tea"),
        ("Ana should know that the train is late", "the train is late"),
    ],
)
def test_what_is_said_of_somebody_is_said_to_them(said: str, message: str) -> None:
    intent = ask(said)
    assert intent.operation == "send_email"
    assert intent.entities["message"].startswith(message)


@pytest.mark.parametrize(
    ("said", "topic", "message"),
    [
        ("reply that I'll be there to the tasting mail", "tasting", "I'll be there"),
        ("get back to Ana about the kiln and thank her", "kiln", "thank you"),
        ("draft an answer to Ana about the kiln, we take it", "kiln", "we take it"),
        ("answer the mail from Ana about the kiln, Tuesday works", "kiln", "Tuesday works"),
    ],
)
def test_answers_in_any_order(said: str, topic: str, message: str) -> None:
    intent = ask(said)
    assert intent.operation == "reply_email"
    assert (intent.entities["topic"], intent.entities["message"]) == (topic, message)


@pytest.mark.parametrize(
    ("said", "offer"),
    [
        ("clean up my inbox", "What shall go?"),
        ("empty the bin", "never delete mails for good"),
        ("push everything on Tuesday back by an hour", "one event at a time"),
        ("swap the tasting and the fair", "one event at a time"),
    ],
)
def test_what_is_not_done_so_is_offered_otherwise(said: str, offer: str) -> None:
    intent = ask(said)
    assert intent.operation == "unsupported"
    assert offer in str(intent.clarification)


@pytest.mark.parametrize(
    ("said", "operation"),
    [
        ("I can't come to the fire drill", "respond_event"),
        ("is it possible to have Ana at the review too", "update_event"),
        ("meet Ana at the barn on Friday at 10", "create_event"),
        ("I'm on holiday from 28 December to 1 January", "create_event"),
        ("new event: tasting on Friday at 4pm", "create_event"),
        ("add yoga on Friday from 6 to 7 pm", "create_event"),
    ],
)
def test_events_in_loose_words(said: str, operation: str) -> None:
    assert ask(said).operation == operation


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("bin that fishy one telling us the account has changed", "account"),
        ("archive the silly message saying that the kiln is cold", "kiln cold"),
    ],
)
def test_a_mail_is_told_by_what_it_says(said: str, topic: str) -> None:
    intent = ask(said)
    assert intent.operation in ("trash_email", "archive_email")
    assert intent.entities["topic"] == topic
