"""Mails from either of several people, and mails not about, not from or without something."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from agents.planner import plan
from agents.planning.filters import of_service
from agents.query import Step
from agents.understanding.contacts import resolve_people
from agents.workspace.base import Call, Outcome
from agents.workspace.registry import AGENTS
from tests import factories
from tests import factories_search as cache
from tests.factories import Person
from tests.factories_search import run
from tests.unit.agents import material
from tests.unit.agents.answers import answered
from tests.unit.agents.asking import ask, interval, local


@pytest.mark.parametrize(
    ("text", "shape", "wanted"),
    [
        ("mails from Orla not about the roof", "mails", {"people": ["Orla"], "besides": "roof"}),
        ("mails from Orla except the ones about the roof", "mails", {"besides": "roof"}),
        (
            "emails from Orla about the pier but not about the roof",
            "mails",
            {"topic": "pier", "besides": "roof"},
        ),
        ("mails this week not from Orla", "mails", {"not_by": ["Orla"], "people": None}),
        ("mails without attachments", "mails", {"flags": ["bare"]}),
        ("mails from Orla that don't have an attachment", "mails", {"flags": ["bare"]}),
        ("the two newest mails from Orla", "few", {"many": 2, "people": ["Orla"]}),
        ("my three latest mails", "few", {"many": 3, "topic": None}),
        ("how many mails did I get from colleagues", "count", {"colleagues": True}),
        ("how many mails from clients have I had", "count", {"circle": "clients"}),
    ],
)
def test_what_the_mails_shall_not_be(text: str, shape: str, wanted: dict[str, Any]) -> None:
    intent = ask(text)
    assert (intent.services, intent.entities["shape"]) == (("gmail",), shape)
    assert {key: intent.entities.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("text", ["did anything happen overnight", "any mail overnight"])
def test_the_night_ends_in_the_morning(text: str) -> None:
    intent = ask(text)
    assert (intent.services, intent.entities["shape"]) == (("gmail",), "digest")
    assert interval(intent) == ("2026-11-24 20:00", "2026-11-25 08:00")
    assert interval(ask(text, now=local("2026-11-25 06:00")))[1] == "2026-11-25 06:00"


def test_the_first_thing_of_a_day_is_no_mail() -> None:
    assert ask("what's the first thing on Friday").services == ("gcal",)


@pytest.mark.parametrize(
    "text", ["did Orla say why she can't come", "has Orla said if she'll attend"]
)
def test_why_somebody_does_not_come_stands_in_mails(text: str) -> None:
    intent = ask(text)
    assert (intent.services, intent.entities["people"]) == (("gmail",), ["Orla"])


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("mails from Orla and Bo", {"sender": ("Orla", "Bo")}),
        ("mails from Orla or Bo", {"sender": ("Orla", "Bo")}),
        ("did Orla and Bo write this week", {"sender": ("Orla", "Bo")}),
        ("mails between me and Orla", {"participants": ("Orla",)}),
    ],
)
def test_several_people_did_not_write_one_mail(text: str, filters: dict[str, Any]) -> None:
    found = of_service("gmail", ask(text), material.query(text=text))
    assert {name: found.get(name) for name in filters} == filters


PDF = {"filename": "pier.pdf", "mime_type": "application/pdf"}


@pytest.fixture
def ada(transactional_db: None) -> Person:
    person = factories.person("ada@example.org")
    cache.index(
        person,
        [
            mail("o1", "Orla Brandt", "The roof leaks."),
            mail("o2", "Orla Brandt", "The pier is dry."),
            mail("j1", "Jan Lind", "The pier again.", attachments=(PDF,)),
            mail("s1", "Seaside hotel", "Your room.", sender_email="booking@hotel.example"),
        ],
    )
    return person


def mail(google_id: str, name: str, text: str, **more: Any) -> Any:
    address = f"{name.split()[0].lower()}@piers.example"
    return cache.mail(google_id, "Hello", text, sender_name=name,
                      **{"sender_email": address, **more})  # fmt: skip


def listed(person: Person, **arguments: Any) -> list[str]:
    async def called() -> Outcome:
        context = material.context(material.query(user_id=person.id))
        capability = AGENTS["gmail"].operations["list"]
        return await capability.run(Call(Step("s1", "gmail", "list"), arguments), context)

    return sorted(item.id for item in run(called()).items)


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ({"sender": ("orla", "jan")}, ["j1", "o1", "o2"]),
        ({"sender": ("orla brandt", "bo")}, ["o1", "o2"]),
        ({"sender": "bo"}, []),
        ({"sender": "book"}, ["s1"]),
        ({"besides": "the roof"}, ["j1", "o2", "s1"]),
        ({"not_by": ("orla",)}, ["j1", "s1"]),
        ({"has_attachment": False}, ["o1", "o2", "s1"]),
    ],
)
def test_mails_are_left_out(ada: Person, arguments: dict[str, Any], ids: list[str]) -> None:
    assert listed(ada, **arguments) == ids


def test_a_name_of_two_letters_is_no_beginning_of_an_address(ada: Person) -> None:
    text = "mails from Orla and Bo"
    asked = material.query(text=text, user_id=ada.id)
    entities = run(resolve_people(ask(text), asked)).entities
    assert set(entities["contacts"]) == {"Orla"}


def test_who_of_several_wrote_nothing_is_told() -> None:
    answer = answered(
        material.intent("search", "gmail", shape="mails", people=("Orla", "Bo"), direction="from"),
        material.result("gmail", "list", material.mail("m1", sender_name="Orla Brandt"),
                        arguments={"sender": ("Orla", "Bo"), "limit": 50}),
    )  # fmt: skip
    assert "None of them is from Bo." in answer.text


def test_what_was_left_out_is_told() -> None:
    answer = answered(
        material.intent("search", "gmail", shape="mails", people=("Orla",), besides="roof"),
        material.result("gmail", "list", material.mail("m1")),
    )
    assert "I left out what speaks of “roof”." in answer.text


def test_the_latest_is_looked_for_among_more_than_what_comes_nearest() -> None:
    text = "latest on the pier proposal"
    looks = [
        step for step in plan(ask(text), material.query(text)).steps if step.operation == "search"
    ]
    assert [step.arguments["limit"] for step in looks] == [10, 40]


def test_the_latest_of_a_matter_may_be_of_another_thread() -> None:
    old = material.mail("m1", "Pier proposal", "Here is the draft.",
                        when=material.NOW - timedelta(days=9))  # fmt: skip
    new = material.mail("m2", "Final version", "The pier proposal is due on Friday.",
                        when=material.NOW - timedelta(days=1))  # fmt: skip
    answer = answered(
        material.intent("summarize", "gmail", shape="thread", topic="pier proposal"),
        material.result("gmail", "search", old, new, arguments={"query": "pier proposal"}),
        material.result("gmail", "thread", old, id="s1r"),
        asked="latest on the pier proposal",
    )
    assert "due on Friday" in answer.text.split("The latest:")[1].split("\n")[0]
