"""What one answered oneself, the link of a call, the next of a row, and the sum of a week."""

from __future__ import annotations

from typing import Any

import pytest

from agents.query import TimeRange
from tests.unit.agents.answers import answered, at
from tests.unit.agents.asking import ask
from tests.unit.agents.material import event, intent, query, result


@pytest.mark.parametrize(
    "text",
    ["did I say yes to the regatta", "have I accepted the regatta invitation",
     "did I decline the regatta"],
)  # fmt: skip
def test_ones_own_answer_is_asked_for(text: str) -> None:
    asked = ask(text)
    assert (asked.entities["guest"], asked.entities["occasions"]) == ("me", ["regatta"])


@pytest.mark.parametrize(
    ("text", "key", "occasions"),
    [
        ("what's the dial in number for the harbour call", "link", ["harbour call"]),
        ("is there a video link for the pier review", "link", ["pier review"]),
        ("when's Orla's one to one", "strict", ["1 1 Orla"]),
        ("when is my next one to one with Orla", "strict", ["1 1 Orla"]),
    ],
)
def test_the_event_is_looked_up(text: str, key: str, occasions: list[str]) -> None:
    asked = ask(text)
    assert asked.entities[key]
    assert asked.entities["occasions"] == occasions


def test_what_was_declined_is_picked() -> None:
    assert ask("which meetings did I decline").entities["pick"] == "declined"


def guests(response: str | None) -> str:
    own = [{"email": "me@example.org", "self": True, "response": response}] if response else []
    regatta = event("e1", "Regatta", at(12, 9), attendees=own)
    wanted = intent("search", "gcal", shape="guests", guest="me", occasions=["regatta"])
    return answered(wanted, result("gcal", "named", regatta), asked=query("did I say yes?")).text


@pytest.mark.parametrize(
    ("response", "begins"),
    [
        ("accepted", "You accepted"),
        ("declined", "You declined"),
        ("tentative", "You answered “maybe”"),
        ("needsAction", "You have not answered yet"),
        (None, "There is no invitation"),
    ],
)
def test_ones_own_answer_is_told(response: str | None, begins: str) -> None:
    assert guests(response).startswith(begins)


def joined(**details: Any) -> str:
    call = event("e1", "Harbour call", at(12, 9), **details)
    wanted = intent("search", "gcal", shape="length", topic="call", link=True, occasions=["call"])
    return answered(wanted, result("gcal", "named", call), asked=query("what's the link?")).text


def test_the_link_or_the_number_comes_first() -> None:
    assert joined(text="Join: https://meet.example/abc.").startswith("`https://meet.example/abc`")
    assert joined(location="+44 20 7946 0111").startswith("`+44 20 7946 0111`")
    assert "no link and no number" in joined(location="Room 4")


def test_the_hours_of_a_week_are_summed_up() -> None:
    found = result("gcal", "list", event("e1", "A", at(10, 12)), event("e2", "B", at(11, 12)))
    wanted = intent("search", "gcal", shape="load", time_range=TimeRange(at(8, 23), at(15, 23)))
    said = answered(wanted, found, asked=query("how many hours of meetings this week?")).text
    assert said.startswith("**2 hours** in 2 events")
