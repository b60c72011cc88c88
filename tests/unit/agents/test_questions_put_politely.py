"""Questions put indirectly are read as the questions they are."""

from __future__ import annotations

import pytest

from agents.understanding.indirect import directly


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("can you tell me what time the class ends", "what time does the class end?"),
        ("do you know when the choir is", "when is the choir?"),
        ("I wonder if the walk is still on", "is the walk still on?"),
        ("remind me which day the plumber came", "which day did the plumber come?"),
        ("any idea when we get back", "when do we get back?"),
        ("could you check whether Orla's coming on Friday", "is Orla coming on Friday?"),
        ("do you know whether Orla replied to Finbar", "did Orla reply to Finbar?"),
        ("tell me who is coming to the lunch", "who is coming to the lunch"),
        ("I'm not sure if it's on Tuesday", "is it on Tuesday?"),
        ("can you remind me when to leave", "when to leave"),
    ],
)
def test_the_words_are_put_in_the_order_of_a_question(said: str, question: str) -> None:
    assert directly(said) == question


@pytest.mark.parametrize(
    "said",
    [
        "remind me to call Orla",
        "tell me when the parcel arrives",
        "I don't think I can come",
        "tell Orla what time the class ends",
    ],
)
def test_what_is_no_question_stays_as_it_is(said: str) -> None:
    assert directly(said) == said
