"""What is searched for is the whole question; what must be held are the words of its topic."""

from __future__ import annotations

import pytest

from agents.planner import plan
from agents.query import Intent
from tests.unit.agents.material import intent, query


def asked(wanted: Intent, text: str) -> list[str | None]:
    steps = plan(wanted, query(text)).steps
    return [step.arguments.get("question") for step in steps if step.operation == "search"]


def test_a_search_is_for_the_question_and_keeps_the_words_of_its_topic() -> None:
    text = "where do we wait for the ferry?"
    first = plan(intent("search", "gmail", topic="wait ferry"), query(text)).steps[0]
    assert first.arguments["query"] == "wait ferry"
    assert first.arguments["question"] == text


def test_fallbacks_and_the_other_services_are_searched_for_it_too() -> None:
    found = asked(intent("search", "gmail", topic="ferry", labels=["Trips"]), "when is the ferry?")
    assert len(found) == 5
    assert set(found) == {"when is the ferry?"}


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (intent("search", "gmail", topic="ferry", shape="list"), "list the mails about the ferry"),
        (intent("search", "gmail", topic="ferry", phrases=["ferry"]), 'what about "ferry"?'),
        (intent("search", "gmail", topic="ferry tickets"), "and the price?"),
        (intent("summarize", "gmail", topic="ferry"), "sum up the thread about the ferry"),
        (intent("search", "gmail", topic="ferry"), "what's the phone number of the ferry?"),
    ],
)
def test_lists_quotes_and_topics_of_the_turn_before_are_searched_for_by_their_words(
    wanted: Intent, text: str
) -> None:
    assert set(asked(wanted, text)) == {None}


def test_a_question_in_another_language_is_searched_for_in_both() -> None:
    text = "Wann ist mein Termin mit dem Chef in der Schule?"
    (first, *_) = asked(intent("search", "gmail", topic="school"), text)
    assert first is not None
    assert text in first
    assert "school" in first


def test_unread_mails_are_not_looked_for_among_files() -> None:
    made = plan(intent("search", "gmail", topic="ferry", flags=["unread"]), query("unread?"))
    assert {step.agent for step in made.steps} == {"gmail"}
