"""A file that is called by its title is opened, whatever its title sounds like."""

from __future__ import annotations

import pytest

from agents.intent import classify
from agents.query import Intent, Query
from agents.understanding.grounding import grounded
from tests import factories
from tests import factories_search as cache
from tests.factories_search import NOW, run
from tests.unit.agents.asking import ZONE, ask


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    person = factories.person("ada@example.org")
    titles = ("Packing list.txt", "Harbour agenda", "Harbour report", "Lease of Pier House.pdf")
    cache.index(person, [cache.file(f"f{n}", title, "Words.") for n, title in enumerate(titles)])
    return person


def asked(person: factories.Person, text: str) -> Intent:
    query = Query(text, person.id, NOW, ZONE)
    return run(grounded(classify(query), query))


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("what's in the packing list", "packing list"),
        ("open the packing list", "packing list"),
        ("what's on the harbour agenda", "harbour agenda"),
        ("DO I HAVE A COPY OF THE HARBOUR REPORT", "harbour report"),
        ("open the pier house lease", "pier house lease"),
    ],
)
def test_it_is_read(ada: factories.Person, wish: str, words: str) -> None:
    intent = asked(ada, wish)
    assert (intent.operation, intent.services) == ("read", ("gdrive",))
    assert intent.entities["topic"] == words


def test_a_question_to_it_is_not_refused(ada: factories.Person) -> None:
    intent = asked(ada, "who made the packing list")
    assert (intent.operation, intent.services) == ("search", ("gdrive",))
    assert intent.entities["shape"] == "who"


@pytest.mark.parametrize(
    "wish", ["add milk to the packing list", "play the packing list", "what's on the shopping list"]
)
def test_what_is_no_question_to_a_file_of_theirs_is_still_refused(
    ada: factories.Person, wish: str
) -> None:
    assert asked(ada, wish).operation == "unsupported"


def test_what_several_are_called_is_not_guessed(ada: factories.Person) -> None:
    assert asked(ada, "open the harbour").operation != "read"


def test_a_question_in_capitals_is_read_as_any_other() -> None:
    assert ask("WHEN IS THE HARBOUR REVIEW").entities["topic"] == "harbour review"
