"""Quotation marks, the newest, and words that only name what is searched."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from search.filters import Filters
from search.hybrid import search
from search.question import phrases, wants_newest, wording
from search.tables import Service
from tests.factories import Person
from tests.factories_search import NOW, event, file, index, mail, run

db = pytest.mark.django_db(transaction=True)


def found(person: Person, query: str, service: Service = "gmail", **options: Any) -> list[str]:
    results = run(search(user_id=person.id, service=service, query=query, now=NOW, **options))
    return [hit.id for hit in results.results]


@db
def test_what_stands_in_quotation_marks_must_be_there_word_by_word(person: Person) -> None:
    index(
        person,
        [
            mail("a", "Orchard", "We mend the broken fence in May."),
            mail("b", "Orchard", "The fence is not broken at all, in May we rest."),
            mail("c", "Broken fence", "See the subject."),
        ],
    )
    assert set(found(person, '"broken fence"')) == {"a", "c"}
    assert set(found(person, "orchard in May “Broken Fence”")) == {"a", "c"}
    assert found(person, '"broken fence" "in May"') == ["a"]
    assert found(person, '"fence broken"') == []
    assert set(found(person, '"the" fence', mode="lexical")) == {"a", "b", "c"}


@db
def test_a_phrase_holds_where_filters_only_lift(person: Person) -> None:
    index(person, [mail("a", "Broken fence"), mail("b", "Fence", sender_name="Kai Storm")])
    assert found(person, '"broken fence"', filters=Filters(sender="kai", strict=False)) == ["a"]


@db
def test_phrases_are_looked_for_in_events_and_files(person: Person) -> None:
    index(person, [event("e", "Night shift at the quay"), event("f", "Quay at night, one shift")])
    index(person, [file("g", "Plans/Quay.txt", "The night shift."), file("h", "Night.txt", "No.")])
    assert found(person, '"night shift"', "gcal") == ["e"]
    assert found(person, '"night shift"', "gdrive") == ["g"]


@db
def test_the_newest_of_what_fits_comes_first_where_it_is_asked_for(person: Person) -> None:
    index(
        person,
        [
            mail(
                f"m{age}",
                "Orchard meeting",
                "The orchard meeting is at nine." + " Bring the long ladder." * (age < 9),
                received_at=NOW - timedelta(days=age),
            )
            for age in (1, 200)
        ],
    )
    assert found(person, "orchard meeting")[0] == "m200"
    assert found(person, "latest orchard meeting")[0] == "m1"


@pytest.mark.parametrize(
    ("query", "service", "left", "newest"),
    [
        ("mails from the club", "gmail", "the club", False),
        ("show me all e-mails about rowing", "gmail", "rowing", False),
        ("meetings with Tobias", "gcal", "Tobias", False),
        ("meetings with Tobias", "gmail", "meetings with Tobias", False),
        ("files about the boat", "gdrive", "the boat", False),
        ("the latest plan", "gmail", "plan", True),
        ("last invoice", "gmail", "invoice", True),
        ("last week", "gmail", "last week", False),
        ("last Friday", "gmail", "last Friday", False),
        ("letzte Rechnung", "gmail", "Rechnung", True),
        ("latest mails", "gmail", "mails", True),
        ("latest", "gmail", "latest", True),
        ("", "gmail", "", False),
    ],
)
def test_words_that_only_say_how_to_search_are_not_searched_for(
    query: str, service: Service, left: str, newest: bool
) -> None:
    assert wording(query, service).strip() == left
    assert wants_newest(query) is newest


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"one" and „zwei Wörter“ and «trois»', ("one", "zwei Wörter", "trois")),
        ('panels of 24" x 36"', ()),
        ('an "open one', ()),
        ('"" and "  "', ()),
        ('"a" "b" "c" "d" "e"', ("a", "b", "c", "d")),
    ],
)
def test_phrases_are_read_from_any_pair_of_quotation_marks(
    query: str, expected: tuple[str, ...]
) -> None:
    assert phrases(query) == expected
