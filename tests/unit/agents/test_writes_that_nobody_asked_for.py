"""Sentences that only look like a wish, or that leave out part of what they name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agents.planner import plan
from agents.query import EarlierTurn, Query, Reference, Step
from agents.understanding import instead
from tests.unit.agents.asking import NOBODY, NOW, ZONE, ask, interval


def steps(said: str) -> tuple[Step, ...]:
    return plan(ask(said), Query(said, NOBODY, NOW, ZONE)).steps


def proposed(text: str) -> EarlierTurn:
    return EarlierTurn(text, "Prepared.", ask(text), (), datetime.now(UTC))


@pytest.mark.parametrize(
    "said",
    [
        "email everyone at the tasting except Bo that we start at six",
        "email all the guests of the tasting but Bo that we start at six",
        "email everyone apart from Bo that we start at six",
        "email everyone in the team that the kiln is cold",
        "email everyone at the school that the kiln is cold",
    ],
)
def test_whom_a_mail_goes_to_is_asked_where_some_are_left_out(said: str) -> None:
    (write,) = steps(said)
    assert write.arguments["to"] == []


def test_what_is_told_of_an_exception_leaves_nobody_out() -> None:
    write = steps("email everyone at the tasting that all except Bo bring a coat")[-1]
    assert write.arguments["to"] == Reference("s1", "items[0].everybody")


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("cancel the tasting, I mean the fitting", "fitting"),
        ("cancel the tasting - it should be the fitting", "fitting"),
        ("cancel the tasting, we have the fair then", "tasting"),
        ("decline the tasting, I will come to the fair", "tasting"),
        ("decline the tasting, I'd rather go to the fair", "tasting"),
        ("cancel the tasting, I'm going to the fair", "tasting"),
        ("cancel the tasting, we have to be at the fair", "tasting"),
    ],
)
def test_a_correction_is_no_reason(said: str, topic: str) -> None:
    words = str(ask(said).entities["topic"])
    assert topic in words
    assert topic == "fitting" or "fair" not in words


@pytest.mark.parametrize(
    ("said", "operation"),
    [
        ("delete everything from 9 to 12 on Tuesday", "trash_email"),
        ("delete everything from 2 to 4 tomorrow", "trash_email"),
        ("I can't do the talk justice", "respond_event"),
        ("we won't make the offsite cheaper", "respond_event"),
        ("I can't join the dots on Ilse's budget review", "respond_event"),
        ("I can't come to the phone", "respond_event"),
        ("I'm on leave from Monday, is anything urgent?", "create_event"),
        ("I'm out on Friday, who covers for me?", "create_event"),
        ("meeting Bo tomorrow at 10 is impossible", "create_event"),
        ("meeting notes from Friday at 10", "create_event"),
        ("lunch tomorrow at 1 was a bad idea", "create_event"),
        ("I wonder if I should cancel the tasting", "delete_event"),
        ("should I cancel the dentist?", "delete_event"),
        ("I want cake at the offsite", "update_event"),
        ("can I park at the barn on the offsite day?", "update_event"),
    ],
)
def test_what_is_only_said_is_not_done(said: str, operation: str) -> None:
    assert ask(said).operation != operation


@pytest.mark.parametrize(
    ("said", "operation"),
    [
        ("delete everything from the Lantern Club", "trash_email"),
        ("I can't make the offsite", "respond_event"),
        ("I can't come to the walk on Friday", "respond_event"),
        ("I'm away on Thursday and Friday", "create_event"),
        ("lunch with Bo tomorrow at 1", "create_event"),
        ("dinner with Bo tomorrow at 7 if he is in", "create_event"),
        ("I wonder if you could cancel the dentist", "delete_event"),
        ("I want Bo at the offsite", "update_event"),
    ],
)
def test_what_is_wished_for_is_done(said: str, operation: str) -> None:
    assert ask(said).operation == operation


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("remind me to write the weekly report on Friday at 10", "2026-11-27 10:00"),
        ("book a meeting about the monthly figures with Bo on Friday at 3", "2026-11-27 15:00"),
        ("schedule a call about the daily rate with Bo on Friday at 2", "2026-11-27 14:00"),
        ("remind me on Friday at 9 that I have yoga every Tuesday", "2026-11-27 09:00"),
    ],
)
def test_a_mere_mention_makes_no_series(said: str, first: str) -> None:
    intent = ask(said)
    assert "repeats" not in intent.entities
    assert interval(intent)[0] == first


def test_the_day_that_is_said_is_the_first_of_a_series() -> None:
    intent = ask("put a daily check in my calendar on Friday at 9")
    assert intent.entities["repeats"] == "every day"
    assert interval(intent)[0] == "2026-11-27 09:00"


@pytest.mark.parametrize("said", ["tell Bo as well", "let Bo know too", "ask Bo too"])
def test_who_is_told_is_no_guest(said: str) -> None:
    intent = ask(said, proposed("put lunch in my calendar on Tuesday 8 December at 1"))
    assert intent.operation != "create_event" or "Bo" not in intent.entities.get("people", ())


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("a bit later please", "2026-12-08 13:30"),
        ("can it be a bit earlier", "2026-12-08 12:30"),
        ("another week", "2026-12-15 13:00"),
        ("one more day", "2026-12-09 13:00"),
    ],
)
def test_how_much_later(said: str, start: str) -> None:
    before = proposed("put lunch with Bo in my calendar on Tuesday 8 December at 1")
    assert interval(ask(said, before))[0] == start


def test_a_reminder_for_later_moves_nothing() -> None:
    before = proposed("put lunch with Bo in my calendar on Tuesday 8 December at 1")
    intent = ask("remind me a bit later", before)
    assert intent.time_range is None or interval(intent)[0] != "2026-12-08 13:30"


def test_my_three_oclock_on_a_day_begins_then() -> None:
    look = steps("cancel my 3 o'clock on Friday")[0]
    assert look.operation == "beginning"
    assert (look.arguments["at"].hour, look.arguments["after"].hour) == (15, 0)
    assert look.arguments["after"].date() == look.arguments["at"].date()


@pytest.mark.parametrize(
    ("said", "is_offered"),
    [
        ("move everything from the Lantern Club to the bin", False),
        ("move everything from Ilse to the folder Kiln", False),
        ("move everything on Tuesday to Wednesday", True),
        ("push all my meetings from Tuesday to Wednesday", True),
    ],
)
def test_only_events_are_moved_one_by_one(said: str, is_offered: bool) -> None:
    assert (instead.offered(said) is not None) is is_offered
