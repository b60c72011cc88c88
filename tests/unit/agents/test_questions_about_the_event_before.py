"""Questions of a conversation that point at the event, or at the days, of the turn before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from agents.query import Citation, EarlierTurn
from tests.unit.agents.asking import NOW, ask, interval, turn

FRIDAY = NOW + timedelta(days=2)


def shown(text: str, *titles: str) -> EarlierTurn:
    """A turn whose answer cited events of these titles, on Friday."""
    cited = tuple(
        Citation(n, "gcal", f"id-{n}", title, "https://e.org", NOW, ("ical_uid", str(n)), FRIDAY)
        for n, title in enumerate(titles, 1)
    )
    return replace(turn(text, "gcal"), citations=cited)


ABOUT_IT: list[tuple[str, dict[str, Any]]] = [
    ("does that clash with the choir",
     {"shape": "conflicts", "occasions": ["Pier review", "choir"]}),
    ("anything clashing?", {"shape": "conflicts", "occasions": ["Pier review"]}),
    ("can I get to the choir after that?",
     {"shape": "conflicts", "occasions": ["choir", "Pier review"]}),
    ("what have I got after that", {"shape": "beside", "since": "Pier review"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "entities"), ABOUT_IT)
def test_a_question_about_it_is_about_the_event_of_the_turn_before(
    text: str, entities: dict[str, Any]
) -> None:
    asked = ask(text, shown("when is the pier review?", "Pier review (with Orla, 09:00)"))
    assert {key: asked.entities.get(key) for key in entities} == entities
    assert interval(asked) == ("2026-11-27 00:00", "2026-11-28 00:00")


@pytest.mark.parametrize("text", ["and who hasn't replied to it", "has everyone accepted"])
def test_its_guests_are_those_of_the_event_itself(text: str) -> None:
    asked = ask(text, shown("when is the pier review?", "Pier review (with Orla, 09:00)"))
    assert (asked.entities["shape"], asked.entities["event_id"]) == ("guests", "id-1")


def test_the_day_before_is_that_of_the_event() -> None:
    asked = ask("and what's on the day before?", shown("when is the pier review?", "Pier review"))
    assert asked.entities == {"shape": "agenda"}
    assert interval(asked) == ("2026-11-26 00:00", "2026-11-27 00:00")


def test_the_time_between_them_lies_between_two_events() -> None:
    before = shown("does the pier review clash with the choir?", "Pier review", "Choir")
    asked = ask("how long between them", before)
    assert asked.operation == "find_time"
    assert (asked.entities["since"], asked.entities["until"]) == ("Pier review", "Choir")


def test_that_day_is_the_day_of_the_event() -> None:
    before = shown("which day next week is fullest?", "Pier review", "Choir")
    asked = ask("what's on that day", before)
    assert asked.entities["shape"] == "agenda"
    assert interval(asked) == ("2026-11-27 00:00", "2026-11-28 00:00")


@pytest.mark.parametrize(
    ("text", "shape"), [("which day is fullest", "load"), ("any clashes?", "conflicts")]
)
def test_the_days_of_the_turn_before_are_meant(text: str, shape: str) -> None:
    asked = ask(text, shown("what's on next week?", "Pier review", "Choir"))
    assert asked.entities["shape"] == shape
    assert interval(asked) == ("2026-11-30 00:00", "2026-12-07 00:00")


def test_among_several_events_it_is_none() -> None:
    asked = ask("does that clash with the choir", shown("what's on Friday?", "Regatta", "Tea"))
    assert asked.entities["occasions"] == ["choir"]


@pytest.mark.parametrize(
    ("text", "shape"),
    [("when's choir next?", "length"), ("how far off is the regatta", "length")],
)
def test_the_next_event_of_a_name_is_looked_up(text: str, shape: str) -> None:
    assert ask(text).entities["shape"] == shape


def test_an_event_that_was_shown_before_a_mail_is_still_meant() -> None:
    event = shown("when is the pier review?", "Pier review")
    mail = turn("which slot is Orla's", "gmail")
    asked = ask("does that clash with anything", event, mail)
    assert asked.entities["occasions"] == ["Pier review"]


def test_money_that_comes_back_clashes_with_nothing() -> None:
    assert ask("did I get my expenses back for the regatta").entities.get("shape") != "conflicts"
