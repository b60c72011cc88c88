"""One event, asked about in ordinary words: is it still on, when does one have to be there."""

from __future__ import annotations

from typing import Any

import pytest

from agents import journeys
from agents.query import Item
from agents.synthesis import moments
from agents.synthesis.material import Material
from tests.unit.agents.answers import answered, at
from tests.unit.agents.asking import ask, interval
from tests.unit.agents.material import event, intent, query, result

NAMED = [
    ("is the choir still on", "is_on", ["choir"]),
    ("has the regatta been cancelled", "is_on", ["regatta"]),
    ("what time do I need to be at the regatta", "clock", ["regatta"]),
    ("when are we supposed to be at the town hall", "clock", ["town hall"]),
    ("when was the plumber", "latest", ["plumber"]),
    ("is the pier review on Tuesday or Wednesday", "clock", ["pier review"]),
    ("is the pier review morning or afternoon", "clock", ["pier review"]),
    ("does the ferry to Oslo leave before noon", "within", ["ferry oslo"]),
    ("is the quiz in the evening", "within", ["quiz"]),
    ("when do we fly home", "clock", ["flight"]),
    ("when do we get back from Oslo", "clock", ["flight Oslo"]),
]


@pytest.mark.parametrize(("text", "key", "occasions"), NAMED)
def test_the_event_is_looked_up(text: str, key: str, occasions: list[str]) -> None:
    asked = ask(text)
    assert asked.operation == "search"
    assert asked.entities.get("occasions") == occasions
    assert asked.entities.get(key)


@pytest.mark.parametrize(
    "text",
    ["is Orla off next week", "has the invoice been cancelled", "when was the invoice paid",
     "when do I have to pay the plumber", "is it still on", "when do I get home from work"],
)  # fmt: skip
def test_what_names_no_event_is_left_to_others(text: str) -> None:
    asked = ask(text)
    assert not {"is_on", "strict", "clock"} & asked.entities.keys() or (
        asked.entities.get("occasions") is None
    )


def test_how_often_something_is_counts_its_days() -> None:
    asked = ask("how many choir rehearsals do I have in December")
    assert (asked.entities["topic"], asked.entities["counted"]) == ("choir rehearsal", True)
    assert interval(asked) == ("2026-12-01 00:00", "2027-01-01 00:00")


def test_only_events_with_somebody_before_a_holiday() -> None:
    asked = ask("have I got any meetings with Tam before Christmas")
    assert asked.entities.get("shape") != "beside"


QUIZ = event("e1", "Quiz night", at(12, 18), end=at(12, 21))


def told(text: str, **entities: Any) -> str:
    wanted = intent("search", "gcal", shape="length", topic="quiz", occasions=["quiz"], **entities)
    return answered(wanted, result("gcal", "named", QUIZ), asked=query(text)).text


def test_an_event_in_the_calendar_is_still_on() -> None:
    assert told("is the quiz still on", is_on=True).startswith("It is still in your calendar")


@pytest.mark.parametrize(
    ("within", "side", "answer"),
    [([0, 720], "begins", "No"), ([1140, 1440], "begins", "Yes"), ([1320, 1440], "ends", "Yes")],
)
def test_an_hour_is_held_against_its_own(within: list[int], side: str, answer: str) -> None:
    assert told("is the quiz then", within=within, side=side).startswith(f"{answer}: ")


def test_an_hour_of_no_day_is_held_against_that_of_its_day() -> None:
    check = {"start": at(11, 18).isoformat(), "end": at(11, 19).isoformat()}
    assert told("is the quiz still at 7", check=check, by_clock=True).startswith("Yes")


def test_what_is_not_called_so_was_not_meant() -> None:
    assert "Quiz night" in told("when was the quiz", strict=True, clock=True)
    material = Material(
        query("when was the pub quiz"),
        intent("search", "gcal", shape="length", topic="pub quiz", strict=True, clock=True),
        (result("gcal", "named", QUIZ),),
    )
    assert moments.length(material) == ""


def flight(number: str, day: int, title: str) -> Item:
    return event(number, title, at(day, 9))


def test_the_way_back_goes_from_where_another_one_went_to() -> None:
    out, home = flight("f1", 12, "Flight Bonn - Oslo"), flight("f2", 15, "Flight Oslo - Bonn")
    assert journeys.returns(home, (out, home), "when do we fly home")
    assert not journeys.returns(out, (out, home), "when do we fly home")
    assert journeys.goes_there(out, "the flight to Oslo")
    assert not journeys.goes_there(home, "the flight to Oslo")
