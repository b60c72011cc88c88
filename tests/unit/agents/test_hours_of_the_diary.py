"""Parts of days by the clock, and of the events of a time those of one kind."""

from __future__ import annotations

from typing import Any

import pytest

from agents.query import Item, TimeRange
from tests.unit.agents.answers import answered, at
from tests.unit.agents.asking import ask, interval
from tests.unit.agents.material import event, intent, query, result

HOURS = [
    ("do I have anything before 9 tomorrow", [0, 9 * 60]),
    ("anything on after 5 this week", [17 * 60, 24 * 60]),
    ("anything after 7 on Friday", [19 * 60, 24 * 60]),
    ("what have I got before noon on Friday", [0, 12 * 60]),
    ("do I have to be anywhere before half nine on Monday", [0, 9 * 60 + 30]),
]


@pytest.mark.parametrize(("text", "hours"), HOURS)
def test_only_these_hours_of_the_days_are_meant(text: str, hours: list[int]) -> None:
    assert ask(text).entities.get("hours") == hours


@pytest.mark.parametrize(
    "text",
    ["any mail from Orla after 5 on Friday", "anything with Orla after 5 on Friday",
     "am I free after 5 on Friday", "anything before 9 December"],
)  # fmt: skip
def test_other_questions_have_no_hours_of_the_diary(text: str) -> None:
    asked = ask(text)
    assert asked.operation == "find_time" or "hours" not in asked.entities


def test_the_busy_evenings_of_a_month_are_no_free_time() -> None:
    asked = ask("which evenings am I busy in December")
    assert (asked.operation, asked.entities["hours"]) == ("search", [18 * 60, 22 * 60])
    assert interval(asked) == ("2026-12-01 00:00", "2027-01-01 00:00")


@pytest.mark.parametrize(
    ("text", "pick"),
    [
        ("what's my longest meeting next week", "longest"),
        ("which meeting takes the longest on Thursday", "longest"),
        ("shortest call tomorrow?", "shortest"),
        ("do I have back to back meetings on Tuesday", "back_to_back"),
        ("is anything all day next week", "all_day"),
        ("which invitations have I not answered", "unanswered"),
        ("any invites I still have to reply to", "unanswered"),
    ],
)
def test_of_the_events_of_a_time_one_kind_is_meant(text: str, pick: str) -> None:
    assert ask(text).entities.get("pick") == pick


WEEK = TimeRange(at(8, 23), at(15, 23))


def told(text: str, *events: Item, **entities: Any) -> str:
    wanted = intent("search", "gcal", shape="agenda", time_range=WEEK, **entities)
    return answered(wanted, result("gcal", "list", *events), asked=query(text)).text


CHOIR = event("e1", "Choir", at(12, 9), end=at(12, 11))
TEA = event("e2", "Tea", at(12, 11), end=at(12, 11, 30))
FAIR = event("e3", "Fair", at(13, 0), end=at(14, 0), all_day=True)


def guest(response: str) -> list[dict[str, Any]]:
    return [{"email": "me@example.org", "self": True, "response": response}]


def test_the_longest_comes_first() -> None:
    assert "**2 hours**: Thu 12 Mar" in told("the longest one?", TEA, CHOIR, FAIR, pick="longest")


def test_what_follows_at_once_is_back_to_back() -> None:
    said = told("back to back?", CHOIR, TEA, pick="back_to_back")
    assert said.startswith("Yes")
    assert told("back to back?", CHOIR, FAIR, pick="back_to_back").startswith("No")


def test_all_day_events_are_told_alone() -> None:
    said = told("anything all day?", CHOIR, FAIR, pick="all_day")
    assert "Fair" in said
    assert "Choir" not in said


def test_invitations_that_wait_are_told_apart_from_maybes() -> None:
    open_ = event("e4", "Regatta", at(12, 9), attendees=guest("needsAction"))
    maybe = event("e5", "Quiz", at(13, 9), attendees=guest("tentative"))
    said = told("which invitations?", open_, maybe, CHOIR, pick="unanswered")
    waits, _, perhaps = said.partition("perhaps")
    assert "Regatta" in waits
    assert "Quiz" in perhaps
    assert "Choir" not in said


def test_where_nothing_is_so_early_the_first_is_told() -> None:
    wanted = intent("search", "gcal", shape="agenda", hours=[0, 480],
                    time_range=TimeRange(at(11, 23), at(12, 23)))  # fmt: skip
    said = answered(wanted, result("gcal", "list", CHOIR, TEA), asked=query("before 8?")).text
    assert "did not find any events before 08:00" in said
    assert "Choir" in said
    assert "Tea" not in said


def test_somebody_elses_leave_takes_nobody_else_away() -> None:
    leave = event("e6", "Out of office", at(12, 0), end=at(14, 0), all_day=True)
    orla = event("e7", "Orla off", at(13, 0), end=at(14, 0), all_day=True)
    said = told("when am I away?", leave, orla, CHOIR, only="absent")
    assert "Out of office" in said
    assert "Orla" not in said
    assert "Choir" not in said
