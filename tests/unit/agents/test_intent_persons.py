"""Questions about somebody: who they are, what they do, how to reach them, who it is somewhere."""

from __future__ import annotations

import pytest

from agents.understanding.persons import asked
from tests.unit.agents.asking import ask

ABOUT = [
    ("who is Ilse?", "ilse", ""),
    ("who on earth is Ilse Brandt", "ilse brandt", ""),
    ("who's Ilse and where does she work", "ilse", ""),
    ("who is Ilse from accounts", "ilse", ""),
    ("what does Ilse do?", "ilse", "role"),
    ("where does Ilse work", "ilse", "role"),
    ("what's Ilse's job title", "ilse", "role"),
    ("Ilse's phone number?", "ilse", "phone"),
    ("got a number for ilse? her office is shut", "ilse", "phone"),
    ("do you know ilse's mobile by any chance", "ilse", "phone"),
    ("how do I get hold of Ilse", "ilse", "phone"),
    ("whats ilses number", "ilses", "phone"),
    ("what is the phone number of Ilse?", "ilse", "phone"),
    ("e-mail address for ilse please", "ilse", "address"),
    ("do you know what ilse's email is", "ilse", "address"),
    ("what's her number", "", "phone"),
    ("how do I reach him", "", "phone"),
    ("that woman at northwind who keeps ringing, what's her name?", "northwind", "there"),
    ("who do I deal with at Northwind?", "northwind", "there"),
    ("who is our contact at the harbour office", "harbour office", "there"),
    ("who do i talk to about invoices at northwind", "northwind", "there"),
    ("remind me who ilse is", "ilse", ""),
    ("ilse?? who's that, mum mentioned her", "ilse", ""),
    ("I forgot who ilse is", "ilse", ""),
    ("which one is ilse", "ilse", ""),
    ("do I know anyone called ilse", "ilse", ""),
    ("if I urgently need ilse while her office is shut, what do I dial", "ilse", "phone"),
]


@pytest.mark.parametrize(("text", "name", "detail"), ABOUT)
def test_somebody_is_asked_about(text: str, name: str, detail: str) -> None:
    about = asked(text.lower())
    assert about is not None
    assert (about.name, about.detail) == (name, detail)


@pytest.mark.parametrize(
    "text",
    [
        "who is coming to the walk?",
        "who is responsible for the walk",
        "what's the number of posts in the plan",
        "what is the order number for northwind",
        "send this to ilse's email address",
        "what did ilse say",
        "did i get an email from ilse",
        "open ilse's email",
        "show me the email of ilse",
        "what do I do tomorrow",
        "what is the address of the dentist",
        "tell me about my day",
        "who should I ask about the boiler",
    ],
)
def test_nobody_is_asked_about(text: str) -> None:
    assert asked(text) is None


def test_what_else_is_said_tells_which_number_is_meant() -> None:
    found = ask("got a number for Ilse? I think it'd be the emergency one").entities
    assert (found["people"], found["detail"]) == (["Ilse"], "phone")
    assert "emergency" in found["topic"]
