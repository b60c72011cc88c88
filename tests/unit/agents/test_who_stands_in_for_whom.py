"""Who covers for somebody, by the table of a document."""

from __future__ import annotations

import pytest

from agents.planner import plan
from tests.unit.agents.answers import answered
from tests.unit.agents.asking import ask
from tests.unit.agents.material import file, query, result

TABLE = (
    "Who | From | Covered by\nAda | 3 May | Bo\nCem | 4 May | nobody, ring him\nBo | 9 May | Ada"
)
AWAY = file("f1", "Away", TABLE)


def told(question: str) -> str:
    return answered(ask(question), result("gdrive", "search", AWAY), asked=question).text


@pytest.mark.parametrize(
    ("question", "whom"),
    [
        ("who covers for Bo while we're in Oslo", "Bo"),
        ("who's looking after Bo's stuff next week?", "Bo"),
        ("is anyone standing in for Bo", "Bo"),
        ("who takes over from Bo when he's off", "Bo"),
        ("who's covering for me during the trip", "me"),
        ("who will be covering for me from Monday", "me"),
        ("who covers for whom", ""),
        ("while bo's with me in Oslo who does her stuff back here", "bo"),
    ],
)
def test_the_one_who_is_away_is_known(question: str, whom: str) -> None:
    asked = ask(question)
    assert (asked.entities["shape"], asked.entities["whom"]) == ("cover", whom)
    assert [step.agent for step in plan(asked, query(question)).steps][:2] == ["gdrive", "gmail"]


@pytest.mark.parametrize(
    "question",
    ["who covers the cost of the paint", "who is looking after Bo on Saturday", "cover for me"],
)
def test_other_covers_are_none(question: str) -> None:
    assert ask(question).entities.get("shape") != "cover"


def test_the_row_tells_it() -> None:
    said = told("who covers for Bo next week")
    assert (
        said
        == "**Ada** covers for **Bo** (from 9 May). So says **Away** (Google Slides in Plans). [1]"
    )


def test_oneself_is_known_by_the_name_of_the_account() -> None:
    assert told("who's covering for me").startswith("**Bo** covers for **Ada**")
    assert told("who do I cover for").startswith("**Ada** covers for **Bo**")


def test_nobody_is_no_stand_in() -> None:
    assert told("who covers for Cem").startswith("For **Cem** (from 4 May) it says “**nobody, ring")
    assert told("who covers for Ilse").startswith("**Away** names nobody who covers for Ilse.")


def test_all_rows_are_told_where_nobody_is_named() -> None:
    assert told("who covers for whom").count("\n- ") == 3
