"""Whom and what a short wish or question after another one means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agents.query import EarlierTurn
from tests.unit.agents.asking import NOW, ask, interval, turn


def before(text: str) -> EarlierTurn:
    return EarlierTurn(text, "An answer.", ask(text), (), NOW)


def test_what_is_booked_for_somebody_is_no_invitation() -> None:
    asked = before("what did Ilse write about the fair?")
    assert "people" not in ask("book a vet appointment for her on Friday at 3", asked).entities
    invited = ask("book a lunch with her on Friday at 1", asked)
    assert invited.entities["people"] == ["Ilse"]


@pytest.mark.parametrize("said", ["not edit", "no, not edit", "no editing", "without edit rights"])
def test_rights_that_are_denied_are_not_given(said: str) -> None:
    shared = before("let Ilse edit the tent list")
    assert shared.intent.entities["role"] == "writer"
    intent = ask(said, shared)
    assert (intent.operation, intent.entities["role"]) == ("share_file", "reader")


def test_what_is_sent_to_her_goes_to_whom_was_spoken_of() -> None:
    intent = ask("send her a quick thank you", before("what did Ilse write last?"))
    assert intent.operation == "send_email"
    assert intent.entities["people"] == ["Ilse"]
    assert intent.entities["message"] == "thank you"


def test_a_star_for_a_mail_tells_nobody_anything() -> None:
    intent = ask("give Bo's mail about the tent a star")
    assert (intent.operation, intent.entities["flags"]) == ("label_email", ["starred"])


def test_a_new_matter_after_a_person_is_not_of_that_person() -> None:
    cited = turn("who is Ilse?", "gmail")
    intent = ask("the gas bill?", cited)
    assert intent.entities["topic"] == "gas bill"
    assert not intent.entities["shown"]["sure"]


def test_another_matter_is_none_of_several_people() -> None:
    asked = before("what did Ilse write?")
    several = [{"name": "Ilse Marsh", "address": "ilse@marsh.example"}]
    known = {**asked.intent.entities, "assumption": "I took one.", "contacts": {"Ilse": several}}
    told = replace(asked, intent=replace(asked.intent, entities=known))
    assert ask("no, the marsh one", told).entities["which"] == "marsh"
    assert "which" not in ask("the tent rent", told).entities


@pytest.mark.parametrize("length", ["99999999999 hours", "99999999999999999999 minutes"])
def test_a_length_that_nothing_has_is_none(length: str) -> None:
    intent = ask(f"schedule {length} with Ilse on Friday at 1")
    assert intent.operation == "create_event"
    assert "duration_minutes" not in intent.entities


def test_a_festive_dinner_has_its_own_day() -> None:
    intent = ask("put the Christmas dinner in my calendar on 19 December at 7pm")
    assert interval(intent)[0] == "2026-12-19 19:00"
    assert intent.entities["title"] == "Christmas dinner"


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("email Ilse that I am late", "not to Ilse, to Bo"),
        ("email Ilse that I am late", "no, not Ilse but Bo"),
        ("share the tent list with Ilse", "not with Ilse, with Bo"),
        ("put lunch with Ilse in on Friday at 1", "not with Ilse, with Bo"),
        ("put lunch with Ilse in on Friday at 1", "no, with Bo"),
    ],
)
def test_one_in_the_place_of_another_leaves_the_other_out(wish: str, said: str) -> None:
    proposed = before(wish)
    intent = ask(said, proposed)
    assert intent.operation == proposed.intent.operation
    assert intent.entities["people"] == ["Bo"]
    assert "Ilse" not in str(intent.entities.get("title"))


def test_a_command_of_it_alone_asks_what_it_is() -> None:
    intent = ask("bin it")
    assert intent.clarification == "Which e-mails would you like to move to the bin?"


def test_a_role_needs_no_article() -> None:
    assert ask("as editor", before("share the tent list with Ilse")).entities["role"] == "writer"
