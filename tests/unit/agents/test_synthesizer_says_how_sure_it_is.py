"""What is there is told, what is not there is said not to be, and what is near is told as near."""

from __future__ import annotations

import pytest

from agents.synthesis.doubts import UNSURE
from agents.synthesis.relevance import select
from agents.words import content_words, counts, coverage
from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import event, intent, mail, result

FERRY = "The boat to the island sails at ten with forty people."


def test_a_rare_word_counts_more_than_an_everyday_one_and_a_name_counts_in_full() -> None:
    assert counts("money") < counts("strawberry") <= counts("zzyxq") == 1
    (tokyo,) = content_words("Tokyo")
    assert counts(tokyo) == 1 > counts("tokyo")


@pytest.mark.parametrize(
    ("asked", "title"), [("hair cut", "Haircut"), ("book shop", "The bookshop opens")]
)
def test_two_words_are_found_where_they_are_written_in_one(asked: str, title: str) -> None:
    assert coverage(content_words(asked), title) == 1


def test_a_part_of_a_compound_alone_is_not_the_compound() -> None:
    assert coverage(content_words("hair colour"), "Haircut") == 0


def test_what_means_the_same_in_other_words_is_about_it() -> None:
    near = mail("m1", "The ferry to the island", FERRY, similarity=0.6)
    assert not select([near], content_words("ferry island passengers"), limit=5).is_weak


def test_a_word_that_stands_nowhere_speaks_against_all() -> None:
    near = mail("m1", "Sailing to the island", FERRY, similarity=0.4)
    assert select([near], content_words("Quibbleford island permit"), limit=5).is_weak


def test_an_answer_that_only_comes_near_says_so_first() -> None:
    near = mail("m1", "The ferry", FERRY, similarity=0.42)
    wanted = intent("search", "gmail", topic="island passengers boat")
    text = answered(wanted, result("gmail", "search", near), asked="who are the passengers?").text
    assert text.startswith(UNSURE)
    assert "forty people" in text


def test_a_journey_to_the_same_place_is_not_the_flight_there() -> None:
    there = event("e1", "Conference, Lisbon", at(20, 9), similarity=0.55)
    wanted = intent("search", "gcal", topic="flight Lisbon", shape="when")
    text = answered(
        wanted, result("gcal", "search", there), asked="when is my flight to Lisbon?"
    ).text
    assert text.startswith("Nothing that I found mentions “flight” together with the rest")
    assert "Conference, Lisbon" in text


def test_what_names_all_that_was_asked_for_is_told_without_a_doubt() -> None:
    there = event("e1", "Flight to Lisbon", at(20, 9), similarity=0.55)
    wanted = intent("search", "gcal", topic="flight Lisbon", shape="when")
    text = answered(
        wanted, result("gcal", "search", there), asked="when is my flight to Lisbon?"
    ).text
    assert text.startswith("**Flight to Lisbon**")


def test_the_closest_come_in_the_order_of_their_nearness_whatever_their_service() -> None:
    far = mail("m1", "Old boats", "Boats of the island, no permit needed.", similarity=0.3)
    near = event("e1", "Island fair", at(12, 9), similarity=0.6)
    wanted = intent("search", topic="Quibbleford island permit")
    text = answered(
        wanted,
        result("gmail", "search", far),
        result("gcal", "search", near, id="s2"),
        asked="has the permit for Quibbleford island come?",
    ).text
    assert text.startswith("I did not find anything about “Quibbleford island permit”.")
    assert "The closest that I have:\n- Thu 12 Mar" in text


def test_what_the_whole_question_was_asked_of_was_searched_too() -> None:
    empty = (
        result("gmail", "search", arguments={"query": "zeppelin"}),
        result("gdrive", "search", id="w1", arguments={"query": "zeppelin"}),
    )
    text = answered(intent("search", "gmail", topic="zeppelin"), *empty).text
    assert text.endswith("I searched Gmail and Google Drive.")
