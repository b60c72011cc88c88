"""What somebody is told is no part of the wish: it orders nothing, and it stays as it was said."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest

from agents.planner import plan
from agents.query import Query, Reference
from tests.unit.agents.asking import NOW, ZONE, ask, turn


def arguments(wish: str) -> dict[str, Any]:
    """What the last step of the plan is given."""
    steps = plan(ask(wish), Query(wish, uuid.UUID(int=0), NOW, ZONE)).steps
    return dict(steps[-1].arguments)


@pytest.mark.parametrize(
    "wish",
    [
        "reply to Ana's mail about the kiln: I'll answer all questions tomorrow",
        "reply to Ana that Bo will reply to everyone",
        "reply to Ana about the kiln: I'd rather answer all at once",
        "reply to all of Ana's questions that I agree",
        "reply to Ana's mail about the kiln saying please reply all",
    ],
)
def test_words_of_the_message_copy_nobody(wish: str) -> None:
    assert "cc" not in arguments(wish)


@pytest.mark.parametrize(
    "wish",
    ["reply all to Ana's mail about the kiln: I agree", "please reply to everyone on Ana's mail"],
)
def test_an_answer_to_all_copies_the_others(wish: str) -> None:
    assert isinstance(arguments(wish)["cc"], Reference)


@pytest.mark.parametrize(
    "wish",
    [
        "archive the mail about the disputed invoices",
        "delete the mail the gallery sends reminders",
        "star the mail from Ana about the invitations",
        "archive Ana's note saying that all is lost",
    ],
)
def test_what_tells_the_mail_makes_it_not_several(wish: str) -> None:
    assert isinstance(arguments(wish)["message_ids"], list)


@pytest.mark.parametrize(
    "wish",
    ["archive the newsletters about all kilns", "star every mail from Ana",
     "archive Ana's newsletters", "archive the e-mail newsletters",
     "bin all the receipts from Ana"],
)  # fmt: skip
def test_several_mails_are_meant_where_the_wish_says_so(wish: str) -> None:
    chosen = arguments(wish)["message_ids"]
    assert isinstance(chosen, Reference)
    assert chosen.path == "every.id"


@pytest.mark.parametrize(
    "wish",
    [
        "decline the tasting since I'm away, and let Bo know",
        "cancel the tasting because I'm ill, and tell Bo",
        "put the kiln's number in my notes, it's new, and message Bo",
        "note that the kiln smells and tell Bo so",
        "once the kiln is paid, let Bo know",
        "the moment the kiln is cold, tell Bo",
        "if the kiln breaks, let Bo know",
        "Bo should know what the kiln costs",
        "Bo has to know the fee too",
    ],
)
def test_an_order_a_condition_and_a_question_are_sent_to_nobody(wish: str) -> None:
    assert ask(wish).operation not in ("send_email", "draft_email")


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ("tell Bo she has a fever", "she has a fever"),
        ("let Bo know her tooth is out", "her tooth is out"),
        ("Bo should know that he forgot the keys", "he forgot the keys"),
        ("the kiln is cold, tell Bo", "the kiln is cold"),
        ("Ana's train is late, let Bo know", "Ana's train is late"),
        ("email Bo saying the fee went up from ten to twelve pounds",
         "the fee went up from ten to twelve pounds"),
        ("tell Bo we need from two to three weeks", "we need from two to three weeks"),
        ("write to Bo that between one and two guests are missing",
         "between one and two guests are missing"),
        ("tell Bo I'd rather get the papers by e-mail", "I'd rather get the papers by e-mail"),
        ("tell Bo by e-mail that the kiln is cold", "the kiln is cold"),
    ],
)  # fmt: skip
def test_a_message_stays_as_it_was_said(wish: str, message: str) -> None:
    intent = ask(wish)
    assert (intent.operation, intent.entities["people"]) == ("send_email", ["Bo"])
    assert intent.entities["message"] == message


@pytest.mark.parametrize(
    "said", ["thank you!", "ok thank you", "thank god", "thank goodness", "chase payment"]
)
def test_thanks_to_nobody_are_no_mail(said: str) -> None:
    before = replace(turn("what did Ana send?", "gmail"), answer="**Ana Berg** wrote: “yes” [1]")
    assert ask(said, before).operation not in ("send_email", "reply_email")


@pytest.mark.parametrize(
    "said",
    ["and unread mails", "and Cleo's number", "and tomorrow too", "and files about the kiln",
     "and the second kiln"],
)  # fmt: skip
def test_another_question_is_not_added_to_a_mail(said: str) -> None:
    intent = ask(said, turn("write to Bo that we need bread"))
    assert intent.operation not in ("send_email", "draft_email", "reply_email")
