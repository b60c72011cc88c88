"""What searches remember: for whom, for how long, and what ends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from prometheus_client import REGISTRY, generate_latest
from redis import Redis

from accounts.models import Connection
from accounts.tenancy import tenant
from search import indexing, kept_bodies, remembered
from search.filters import Filters
from search.hybrid import SearchResults, search
from tests.factories import Person
from tests.factories_search import NOW, event, index, mail, run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    remembered.forget()
    yield
    remembered.forget()


def find(person: Person, query: str = "soup", **options: Any) -> SearchResults:
    values: dict[str, Any] = {"service": "gmail", "now": NOW} | options
    return run(search(user_id=person.id, query=query, **values))


def ids(found: SearchResults) -> list[str]:
    return [hit.id for hit in found.results]


def looked_up(cache: str, outcome: str) -> float:
    labels = {"cache": cache, "outcome": outcome}
    return REGISTRY.get_sample_value("orchestrator_search_cache_total", labels) or 0.0


def test_the_same_search_is_answered_from_memory_with_the_same_hits(person: Person) -> None:
    index(person, [mail(f"m{n}", "Soup", f"soup number {n}") for n in range(3)])
    first = find(person)
    before = looked_up("results", "process")
    again = find(person)
    assert looked_up("results", "process") == before + 1
    assert again.results == first.results
    assert (again.mode, again.as_of) == (first.mode, first.as_of)


def test_another_process_finds_them_in_redis(person: Person) -> None:
    index(person, [mail("m1", "Soup"), mail("m2", "Salad")])
    first = find(person)
    remembered.forget()  # what a process holds by itself is gone
    before = looked_up("results", "redis")
    assert find(person).results == first.results
    assert looked_up("results", "redis") == before + 1


def test_a_question_is_embedded_once_within_the_hour(person: Person) -> None:
    index(person, [mail("m1", "Soup"), mail("m2", "Salad")])
    first = find(person, limit=1)
    for outcome in ("process", "redis"):
        if outcome == "redis":
            remembered.forget()  # another process
        before = looked_up("vectors", outcome)
        assert ids(find(person, limit=2))[0] == ids(first)[0]
        assert looked_up("vectors", outcome) == before + 1
        index(person, [mail(outcome, "Bread")])  # results end with it, vectors do not


@pytest.mark.parametrize(
    "other",
    [
        {"query": "salad"},
        {"limit": 1},
        {"mode": "lexical"},
        {"filters": Filters(sender="Orla")},
        {"filters": Filters(sender="Orla", strict=False)},
        {"service": "gdrive"},
    ],
    ids=str,
)
def test_another_search_is_not_answered_by_it(person: Person, other: dict[str, Any]) -> None:
    index(person, [mail("m1", "Soup"), mail("m2", "Salad")])
    find(person)
    before = looked_up("results", "miss")
    find(person, **other)
    assert looked_up("results", "miss") == before + 1


def test_two_people_with_the_same_question_never_share(
    person: Person, other_person: Person, settings: Any
) -> None:
    index(person, [mail("mine", "Soup")])
    index(other_person, [mail("theirs", "Soup")])
    assert ids(find(person)) == ["mine"]
    before = (looked_up("results", "miss"), looked_up("vectors", "miss"))
    assert ids(find(other_person)) == ["theirs"]
    assert (looked_up("results", "miss"), looked_up("vectors", "miss")) == (
        before[0] + 1,
        before[1] + 1,
    )
    keys = _keys(settings)
    assert len(keys) == 4
    assert sum(str(person.id) in key for key in keys) == 2
    assert sum(str(other_person.id) in key for key in keys) == 2
    assert not any("soup" in key for key in keys)


def test_they_last_five_minutes_and_an_hour(person: Person, settings: Any) -> None:
    index(person, [mail("m1", "Soup")])
    find(person)
    client = Redis.from_url(settings.CACHES["default"]["LOCATION"])
    left = {key.split(":")[-3]: int(str(client.ttl(key))) for key in _keys(settings)}
    client.close()
    assert 290 < left["results"] <= 300
    assert 3_590 < left["vectors"] <= 3_600


def test_a_sync_that_changes_something_ends_them(person: Person) -> None:
    index(person, [mail("m1", "Soup")])
    assert ids(find(person)) == ["m1"]
    index(person, [mail("m2", "Soup")])
    assert set(ids(find(person))) == {"m1", "m2"}
    index(person, [replace(mail("m2", "Soup"), labels=("TRASH",))])
    assert ids(find(person)) == ["m1"]


def test_what_is_removed_is_not_remembered(person: Person) -> None:
    index(person, [mail("m1", "Soup"), mail("m2", "Soup")])
    find(person)
    with tenant(person.id):
        indexing.remove(
            user_id=person.id,
            connection_id=person.connection.id,
            service="gmail",
            google_ids=["m1"],
        )
    assert ids(find(person)) == ["m2"]


def test_neither_are_bodies_that_are_no_longer_kept(person: Person) -> None:
    person.user.keeps_full_bodies = True
    person.user.save()
    index(person, [mail("m1", "Soup", "word " * 1_000 + "the secret end")])
    assert "the secret end" in find(person, "secret end").results[0].text
    kept_bodies.forget(user_id=person.id)
    assert "the secret end" not in find(person, "secret end").results[0].text


def test_nor_the_mail_of_an_account_that_was_disconnected(person: Person) -> None:
    index(person, [mail("m1", "Soup")])
    assert ids(find(person)) == ["m1"]
    with tenant(person.id):
        Connection.objects.filter(user_id=person.id).delete()
    assert ids(find(person)) == []


def test_a_sync_that_changes_nothing_leaves_them(person: Person) -> None:
    index(person, [mail("m1", "Soup")])
    find(person)
    index(person, [mail("m1", "Soup")])
    before = looked_up("results", "process")
    find(person)
    assert looked_up("results", "process") == before + 1


def test_a_change_that_is_rolled_back_changes_nothing(person: Person) -> None:
    index(person, [mail("m1", "Soup")])
    find(person)
    page = indexing.prepare(
        user_id=person.id, connection_id=person.connection.id, records=[mail("m2", "Soup")], now=NOW
    )
    with tenant(person.id):
        indexing.write(page)
        transaction.set_rollback(True)
    assert ids(find(person)) == ["m1"]


def test_an_event_that_is_over_does_not_stay_the_next(person: Person) -> None:
    later = NOW.replace(hour=15)
    options: dict[str, Any] = {"recurring_event_id": "series", "ical_uid": "series"}
    index(
        person,
        [
            event("e1", "Soup", starts_at=NOW.replace(hour=10), **options),
            event("e2", "Soup", starts_at=NOW.replace(hour=20), **options),
        ],
    )
    assert ids(find(person, service="gcal")) == ["e1"]
    assert ids(find(person, service="gcal", now=later)) == ["e2"]


def test_without_redis_this_process_remembers_alone(person: Person, settings: Any) -> None:
    default = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:9/0"}
    settings.CACHES = {**settings.CACHES, "default": default}
    index(person, [mail("m1", "Soup")])
    assert ids(find(person)) == ["m1"]
    before = looked_up("results", "process")
    assert ids(find(person)) == ["m1"]
    assert looked_up("results", "process") == before + 1
    index(person, [mail("m2", "Soup")])
    assert set(ids(find(person))) == {"m1", "m2"}


def test_this_process_holds_no_more_than_it_may() -> None:
    async def fill() -> list[str | None]:
        for number in range(10):
            await little.put("x" * 30, person=someone, parts=[str(number)])
        return [await little.get(person=someone, parts=[str(n)]) for n in (0, 7, 8, 9)]

    someone, little = uuid4(), remembered.Remembered("little", seconds=60, size=100)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "django.conf.settings.CACHES", {"default": {"LOCATION": "redis://127.0.0.1:9"}}
        )
        held = run(fill())
    assert held == [None, "x" * 30, "x" * 30, "x" * 30]


def test_hit_rates_are_exported(person: Person) -> None:
    index(person, [mail("m1", "Soup")])
    find(person)
    find(person)
    figures = generate_latest().decode()
    assert 'orchestrator_search_cache_total{cache="results",outcome="process"}' in figures
    assert 'orchestrator_search_cache_total{cache="vectors",outcome="miss"}' in figures


def _keys(settings: Any) -> list[str]:
    default = settings.CACHES["default"]
    client = Redis.from_url(default["LOCATION"], decode_responses=True)
    found = [str(key) for key in client.keys(f"{default['KEY_PREFIX']}search:*")]
    client.close()
    return found
