"""Whatever is typed: an answer, or a clear empty result."""

from __future__ import annotations

import json
from typing import Final

import pytest

from search.hybrid import MODES, search
from search.tables import SERVICES, Service
from tests.factories import Person
from tests.factories_search import NOW, event, file, index, mail, run

pytestmark = pytest.mark.django_db(transaction=True)

QUERIES: Final = {
    "blank": " \n\t ",
    "only stop words": "the of and to be or not",
    "only quoted stop words": '"to be or not to be"',
    "only emoji": "🦆🎉👩‍👩‍👧",
    "only punctuation": "?!… --- ***",
    "10,000 characters": "orchard " * 1_250,
    "one word of 10,000 letters": "x" * 10_000,
    "700 unknown words": " ".join(f"qv{n}xz" for n in range(700)),
    "SQL": "'; DROP TABLE search_email; -- %(user)s %s {items}",
    "tsquery": "orchard & !(fence | 'gate':*A) <-> \\ ':' <2> | &",
    "LIKE": "100%_\\",
    "right-to-left": "\u202eبستان التفاح שלום\u202c",
    "Chinese": "果园会议记录",
    "control characters": "orch\x00ard\x07 \x1b[31m\ud800fence\ufffe",
    "combining marks": "e" + "\u0301" * 500,
    "nested quotation marks": '"""orchard" "" „fence" «',
    "digits": "9" * 400 + " 0" * 400,
    "brackets": "[[[{{{(((orchard)))}}}]]]",
    "lone newest": "latest newest last",
}


@pytest.fixture
def orchard(person: Person) -> Person:
    index(person, [mail("m", "Orchard", "The fence of the orchard.")])
    index(person, [event("e", "Orchard fence")])
    index(person, [file("f", "Orchard.txt", "fence")])
    return person


@pytest.mark.parametrize("service", SERVICES)
def test_no_query_is_an_error(orchard: Person, service: Service) -> None:
    for name, query in QUERIES.items():
        for mode in MODES:
            found = run(
                search(user_id=orchard.id, service=service, query=query, mode=mode, now=NOW)
            )
            assert len(found.results) <= 1, name
            assert json.dumps(found.as_json()), name


@pytest.mark.parametrize("name", ["only stop words", "only emoji", "700 unknown words", "blank"])
def test_by_words_alone_what_nobody_wrote_finds_nothing(orchard: Person, name: str) -> None:
    query = QUERIES[name]
    found = run(search(user_id=orchard.id, service="gmail", query=query, mode="lexical", now=NOW))
    assert found.results == ()


@pytest.mark.parametrize("name", ["10,000 characters", "control characters", "tsquery", "brackets"])
def test_what_can_be_read_of_it_is_found(orchard: Person, name: str) -> None:
    query = QUERIES[name]
    found = run(search(user_id=orchard.id, service="gmail", query=query, mode="lexical", now=NOW))
    assert [hit.id for hit in found.results] == ["m"]
