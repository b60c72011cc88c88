"""What is said after an event was proposed or shown changes that event."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from agents.query import WRITE_OPERATIONS, EarlierTurn, Intent
from agents.understanding import clarify
from tests.unit.agents.asking import ask, interval, turn

MADE = "put 45 mins in with Ilse on monday 30 november at 1, prep for the fair"


def then(*texts: str) -> Intent:
    """The intent of the last of these after the turns of the others."""
    earlier: list[EarlierTurn] = []
    for text in texts[:-1]:
        earlier.append(EarlierTurn(text, "Prepared.", ask(text, *earlier), (), datetime.now(UTC)))
    return ask(texts[-1], *earlier)


def shown(text: str, when: str) -> EarlierTurn:
    """A turn whose answer cited one event of that time."""
    before = turn(text, "gcal")
    cited = replace(before.citations[0], when=datetime.fromisoformat(when).astimezone(UTC))
    return replace(before, citations=(cited,))


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("actually make that a full hour", {"duration_minutes": 60}),
        ("make it a quarter of an hour longer", {"duration_minutes": 60}),
        ("call it fair prep", {"title": "Fair prep"}),
        ("in the lighthouse cafe", {"location": "the lighthouse cafe"}),
        ("and add Bo too", {"people": ["Ilse", "Bo"]}),
        ("no, with Bo", {"people": ["Bo"]}),
    ],
)
def test_one_thing_of_a_proposed_event_is_said_anew(said: str, changed: dict[str, Any]) -> None:
    first, intent = ask(MADE), then(MADE, said)
    assert intent.operation == "create_event"
    assert {name: intent.entities[name] for name in changed} == changed
    assert intent.time_range == first.time_range


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("no, half 2", "2026-11-30 14:30"),
        ("on second thoughts tuesday", "2026-12-01 13:00"),
        ("hang on no, make it 11", "2026-11-30 11:00"),
    ],
)
def test_a_new_time_keeps_the_day_and_a_new_day_the_time(said: str, start: str) -> None:
    assert interval(then(MADE, said))[0] == start


@pytest.mark.parametrize("said", ["no, make it 7", "hang on no, 7", "7 please"])
def test_seven_is_the_one_nearer_to_when_the_event_is(said: str) -> None:
    before = shown("push the pruning back an hour", "2026-11-27T17:30+01:00")
    intent = ask(said, before)
    assert (intent.operation, intent.entities["ordinal"]) == ("update_event", 1)
    assert interval(intent)[0] == "2026-11-27 19:00"
    assert "shift_minutes" not in intent.entities


def test_a_new_length_keeps_the_new_time() -> None:
    before = shown("push the pruning back an hour", "2026-11-27T17:30+01:00")
    intent = ask("and make it 90 minutes", before)
    assert (intent.entities["shift_minutes"], intent.entities["lasts_minutes"]) == (60, 90)


def test_what_was_shown_is_made_longer() -> None:
    intent = ask("make that an hour and a half", shown("when is the pruning", "2026-11-27T15:00Z"))
    assert (intent.operation, intent.entities["ordinal"]) == ("update_event", 1)
    assert intent.entities["duration_minutes"] == 90


@pytest.mark.parametrize("said", ["what's on tuesday?", "when is the fair", "cancel the pruning"])
def test_a_new_question_is_no_second_thought(said: str) -> None:
    assert then(MADE, said).operation == ask(said).operation


def test_her_means_who_was_spoken_of() -> None:
    intent = ask("send her a quick thank you for that", turn("what did Ilse write?", "gmail"))
    assert (intent.operation, intent.entities["people"]) == ("send_email", ["Ilse"])


def test_him_means_who_sent_the_mail_that_was_shown() -> None:
    intent = ask("tell him it's the hedge", turn("the mail about the hedge", "gmail"))
    assert (intent.operation, intent.entities["ordinal"]) == ("reply_email", 1)
    assert intent.entities["message"] == "it's the hedge"


def test_what_a_mail_shall_say_points_at_nothing_shown() -> None:
    intent = ask("tell Bo it is at ten past five", turn("when is the fair", "gmail"))
    assert (intent.operation, intent.entities["people"]) == ("send_email", ["Bo"])


@pytest.mark.parametrize(
    ("said", "service", "operation"),
    [
        ("take Bo off it", "gcal", "update_event"),
        ("take Bo off it", "gdrive", "unshare_file"),
        ("add Bo to it", "gcal", "update_event"),
        ("add Bo to it", "gdrive", "share_file"),
        ("forward that one to Bo", "gmail", "forward_email"),
        ("stick a label Garden on those", "gmail", "label_email"),
    ],
)
def test_a_wish_is_of_what_was_shown(said: str, service: Any, operation: str) -> None:
    intent = ask(said, turn("show me the hedge", service))
    assert (intent.operation, intent.entities["ordinal"]) == (operation, 1)


@pytest.mark.parametrize(
    ("said", "role"), [("no, just comment", "commenter"), ("view only", "reader")]
)
def test_a_share_is_corrected_in_what_it_allows(said: str, role: str) -> None:
    intent = then("let Bo edit the seed list", said)
    assert (intent.operation, intent.entities["role"]) == ("share_file", role)


@pytest.mark.parametrize(
    ("first", "said", "key", "value"),
    [
        ("decline the pruning", "actually make that maybe", "response", "tentative"),
        ("cancel the pruning", "no, the seed walk", "topic", "seed walk"),
        ("share the seed list with Bo", "and Ilse too", "people", ["Bo", "Ilse"]),
    ],
)
def test_a_proposal_is_corrected(first: str, said: str, key: str, value: Any) -> None:
    intent = then(first, said)
    assert (intent.operation, intent.entities[key]) == (ask(first).operation, value)


def test_an_hour_later_is_later_than_what_was_proposed() -> None:
    intent = then(MADE, "and half an hour earlier")
    assert interval(intent)[0] == "2026-11-30 12:30"


def test_what_was_shown_is_named_by_its_title() -> None:
    before = shown("what's on friday", "2026-11-27T09:30Z")
    pruning = replace(before.citations[0], title="Pruning")
    walk = replace(before.citations[0], n=2, title="Seed walk")
    intent = ask("bin the seed walk", replace(before, citations=(pruning, walk)))
    assert (intent.operation, intent.entities["ordinal"]) == ("delete_event", 2)


def test_of_two_that_are_called_so_none_is_taken() -> None:
    before = shown("what's on friday", "2026-11-27T09:30Z")
    pruning = replace(before.citations[0], title="Pruning")
    intent = ask("cancel the pruning", replace(before, citations=(pruning, replace(pruning, n=2))))
    assert "ordinal" not in intent.entities


@pytest.mark.parametrize(
    "said",
    [
        "in which drawer is the spare key?",
        "at what time does the ferry leave",
        "in the end who paid for the tent?",
        "in other words",
        "get milk",
    ],
)
def test_something_else_behind_a_proposal_changes_nothing_in_it(said: str) -> None:
    assert then(MADE, said).operation not in WRITE_OPERATIONS


@pytest.mark.parametrize(
    "said", ["call it off", "drop it", "to be honest I'd rather not", "no, tomorrow I'm away"]
)
def test_a_proposal_that_is_no_longer_wanted_becomes_nothing_else(said: str) -> None:
    intent = then(MADE, said)
    assert intent.operation == "unsupported"
    assert intent.clarification == clarify.NOTHING_DONE
