"""Whose clock a time is of, and which half of the day it is in."""

from __future__ import annotations

import pytest

from tests.unit.agents.asking import ask, interval, turn


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("at 10:00 GMT+3", "08:00"),
        ("at 10:00 UTC-2", "13:00"),
        ("at 10:00 UTC+5:30", "05:30"),
        ("at 3pm BST", "16:00"),
        ("at 3pm Lisbon time", "16:00"),
    ],
)
def test_a_time_is_of_the_clock_that_is_said(said: str, start: str) -> None:
    intent = ask(f"schedule a call with Ilse on 30 November {said}")
    assert interval(intent)[0] == f"2026-11-30 {start}"
    assert intent.entities["title"] == "Call with Ilse"


def test_a_question_of_a_time_is_of_the_clock_that_is_said() -> None:
    intent = ask("am I free on 30 November at 5pm Tokyo time?")
    assert intent.operation == "find_time"
    assert interval(intent)[0] == "2026-11-30 09:00"


def test_an_everyday_word_before_time_is_no_place() -> None:
    intent = ask("put the easter time supper in my calendar on 30 November at 7pm")
    assert interval(intent)[0] == "2026-11-30 19:00"


@pytest.mark.parametrize(
    ("wish", "hour"),
    [
        ("schedule a call about the dinner menu on 30 November at 10", "10:00"),
        ("schedule a call with the concert team on 30 November at 10", "10:00"),
        ("put dinner with Ilse in my calendar on 30 November at 7", "19:00"),
    ],
)
def test_only_what_is_a_meal_is_at_its_time(wish: str, hour: str) -> None:
    assert interval(ask(wish))[0] == f"2026-11-30 {hour}"


def test_what_was_shown_moves_to_the_nearer_half_of_the_day() -> None:
    intent = ask("make it 7", turn("when is the rehearsal?", "gcal"))
    assert intent.operation == "update_event"
    assert intent.entities["either_half"]
    assert "either_half" not in ask("make it 7am", turn("when is the rehearsal?", "gcal")).entities
