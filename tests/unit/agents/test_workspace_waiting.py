"""Which mails wait for the person's answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from agents.query import Item
from agents.workspace.waiting import asked_for, awaiting, waiting
from tests.unit.agents.material import NOW, mail

OWN = frozenset({"ada@example.org"})


def asks(item_id: str = "m1", text: str = "Could you send me the plan?", **details: object) -> Item:
    return mail(item_id, "Pier", text, **details)


def sent(thread: str, hours_ago: int) -> Item:
    when = NOW - timedelta(hours=hours_ago)
    return mail(
        "own", text="Here.", thread_id=thread, labels=["SENT"], when=when,
        sender_email="ada@example.org",
    )  # fmt: skip


def ids(mails: list[Item], own_mails: list[Item] | None = None) -> list[str]:
    found, _ = waiting(mails, own_mails or [], own=OWN)
    return [item.id for item in found]


def test_a_question_to_the_person_waits_and_says_what_it_asks() -> None:
    found, wishes = waiting([asks(text="Hello. Could you send me the plan? Bye.")], [], own=OWN)
    assert [item.id for item in found] == ["m1"]
    assert wishes == {"m1": "Could you send me the plan?"}


def test_what_was_answered_does_not_wait() -> None:
    assert ids([asks()], [sent("thread-m1", hours_ago=1)]) == []


def test_an_answer_from_before_the_question_is_none() -> None:
    assert ids([asks()], [sent("thread-m1", hours_ago=48)]) == ["m1"]


def test_a_draft_is_no_answer() -> None:
    draft = mail("d1", text="Hm", thread_id="thread-m1", labels=["DRAFT"], when=NOW)
    assert ids([asks()], [draft]) == ["m1"]


@pytest.mark.parametrize(
    "details",
    [
        {"is_bulk": True},
        {"labels": ["INBOX", "CATEGORY_PROMOTIONS"]},
        {"sender_email": "no-reply@shop.example"},
        {"sender_email": "notifications@forge.example"},
        {"to": [{"kind": "to", "name": "Team", "email": "team@example.org"}]},
        {"sender_email": "ada@example.org"},
    ],
)
def test_machines_lists_and_mails_to_others_do_not_wait(details: Any) -> None:
    assert ids([asks(**details)]) == []


def test_a_mail_that_asks_nothing_does_not_wait() -> None:
    assert ids([asks(text="Thanks, all is well. See https://x.example/?q=1")]) == []


def test_of_a_thread_only_the_newest_counts_and_the_newest_comes_first() -> None:
    older = asks("m1", when=NOW - timedelta(days=3), thread_id="t")
    newer = asks("m2", when=NOW - timedelta(days=2), thread_id="t")
    other = asks("m3", when=NOW - timedelta(days=1))
    assert ids([older, newer, other]) == ["m3", "m2"]


def test_only_mails_about_the_words_wait_where_there_are_some() -> None:
    other = asks("m2", "Will you come to dinner?")
    found, _ = waiting([asks(), other], [], own=OWN, about="dinner")
    assert [item.id for item in found] == ["m2"]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Please send the plan by Friday. Thank you.", "Please send the plan by Friday."),
        ("Kannst du mir bitte Bescheid geben.", "Kannst du mir bitte Bescheid geben."),
        ("Merci de confirmer votre venue.", "Merci de confirmer votre venue."),
        ("Lütfen onaylayın.", "Lütfen onaylayın."),
        ("Do you agree? Please answer.", "Do you agree?"),
        ("Please find the plan attached.", ""),
        ("Please do not reply to this mail.", ""),
        ("", ""),
    ],
)
def test_what_is_asked_for(text: str, wish: str) -> None:
    assert asked_for(text) == wish


def test_what_asks_for_no_answer_does_not_wait() -> None:
    told = 'Please read the plan beforehand. The sign says "Could you wait here?"'
    assert asked_for(told) == ""
    assert asked_for("Please return it signed.") == "Please return it signed."


def test_who_is_asked_about_is_looked_for_among_the_writers_first() -> None:
    theirs = asks("m1", "Could you send it?", sender_email="bo@northwind.example")
    other = asks("m2", "Did Northwind call?", sender_name="Cy", sender_email="cy@mill.example")
    found, _ = waiting([theirs, other], [], own=OWN, about="northwind")
    assert [item.id for item in found] == ["m1"]


def test_ones_own_question_waits_until_somebody_answers_in_its_thread() -> None:
    asked = mail("q1", "Oil", "When does it come?", labels=["SENT"], when=NOW - timedelta(days=2))
    assert [item.id for item in awaiting([asked], [])[0]] == ["q1"]
    reply = mail("r1", "Re: Oil", "Soon.", thread_id="thread-q1", when=NOW - timedelta(days=1))
    assert awaiting([asked], [reply])[0] == ()
    away = mail("r2", "Automatic reply: Oil", "I am away.", thread_id="thread-q1", when=NOW)
    assert [item.id for item in awaiting([asked], [away])[0]] == ["q1"]
