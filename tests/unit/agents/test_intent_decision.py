"""Which services and which operation a question asks for."""

from __future__ import annotations

import pytest

from agents.query import Operation, Service
from agents.understanding.confidence import CLEAR, calibrated, evidence_of
from agents.understanding.exemplars import exemplars
from tests.unit.agents.asking import ask

ASKED: list[tuple[str, Operation, tuple[Service, ...]]] = [
    ("What did Ilse say about the greenhouse?", "search", ("gmail",)),
    ("what did ilse tell us about the coffee machine", "search", ("gmail",)),
    ("what has the council written about the lights on our street", "search", ("gmail",)),
    ("Has anything come in from Borealis Ltd since Monday?", "search", ("gmail",)),
    ("what's on my calendar next Tuesday", "search", ("gcal",)),
    ("find the greenhouse deck and who it is shared with", "search", ("gdrive",)),
    ("find the email about the meeting", "search", ("gmail",)),
    ("Open the latest mail from Ilse", "read", ("gmail",)),
    ("summarise the unread messages", "summarize", ("gmail",)),
    ("draft an email to Ilse about the greenhouse", "draft_email", ("gmail",)),
    ("send an email to Ilse saying that I agree", "send_email", ("gmail",)),
    ("email ilse@example.org that the door is open", "send_email", ("gmail",)),
    ("reply to Ilse that it works", "reply_email", ("gmail",)),
    ("answer Ilse's invitation to the greenhouse: I would love to come", "reply_email", ("gmail",)),
    ("say maybe to book club", "respond_event", ("gcal",)),
    ("forward the mail about the roof to ilse@example.org", "forward_email", ("gmail",)),
    ("label the mail from Ilse as Garden", "label_email", ("gmail",)),
    ("mark the newsletter as read", "label_email", ("gmail",)),
    ("archive the newsletters", "archive_email", ("gmail",)),
    ("delete the email from Borealis", "trash_email", ("gmail",)),
    ("schedule a meeting with Ilse tomorrow at 3pm", "create_event", ("gcal",)),
    ("remind me to water the roses tonight", "create_event", ("gcal",)),
    ("move my meeting with Ilse to Friday", "update_event", ("gcal",)),
    ("cancel my meeting with Ilse", "delete_event", ("gcal",)),
    ("clear my calendar for tomorrow", "delete_event", ("gcal",)),
    ("decline the invitation to the workshop", "respond_event", ("gcal",)),
    ("when am I free next week?", "find_time", ("gcal",)),
    ("share the greenhouse sheet with ilse@example.org", "share_file", ("gdrive",)),
    ("stop sharing the greenhouse sheet with Ilse", "unshare_file", ("gdrive",)),
    ("was steht morgen in meinem Kalender?", "search", ("gcal",)),
    ("storniere meinen Flug", "draft_email", ("gmail", "gcal")),
]


@pytest.mark.parametrize(("text", "operation", "services"), ASKED)
def test_a_question_has_its_operation_and_services(
    text: str, operation: Operation, services: tuple[Service, ...]
) -> None:
    intent = ask(text)
    assert (intent.operation, intent.services) == (operation, services)


@pytest.mark.parametrize(
    "text",
    [
        "Cancel my Borealis flight",
        "cancel my hotel reservation in Lisbon",
        "I want to cancel my gym membership",
        "please change the date of my hotel booking",
        "get me a refund for the concert tickets",
    ],
)
def test_what_a_company_holds_is_changed_by_mail(text: str) -> None:
    intent = ask(text)
    assert intent.operation == "draft_email"
    assert intent.services == ("gmail", "gcal")
    assert intent.entities["about_booking"] is True


@pytest.mark.parametrize(
    "text", ["cancel my meeting about the hotel booking", "cancel the flight review meeting"]
)
def test_a_meeting_about_a_booking_is_an_event(text: str) -> None:
    assert ask(text).operation == "delete_event"


@pytest.mark.parametrize(
    "text",
    [
        "what's the weather tomorrow",
        "play some jazz",
        "set an alarm for six",
        "turn off the lights in the kitchen",
        "what is twelve times nine",
        "what did you say",
        "what does the weather forecast say",
        "how tall is the highest mountain",
        "add milk to my shopping list",
        "book me a taxi to the station",
        "what time is it in Tokyo",
        "tell me a joke",
        "cancel the alarm",
        "what is going on in this area today",
        "show me upcoming events nearby",
        "how much is the dollar worth compared to the euro",
        "what's the closing price of a share",
        "is there anything new on snapchat",
    ],
)
def test_what_the_product_does_not_do_is_unsupported(text: str) -> None:
    intent = ask(text)
    assert intent.operation == "unsupported"
    assert intent.services == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("where is the retreat?", "gcal"),
        ("when is my flight?", "gmail"),
        ("how much was the invoice from the printer?", "gmail"),
    ],
)
def test_a_question_that_names_no_service_looks_in_several(text: str, first: Service) -> None:
    intent = ask(text)
    assert intent.operation == "search"
    assert intent.services[0] == first
    assert len(intent.services) > 1


def test_a_clear_question_is_surer_than_a_strange_one() -> None:
    assert ask("what's on my calendar today").confidence > 0.9
    assert ask("flumph the grelk").confidence < CLEAR


def test_more_evidence_is_a_higher_confidence() -> None:
    steps = [calibrated(step / 20) for step in range(21)]
    assert steps == sorted(steps)
    assert 0.0 < steps[0] < steps[-1] < 1.0
    assert evidence_of(calibrated(0.4)) == pytest.approx(0.4, abs=0.01)


def test_exemplars_are_many_and_distinct_and_cover_all_operations() -> None:
    from agents.query import OPERATIONS

    rows = exemplars()
    assert len(rows) > 250
    assert len({row.text for row in rows}) == len(rows)
    assert {row.operation for row in rows} == set(OPERATIONS)
    assert all(bool(row.services) != (row.operation == "unsupported") for row in rows)


def test_what_something_came_to_is_looked_up_whatever_it_was() -> None:
    assert ask("what did the food order for the party come to").operation == "search"
    assert ask("order food for the party").operation == "unsupported"
