"""Nothing is taken away but where words say so; and no text keeps the understanding busy."""

from __future__ import annotations

import re

import pytest

from agents.understanding import choosing, persons
from tests.unit.agents.asking import ask


@pytest.mark.parametrize(
    "text",
    [
        "info on the haircut",
        "tell me about the fire drill",
        "I hate the haircut",
        "I wonder about the haircut",
        "should I skip the haircut",
        "can the haircut be cancelled",
        "how do I cancel the haircut",
        "did I cancel the haircut",
        "is the haircut necessary",
    ],
)
def test_a_question_or_a_remark_cancels_nothing(text: str) -> None:
    assert ask(text).operation not in ("delete_event", "update_event", "trash_email")


@pytest.mark.parametrize(
    "text",
    ["cancel the haircut", "get rid of the haircut", "we should skip the haircut",
     "please could you cancel my haircut", "I want to cancel the haircut"],
)  # fmt: skip
def test_a_wish_to_cancel_does(text: str) -> None:
    assert ask(text).operation == "delete_event"


def test_where_somebody_goes_is_no_guest() -> None:
    assert "people" not in ask("put a visit to Northby in my calendar on Friday at 3").entities
    assert ask("schedule a call to Ilse on Friday at 3").entities["people"] == ["Ilse"]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        *((pattern, f"ana {sign * 80}!") for pattern in persons._WHO_TOO for sign in ".?-!"),
        (choosing._PLACE, "no " * 300 + "x"),
    ],
)
def test_a_run_of_signs_is_read_at_once(pattern: re.Pattern[str], text: str) -> None:
    """It took longer than a test may, and longer than a day."""
    assert pattern.match(text) is None
