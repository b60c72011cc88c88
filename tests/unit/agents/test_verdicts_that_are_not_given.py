"""Where nothing says it, no yes, no sum and no name is given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agents.query import Item
from agents.understanding.relatives import RELATIVES
from tests.unit.agents.answers import answered
from tests.unit.agents.asking import ask, interval
from tests.unit.agents.material import event, file, intent, mail, result


@pytest.mark.parametrize(
    "text",
    [
        "is Orla coming on Friday",
        "is Orla in the office on Friday",
        "is Orla off school on Friday",
        "when do I have to be at the airport",
        "compare Monday and Tuesday",
        "compare April and May",
        "what did the company that sold the boat say",
    ],
)
def test_what_somebody_does_and_where_one_starts_from_is_no_event(text: str) -> None:
    entities = ask(text).entities
    assert not {"check", "occasions", "sides", "anchor"} & entities.keys()


def test_when_somebody_is_away_is_looked_up_where_it_is_kept() -> None:
    asked = ask("is Orla away on Friday")
    assert (asked.entities["shape"], asked.entities["whom"]) == ("cover", "Orla")
    table = file("f1", "Away", "Who | From | Covered by\nBo | 3 May | Cem")
    said = answered(asked, result("gdrive", "search", table), asked="is Orla away on Friday").text
    assert said.startswith("**Away** does not say that Orla is away.")


def test_what_is_left_is_a_time_and_no_topic() -> None:
    asked = ask("how many meetings do I have left this week")
    assert (asked.entities.get("shape"), asked.entities.get("topic")) == ("count", None)
    assert interval(asked)[0] == "2026-11-25 10:00"
    assert ask("are there any meetings left this week").entities == {"shape": "agenda"}


@pytest.mark.parametrize(
    ("text", "topic"),
    [("how many stand-ups do I have next week", "stand-up"),
     ("how many check-ins are there in May", "check-in")],
)  # fmt: skip
def test_of_several_of_a_kind_one_is_looked_for(text: str, topic: str) -> None:
    assert ask(text).entities["topic"] == topic


@pytest.mark.parametrize(
    ("text", "pick"),
    [("did I decline any invitations", "declined"), ("have I turned down anything", "declined"),
     ("did I accept any invitations", "accepted")],
)  # fmt: skip
def test_any_invitation_is_no_event_of_that_name(text: str, pick: str) -> None:
    assert ask(text).entities["pick"] == pick


def test_how_they_greet_tells_brothers_and_sisters_not_apart() -> None:
    assert RELATIVES["sister"][2] == RELATIVES["brother"][2] == ()
    assert "abla" in RELATIVES["sibling"][2]


def _day(title: str) -> Item:
    return event("e1", title, datetime(2026, 12, 18, tzinfo=UTC), all_day=True)


@pytest.mark.parametrize("title", ["School fair", "No school (training day)"])
def test_a_day_without_school_is_one_that_is_called_so(title: str) -> None:
    asked = ask("is there no school on Friday")
    said = answered(asked, result("gcal", "named", _day(title)), asked="is there no school").text
    assert said.startswith("Nothing in your calendar says that there is no school")
    assert ("the next such day" in said) is (title != "School fair")


def test_of_several_sums_the_refund_is_the_one_beside_that_word() -> None:
    found = [
        mail("m1", "Order 5", "Your refund is £1.60. The whole bill comes to £22.05."),
        mail("m2", "Refund for seeds", "Your refund of £17.25 is on its way."),
    ]
    asked = "what was the smallest refund?"
    intended = intent("search", "gmail", topic="refund")
    said = answered(intended, result("gmail", "search", *found), asked=asked).text
    assert "the smallest is **£1.60**" in said
    assert "there may be others" in said


def test_one_invoice_in_two_mails_is_one() -> None:
    found = [
        mail("m1", "Invoice AB-204", "The invoice comes to £480.00."),
        mail("m2", "Re: Invoice AB-204", "The invoice is now £450.00."),
    ]
    asked = "which invoice is the biggest?"
    intended = intent("search", "gmail", topic="invoice")
    said = answered(intended, result("gmail", "search", *found), asked=asked).text
    assert said.startswith("I did not find several of these")


def test_the_list_of_invoices_is_asked_before_the_mails() -> None:
    kept = file("f1", "Paid invoices", "Number | Who | GBP\nX-1 | Bo | 90\nX-2 | Cem | 610")
    asked = "which invoice is the biggest?"
    intended = intent("search", "gdrive", topic="invoice")
    said = answered(intended, result("gdrive", "search", kept), asked=asked).text
    assert "**X-2**, **£610**" in said


def test_two_figures_of_one_writer_are_not_set_against_each_other() -> None:
    asked = ask("did the press cost more than the budget")
    first = mail("m1", "Plan", "I put the press in at £1,200.", sender_name="Bo Lind")
    later = mail("m2", "Budget", "The budget for the press is £900.", sender_name="Bo Lind")
    said = answered(
        asked,
        result("gmail", "search", first, id="a1"),
        result("gmail", "search", later, id="b1"),
        asked="did the press cost more than the budget",
    ).text
    assert "£1,200" in said
    assert "more than" not in said
