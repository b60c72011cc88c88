"""Mails to "the dentist": whoever is called so in the person's own mail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from agents.intent import classify
from agents.query import Intent, Query
from agents.understanding.callings import with_addressee
from agents.understanding.contacts import resolve_people
from tests import factories
from tests import factories_search as cache
from tests.factories_search import NOW, run
from tests.unit.agents.asking import ZONE


def ask(person: factories.Person, text: str) -> Intent:
    query = Query(text, person.id, NOW, ZONE)

    async def go() -> Intent:
        return await resolve_people(await with_addressee(classify(query), query), query)

    return run(go())


def mail(google_id: str, name: str, email: str) -> Any:
    return cache.mail(
        google_id,
        "Hello",
        "How are you?",
        sender_name=name,
        sender_email=email,
        received_at=NOW - timedelta(days=3),
    )


def sent(google_id: str, name: str, email: str) -> Any:
    return cache.mail(
        google_id,
        "Hello",
        "Thanks",
        sender_name="Ada",
        sender_email="ada@example.org",
        labels=("SENT",),
        recipients=[{"name": name, "email": email, "kind": "to"}],
        received_at=NOW - timedelta(days=2),
    )


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    ada = factories.person("ada@example.org")
    cache.index(
        ada,
        [
            mail("d1", "Quay Dental", "desk@quaydental.example"),
            sent("d2", "Quay Dental", "desk@quaydental.example"),
            mail("l1", "Orchard Lettings", "office@orchard.example"),
            sent("l2", "Orchard Lettings", "office@orchard.example"),
            mail("l3", "Tern Rail lost property", "lost@ternrail.example"),
            sent("l4", "Tern Rail lost property", "lost@ternrail.example"),
            mail("s1", "Hill School", "hill@school.example"),
            mail("s2", "Dale Primary", "office@daleprimary.example"),
            mail("b1", "Heron Bank", "alerts@heronbank.example"),
        ],
    )
    return ada


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("write to the dentist that I can't come", "desk@quaydental.example"),
        ("can you tell our landlord that the tap drips", "office@orchard.example"),
    ],
)
def test_whoever_is_called_so_is_meant(ada: factories.Person, said: str, address: str) -> None:
    intent = ask(ada, said)
    (name,) = intent.entities["people"]
    assert intent.entities["contacts"][name][0]["address"] == address
    assert address in intent.entities["assumption"]
    assert not intent.clarification


def test_of_several_it_is_asked(ada: factories.Person) -> None:
    asked = str(ask(ada, "tell the school that Bo is ill").clarification)
    assert "Hill School" in asked
    assert "Dale Primary" in asked


@pytest.mark.parametrize("said", ["tell the bank that I moved", "ask the vet for the bill"])
def test_nothing_goes_to_machines_or_strangers(ada: factories.Person, said: str) -> None:
    intent = ask(ada, said)
    assert not intent.entities.get("people")
    assert not intent.entities.get("contacts")


def test_whom_a_name_tells_is_not_looked_for(ada: factories.Person) -> None:
    assert ask(ada, "tell Bo about the dentist").entities["people"] == ["Bo"]
