"""A turn after a proposed write never makes it go to somebody else, nor to what it spares."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.agents.asking import ask, turn


@pytest.mark.parametrize("said", ["what about the boat?", "also the regatta", "how about Cy?"])
def test_a_few_words_after_a_reply_choose_no_other_mail_to_answer(said: str) -> None:
    intent = ask(said, turn("reply to Ana that 37 is fine", "gmail"))
    assert intent.operation in ("search", "read")


def test_the_mail_to_answer_is_another_where_it_is_named() -> None:
    intent = ask("what about the mail from Cy?", turn("reply to Ana that 37 is fine", "gmail"))
    assert intent.operation == "reply_email"


@pytest.mark.parametrize(
    "said",
    ["not the ones from Cormorant Press", "but not those by Cormorant Press", "keep the ones from "
     "Cormorant Press"],
)  # fmt: skip
def test_what_shall_be_spared_is_not_what_is_put_away(said: str) -> None:
    intent = ask(said, turn("archive the newsletters", "gmail"))
    assert intent.operation == "archive_email"
    assert intent.entities["without"] == "Cormorant Press"
    assert intent.entities["all"] is True
    assert "people" not in intent.entities


def test_it_is_spared_from_what_comes_next_too() -> None:
    first = turn("archive the newsletters", "gmail")
    second = replace(first, intent=ask("not the ones from Cormorant Press", first))
    again = ask("and star them", first, second)
    assert again.entities["without"] == "Cormorant Press"


@pytest.mark.parametrize("said", ["show Ana my schedule", "show Ana our agenda for next week"])
def test_ones_own_schedule_is_no_file(said: str) -> None:
    assert ask(said).operation != "share_file"
    assert ask("show Ana my glaze schedule").operation == "share_file"
