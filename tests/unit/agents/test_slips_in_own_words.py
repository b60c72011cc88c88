"""A slip in a name, or in a word that only the person's own things hold, is put right and told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from agents.query import Query
from agents.understanding.respelling import Respelled, respelled
from tests import factories
from tests import factories_search as cache
from tests.factories_search import NOW, run
from tests.unit.agents.answers import answered
from tests.unit.agents.asking import ZONE
from tests.unit.agents.material import intent, mail, query, result


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    person = factories.person("ada@example.org")
    told = cache.mail("m", "The Kilnbrook voucher", "Hi.", sender_name="Margrethe Lindqvist")
    cache.index(person, [told, cache.mail("s", "Zeldra prizes", "Hi.", labels=("SPAM",))])
    cache.index(person, [cache.event("e", "Glazing day", location="Otterburn barn")])
    cache.index(person, [cache.file("f", "Firing schedule.txt")])
    return person


def read(person: factories.Person, text: str) -> Respelled:
    return run(respelled(Query(text, person.id, NOW, ZONE)))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("what did margrete say", {"margrete": "Margrethe"}),
        ("mails from Margrethee", {"Margrethee": "Margrethe"}),
        ("where is the kilnbruk voucher", {"kilnbruk": "kilnbrook"}),
        ("parking at oterburn", {"oterburn": "otterburn"}),
        ("how much was the insurence", {"insurence": "insurance"}),
    ],
)
def test_a_slip_is_put_right(ada: factories.Person, typed: str, words: Mapping[str, str]) -> None:
    found = read(ada, typed)
    assert found.words == words
    assert all(meant in found.query.text for meant in words.values())


@pytest.mark.parametrize(
    "typed",
    [
        "what did Margrethe say",
        "who vouched for it",  # a form of another word
        "mails from Thomas",  # a name that everybody knows
        "what about Zeldro",  # only spam holds the like
        "QM-20417",
        "write to marg@lindqist.example",
        'mails that say "margrete"',
        "Wann kommt Margrete?",  # corrected is English only
    ],
)
def test_what_may_well_be_meant_stays(ada: factories.Person, typed: str) -> None:
    assert read(ada, typed).words == {}


def test_what_is_to_be_written_stays(ada: factories.Person) -> None:
    found = read(ada, "send Bo an email saying margrete is late")
    assert found.words == {}


def test_words_of_another_person_are_not_known(ada: factories.Person) -> None:
    grace = factories.person("grace@example.org")
    assert read(grace, "what did margrete say").words == {}


def test_new_words_are_known_at_once(ada: factories.Person) -> None:
    assert read(ada, "the brumlaw rota").words == {}
    cache.index(ada, [cache.file("g", "Brumlow rota.txt")])
    assert read(ada, "the brumlaw rota").words == {"brumlaw": "brumlow"}


def test_it_is_told_in_this_turn_alone() -> None:
    asked = query("mails from margrete")
    spelled = Respelled(asked, {"margrete": "Margrethe"}).told(intent("search", "gmail"))
    found = answered(spelled, result("gmail", "search", mail("m", "The kiln")), asked=asked)
    assert "I read “margrete” as “Margrethe”." in found.text
    assert "respelled" not in Respelled(asked, {}).told(spelled).entities


def test_nothing_is_written_by_a_name_that_was_put_right(ada: factories.Person) -> None:
    found = read(ada, "email Margrete that I am late")
    wish = intent("send_email", "gmail", people=["Margrete"])
    assert not found.may_write(wish)
    asked = found.doubted(wish).clarification
    assert asked is not None
    assert "“Margrete”" in asked
    assert "Margrethe" in asked
    assert found.doubted(intent("create_event", "gcal", title="Margrete's")).clarification is None
    assert found.may_write(intent("search", "gmail"))


def test_a_new_name_is_no_slip_of_a_word_of_a_title(ada: factories.Person) -> None:
    assert read(ada, "a visit to Glazung on Friday").words == {}
