"""Follow-ups: at most three, and each is understood by the product itself."""

from __future__ import annotations

import pytest

from agents.query import Answer, TimeRange
from tests.unit.agents.answers import answered, at
from tests.unit.agents.asking import ask, turn
from tests.unit.agents.material import event, file, intent, mail, result

TUESDAY = TimeRange(at(9, 23), at(10, 23))


def agenda() -> Answer:
    events = event("e1", "Pier", at(10, 8)), event("e2", "Dock", at(10, 12))
    wanted = intent("search", "gcal", shape="agenda", time_range=TUESDAY)
    return answered(wanted, result("gcal", "list", *events))


def test_at_most_three_are_suggested_and_the_next_day_comes_first() -> None:
    answer = agenda()
    assert len(answer.suggestions) == 3
    assert answer.suggestions[0] == "And the day after?"


def test_a_person_who_wrote_can_be_asked_about() -> None:
    wanted = intent("search", "gmail", topic="pier", shape="said")
    answer = answered(wanted, result("gmail", "search", mail("m1", "Pier", "The pier is long.")))
    assert answer.suggestions[0] == "Who is Orla Brandt?"


def test_a_machine_that_wrote_cannot() -> None:
    machine = mail("m1", "Pier", "The pier.", sender_email="no-reply@northwind.example")
    answer = answered(intent("search", "gmail", topic="pier"), result("gmail", "search", machine))
    assert not any(s.startswith("Who is") for s in answer.suggestions)


def test_other_places_are_suggested_for_what_was_not_found() -> None:
    answer = answered(intent("search", "gmail", topic="jetty"), result("gmail", "search"))
    assert answer.suggestions == ("Find jetty in my calendar", "Find files about jetty")


def test_half_a_sentence_is_not_searched_for_elsewhere() -> None:
    answer = answered(intent("search", "gmail", topic="promise jetty"), result("gmail", "search"))
    assert answer.suggestions == ()


@pytest.mark.parametrize(
    ("suggestion", "operation", "services"),
    [
        ("What's on my calendar today?", "search", ("gcal",)),
        ("How many unread mails do I have?", "search", ("gmail",)),
        ("Find my newest files", "search", ("gdrive",)),
        ("Do I have any conflicts this week?", "search", ("gcal",)),
        ("When am I free tomorrow?", "find_time", ("gcal",)),
        ("What needs my reply?", "search", ("gmail",)),
        ("Search my mail for jetty", "search", ("gmail",)),
        ("Find jetty in my calendar", "search", ("gcal",)),
        ("Find files about jetty", "search", ("gdrive",)),
        ("Show me the newest mails from Orla Brandt", "search", ("gmail",)),
        ("When do I meet Orla Brandt next?", "search", ("gcal",)),
    ],
)
def test_each_is_understood_on_its_own(
    suggestion: str, operation: str, services: tuple[str, ...]
) -> None:
    understood = ask(suggestion)
    assert (understood.operation, understood.services) == (operation, services)


@pytest.mark.parametrize(
    ("suggestion", "operation"),
    [
        ("Open the first one", "read"),
        ("Open the second one", "read"),
        ("Summarize the first one", "summarize"),
        ("Summarize it", "summarize"),
        ("Draft a reply to the first one", "reply_email"),
        ("Draft a reply to it", "reply_email"),
    ],
)
def test_each_is_understood_behind_an_answer(suggestion: str, operation: str) -> None:
    before = turn("what did Orla say about the pier?", "gmail", "gmail")
    understood = ask(suggestion, before)
    assert understood.operation == operation
    assert understood.entities["ordinal"] in (1, 2)


def test_files_can_be_summarised() -> None:
    wanted = intent("search", "gdrive", topic="pier")
    answer = answered(wanted, result("gdrive", "search", file("f1", "Pier deck")))
    assert answer.suggestions[0] == "Summarize the first one"


def test_what_is_possible_is_said_where_a_wish_is_not() -> None:
    answer = answered(intent("unsupported"))
    assert len(answer.suggestions) == 3
    before = turn("who won the match?")
    for suggestion in answer.suggestions:
        assert ask(suggestion, before).operation == "search"
