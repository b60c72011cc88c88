"""Of several mails that fit a wish the one that is meant, or none."""

from __future__ import annotations

import uuid

from agents import matching
from agents.planner import plan
from agents.query import Item, Query, Step, StepResult
from tests.unit.agents.asking import NOW, ZONE, ask
from tests.unit.agents.material import mail


def chosen(words: str, *mails: Item, **arguments: object) -> Item | None:
    asked = {"query": words, **arguments}
    result = StepResult(Step("s1", "gmail", "search", asked), "ok", items=mails)
    return matching.best(result, asked, sure=True)


def test_a_mail_that_holds_as_few_words_as_another_is_not_guessed() -> None:
    desk = mail("m1", "Desks move", "the desk is by the window", similarity=0.4)
    prize = mail("m2", "A prize", "you have won", similarity=0.35)
    assert chosen("prize desk", desk, prize) is None


def test_a_mail_that_holds_more_of_the_words_is_the_one() -> None:
    desk = mail("m1", "Desks move", "the desk is by the window", similarity=0.4)
    prize = mail("m2", "The prize desk", "you have won", similarity=0.35)
    assert chosen("prize desk", desk, prize) is prize


def test_nobodys_own_mail_is_passed_on_to_them() -> None:
    own = mail("m1", "The hedge", sender_email="bo@port.example")
    other = mail("m2", "The hedge again", sender_email="ilse@garden.example")
    assert chosen("hedge", own, other, not_from=["bo@port.example"]) is other
    assert chosen("hedge", own, not_from=["bo@port.example"]) is own


def test_a_forward_looks_for_mails_that_its_recipient_did_not_write() -> None:
    wish = "forward the mail about the hedge to bo@port.example"
    look = plan(ask(wish), Query(wish, uuid.UUID(int=0), NOW, ZONE)).steps[0]
    assert look.arguments["not_from"] == ["bo@port.example"]
