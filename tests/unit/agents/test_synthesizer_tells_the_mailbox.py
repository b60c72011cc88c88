"""The person's own side of the mailbox: drafts, promises, questions of theirs, answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.unit.agents.answers import answered
from tests.unit.agents.material import NOW, intent, mail, result

OWN = {
    "sender_name": "Ada",
    "sender_email": "ada@example.org",
    "labels": ["SENT"],
    "to": [{"kind": "to", "name": "Bo Lind", "email": "bo@northwind.example"}],
}
DRAFTS = intent("search", "gmail", shape="drafts", labels=("DRAFT",))


def test_without_drafts_that_is_said_and_no_sent_mail_is_shown() -> None:
    sent = mail("m1", "Third draft", "Here is the draft.", **OWN)
    answer = answered(DRAFTS, result("gmail", "list", sent))
    assert answer.text.startswith("There are no drafts in your mailbox")
    assert answer.citations == ()


def test_a_draft_is_shown_with_whom_it_would_go_to() -> None:
    draft = mail("m1", "Oil", "The oil is late.", **{**OWN, "labels": ["DRAFT"]})
    answer = answered(DRAFTS, result("gmail", "list", draft))
    assert answer.text.startswith("You have **1 draft** not sent:\n- **Oil** to Bo Lind, of ")
    assert "wrote" not in answer.text


def test_a_promise_is_told_in_the_persons_words() -> None:
    wanted = intent("search", "gmail", shape="promised", topic="fair")
    mails = (
        mail("m1", "The fair", "It was windy. I will bring the flags to the fair.", **OWN),
        mail("m2", "The fair", "I will bring cake to the fair."),
    )
    answer = answered(wanted, result("gmail", "search", *mails, arguments={"query": "fair"}))
    assert answer.text.startswith("What you promised about “fair”, in your words:\n- ")
    assert "to Bo Lind, in “The fair”: “I will bring the flags to the fair.” [1]" in answer.text
    assert "cake" not in answer.text


def test_a_question_without_an_answer_is_told_with_whom_it_went_to() -> None:
    asked = mail("m1", "Oil", "Bo, when does the oil come?", **OWN)
    told = result("gmail", "awaiting", asked, data={"asks": {}, "count": 1})
    answer = answered(intent("search", "gmail", shape="awaiting"), told)
    assert answer.text.startswith("**1 mail** of yours has no answer yet:\n- “Oil” to Bo Lind")
    assert "“Bo, when does the oil come?” [1]" in answer.text


REPLIED = intent("search", "gmail", shape="replied", people=("Orla",), direction="to")


def test_an_answer_in_the_thread_means_yes() -> None:
    theirs = mail("m1", "Pier", "Shall we?", thread_id="t", when=NOW - timedelta(days=3))
    mine = mail("m2", "Re: Pier", "Yes, on Monday.", **OWN, thread_id="t")
    answer = answered(REPLIED, result("gmail", "list", theirs), result("gmail", "list", mine))
    assert answer.text.startswith("Yes: **you** wrote to Bo Lind")
    assert "That was after **Orla Brandt** wrote" in answer.text


def test_nothing_after_their_mail_means_no() -> None:
    theirs = mail("m1", "Pier", "Shall we?")
    mine = mail("m2", "Docks", "Done.", **OWN, when=NOW - timedelta(days=9))
    answer = answered(REPLIED, result("gmail", "list", theirs), result("gmail", "list", mine))
    assert answer.text.startswith("No, I see no answer. The last mail is this: **Orla Brandt**")
    assert "Before that: **you** wrote" in answer.text


def test_the_first_contact_comes_first() -> None:
    wanted = intent("search", "gmail", shape="contact", people=("Orla",), direction="from")
    old = mail("m1", "Hello", "I would like to apply.", when=NOW - timedelta(days=9))
    answer = answered(wanted, result("gmail", "list", old, mail("m2", "Pier", "Done.")))
    assert answer.text.startswith("**Orla Brandt** wrote on Sun 1 Mar")
    assert "After that:\n- **Orla Brandt** wrote" in answer.text


def test_what_each_of_several_people_said_is_told_one_after_the_other() -> None:
    wanted = intent("search", "gmail", shape="each", people=("Orla", "Bo"), topic="pier")
    asked = {"query": "pier"}
    told = (
        result("gmail", "search", mail("m1", "Pier", "The pier is long."), arguments=asked),
        result("gmail", "search", id="s2", arguments=asked),
    )
    answer = answered(wanted, *told)
    assert answer.text.startswith("**Orla Brandt** wrote")
    assert answer.text.endswith("I did not find a mail from Bo about “pier”.")


def test_a_later_mail_about_something_else_is_no_answer() -> None:
    asked = intent("search", "gmail", shape="replied", direction="to", topic="lanterns")
    theirs = mail("m1", "Lanterns", "Shall we make lanterns?", when=NOW - timedelta(days=3))
    mine = mail("m2", "Oil", "The oil is late.", **OWN, when=NOW - timedelta(days=1))
    steps: dict[str, Any] = {"arguments": {"query": "lanterns"}}
    found = (result("gmail", "search", theirs, **steps), result("gmail", "search", mine, **steps))
    assert answered(asked, *found).text.startswith("No, I see no answer.")


def test_an_answer_in_the_thread_counts_whatever_its_words() -> None:
    asked = intent("search", "gmail", shape="replied", direction="to", topic="lanterns")
    theirs = mail("m1", "Lanterns", "Shall we?", thread_id="t", when=NOW - timedelta(days=3))
    mine = mail("m2", "Re: it", "Yes, on Monday.", **OWN, thread_id="t")
    steps: dict[str, Any] = {"arguments": {"query": "lanterns"}}
    found = (result("gmail", "search", theirs, **steps), result("gmail", "thread", theirs, mine))
    assert answered(asked, *found).text.startswith("Yes: **you** wrote to Bo Lind")


def test_what_the_person_told_somebody_needs_no_question() -> None:
    asked = intent("search", "gmail", shape="replied", direction="to", topic="pickup")
    mine = mail("m2", "Pickup", "I am late for the pickup.", **OWN)
    step = result("gmail", "search", mine, arguments={"query": "pickup"})
    told = answered(asked, step, asked="did I tell Bo I'd be late for the pickup")
    assert told.text.startswith("Yes: **you** wrote to Bo Lind")


def test_what_was_answered_is_the_next_mail_of_the_thread_whatever_its_words() -> None:
    asked = intent("search", "gmail", shape="answer", direction="from", topic="freelancer money")
    mine = mail(
        "m1", "Budget", "The freelancer money is too little.", **OWN, thread_id="t",
        when=NOW - timedelta(days=3),
    )  # fmt: skip
    theirs = mail("m2", "Re: Budget", "Then we keep a reserve.", thread_id="t")
    step = result("gmail", "search", mine, arguments={"query": "freelancer money"})
    thread = result("gmail", "thread", mine, theirs, id="s3")
    text = answered(asked, step, thread, asked="what did Orla say when I moaned about it").text
    assert text.startswith("**Orla Brandt** wrote")
    assert "Then we keep a reserve." in text
    assert "That was after **you** wrote to Bo Lind" in text
