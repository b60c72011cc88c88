"""Totals of tables, what a question is not about, and answers to the person's own questions."""

from __future__ import annotations

import pytest

from agents.query import Answer
from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import NOW, file, intent, mail, result

COSTS = "Item | EUR\nSail | 1,200\nRope | 80.50\nPaint | 45"


def told(asked: str, text: str = COSTS, topic: str = "boat costs") -> Answer:
    sheet = file(
        "f1", "Boat costs", text, mime_type="application/vnd.google-apps.spreadsheet",
        similarity=0.5,
    )  # fmt: skip
    wanted = intent("search", "gdrive", topic=topic, shape="amount")
    return answered(wanted, result("gdrive", "search", sheet), asked=asked)


def test_the_rows_of_a_table_are_added_up_where_a_total_is_asked_for() -> None:
    text = told("what does the boat cost altogether?").text
    assert text.startswith("**€1,325.50** altogether, added up from **Boat costs**")
    assert "Rope €80.50" in text


def test_one_row_is_told_where_no_total_is_asked_for() -> None:
    text = told("what did the rope for the boat cost?", topic="rope boat").text
    assert "altogether" not in text
    assert "EUR: 80.50" in text


def test_a_table_with_its_own_total_is_not_added_up_again() -> None:
    text = told("what does the boat cost in total?", f"{COSTS}\nTotal | 1,325.50").text
    assert "altogether" not in text
    assert "EUR: 1,325.50" in text


def test_a_table_without_money_is_not_added_up() -> None:
    text = told("what does the boat cost altogether?", "Item | Weight\nSail | 12\nRope | 8").text
    assert "altogether" not in text


@pytest.mark.parametrize(
    "text",
    [
        "Item | Cost\nSail | €100\nRope | $50",
        "Item | Cost\nSail | 1.200,50\nRope | 80,00",
        "Item | Cost\nSail | 40 (x2)\nRope | 80",
        "Step | GBP\nQuotation | 400\nInvoice | 480\nCredit note | 80",
        "Item | Cost centre\nSail | 4410\nRope | 4420",
        "Item | EUR\nSail | 100\nRope | 50\nPaint, two tins | 4 | 45",
        "Item | EUR\n" + "\n".join(f"Sail number {n} of the fleet | 100" for n in range(52)),
    ],
    ids=["mixed", "commas", "remarks", "takes back", "code", "other rows", "may be cut"],
)
def test_what_cannot_be_added_up_safely_is_not(text: str) -> None:
    assert "altogether" not in told("what does the boat cost altogether?", text).text


def test_what_a_question_says_it_is_not_about_does_not_answer_it() -> None:
    wanted = intent("search", "gmail", topic="harp", shape="amount")
    mails = (
        mail("m1", "Harp tuning", "Tuning of the harp costs €60.", similarity=0.6),
        mail("m2", "Harp", "We bought the harp for €900.", similarity=0.4),
    )
    asked = "what did we pay for the harp, not the tuning?"
    assert "900" in answered(wanted, result("gmail", "search", *mails), asked=asked).text[:120]


def test_what_the_person_asked_somebody_is_told_by_the_answer() -> None:
    question = mail(
        "m1", "A diver", "Do you know the diver who mends keels?", when=at(1, 9),
        thread_id="t1", labels=("SENT",), similarity=0.6,
    )  # fmt: skip
    reply = mail(
        "m2", "Re: A diver", "That is Pim, you find him at the fish market before six.",
        when=at(2, 9), thread_id="t1", similarity=0.2,
    )  # fmt: skip
    answer = answered(
        intent("search", "gmail", topic="diver keels"),
        result("gmail", "search", question, reply),
        asked="how do I find the diver who mends keels?",
    )
    assert "Pim" in answer.text[:200]


def test_a_row_of_a_long_table_is_found_by_its_words() -> None:
    sheet = file(
        "f1", "Things", "Thing | Bought | GBP\nLamp | 2019 | 40\nKettle | 2022 | 25",
        mime_type="application/vnd.google-apps.spreadsheet", similarity=0.15, when=NOW,
    )  # fmt: skip
    answer = answered(
        intent("search", "gdrive", topic="kettle", shape="when"),
        result("gdrive", "search", sheet),
        asked="when did we get the kettle?",
    )
    assert "2022" in answer.text
    assert not answer.text.startswith("I did not find")
