"""Addresses, references, names of files, amounts and telephone numbers, as people write them."""

from __future__ import annotations

import pytest

from search.hybrid import search
from tests.factories import Person
from tests.factories_search import NOW, file, index, mail, run

pytestmark = pytest.mark.django_db(transaction=True)


def first(person: Person, query: str) -> str | None:
    results = run(search(user_id=person.id, service="gmail", query=query, now=NOW)).results
    return results[0].id if results and "lexical" in results[0].ranks else None


@pytest.fixture
def mailbox(person: Person) -> Person:
    address = {"sender_name": "T. Reck", "sender_email": "t.reck-2@harbour.example"}
    index(
        person,
        [
            mail("address", "Hello", "How are you?", **address),
            mail("namesake", "Reck", "Reck, harbour, example: harbour.", sender_name="Reck"),
            mail("reference", "Your booking", "Keep reference ZK-4471-B at hand."),
            mail("other", "Your booking", "Keep reference ZK-4472-B at hand, for 4471 miles."),
            mail("amount", "Offer", "Together £4,860.00, paid later."),
            mail("german", "Angebot", "Zusammen 6.340,50 € netto."),
            mail("small", "Offer", "Together £860, and 4 pens, 340 nails and 50 screws, 6 bolts."),
            mail("cents", "Tickets", "Two returns at £48.60."),
            mail("phone", "Call me", "Ring +44 117 496 0142 after six."),
            mail("phones", "Call them", "Ring 117 or 496 or 0143, extension 44."),
        ],
    )
    return person


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("t.reck-2@harbour.example", "address"),
        ("mail from T.RECK-2@Harbour.Example please", "address"),
        ("ZK-4471-B", "reference"),
        ("zk4471b", "reference"),
        ("booking ZK 4471 B", "reference"),
        ("£4,860.00", "amount"),
        ("£4,860", "amount"),
        ("4860", "amount"),
        ("4860.00", "amount"),
        ("£48.60", "cents"),
        ("6.340,50 €", "german"),
        ("€6,340.50", "german"),
        ("6340", "german"),
        ("+44 117 496 0142", "phone"),
        ("0117 496 0142", "phone"),
        ("(0117) 496-0142", "phone"),
        ("01174960142", "phone"),
    ],
)
def test_what_is_exact_is_found_however_it_is_written(
    mailbox: Person, query: str, expected: str
) -> None:
    assert first(mailbox, query) == expected


@pytest.mark.parametrize(
    "query", ["Rowing plan.v2.txt", "rowing_plan v2", '"Rowing plan"', "plan.v2.txt"]
)
def test_a_file_is_found_by_its_name(person: Person, query: str) -> None:
    index(
        person,
        [
            file("right", "Sport/Rowing plan.v2.txt", "Boats."),
            file("first", "Sport/Rowing.v1.txt", "Plan of the rowing: two boats."),
            file("other", "Sport/Plan.txt", "txt txt v1"),
        ],
    )
    results = run(search(user_id=person.id, service="gdrive", query=query, now=NOW)).results
    assert results[0].id == "right"
