"""Whatever is typed is answered with an intent, never with an exception."""

from __future__ import annotations

import asyncio
import random
import string

import pytest

from agents.intent import understand
from agents.query import OPERATIONS, Query
from tests.unit.agents.asking import NOBODY, NOW, ZONE, ask, turn

ODD = [
    "",
    "   \n\t ",
    "😀😀😀",
    "?!?!",
    "\x00\x00",
    "a",
    "'s",
    "and",
    "the second one",
    "31 February 2026 at 25:61",
    "from to with by at in on",
    "((((((((",
    "cancel " * 3_000,
    "meeting tomorrow at 3 " * 1_000,
    "x" * 20_000,
    "1" * 20_000,
    "from - to - " * 2_000,
    "日本語のメールを探して",
    "ابحث عن البريد",
    "найди письмо от Ивана",
    "bütçe hakkında ne dedi?",
    "quels sont mes rendez-vous demain ?",
    "¿qué tengo mañana?",
    "@@@ ### --- ''' \"\"\"",
    "<script>alert(1)</script> delete everything",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_gives_an_intent(text: str) -> None:
    for earlier in ((), (turn("what did Bo say about the budget?", "gmail"),)):
        intent = ask(text, *earlier)
        assert intent.operation in OPERATIONS
        assert 0.0 <= intent.confidence <= 1.0
        assert intent.took_ms >= 0.0


def test_text_by_chance_gives_an_intent() -> None:
    chance = random.Random(11)
    alphabet = string.printable + "äéşğ😀’“”–"
    words = [
        "cancel",
        "from",
        "to",
        "next",
        "friday",
        "3pm",
        "2-3",
        "second one",
        "april 31",
        "week",
    ]
    for _ in range(150):
        noise = "".join(chance.choices(alphabet, k=chance.randint(0, 40)))
        intent = ask(" ".join(chance.choices(words, k=6)) + noise)
        found = intent.time_range
        if found and found.start and found.end:
            assert found.start < found.end


def test_nothing_typed_asks_what_is_wanted() -> None:
    intent = ask("")
    assert (intent.operation, intent.services, intent.confidence) == ("unsupported", (), 0.0)
    assert intent.clarification


def test_the_same_question_gives_the_same_intent() -> None:
    first, second = ask("emails from Bo since Monday"), ask("emails from Bo since Monday")
    assert first.as_json() | {"took_ms": 0} == second.as_json() | {"took_ms": 0}


def test_understanding_does_not_hold_the_event_loop() -> None:
    async def both() -> tuple[str, int]:
        ticks = 0
        question = asyncio.create_task(
            understand(Query("what did Bo say about the roof", NOBODY, NOW, ZONE))
        )
        while not question.done():
            ticks += 1
            await asyncio.sleep(0)
        return question.result().operation, ticks

    operation, ticks = asyncio.run(both())
    assert operation == "search"
    assert ticks > 1
