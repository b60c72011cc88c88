"""The lexical list: more of the question, other languages, beginnings, slips of the finger."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from search.hybrid import search
from search.named_days import named_days
from tests.factories import Person
from tests.factories_search import NOW, index, mail, run

pytestmark = pytest.mark.django_db(transaction=True)


def words(person: Person, query: str) -> list[str]:
    found = run(search(user_id=person.id, service="gmail", query=query, mode="lexical", now=NOW))
    return [hit.id for hit in found.results]


def test_what_holds_more_of_the_question_comes_before_what_repeats_one_word(
    person: Person,
) -> None:
    index(
        person,
        [
            mail("one", "Plans", "Orchard, orchard, orchard: the orchard and again the orchard."),
            mail("both", "Plans", "The fence of the orchard is broken and has to be mended soon."),
            *(mail(f"fence{n}", "Fence", "The fence is painted.") for n in range(3)),
        ],
    )
    assert words(person, "orchard fence")[0] == "both"


def test_the_last_word_may_be_unfinished(person: Person) -> None:
    index(person, [mail("a", "Chimney sweep", "He comes at nine."), mail("b", "Other", "No.")])
    assert words(person, "chimn") == ["a"]
    assert words(person, "sweep chimn") == ["a"]
    assert words(person, "zzz") == []


@pytest.mark.parametrize("typed", ["chimey", "chimnney", "chinmey", "chimneu", "hcimney"])
def test_one_slip_in_a_word_that_nobody_wrote_is_forgiven(person: Person, typed: str) -> None:
    index(person, [mail("a", "Chimney sweep", "He comes at nine."), mail("b", "Other", "No.")])
    assert words(person, f"{typed} at nine?") == ["a"]


def test_a_word_that_is_known_is_taken_as_it_stands(person: Person) -> None:
    index(person, [mail("a", "Planet", "Saturn."), mail("b", "Planed", "The door was planned.")])
    assert words(person, "planet") == ["a"]


def test_other_languages_are_found_in_any_form(person: Person) -> None:
    german = "Die Rechnungen für das Haus sind da, bitte bezahlen wir sie und nicht später."
    index(
        person,
        [
            mail("de", "Unterlagen", german, language="de"),
            mail("en", "Papers", "The bills for the house are here."),
        ],
    )
    assert words(person, "Rechnung") == ["de"]
    assert words(person, "häuser rechnung")[0] == "de"
    assert words(person, "house bill") == ["en"]


def test_a_mail_of_a_named_day_is_lifted(person: Person) -> None:
    text = "Notes of the staff meeting."
    days = {
        "spring": datetime(2025, 4, 2, 12, tzinfo=UTC),
        "day": datetime(2025, 8, 27, tzinfo=UTC),
    }
    index(person, [mail(n, "Staff meeting", text, received_at=at) for n, at in days.items()])

    def first(query: str) -> str:
        found = run(search(user_id=person.id, service="gmail", query=query, now=NOW))
        return found.results[0].id

    assert first("staff meeting of 8/27") == "day"
    assert first("staff meeting of 2 April") == "spring"
    assert first("staff meeting, April 3rd") == "spring"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("staff meeting 8/27", [239]),
        ("May 21st", [141]),
        ("le 3 août", [215]),
        ("24. Dezember", [358]),
        ("log of 2009-07-10", [191]),
        ("on 3/4", [63, 93]),
        ("31/31, 99.99 and 12/2009/1", []),
        ("version 1.2.3.4 costs 1234", []),
        ("maybe 7 of us march on", []),
        ("", []),
    ],
)
def test_named_days_are_read_whichever_way_they_are_written(text: str, days: list[int]) -> None:
    assert named_days(text) == days
