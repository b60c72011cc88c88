"""Statements: of those who were asked about, in their own words and nobody else's."""

from __future__ import annotations

from datetime import timedelta

from agents.query import Item
from tests.unit.agents.answers import answered
from tests.unit.agents.material import NOW, intent, mail, result

SAID = intent("search", "gmail", topic="pier", shape="said")


def own(item_id: str, title: str, text: str, days: int = 0) -> Item:
    return mail(item_id, title, text, sender_name="Ada", sender_email="ada@example.org",
                account="ada@example.org", labels=["SENT"],
                when=NOW - timedelta(days=days))  # fmt: skip


def test_the_own_reply_is_not_what_somebody_wrote() -> None:
    theirs = mail("m1", "Pier", "The pier is long.", when=NOW - timedelta(days=3))
    mine = own("m2", "Re: Pier", "The pier? Oh.")
    question = "what did the harbour write about the pier?"
    answer = answered(SAID, result("gmail", "search", mine, theirs), asked=question)
    assert [c.id for c in answer.citations] == ["m1"]


def test_the_own_mail_answers_where_it_is_asked_for() -> None:
    theirs = mail("m1", "Pier", "The pier is long.")
    answer = answered(SAID, result("gmail", "search", theirs, own("m2", "Re: Pier", "Pier: yes.")),
                      asked="what did I write about the pier?")  # fmt: skip
    assert answer.text.startswith("**You** wrote today")


def test_what_is_quoted_forwarded_or_signed_is_not_said() -> None:
    text = (
        "Hello Ada,\n\nthe pier stays closed.\n\nBest regards,\nOrla Brandt\nPier sales, Northwind"
        "\n\nOn Mon, 9 Mar 2026 at 09:00, Bo <bo@port.example> wrote:\n> The pier opens at noon."
    )
    answer = answered(SAID, result("gmail", "search", mail("m1", "Pier", text)))
    assert "“the pier stays closed.”" in answer.text
    assert "noon" not in answer.text
    assert "sales" not in answer.text


def test_a_forward_without_a_word_is_shown_with_what_it_forwards() -> None:
    text = "---------- Forwarded message ---------\nFrom: Bo <bo@port.example>\n\nThe pier opens."
    answer = answered(SAID, result("gmail", "search", mail("m1", "Fwd: Pier", text)))
    assert "The pier opens." in answer.text


def test_other_languages_are_quoted_as_they_are() -> None:
    german = mail("m1", "Steg", "Hallo Ada,\n\nder Pier kostet jetzt 298,00 €.\n\nLG\nOrla")
    answer = answered(SAID, result("gmail", "search", german))
    assert "“der Pier kostet jetzt 298,00 €.”" in answer.text


def test_the_first_statement_leads_where_the_first_is_asked_for() -> None:
    old = mail("m1", "Pier", "The pier costs £900.", when=NOW - timedelta(days=9))
    new = mail("m2", "Re: Pier", "The pier costs £950.", when=NOW)
    answer = answered(SAID, result("gmail", "search", new, old),
                      asked="what did Orla say about the pier at first?")  # fmt: skip
    assert answer.text.index("£900") < answer.text.index("£950")
    assert "After that:" in answer.text


def test_somebody_who_never_mentions_it_has_said_nothing() -> None:
    wanted = intent("search", "gmail", people=("Orla",), topic="submarine", shape="said")
    other = mail("m1", "Pier", "The pier is long.", similarity=0.2)
    answer = answered(wanted, result("gmail", "search", other, arguments={"sender": "Orla"}))
    assert answer.text == ("I did not find anything with Orla about “submarine”. I searched Gmail.")


def test_a_name_alone_is_not_close_to_what_was_asked() -> None:
    wanted = intent("search", "gmail", people=("Orla",), topic="submarine", shape="said")
    named = mail("m1", "Orla's pier", "Orla is long.", similarity=0.4)
    answer = answered(
        wanted, result("gmail", "search", named, arguments={"query": "submarine Orla"})
    )
    assert answer.citations == ()
