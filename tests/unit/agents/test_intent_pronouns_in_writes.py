"""Whom a pronoun in a wish to write means, and what is taken back of a share."""

from __future__ import annotations

import pytest

from agents.query import EarlierTurn
from tests.unit.agents.asking import NOW, ask


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
