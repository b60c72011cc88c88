"""How many mails, events and files there are is counted; any other number is looked for."""

from __future__ import annotations

import pytest

from agents.understanding.counts import of_items
from tests.unit.agents.asking import ask


@pytest.mark.parametrize(
    "text",
    [
        "how many emails did I get this week?",
        "how many unread mails are there",
        "number of meetings next week",
        "count my unread mails",
        "how often did ilse write to me",
        "how many times have I mailed Ilse",
        "how many invoices did Northwind send",
        "how many files does Ilse own",
    ],
)
def test_items_are_counted(text: str) -> None:
    assert of_items(text.lower())


@pytest.mark.parametrize(
    "text",
    [
        "how many people came to the walk in the end",
        "how many decision points does the plan have",
        "how many pages has the report",
        "how many slides does the deck have",
        "how often was the walk moved",
    ],
)
def test_a_number_that_somebody_wrote_is_not_counted(text: str) -> None:
    assert not of_items(text.lower())
    assert ask(text).entities.get("shape") != "count"


@pytest.mark.parametrize(
    ("text", "name", "direction"),
    [
        ("how many emails have i sent ilse altogether", "ilse", "to"),
        ("how many mails did Ilse send me", "Ilse", "from"),
        ("how many times did I write to Ilse", "Ilse", "to"),
        ("how often has ilse mailed me", "ilse", "from"),
    ],
)
def test_whose_mails_are_counted(text: str, name: str, direction: str) -> None:
    found = ask(text).entities
    assert (found["shape"], found["people"], found["direction"]) == ("count", [name], direction)
    assert "topic" not in found


def test_the_guests_of_an_event_are_known_to_the_calendar() -> None:
    assert ask("how many people are invited to the workshop?").entities["shape"] == "who"
