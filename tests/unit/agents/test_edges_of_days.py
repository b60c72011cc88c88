"""Whether a day ends in time, and of its events those of a kind that ordinary words name."""

from __future__ import annotations

from typing import Any

import pytest

from agents.query import TimeRange
from tests.unit.agents.answers import answered, at
from tests.unit.agents.asking import ask, interval
from tests.unit.agents.material import event, intent, query, result


@pytest.mark.parametrize(
    ("text", "backwards", "within"),
    [
        ("do I finish before 6 on Monday", True, [0, 18 * 60]),
        ("will I be done by 5 on Friday", True, [0, 17 * 60]),
        ("do I start before 9 on Monday", None, [0, 9 * 60]),
        ("how late do I work on Thursday", True, None),
        ("how early do I start on Friday", None, None),
    ],
)
def test_the_edge_of_a_day_is_held_against_an_hour(
    text: str, backwards: bool | None, within: list[int] | None
) -> None:
    asked = ask(text)
    assert asked.entities.get("shape") == "edge"
    assert (asked.entities.get("backwards"), asked.entities.get("within")) == (backwards, within)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("which meetings are online next week", "online"),
        ("do any of my meetings next week have no location", "nowhere"),
        ("anything with the kids this week", "private"),
        ("what's the next family thing", "private"),
    ],
)
def test_only_some_events_are_meant(text: str, only: str) -> None:
    assert ask(text).entities.get("only") == only


def test_what_happens_on_a_day_is_what_is_in_the_calendar() -> None:
    asked = ask("what happens on Sunday 6 December")
    assert asked.entities == {"shape": "agenda"}
    assert interval(asked) == ("2026-12-06 00:00", "2026-12-07 00:00")


@pytest.mark.parametrize("text", ["what's happening in the news today", "what happens in Bath"])
def test_what_happens_in_the_world_is_not(text: str) -> None:
    assert ask(text).entities.get("shape") != "agenda"


DAY = TimeRange(at(11, 23), at(12, 23))
ROOM = event("e1", "Review", at(12, 9), location="Room 4")
CALL = event("e2", "Sync", at(12, 15), location="https://meet.example/x")
NOWHERE = event("e3", "Choir", at(12, 17))


def told(**entities: Any) -> str:
    wanted = intent("search", "gcal", time_range=DAY, **entities)
    found = result("gcal", "list", ROOM, CALL, NOWHERE)
    return answered(wanted, found, asked=query("then?")).text


def test_yes_or_no_comes_before_the_last_event() -> None:
    assert told(shape="edge", backwards=True, within=[0, 1080]).startswith("No: the last ends")
    assert told(shape="edge", within=[0, 720]).startswith("Yes: the first begins")


def test_places_tell_online_from_nowhere() -> None:
    online, nowhere = told(shape="agenda", only="online"), told(shape="agenda", only="nowhere")
    assert ("Sync" in online, "Review" in online, "Choir" in online) == (True, False, False)
    assert ("Sync" in nowhere, "Review" in nowhere, "Choir" in nowhere) == (False, False, True)


def test_the_soonest_is_told_first() -> None:
    assert told(shape="agenda", pick="soonest").startswith("Next: Thu 12 Mar, 10:00–11:00")


def test_what_one_does_at_a_weekend_is_no_free_time() -> None:
    assert ask("am I doing anything exciting next weekend").entities == {"shape": "agenda"}
