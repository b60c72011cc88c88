"""The biggest bill, the dearest order, the cheapest line: sums are compared, not words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from agents.synthesis.extremes import number
from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import file, intent, mail, result

ORDERS = [
    mail("m1", "Order 1, seeds", "Your order comes to £12.50.", when=at(1, 9)),
    mail("m2", "Order 2, seeds", "Your order comes to £112.00, of which £4.00 is postage."),
    mail("m3", "Order 3, seeds", "Your order comes to £31.20.", when=at(2, 9)),
]
COSTS = "Item | GBP\nHall | 640\nBus | 118.50\nWood | 35\nTotal | 793.50"


def test_of_several_orders_the_one_with_the_greatest_sum_comes_first() -> None:
    answer = answered(
        intent("search", "gmail", topic="seeds order"),
        result("gmail", "search", *ORDERS),
        asked="which was the most expensive seeds order?",
    )
    assert "the largest is **£112.00**" in answer.text.split("\n")[0]
    assert answer.citations[0].id == "m2"


@pytest.mark.parametrize(
    ("asked", "told"), [("cheapest", "**Wood**, **£35**"), ("biggest", "**Hall**, **£640**")]
)
def test_of_a_table_the_row_is_told_and_no_total(asked: str, told: str) -> None:
    costs = file("f1", "Party costs", COSTS)
    answer = answered(
        intent("search", "gdrive", topic="party costs item"),
        result("gdrive", "search", costs),
        asked=f"what is the {asked} item in the party costs?",
    )
    assert told in answer.text


def test_one_mail_that_offers_several_is_quoted_and_not_compared_with_others() -> None:
    offer = mail("m9", "Quotes for the fence", "Oak: £900 each. Pine: £640 each.")
    answer = answered(
        intent("search", "gmail", topic="fence quote cheapest"),
        result("gmail", "search", offer, *ORDERS),
        asked="what was the cheapest quote for the fence?",
    )
    assert "Pine: £640" in answer.text or "Pine: **£640**" in answer.text


@pytest.mark.parametrize(
    ("told", "value"), [("6.340,50 €", "6340.50"), ("£1,490", "1490"), ("£71", "71")]
)
def test_a_sum_is_read_however_it_is_written(told: str, value: str) -> None:
    assert number(told) == Decimal(value)
