"""Vectors of 1,024 dimensions and more are scanned by their signs, and ranked by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.db import connection

from accounts.tenancy import tenant
from search import remembered, statements
from search.embeddings.base import embedder, forget
from search.filters import Filters
from search.hybrid import search
from tests.embedding_server import running_embedder
from tests.factories import Person
from tests.factories_search import NOW, event, file, index, mail, run

pytestmark = pytest.mark.django_db(transaction=True)

DIMENSIONS = 1_536
TOPICS = ("ferry harbour boats", "oven kitchen boiler", "budget costs invoice", "tennis football")


def near_its_topic(text: str, dimensions: int) -> list[float]:
    """Texts of one topic lie together, each a little apart, the same text in one place."""
    words = set(text.lower().split())
    topic = max(range(len(TOPICS)), key=lambda n: len(words & set(TOPICS[n].split())))
    centre = np.random.default_rng(topic).standard_normal(dimensions)
    own = np.random.default_rng(sum(text.encode())).standard_normal(dimensions)
    return [float(value) for value in centre + 0.5 * own]


@pytest.fixture(autouse=True)
def _long_model(settings: Any) -> Iterator[None]:
    with running_embedder(near_its_topic) as server:
        settings.EMBEDDING_PROVIDER = "openai"
        settings.EMBEDDING_BASE_URL = server.url
        settings.EMBEDDING_MODEL = "long"
        settings.EMBEDDING_DIMENSIONS = DIMENSIONS
        settings.OPENAI_API_KEY = ""
        forget()
        remembered.forget()
        yield
    forget()
    remembered.forget()


def mails(number: int) -> list[Any]:
    return [
        mail(f"m{n}", f"{TOPICS[n % 4]} {n}", f"About {TOPICS[n % 4]}, number {n}.", **sender(n))
        for n in range(number)
    ]


def sender(number: int) -> dict[str, str]:
    name = "tobias" if number % 10 == 0 else "orla"
    return {"sender_name": name.title(), "sender_email": f"{name}@northwind.example"}


def nearest(person: Person, query: str, **options: Any) -> list[str]:
    values: dict[str, Any] = {"service": "gmail", "mode": "vector", "now": NOW} | options
    found = run(search(user_id=person.id, query=query, **values))
    return [hit.id for hit in found.results]


def exact(person: Person, query: str) -> list[str]:
    vector = embedder().embed([query])[0]
    with tenant(person.id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT google_id FROM search_emailpassage AS p JOIN search_email AS e "
            "ON e.id = p.item_id GROUP BY e.id, google_id "
            "ORDER BY min(p.embedding <#> %s::halfvec), e.id LIMIT 10",
            [str(vector.tolist())],
        )
        return [row[0] for row in cursor.fetchall()]


def test_signs_are_kept_beside_long_vectors_only(person: Person, settings: Any) -> None:
    index(person, [mail("long", "Boats")])
    settings.EMBEDDING_PROVIDER = "local"
    forget()
    index(person, [mail("short", "Boats")])
    with tenant(person.id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT vector_dims(embedding), length(bits) FROM search_emailpassage "
            "GROUP BY 1, 2 ORDER BY 1"
        )
        assert cursor.fetchall() == [(384, None), (DIMENSIONS, DIMENSIONS)]


def test_the_nearest_are_those_of_an_exact_scan(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "DEPTH", 10)  # 50 candidates of 80
    index(person, mails(80))
    for query in (*TOPICS, "the boats in the harbour", "number 17"):
        assert nearest(person, query) == exact(person, query)


def test_strict_filters_choose_before_the_signs_do(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "DEPTH", 4)
    index(person, mails(60))
    query = f"{TOPICS[1]} 1"  # none of Tobias's mails is about it
    found = nearest(person, query, filters=Filters(sender="Tobias"), limit=4)
    assert len(found) == 4
    assert all(int(number[1:]) % 10 == 0 for number in found)


def test_what_lenient_filters_lift_is_looked_for_on_its_own(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "DEPTH", 4)
    index(person, mails(60))
    query = f"{TOPICS[1]} 1"
    filters = Filters(sender="Tobias", strict=False)
    found = nearest(person, query, mode="hybrid", filters=filters)
    assert any(int(number[1:]) % 10 == 0 for number in found)


def test_events_and_files_are_found_too(person: Person) -> None:
    index(person, [event("e1", "tennis football"), event("e2", "oven kitchen")])
    index(person, [file("f1", "boats.txt", "ferry harbour"), file("f2", "sport.txt", "tennis")])
    assert nearest(person, "football", service="gcal")[0] == "e1"
    assert nearest(person, "boats", service="gdrive")[0] == "f1"
