"""What is marked in a snippet, which words matched, and what a misspelt one was taken for."""

from __future__ import annotations

from typing import Any

import pytest

from search.highlights import is_one_slip, marked, matched, taken_for
from search.hits import Hit
from search.hybrid import search
from tests.factories import Person
from tests.factories_search import NOW, event, index, mail, run

db = pytest.mark.django_db(transaction=True)


def words(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in marked(text, query)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The fences of the Orchard are mended.", "mending the orchard fence", 3),
        ("Zürich, ZURICH and zurich", "Zürich", 3),
        ("the and of", "the and of", 0),
        ("Invoice QM-20417 of £4,860.00", "QM-20417", 2),
        ("nothing of it", "orchard", 0),
        ("", "orchard", 0),
        ("orchard", "", 0),
        ("<b>Orchard</b> & fence", "orchard fence", 2),
        ("Çatının tamiri bitti", "çatının", 1),
        ("planet plane plan", "planet", 1),
    ],
)
def test_the_words_of_the_question_are_marked_in_any_form(
    text: str, query: str, expected: int
) -> None:
    assert len(words(text, query)) == expected


def test_marks_are_of_whole_words_in_order_and_within_the_text() -> None:
    text = "Orchard: the fence 🦆 of the orchard."
    spans = marked(text, "orchard fence")
    assert [text[start:end] for start, end in spans] == ["Orchard", "fence", "orchard"]
    assert list(spans) == sorted(spans)


def test_a_slip_and_a_beginning_are_marked_as_what_they_were_taken_for() -> None:
    text = "The chimney sweep comes at nine."
    assert words(text, "chimny sweep") == ["chimney", "sweep"]
    assert taken_for("chimny sweep", text) == {"chimny": "chimney"}
    assert taken_for("sweep chim", text) == {"chim": "chimney"}
    assert taken_for("chim sweep", text) == {}
    assert taken_for("chimney", text) == {}
    assert taken_for("chimny sweep", text, known={"chimny"}) == {}
    assert matched("sweep the chimny", text) == ("sweep",)


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("chimey", "chimney", True),
        ("chimnney", "chimney", True),
        ("chimneu", "chimney", True),
        ("hcimney", "chimney", True),
        ("dhimney", "chimney", False),
        ("chimney", "chimney", False),
        ("chime", "chimney", False),
        ("", "chimney", False),
    ],
)
def test_a_slip_is_one_letter(word: str, other: str, expected: bool) -> None:
    assert is_one_slip(word, other) is expected


def first(person: Person, query: str, **options: Any) -> Hit:
    found = run(search(user_id=person.id, query=query, now=NOW, **options))
    return found.results[0]


@db
def test_a_hit_says_why_it_was_found(person: Person) -> None:
    text = "Before it. " * 60 + "The chimney sweep comes <b>at nine</b>. " + "After it. " * 60
    index(person, [mail("a", "Visit of the sweep", text), mail("b", "Lunch", "Soup or salad?")])
    found = run(search(user_id=person.id, service="gmail", query="chimny sweep lunch", now=NOW))
    hit = found.as_json()["results"][0]
    assert [hit["snippet"][start:end] for start, end in hit["highlights"]] == ["chimney", "sweep"]
    assert "<b>at nine</b>" in hit["snippet"]
    assert (hit["matched"], hit["taken_for"]) == (["sweep"], {"chimny": "chimney"})
    assert set(hit["ranks"]) == {"lexical", "vector"}


@db
def test_a_word_that_another_result_holds_was_not_taken_for_a_slip(person: Person) -> None:
    index(person, [mail("a", "The horse", "In the garden."), mail("b", "The house", "A garden.")])
    found = run(search(user_id=person.id, service="gmail", query="house garden", now=NOW))
    assert [hit["taken_for"] for hit in found.as_json()["results"]] == [{}, {}]
    marks = {
        hit["id"]: [hit["snippet"][start:end] for start, end in hit["highlights"]]
        for hit in found.as_json()["results"]
    }
    assert marks == {"a": ["garden"], "b": ["garden"]}


@db
def test_found_by_its_meaning_alone_it_claims_no_words(person: Person) -> None:
    index(person, [event("e", "Dinner with the cook")])
    hit = first(person, "restaurant", service="gcal").as_json()
    assert (hit["highlights"], hit["matched"], hit["taken_for"]) == ([], [], {})
    assert set(hit["ranks"]) == {"vector"}
