"""A question that stands inside of another sentence is asked all the same."""

from __future__ import annotations

import pytest

from agents.understanding.asked_sentence import asked_sentence
from agents.understanding.embedded_questions import directly
from tests.unit.agents.asking import ask


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("can you tell me what time the rehearsal ends", "what time does the rehearsal end?"),
        ("I can't remember where the workshop is", "where is the workshop?"),
        ("any idea when the kiln people are coming back?", "when are the kiln people coming back?"),
        ("remind me what Ilse said about the glaze", "what did Ilse say about the glaze?"),
        ("i was wondering whether Ilse has replied", "has Ilse replied?"),
        ("do you know if we've paid the roofer", "have we paid the roofer?"),
        ("tell me if i have any calls tomorrow", "do i have any calls tomorrow?"),
        ("find out which gate we leave from", "which gate do we leave from?"),
        ("do you happen to know who booked the hall", "who booked the hall?"),
        ("I've forgotten what time I'm picking Bo up", "what time am I picking Bo up?"),
        ("see if there's anything from the bank", "is there anything from the bank?"),
        ("the class is at three, isn't it?", "is the class at three?"),
        ("am i right in thinking the class moved", "did the class move?"),
        ("what's the date of the summer party", "when is the summer party?"),
        ("what did I promise Ilse again, can you remember?", "what did I promise Ilse?"),
        ("could you remind me when I'm seeing Ilse and where?", "when do i next see Ilse?"),
        ("when am I meeting Ilse Marsh", "when do i next see Ilse Marsh?"),
        ("I wonder which of the two is cheaper", "which of the two is cheaper"),
        ("not sure when the lease that we signed ends", "when does the lease that we signed end?"),
    ],
)
def test_the_question_is_found(said: str, asked: str) -> None:
    assert directly(said) == asked


@pytest.mark.parametrize(
    "said",
    [
        "remind me that the lunch is on Friday",
        "remind me when I get home to call Bo",
        "tell Bo when the party is",
        "check with Ilse if she can come",
        "ask Bo whether he is coming",
        "I forgot to answer Ilse",
        "confirm that I'm coming to the party",
        "show me the mail from Bo",
        "look at the deck",
        "tell me about the workshop",
        "what is the date today",
    ],
)
def test_what_is_no_question_stays(said: str) -> None:
    assert directly(said) == said


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("can you tell me what time the rehearsal ends", "what time does the rehearsal end?"),
        ("I forgot when the summer party is", "when is the summer party?"),
        ("trying to work out when I last saw the dentist", "when did I last see the dentist?"),
        ("remind me what Ilse said about the glaze", "what did Ilse say about the glaze?"),
    ],
)
def test_it_is_understood_as_the_question_alone_is(said: str, asked: str) -> None:
    inside, alone = ask(said), ask(asked)
    assert (inside.operation, inside.services) == (alone.operation, alone.services)
    assert inside.entities == alone.entities


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Bo is coming over. When does Ilse's class end?", "When does Ilse's class end?"),
        ("Sorry to ask. What did Ilse say about it?", None),
        ("I have the dentist at 3. Is Ilse free before?", None),
        ("Email Bo. When is Ilse's class?", None),
        ("The roof leaks. What did Ilse say?", None),
        ("I want to cancel the lunch. When is Ilse's class?", "When is Ilse's class?"),
        ("Email Bo that we are late. When is Ilse's class?", None),
        ("We must pay the roofer. How much was the invoice?", None),
    ],
)
def test_what_is_said_before_a_whole_question_is_left_out(said: str, asked: str | None) -> None:
    assert asked_sentence(said) == (asked or said)


def test_a_wish_before_a_question_is_told_and_not_mixed_with_it() -> None:
    asked = ask("I want to cancel the lunch. When is Ilse's class?")
    assert asked.operation == "search"
    assert asked.entities["left_aside"] == "I want to cancel the lunch."
