"""A wish that says no, leaves something out or speaks of everyone never does the opposite."""

from __future__ import annotations

import pytest

from agents.planner import plan
from agents.query import WRITE_OPERATIONS, Query
from agents.understanding import clarify, pointing
from tests.unit.agents.asking import NOBODY, NOW, ZONE, ask, turn


@pytest.mark.parametrize(
    "wish",
    [
        "don't cancel the review on Friday",
        "please do not delete the mail from Ana",
        "Don’t put lunch in my calendar tomorrow at 12",
        "never archive mails from Bo",
        "oh no, don't accept the invitation from Bo",
        "don't delete the mail from Ana, it matters",
        "can you not cancel the review on Friday",
    ],
)
def test_what_shall_not_be_done_is_not_proposed(wish: str) -> None:
    intent = ask(wish)
    assert (intent.operation, intent.clarification) == ("unsupported", clarify.NOTHING_DONE)


@pytest.mark.parametrize(
    "wish",
    ["don't let me forget to call Bo tomorrow at 3", "tell Ana not to cancel the review"],
)
def test_a_not_of_something_else_is_no_refusal(wish: str) -> None:
    intent = ask(wish)
    assert intent.operation in WRITE_OPERATIONS
    assert intent.clarification is None


@pytest.mark.parametrize("said", ["no for now", "not now", "no, not now", "maybe for later"])
@pytest.mark.parametrize(
    "before", ["send an email to Ana saying hello", "schedule lunch with Bo tomorrow at 12"]
)
def test_not_now_is_neither_a_decline_nor_another_time(said: str, before: str) -> None:
    for earlier in ((), (turn(before, "gmail"),)):
        assert ask(said, *earlier).clarification == clarify.NOTHING_DONE


def test_a_no_to_a_name_corrects_the_mail() -> None:
    intent = ask("no to ilse", turn("send an email to Ana saying hello", "gmail"))
    assert (intent.operation, intent.entities["people"]) == ("send_email", ["ilse"])


@pytest.mark.parametrize("whom", ["everyone except Bo", "everybody"])
def test_everyone_is_asked_for_by_name(whom: str) -> None:
    intent = ask(f"invite {whom} to the review on Friday")
    assert (intent.operation, intent.clarification) == ("unsupported", clarify.WHOM_TO_INVITE)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("archive the first and third", [1, 3]),
        ("archive the second and third mails", [3, 4]),
        ("archive the second and third", None),
        ("delete the second and the last", None),
        ("bin the first two", None),
    ],
)
def test_places_are_the_numbers_that_are_shown(said: str, numbers: list[int] | None) -> None:
    intent = ask(said, turn("show my mails", "gmail", "gcal", "gmail", "gmail"))
    assert intent.entities.get("ordinals") == numbers
    assert intent.clarification == (None if numbers else clarify.ONE_KIND)


@pytest.mark.parametrize(
    ("what", "numbers"),
    [("the second", [1, 3]), ("the first two", [3]), ("the last one", [1, 2]), ("Ana's", None)],
)
def test_of_the_things_cited_some_are_spared(what: str, numbers: list[int] | None) -> None:
    before = turn("mails from Ilse", "gmail", "gmail", "gmail")
    intent = pointing.sparing(ask("bin all of them", before), what, (before,))
    if numbers is None:
        assert intent.clarification == clarify.WHICH_ONE
    else:
        assert intent.entities["ordinals"] == numbers


def test_one_thing_pointed_at_stays_the_one() -> None:
    before = turn("mails from Ilse", "gmail", "gmail", "gmail")
    intent = pointing.sparing(ask("bin the second one", before), "the first", (before,))
    assert intent.entities["ordinal"] == 2
    assert not {"ordinals", "without"} & set(intent.entities)


@pytest.mark.parametrize(
    ("wish", "path"),
    [
        ("cancel the all team meeting on Friday", "sure.id"),
        ("cancel the review, all details are in the mail", "sure.id"),
        ("cancel all my meetings on Friday", "every.id"),
        ("delete all the events with Bo", "every.id"),
        ("clear everything on Friday", "every.id"),
    ],
)
def test_only_all_of_the_events_makes_a_cancellation_one_of_many(wish: str, path: str) -> None:
    steps = plan(ask(wish), Query(wish, NOBODY, NOW, ZONE)).steps
    assert steps[-1].arguments["event_id"].path == path
