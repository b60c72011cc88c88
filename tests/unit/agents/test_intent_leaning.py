"""Questions that lean on the turn before: what was shown there is where to look first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agents.query import EarlierTurn
from tests.unit.agents.asking import ask, turn


@pytest.fixture
def boiler() -> EarlierTurn:
    return turn("when is the boiler service?", "gcal", "gmail")


@pytest.mark.parametrize(
    "text",
    [
        "which room?",
        "who found it",
        "and when's it coming",
        "did they say yes in the end?",
        "am I meant to bring anything",
        "cant he do it on the other day",
    ],
)
def test_what_was_shown_comes_first(boiler: EarlierTurn, text: str) -> None:
    intent = ask(text, boiler)
    assert intent.operation == "search"
    assert intent.entities["shown"]["sure"]
    assert intent.entities["shown"]["items"] == [["gcal", "id-1"], ["gmail", "id-2"]]
    assert "boiler" in intent.entities["topic"]


def test_a_question_with_a_thing_of_its_own_may_lean(boiler: EarlierTurn) -> None:
    intent = ask("which slot is Quentin's", boiler)
    assert "boiler" not in str(intent.entities.get("topic"))


@pytest.mark.parametrize(
    "text", ["what's on my calendar tomorrow?", "how many unread mails do I have?"]
)
def test_a_whole_question_does_not_lean(boiler: EarlierTurn, text: str) -> None:
    assert "shown" not in ask(text, boiler).entities


def test_a_wish_is_no_question(boiler: EarlierTurn) -> None:
    assert "shown" not in ask("play some music", boiler).entities


def test_another_subject_is_announced(boiler: EarlierTurn) -> None:
    intent = ask("ok different thing, how much was the greenhouse", boiler)
    assert intent.entities["topic"] == "greenhouse"
    assert intent.entities["shape"] == "amount"


def test_a_place_in_the_list_outlives_what_was_done_with_another() -> None:
    listed = turn("show me the mails from Bo", "gmail", "gmail", "gmail")
    done = turn("archive the mail about the fence", "gmail")
    pointed = replace(done.intent, entities={**done.intent.entities, "ordinal": 2})
    done = replace(done, intent=pointed, citations=listed.citations[1:2])
    intent = ask("and the first one, what does he want and by when", listed, done)
    assert intent.entities["shown"]["items"] == [["gmail", "id-1"]]
    assert intent.entities["shown"]["each"]


def test_what_is_leant_on_is_passed_on_but_not_inherited(boiler: EarlierTurn) -> None:
    second = turn("which room?", "gcal")
    second = replace(second, intent=ask("which room?", boiler))
    third = ask("and who is coming to it", boiler, second)
    assert "boiler" in third.entities["topic"]
    assert "shown" not in ask("and tomorrow?", boiler, second).entities


def test_another_time_continues_the_last_question_of_a_time(boiler: EarlierTurn) -> None:
    free = turn("am I free on Friday evening?", "gcal")
    where = replace(turn("where is it"), intent=ask("where is it", free))
    intent = ask("and Saturday?", free, where)
    assert intent.operation == "find_time"
    assert intent.time_range is not None


def test_not_that_thing_but_another() -> None:
    cost = turn("how much was the van bill?", "gmail")
    intent = ask("sorry, not the van, the boat", cost)
    assert intent.entities["shape"] == "amount"
    assert intent.entities["topic"] == "boat"


def test_she_may_be_whom_the_answer_names() -> None:
    pay = turn("how high can we go on pay for the gardener?", "gmail")
    pay = replace(pay, answer="Bo wrote: “For Ilse I can go to 30 an hour.” [1]")
    assert "Ilse" in ask("and what did her old boss say", pay).entities["topic"]


def test_a_thing_of_what_was_shown_or_another_thing(boiler: EarlierTurn) -> None:
    entities = ask("and the bill?", boiler).entities
    assert entities["topic"] == "bill"
    assert entities["shown"]["sure"] is False


def test_what_was_shown_may_clash(boiler: EarlierTurn) -> None:
    entities = ask("does that clash with anything", boiler).entities
    assert (entities["shape"], entities["occasions"]) == ("conflicts", ["Title 1"])


def test_who_may_edit_it_is_asked_of_the_file() -> None:
    found = turn("find the greenhouse plan", "gmail", "gdrive")
    intent = ask("who can edit it", found)
    assert (intent.services, intent.entities["ordinal"]) == (("gdrive",), 2)


def test_the_last_of_a_list() -> None:
    agenda = turn("what's on my calendar on Thursday?", "gcal", "gcal", "gcal", "gcal")
    intent = ask("where is the last one", agenda)
    assert intent.entities["shown"]["items"] == [["gcal", "id-4"]]


def test_several_places_of_a_list() -> None:
    agenda = turn("what's on my calendar on Thursday?", "gcal", "gcal", "gcal", "gcal")
    intent = ask("where are the second and the third", agenda)
    assert intent.entities["shown"]["items"] == [["gcal", "id-2"], ["gcal", "id-3"]]


def test_whether_somebody_comes_to_one_of_a_list() -> None:
    agenda = turn("what's on my calendar on Thursday?", "gcal", "gcal", "gcal", "gcal")
    entities = ask("and is Ilse coming to the third one?", agenda).entities
    assert (entities["shape"], entities["guest"]) == ("guests", "Ilse")
    assert entities["event_id"] == "id-3"


@pytest.mark.parametrize(
    "text", ["who else can see it", "can anyone apart from me open that list on drive?"]
)
def test_whom_a_file_is_open_to(text: str) -> None:
    found = turn("find the greenhouse plan", "gmail", "gdrive")
    assert ask(text, found).entities["shape"] == "shared_with"


def test_one_of_two_people_of_a_name() -> None:
    wants = turn("what does Ilse want from me", "gmail")
    taken = {**wants.intent.entities, "assumption": "I took Ilse to be Ilse Bo.", "contacts": {}}
    wants = replace(wants, intent=replace(wants.intent, entities=taken))
    entities = ask("the school one", wants).entities
    assert (entities["people"], entities["which"]) == (["Ilse"], "school")
    assert "assumption" not in entities


def test_who_was_told_of_two_is_written_to() -> None:
    wants = turn("what does Ilse want from me", "gmail")
    known = {"Ilse": [{"address": "ilse@school.example"}, {"address": "ilse@work.example"}]}
    taken = {**wants.intent.entities, "which": "school", "contacts": known}
    wants = replace(wants, intent=replace(wants.intent, entities=taken), citations=())
    entities = ask("tell her that they are laminated", wants).entities
    assert entities["chosen"] == {"Ilse": "ilse@school.example"}
