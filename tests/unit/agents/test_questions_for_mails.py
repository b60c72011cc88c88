"""Questions for mails as such: whose, when, of which kind; and who writes most."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

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
from tests.unit.agents.asking import ask, interval

SENT: dict[str, Any] = {"labels": ["SENT"], "direction": "to"}
UNREAD = {"flags": ["unread"]}


@pytest.mark.parametrize(
    ("text", "shape", "wanted"),
    [
        ("oldest mail from Orla", "few", {"people": ["Orla"], "many": 1}),
        ("the first e-mail Orla ever sent me", "few", {"people": ["Orla"], "many": 1}),
        ("what was Orla's first mail about", "few", {"people": ["Orla"], "many": 1}),
        ("any unread mails from Orla?", "mails", {"people": ["Orla"], **UNREAD}),
        ("everything from Northwind", "mails", {"people": ["Northwind"], "topic": None}),
        ("any news from the bank", "mails", {"people": ["the bank"], "topic": None}),
        ("did the airline write to us?", "mails", {"people": ["the airline"]}),
        ("anything from our landlord lately", "mails", {"people": ["our landlord"]}),
        ("mails I wrote to Orla", "mails", {"people": ["Orla"], **SENT}),
        ("what did I send yesterday", "mails", SENT),
        ("mails between me and Orla", "mails", {"people": ["Orla"], "direction": "with"}),
        ("which of my mails have a pdf attached", "mails", {"file_types": ["pdf"]}),
        ("mails in German", "mails", {"language": "de"}),
        ("did anyone write in Turkish", "mails", {"language": "tr"}),
        ("what's in my spam", "mails", {"labels": ["SPAM"]}),
        ("unread mails from clients", "digest", {"circle": "clients", **UNREAD}),
        ("mails from people I don't know", "digest", {"circle": "strangers"}),
        ("which of my colleagues wrote this week", "digest", {"colleagues": True}),
        ("whats new", "digest", UNREAD),
        ("who wrote to me yesterday", "digest", {}),
        ("who sent me the most mail this month", "most", {"direction": "from"}),
        ("who do I write to most", "most", {"direction": "to"}),
        ("who do I get the most mail from", "most", {"direction": "from"}),
        ("who are my clients", "most", {"circle": "clients"}),
        ("who works with me", "most", {"circle": "colleagues"}),
        ("who do I mail most at work", "most", {"circle": "colleagues", "direction": "to"}),
        ("top 3 senders", "most", {"direction": "from"}),
        ("which clients am I keeping waiting", "needs_reply", {"circle": "clients"}),
        ("anything about the roof I haven't opened yet", "mails", {"topic": "roof", **UNREAD}),
        ("which Harbour newsletters have I not opened", "mails", {"people": ["Harbour"], **UNREAD}),
        ("has the energy supplier been in touch", "mails", {"people": ["the energy supplier"]}),
        ("what's still open with Orla", "needs_reply", {"people": ["Orla"]}),
    ],
)
def test_mails_are_asked_for(text: str, shape: str, wanted: dict[str, Any]) -> None:
    intent = ask(text)
    assert (intent.services, intent.operation) == (("gmail",), "search")
    assert intent.entities["shape"] == shape
    assert {key: intent.entities.get(key) for key in wanted} == wanted


def test_what_came_since_a_day_is_of_the_past() -> None:
    assert interval(ask("what's new since Friday")) == ("2026-11-20 00:00", None)
    assert interval(ask("what did Orla write on Monday"))[0] == "2026-11-23 00:00"
    assert interval(ask("which mails are older than two weeks")) == (None, "2026-11-11 10:00")


@pytest.mark.parametrize(
    "text",
    [
        "did Orla send the drawings",  # a thing, and no mail
        "what did the letter from Orla say about the roof",
        "is there anything on Sunday",
        "open the latest mail from Orla",
        "archive all mails from Orla",
        "who wrote the report",
    ],
)
def test_what_asks_for_more_than_mails_is_read_elsewhere(text: str) -> None:
    assert ask(text).entities.get("shape") not in ("mails", "most")


@pytest.fixture
def ada(transactional_db: None) -> Person:
    return factories.person("ada@example.org")


def mail(google_id: str, name: str, email: str, **more: Any) -> Any:
    return cache.mail(google_id, "Hello", more.pop("text", "How are you?"), sender_name=name,
                      sender_email=email, **more)  # fmt: skip


def sent(google_id: str, *addresses: str) -> Any:
    to = [{"name": "", "email": address, "kind": "to"} for address in addresses]
    return mail(google_id, "Ada Berg", "ada@example.org", labels=("SENT",), recipients=to)


def asked(person: Person, operation: str, **arguments: Any) -> Outcome:
    async def called() -> Outcome:
        context = material.context(material.query(user_id=person.id))
        capability = AGENTS["gmail"].operations[operation]
        return await capability.run(Call(Step("s1", "gmail", operation), arguments), context)

    return run(called())


def resolved(person: Person, text: str) -> dict[str, Any]:
    asked_now = material.query(text=text, user_id=person.id)
    return dict(run(resolve_people(ask(text), asked_now)).entities)


def test_an_organisation_is_known_by_its_name_or_by_what_its_people_write(ada: Person) -> None:
    cache.index(
        ada,
        [
            mail("b", "Alder Bank", "alerts@alder.example"),
            mail("f", "Helpdesk", "x@false.example", text="New details of your bank."),
            mail("m1", "Ilse Marsh", "ilse@tides.example", text="Ilse\nMaritime museum"),
            mail("m2", "Ilse Marsh", "ilse@tides.example", text="Sure.\nMaritime museum"),
        ],
    )
    known = resolved(ada, "any news from the bank")["contacts"]["the bank"]
    assert known[0]["address"] == "alder.example"
    known = resolved(ada, "mails from the museum")["contacts"]["the museum"]
    assert known[0]["address"] == "tides.example"


def test_what_nobody_is_called_is_looked_for_as_a_word(ada: Person) -> None:
    cache.index(ada, [mail("b", "Alder Bank", "alerts@alder.example")])
    entities = resolved(ada, "mails from our vet")
    assert (entities["people"], entities["topic"]) == ([], "vet")


def test_a_relative_is_known_by_how_they_sign_or_are_greeted(ada: Person) -> None:
    to_tove = [{"name": "Tove Berg", "email": "tove@homes.example", "kind": "to"}]
    cache.index(
        ada,
        [
            mail("u", "Uwe Kolb", "uwe@homes.example", text="Mum says hello. Uwe"),
            mail("o", "Ada", "ada@example.org", labels=("SENT",), recipients=to_tove,
                 text="Dear Mum,\nall is well."),
            mail("j", "Jo Berg", "jo@homes.example", text="Come on Sunday. Love, Dad"),
        ],
    )  # fmt: skip
    assert resolved(ada, "any mail from mum")["contacts"]["mum"][0]["name"] == "Tove Berg"
    assert resolved(ada, "have I answered my father")["contacts"]["my father"][0]["address"] == (
        "jo@homes.example"
    )
    assert "contacts" not in resolved(ada, "anything from my sister")


@pytest.mark.parametrize(
    ("text", "name", "detail"),
    [
        ("what is our landlord called", "our landlord", "there"),
        ("who do I know at the hospital", "the hospital", "there"),
        ("what's the dentist's phone number", "the dentist", "phone"),
        ("how can I reach the landlord", "the landlord", "phone"),
        ("what is Orla's surname", "Orla", "called"),
        ("which people from Northwind have written to me", "Northwind", "there"),
        ("who else at the museum do I know", "the museum", "there"),
    ],
)
def test_somebody_is_asked_about_by_what_they_are(text: str, name: str, detail: str) -> None:
    entities = ask(text).entities
    assert (entities["shape"], entities["people"], entities["detail"]) == ("person", [name], detail)


def test_everybody_of_a_first_name_is_told_with_the_surname() -> None:
    known = [
        {"name": "Orla Brandt", "address": "orla.brandt@northwind.example", "messages": 9},
        {"name": "Orla Lind", "address": "orla@lind.example", "messages": 2},
    ]
    answer = answered(
        material.intent("search", "gmail", shape="person", people=("Orla",), detail="called",
                        contacts={"Orla": known}),
        material.result("gmail", "signed", material.mail("m1")),
    )  # fmt: skip
    assert answer.text.startswith("You know 2 people called Orla:")
    assert "**Orla Lind** (orla@lind.example)" in answer.text


@pytest.fixture
def at_work(ada: Person) -> Person:
    """Works at dock.example, with a client, a shop, a relative and a stranger."""
    cache.index(
        ada,
        [
            mail("c1", "Bo Lind", "bo@dock.example"),
            mail("k1", "Ilse Marsh", "ilse@tides.example"),
            mail("k2", "Ilse Marsh", "ilse@tides.example"),
            mail("s1", "Lamp shop", "orders@lamps.example"),
            mail("r1", "Tove Berg", "tove@homes.example"),
            mail("p1", "Vale Primary", "office@vale.example"),
            mail("p2", "Pia Vale", "pia@vale.example"),
            mail("p3", "Pia Vale", "pia@vale.example"),
            mail("n1", "Uwe Kolb", "uwe@yonder.example", language="de"),
            sent("o1", "bo@dock.example", "cy@dock.example"),
            sent("o2", "ilse@tides.example", "tove@homes.example", "orders@lamps.example"),
            sent("o3", "ilse@tides.example"),
            sent("o4", "pia@vale.example", "office@vale.example"),
        ],
    )
    return ada


@pytest.mark.parametrize(
    ("circle", "whose"),
    [
        ("clients", ["k1", "k2"]),
        ("strangers", ["n1"]),
        ("outsiders", ["k1", "k2", "n1", "p1", "p2", "p3", "r1", "s1"]),
    ],
)
def test_a_circle_is_told_by_who_writes_to_whom(
    at_work: Person, circle: str, whose: list[str]
) -> None:
    assert sorted(item.id for item in asked(at_work, "list", circle=circle).items) == whose


def test_mails_of_a_language(at_work: Person) -> None:
    assert [item.id for item in asked(at_work, "list", language="de").items] == ["n1"]


def test_who_writes_most_comes_first(at_work: Person) -> None:
    found = asked(at_work, "ranked")
    assert found.data["ranked"][0] == ("Ilse Marsh", 2)
    to_them = asked(at_work, "ranked", labels=("SENT",))
    assert to_them.data["ranked"][0] == ("ilse@tides.example", 2)


def test_the_ranking_is_told_with_its_numbers() -> None:
    first, second = material.mail("m1"), material.mail("m2", sender_name="Bo Lind")
    answer = answered(
        material.intent("search", "gmail", shape="most", direction="from"),
        material.result(
            "gmail", "ranked", first, second,
            data={"ranked": (("Orla Brandt", 7), ("Bo Lind", 4)), "looked_at": 30},
        ),
    )  # fmt: skip
    assert answer.text.startswith("**Orla Brandt** wrote to you most: **7 mails**.")
    assert "- Bo Lind: 4 mails" in answer.text


def test_mails_of_before_are_not_told_as_of_the_time_that_was_asked() -> None:
    old = material.mail("m1", "Pier plan", "I drew it.", when=material.NOW - timedelta(days=30))
    answer = answered(
        material.intent(
            "search", "gmail", shape="mails", people=("Orla",), direction="from", flags=("unread",)
        ),
        material.result("gmail", "list"),
        material.result("gmail", "list", old, id="s1b", when_empty="s1"),
    )
    assert "I did not find any unread mail from Orla" in answer.text
    assert "The newest from Orla:" in answer.text


@pytest.mark.parametrize(
    ("text", "shape", "topic"),
    [
        ("any news about the roof", "thread", "roof"),
        ("was anything decided about the roof", "thread", "roof"),
        ("what's the latest on the roof repair", "thread", "roof repair"),
        ("what's happening with the parcel", "thread", "parcel"),
        ("how did the tender turn out", "thread", "tender"),
        ("who mentioned the roof", "who", "roof"),
        ("who else wrote to me about the roof", "who", "roof"),
        ("to whom did I send the plans", "sent_to", "plans"),
        ("who did I forward the booking to", "sent_to", "booking"),
    ],
)
def test_a_matter_is_asked_for(text: str, shape: str, topic: str) -> None:
    entities = ask(text).entities
    assert (entities["shape"], entities["topic"]) == (shape, topic)


def test_whom_something_was_sent_to_is_told_by_the_mail_of_the_person() -> None:
    own = material.mail(
        "m1",
        "Pier plan",
        "Here is the plan.",
        labels=["SENT"],
        to=[{"kind": "to", "name": "Bo Lind", "email": "bo@lind.example"}],
    )
    theirs = material.mail("m2", "Re: Pier plan", "Thanks for the plan.")
    answer = answered(
        material.intent("search", "gmail", shape="sent_to", topic="pier plan", direction="to"),
        material.result("gmail", "search", theirs, own, arguments={"query": "pier plan"}),
    )  # fmt: skip
    assert answer.text.startswith("**You** wrote to Bo Lind")
    assert [citation.id for citation in answer.citations] == ["m1"]


def test_what_waits_longest_comes_first_where_it_is_asked_for() -> None:
    new, old = material.mail("m1", "New", "Could you?"), material.mail("m2", "Old", "Would you?")
    answer = answered(
        material.intent("search", "gmail", shape="needs_reply"),
        material.result("gmail", "waiting", new, old, data={"count": 2}),
        asked="who has been waiting longest for an answer from me",
    )
    assert [citation.id for citation in answer.citations] == ["m2", "m1"]
