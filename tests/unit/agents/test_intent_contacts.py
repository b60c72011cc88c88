"""Names become addresses, from the person's own mail and events."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from agents.intent import classify
from agents.query import EarlierTurn, Intent, Query
from agents.understanding.contacts import resolve_people
from agents.understanding.grounding import grounded
from tests import factories
from tests import factories_search as cache
from tests.factories_search import NOW, run
from tests.unit.agents.asking import ZONE


def ask(person: factories.Person, text: str) -> Intent:
    query = Query(text, person.id, NOW, ZONE)
    return run(resolve_people(classify(query), query))


def mail(google_id: str, name: str, email: str, days: int = 1, **more: Any) -> Any:
    return cache.mail(
        google_id,
        more.pop("subject", "Hello"),
        more.pop("text", "How are you?"),
        sender_name=name,
        sender_email=email,
        received_at=NOW - timedelta(days=days),
        **more,
    )


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    return factories.person("ada@example.org")


@pytest.fixture
def somebody(ada: factories.Person) -> factories.Person:
    """Hears often from Ilse Marsh, as often and more recently from Ilse Brook, once from Bo."""
    cache.index(
        ada,
        [
            *(mail(f"m{n}", "Ilse Marsh", "ilse@marsh.example", 3 + n) for n in range(3)),
            *(mail(f"b{n}", "Ilse Brook", "i.brook@brook.example", 1 + n) for n in range(4)),
            mail("roof", "Ilse Marsh", "ilse@marsh.example", 40, text="The roof is tight."),
            mail("bo", "Bo Lind", "bo@lind.example"),
            mail("bill", "Borealis Billing", "billing@borealis.example"),
            mail("care", "Borealis Care", "care@borealis.example"),
            mail("spam", "Zelda Prize", "win@prize.example", labels=("SPAM",)),
        ],
    )
    return ada


def test_a_name_gets_the_address_of_the_one_who_bears_it(somebody: factories.Person) -> None:
    entities = ask(somebody, "what did Bo say about the fence?").entities
    (known,) = entities["contacts"]["Bo"]
    assert (known["name"], known["address"], known["messages"]) == ("Bo Lind", "bo@lind.example", 1)
    assert "assumption" not in entities


def test_somebody_in_lower_case_is_known_among_the_words(ada: factories.Person) -> None:
    """The sentence alone does not tell that "orla" is a name."""
    to_orla = [{"name": "Orla Lind", "email": "orla@lind.example", "kind": "to"}]
    cache.index(ada, [mail("m", "Ada", "ada@example.org", labels=("SENT",), recipients=to_orla)])
    entities = ask(ada, "which of my questions, orla and the rest, never got an answer").entities
    assert entities["people"] == ["orla"]


def test_words_behind_a_name_are_what_it_is_about(ada: factories.Person) -> None:
    cache.index(ada, [mail("m", "Orla Lind", "orla@lind.example")])
    entities = ask(ada, "did i reply to orlas christmas card thing").entities
    assert entities["people"] == ["orlas"]
    assert "card" in entities["topic"]
    assert entities["contacts"]["orlas"][0]["address"] == "orla@lind.example"


def test_colleagues_write_from_where_the_person_works_most(ada: factories.Person) -> None:
    def sent(name: str, *addresses: str) -> Any:
        to = [{"name": "", "email": address, "kind": "to"} for address in addresses]
        return mail(name, "Ada", "ada@example.org", labels=("SENT",), recipients=to)

    cache.index(
        ada,
        [
            sent("a", "bo@port.example", "ilse@port.example"),
            sent("b", "cy@gmail.com", "d@gmail.com"),
        ],
    )
    assert ask(ada, "any unread mail from colleagues?").entities["addresses"] == ["port.example"]


def test_a_guest_of_an_event_is_known_too(ada: factories.Person) -> None:
    guest = {"name": "Cato Reed", "email": "cato@reed.example", "response": "accepted"}
    cache.index(ada, [cache.event("e1", title="Lunch", attendees=(guest,))])
    intent = ask(ada, "when do I meet Cato?")
    if "people" in intent.entities:
        assert intent.entities["contacts"]["Cato"][0]["address"] == "cato@reed.example"
    assert ask(ada, "draft an email to Cato").entities["contacts"]["Cato"]


def test_of_two_a_question_takes_the_likelier_and_says_so(somebody: factories.Person) -> None:
    intent = ask(somebody, "show me the mails from Ilse")
    assert intent.entities["contacts"]["Ilse"][0]["address"] == "i.brook@brook.example"
    assert "Ilse Brook" in intent.entities["assumption"]
    assert "Ilse Marsh" in intent.entities["assumption"]
    assert intent.clarification is None


def test_who_spoke_of_the_topic_is_likelier(somebody: factories.Person) -> None:
    intent = ask(somebody, "what did Ilse say about the roof?")
    assert intent.entities["contacts"]["Ilse"][0]["address"] == "ilse@marsh.example"


def test_of_two_equally_likely_ones_a_write_asks(somebody: factories.Person) -> None:
    intent = ask(somebody, "send an email to Ilse saying that I am late")
    assert intent.clarification is not None
    assert "ilse@marsh.example" in intent.clarification
    assert "i.brook@brook.example" in intent.clarification


def sent(google_id: str, name: str, email: str, days: int = 1, **more: Any) -> Any:
    to = ({"kind": "to", "name": name, "email": email},)
    own = {"labels": ("SENT",), "recipients": to, **more}
    return mail(google_id, "Ada", "ada@example.org", days, **own)


def test_a_write_goes_to_whom_the_person_wrote_and_not_to_who_bears_the_name(
    somebody: factories.Person,
) -> None:
    about: Any = {"subject": "The roof", "text": "The roof, the roof."}
    forged = [mail(f"f{n}", "Cem Aksoy", "cem@aksoy-mail.example", **about) for n in range(9)]
    cache.index(somebody, [*forged, sent("s1", "Cem Aksoy", "cem@aksoy.example", 90)])
    for text in (
        "send an email to Cem about the roof",
        "share the roof plan with Cem",
        "forward the mail from Bo to Cem",
        "invite Cem to a lunch about the roof tomorrow at noon",
    ):
        intent = ask(somebody, text)
        assert intent.clarification is None, text
        (known,) = intent.entities["contacts"]["Cem"]
        assert known["address"] == "cem@aksoy.example", text
    assert len(ask(somebody, "who is Cem?").entities["contacts"]["Cem"]) == 2


def test_of_two_addresses_under_one_name_a_write_asks(somebody: factories.Person) -> None:
    cache.index(
        somebody,
        [
            *(sent(f"w{n}", "Cem Aksoy", "cem@aksoy.example") for n in range(5)),
            sent("p", "Cem Aksoy", "cem@home.example"),
        ],
    )
    asked = ask(somebody, "send an email to Cem saying that I am late").clarification or ""
    assert "cem@aksoy.example" in asked
    assert "cem@home.example" in asked
    assert ask(somebody, "what did Cem say about the roof?").clarification is None


def test_one_sender_whom_the_person_never_wrote_to_is_looked_up(
    somebody: factories.Person,
) -> None:
    intent = ask(somebody, "send an email to Bo saying that I am late")
    assert intent.clarification is None
    assert "contacts" not in intent.entities


def test_the_whole_name_needs_no_question(somebody: factories.Person) -> None:
    cache.index(somebody, [sent("im", "Ilse Marsh", "ilse@marsh.example")])
    intent = ask(somebody, "send an email to Ilse Marsh saying that I am late")
    assert intent.clarification is None
    assert intent.entities["contacts"]["Ilse Marsh"][0]["address"] == "ilse@marsh.example"
    assert "assumption" not in intent.entities


@pytest.mark.parametrize("wish", ["email Bo Quill that I am late", "invite Bo Quill to the fair"])
def test_a_write_to_an_unknown_surname_is_asked_about(ada: factories.Person, wish: str) -> None:
    cache.index(ada, [mail("bo", "Bo Lind", "bo@lind.example")])
    query = Query(wish, ada.id, NOW, ZONE)
    intent = run(resolve_people(classify(query), query))
    assert intent.clarification is not None
    assert "bo@lind.example" in intent.clarification
    asked = EarlierTurn(wish, intent.clarification, intent, (), NOW)
    answer = replace(query, text="yes", earlier=(asked,))
    (known,) = run(resolve_people(classify(answer), answer)).entities["contacts"]["Bo Quill"]
    assert known["address"] == "bo@lind.example"


def test_a_company_with_several_addresses_keeps_its_name(somebody: factories.Person) -> None:
    entities = ask(somebody, "show me the mails from Borealis").entities
    assert "contacts" not in entities
    assert "assumption" not in entities


def test_spam_and_strangers_are_nobody(somebody: factories.Person) -> None:
    assert "contacts" not in ask(somebody, "show me the mails from Zelda").entities
    assert "contacts" not in ask(somebody, "show me the mails from Quentin").entities


def test_nobody_knows_the_people_of_another_person(
    somebody: factories.Person,
) -> None:
    grace = factories.person("grace@example.org")
    assert "contacts" not in ask(grace, "what did Bo say about the fence?").entities


def test_a_question_without_names_is_left_alone(somebody: factories.Person) -> None:
    query = Query("what's on my calendar today", somebody.id, NOW, ZONE)
    intent = classify(query)
    assert run(resolve_people(intent, query)) is intent


def test_a_name_with_accents_is_found_without(ada: factories.Person) -> None:
    cache.index(ada, [mail("g", "Gülay Öz", "gulay@oz.example")])
    assert ask(ada, "mails from gulay").entities["contacts"]["gulay"]


def test_a_database_that_is_away_leaves_the_names(ada: factories.Person) -> None:
    query = Query("mails from Bo", ada.id, NOW, ZONE)
    nameless = replace(classify(query), entities={"people": ["Bo\x00"]})
    assert run(resolve_people(nameless, query)).entities["people"] == ["Bo\x00"]


def test_a_question_that_looks_foreign_is_looked_up_before_it_is_refused(
    ada: factories.Person,
) -> None:
    def asked(text: str) -> Intent:
        query = Query(text, ada.id, NOW, ZONE)
        return run(grounded(classify(query), query))

    question = "how many stops does the tram to the harbour make"
    assert asked(question).operation == "unsupported"
    cache.index(ada, [mail("t", "Bo Lind", "bo@lind.example", text="The harbour tram: six stops.")])
    assert asked(question).operation == "search"
    assert asked(question).services == ("gmail",)
    assert asked("play the harbour tram song").operation == "unsupported"


def test_a_question_about_oneself_is_looked_up_although_it_sounds_like_a_wish(
    ada: factories.Person,
) -> None:
    def asked(text: str) -> Intent:
        query = Query(text, ada.id, NOW, ZONE)
        return run(grounded(classify(query), query))

    question = "which songs did we pick for the choir concert?"
    assert asked(question).operation == "unsupported"
    chosen = "The songs for the choir concert: we pick the two old ones and the one about rain."
    cache.index(ada, [mail("s", "Bo Lind", "bo@lind.example", subject="Songs", text=chosen)])
    assert asked(question).operation == "search"
    for wish in ("play the songs for the choir concert", "what songs are in the charts?"):
        assert asked(wish).operation == "unsupported"


def test_one_definite_thing_is_looked_up_before_it_is_refused(ada: factories.Person) -> None:
    def asked(text: str) -> Intent:
        query = Query(text, ada.id, NOW, ZONE)
        return run(grounded(classify(query), query))

    query = Query("how is the party", ada.id, NOW, ZONE)
    refused = Intent((), "unsupported", {"topic": "party"}, confidence=0.6)
    assert run(grounded(refused, query)).operation == "unsupported"
    cache.index(ada, [mail("k", "Bo Lind", "bo@lind.example", subject="Party", text="It was fun.")])
    assert run(grounded(refused, query)).operation == "search"
    assert asked("what's the weather").operation == "unsupported"


def test_a_surname_in_small_letters_is_no_topic(somebody: factories.Person) -> None:
    found = ask(somebody, "emails from ilse marsh about the roof").entities
    assert found["people"] == ["ilse marsh"]
    assert found["topic"] == "roof"
    assert "assumption" not in found
    assert ask(somebody, "emails from ilse about the marches").entities["people"] == ["ilse"]


def test_somebody_else_in_small_letters_is_no_topic(somebody: factories.Person) -> None:
    found = ask(somebody, "emails from ilse marsh and bo about the roof and fence").entities
    assert found["people"] == ["ilse marsh", "bo"]
    assert found["topic"] == "roof fence"


def test_a_title_stays_where_nobody_bears_the_name(somebody: factories.Person) -> None:
    assert ask(somebody, "mails from Mr Lind").entities["people"] == ["Lind"]
    assert ask(somebody, "mails from Mr Borea").entities["people"] == ["Mr Borea"]


def test_a_name_is_no_beginning_of_another_without_its_last_letter(ada: factories.Person) -> None:
    to_marla = [{"name": "Marla Lind", "email": "marla@lind.example", "kind": "to"}]
    cache.index(ada, [mail("m", "Ada", "ada@example.org", labels=("SENT",), recipients=to_marla)])
    assert "contacts" not in ask(ada, "email Marls that I am late").entities
    assert ask(ada, "email Marla that I am late").entities["contacts"]["Marla"]
