"""Counts, digests and what waits, from the person's own rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from agents.query import Step
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.gmail import DIGEST_AMONG
from agents.workspace.registry import AGENTS
from tests import factories
from tests import factories_search as cache
from tests.factories import Person
from tests.factories_search import run
from tests.unit.agents.material import NOW, context, query


@pytest.fixture
def person(transactional_db: None) -> Person:
    return factories.person("ada@example.org")


@pytest.fixture
def other_person(transactional_db: None) -> Person:
    return factories.person("grace@example.org")


def of(person: Person) -> Context:
    return context(query(user_id=person.id))


def asked(person: Person, agent: Any, operation: str, **arguments: Any) -> Outcome:
    call = Call(Step("s1", agent, operation), arguments)
    return run(_run(agent, operation, call, of(person)))


async def _run(agent: Any, operation: str, call: Call, asked_in: Context) -> Outcome:
    return await AGENTS[agent].operations[operation].run(call, asked_in)


def test_a_count_is_of_all_rows_and_not_of_those_that_are_shown(person: Person) -> None:
    cache.index(person, [cache.mail(f"m{n}", f"Plank {n}", "Rotten.") for n in range(23)])
    counted = asked(person, "gmail", "count", query="rotten planks", limit=5)
    assert counted.data["count"] == 23
    assert len(counted.items) == 5


def test_a_count_holds_every_word_and_every_filter(person: Person) -> None:
    bo = {"sender_name": "Bo", "sender_email": "bo@port.example"}
    cache.index(
        person,
        [
            cache.mail("m1", "Rotten plank", "x", **bo),
            cache.mail("m2", "Rotten fish", "x", **bo),
            cache.mail("m3", "Rotten plank", "x"),
        ],
    )
    counted = asked(person, "gmail", "count", query="the rotten plank", sender="bo")
    assert counted.data["count"] == 1


def test_nothing_is_counted_as_nothing(person: Person) -> None:
    cache.index(person, [cache.mail("m1", "Pier", "x")])
    counted = asked(person, "gmail", "count", query="zeppelin")
    assert (counted.data["count"], counted.items) == (0, ())


def test_another_persons_rows_do_not_count(person: Person, other_person: Person) -> None:
    cache.index(other_person, [cache.mail("m1", "Pier", "x")])
    assert asked(person, "gmail", "count", query="pier").data["count"] == 0
    assert asked(person, "gmail", "count").data["count"] == 0


def test_a_digest_tells_people_from_machines_and_how_many_there_are(person: Person) -> None:
    labels = {"labels": ("INBOX", "UNREAD")}
    cache.index(
        person,
        [
            cache.mail("m1", "Sale", "x", sender_email="no-reply@shop.example", **labels),
            cache.mail("m2", "Pier", "x", **labels),
            cache.mail("m3", "Read", "x"),
        ],
    )
    found = asked(person, "gmail", "digest", unread=True, limit=50)
    assert [item.id for item in found.items] == ["m2", "m1"]
    assert (found.data["count"], found.data["automatic"]) == (2, 1)


def test_of_more_mails_than_are_looked_at_the_count_is_a_least_one(person: Person) -> None:
    shop = {"sender_email": "no-reply@shop.example"}
    cache.index(person, [cache.mail("p", "Pier", "x")])
    cache.index(person, [cache.mail(f"s{n}", "Sale", "x", **shop) for n in range(DIGEST_AMONG)])
    found = asked(person, "gmail", "count", personal=True)
    assert found.data["at_least"]
    assert found.data["count"] <= 1


def test_what_waits_is_told_from_what_was_answered(person: Person) -> None:
    own = {
        "sender_email": "ada@example.org",
        "labels": ("SENT",),
        "recipients": ({"kind": "to", "name": "Orla", "email": "orla.brandt@northwind.example"},),
        "received_at": NOW - timedelta(hours=1),
    }
    cache.index(
        person,
        [
            cache.mail("m1", "Pier", "Could you come?", thread_id="t1"),
            cache.mail("m2", "Oil", "Could you pay?", thread_id="t2"),
            cache.mail("m3", "Re: Oil", "Paid.", thread_id="t2", **own),
        ],
    )
    found = asked(person, "gmail", "waiting", limit=10)
    assert [item.id for item in found.items] == ["m1"]
    assert found.data["asks"] == {"m1": "Could you come?"}


def test_me_in_a_plan_is_the_person_who_asks(person: Person) -> None:
    owned: Any = {"owners": ({"name": "Bo", "email": "bo@port.example"},)}
    cache.index(person, [cache.file("f1", "Mine.txt"), cache.file("f2", "Bos.txt", **owned)])
    found = asked(person, "gdrive", "list", owner="me")
    assert [item.id for item in found.items] == ["f1"]


def test_newsletters_are_told_from_notices_about_the_persons_own_affairs(person: Person) -> None:
    bulk = {"labels": ["INBOX", "CATEGORY_UPDATES"]}
    cache.index(
        person,
        [
            cache.mail("m1", "Why paint peels", "x", sender_email="post@weekly.example", **bulk),
            cache.mail("m2", "Your invoice 12", "x", sender_email="billing@port.example", **bulk),
            cache.mail("m3", "Lunch", "x", labels=["INBOX"]),
        ],
    )
    (listed,) = asked(person, "gmail", "list", newsletters=True).items
    assert listed.title == "Why paint peels"  # so no other mail is put away with them
    found = asked(person, "gmail", "digest", newsletters=True)
    assert [item.title for item in found.items] == ["Why paint peels"]
    assert found.data["count"] == 1


def test_of_newsletters_only_these_are_listed(person: Person) -> None:
    promoted = {"labels": ("INBOX", "CATEGORY_PROMOTIONS")}
    cache.index(
        person,
        [
            cache.mail("m1", "Seeds for autumn", "x", **promoted),
            cache.mail("m2", "The boiler", "x"),
            cache.mail("m3", "Your invoice 7741", "x", **promoted),
            cache.mail("m4", "Bulbs for spring", "x", **promoted),
        ],
    )
    listed = asked(person, "gmail", "list", newsletters=True, limit=500)
    assert {item.id for item in listed.items} == {"m1", "m4"}
