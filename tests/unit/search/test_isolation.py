"""Nobody finds what is another's, by any way into the index."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from accounts.tenancy import tenant
from search import indexing
from search.filters import Filters
from search.hybrid import browse, fetch, search, thread
from search.tables import SERVICES, TABLES, Service
from tests.factories import Person
from tests.factories_search import NOW, event, file, index, mail, run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(person: Person, other_person: Person) -> tuple[Person, Person]:
    """Two people whose caches hold the same words."""
    for owner in (person, other_person):
        index(owner, [mail("m", "Treasure map", "buried treasure", thread_id="t")])
        index(owner, [event("e", "Treasure hunt")])
        index(owner, [file("f", "Treasure.txt", "treasure")])
    return person, other_person


def item_ids(person: Person, service: Service) -> set[UUID]:
    with tenant(person.id), connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {TABLES[service].items}")  # noqa: S608
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize("service", SERVICES)
def test_every_way_of_reading_shows_only_ones_own(
    two: tuple[Person, Person], service: Service
) -> None:
    mine, theirs = (item_ids(person, service) for person in two)
    assert len(mine) == len(theirs) == 1
    assert mine != theirs
    me: dict[str, Any] = {"user_id": two[0].id, "service": service}
    lenient = Filters(participants=("ada",), strict=False)
    ways = [
        search(**me, query="treasure", now=NOW),
        search(**me, query="treasure", mode="lexical", now=NOW),
        search(**me, query="treasure", mode="vector", now=NOW),
        search(**me, query="treasure", filters=lenient, now=NOW),
        browse(**me, now=NOW),
        fetch(**me, google_ids=["m", "e", "f"]),
    ]
    if service == "gmail":
        ways.append(thread(user_id=two[0].id, thread_id="t"))
    for way in ways:
        assert {hit.item_id for hit in run(way).results} == mine


@pytest.mark.parametrize("service", SERVICES)
def test_the_full_text_function_answers_only_for_the_person_set(
    two: tuple[Person, Person], service: Service
) -> None:
    call = f"SELECT id FROM {TABLES[service].items}_matches('treasure', ARRAY['english'], false)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(call)
        assert cursor.fetchall() == []
    for person in two:
        with tenant(person.id), connection.cursor() as cursor:
            cursor.execute(call)
            assert {row[0] for row in cursor.fetchall()} == item_ids(person, service)


def test_words_that_look_like_another_persons_mark_find_nothing(
    two: tuple[Person, Person],
) -> None:
    theirs = f"u:{two[1].id}"
    index(two[0], [mail("forged", theirs, f"{theirs} treasure")])
    with tenant(two[1].id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM search_email_matches('treasure', ARRAY['english'], false)"
        )
        assert cursor.fetchone() == (1,)
    found = run(search(user_id=two[0].id, service="gmail", query=theirs, mode="lexical"))
    assert {hit.id for hit in found.results} == {"forged"}


def test_removing_reaches_only_ones_own(two: tuple[Person, Person]) -> None:
    with tenant(two[0].id):
        for owner in two:
            indexing.remove(
                user_id=owner.id,
                connection_id=owner.connection.id,
                service="gmail",
                keep=set(),
            )
    assert item_ids(two[0], "gmail") == set()
    assert len(item_ids(two[1], "gmail")) == 1
