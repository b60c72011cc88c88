"""What comes again: the days on which it is, those on which it is left out, and the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from agents.query import EarlierTurn, TimeRange
from tests.unit.agents.answers import answered, at
from tests.unit.agents.asking import NOW, ask, interval, turn
from tests.unit.agents.material import event, intent, result


def an_event() -> EarlierTurn:
    before = turn("when is the regatta?", "gcal")
    cited = replace(before.citations[0], title="Regatta", when=NOW + timedelta(days=3))
    return replace(before, citations=(cited,))


@pytest.mark.parametrize(
    "text",
    [
        "ok and the one after that, when is it?",
        "and the following one, when's that?",
        "and the time after that?",
        "when's the one after?",
    ],
)
def test_the_next_one_is_asked_for_in_many_words(text: str) -> None:
    assert ask(text, an_event()).entities == {"shape": "row", "topic": "Regatta"}


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("which friday in december is there no choir?",
         {"weekday": "fri", "left_out": True, "topic": "choir"}),
        ("which mondays in december do I see Orla", {"weekday": "mon", "topic": "Orla"}),
        ("is there a monday next month when I don't have the one to one with Orla",
         {"weekday": "mon", "left_out": True}),
        ("when is there no choir in december?", {"left_out": True, "topic": "choir"}),
        ("does choir skip a week before the end of december?",
         {"left_out": True, "topic": "choir"}),
    ],
)  # fmt: skip
def test_the_days_of_a_row_are_asked_for(text: str, entities: dict[str, object]) -> None:
    asked = ask(text).entities
    assert asked["shape"] == "row_days"
    assert {key: asked.get(key) for key in entities} == entities


def test_a_month_bounds_the_days_of_a_row() -> None:
    asked = ask("which friday in december is there no choir?")
    assert interval(asked) == ("2026-12-01 00:00", "2027-01-01 00:00")


@pytest.mark.parametrize("text", ["which day next week am I free?", "which friday is the regatta?"])
def test_a_day_of_one_event_is_no_row(text: str) -> None:
    assert ask(text).entities.get("shape") != "row_days"


CHOIR = [event(f"e{n}", "Choir", at(day, 18)) for n, day in enumerate((5, 19, 26))]
TALK = event("e9", "Talk about choirs", at(12, 9))


def told(**entities: object) -> str:
    window = TimeRange(at(1, 23), at(28, 23))
    asked = intent("search", "gcal", shape="row_days", topic="choir", time_range=window, **entities)
    return answered(asked, result("gcal", "list", *CHOIR, TALK)).text


def test_the_day_without_it_comes_first() -> None:
    assert told(left_out=True, weekday="thu") == (
        "**Thu 12 Mar**: **Choir** is not in your calendar on that day; it is on Thu 5 Mar, "
        "Thu 19 Mar and Thu 26 Mar. [1] [2]"
    )


def test_what_was_not_looked_at_is_not_told_to_be_without_it() -> None:
    asked = intent("search", "gcal", shape="row_days", topic="choir", left_out=True, weekday="thu",
                   time_range=TimeRange(at(1, 23), at(30, 23)))  # fmt: skip
    every = [event(f"e{n}", "Choir", at(day, 18)) for n, day in enumerate((5, 12, 19))]
    text = answered(asked, result("gcal", "list", *every, arguments={"limit": 3})).text
    assert text.startswith("None until Thu 19 Mar, as far as I looked: **Choir**")


def test_the_days_on_which_it_is_are_told() -> None:
    assert told(weekday="thu").startswith("**Choir** is on Thu 5 Mar, Thu 19 Mar and Thu 26 Mar.")
