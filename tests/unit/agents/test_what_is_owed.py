"""Whom the person owes money, by the mails that ask for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from agents.query import Item
from agents.workspace.owing import open_claims
from tests.unit.agents.answers import answered
from tests.unit.agents.asking import ask
from tests.unit.agents.material import NOW, intent, mail, result


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("do I owe anybody money?", None),
        ("who do I owe money", None),
        ("what do I still have to pay", None),
        ("any unpaid invoices", None),
        ("which bills are still unpaid", None),
        ("do I owe the library anything", ["the library"]),
    ],
)
def test_debts_are_asked_for(text: str, people: list[str] | None) -> None:
    entities = ask(text).entities
    assert (entities["shape"], entities.get("people")) == ("owed", people)


@pytest.mark.parametrize("text", ["do I owe anyone a reply", "how much do I owe Orla for the pier"])
def test_what_is_owed_may_be_a_reply_or_a_sum(text: str) -> None:
    assert ask(text).entities.get("shape") != "owed"


def said(item_id: str, text: str, days: int = 1, title: str = "Pier", **more: Any) -> Item:
    return mail(item_id, title, text, when=NOW - timedelta(days=days), **more)


@pytest.mark.parametrize(
    "text",
    [
        "You owe £4.20 for the planks.",
        "Please pay £90.00 by Friday.",
        "Invoice PX-17 over £90.00 is overdue.",
        "Bitte beachten: 90 € zahlbar bis Freitag.",
    ],
)
def test_a_mail_that_asks_for_money_is_a_claim(text: str) -> None:
    assert [words for _, words in open_claims([said("m1", text)])] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The coach is open and costs £17.25.",
        "Your order of £12.00 has been paid.",
        "Their instalment of £90.00 is overdue.",
        "The report is due on Friday.",
        "£34.00 will be collected by direct debit; nothing is due.",
    ],
)
def test_a_mail_that_names_a_sum_is_no_claim_by_itself(text: str) -> None:
    assert open_claims([said("m1", text)]) == []


def test_what_a_later_mail_says_is_paid_is_not_owed() -> None:
    claim = said("m1", "Please pay £90.00 by Friday, PX-17.", 9)
    paid = said("m2", "I have paid PX-17 today.", 2, labels=["SENT"])
    assert open_claims([claim, paid]) == []
    reminder = said("m3", "Reminder: please pay £90.00 for PX-17.", 1, thread_id="other")
    assert [item.id for item, _ in open_claims([claim, reminder])] == ["m3"]


def test_debts_are_told_in_the_words_of_the_mails() -> None:
    answer = answered(
        intent("search", "gmail", shape="owed"),
        result("gmail", "owed", said("m1", "You owe £4.20."),
               data={"asks": {"m1": "You owe £4.20."}}),
    )  # fmt: skip
    assert answer.text.startswith("**1 mail** asks you for money.")
    assert "“You owe £4.20.” [1]" in answer.text
    nothing = answered(intent("search", "gmail", shape="owed"), result("gmail", "owed"))
    assert "I found no mail of the last months that asks you for money" in nothing.text
