"""What tokens cost: the price list is `prices.json`, with its date and sources."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from math import ceil

from agents.llm.base import Spent

MICROS = 1_000_000  # of a dollar


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens, which is millionths of a dollar for one."""

    input: Decimal
    output: Decimal


def cost(provider: str, model: str, spent: Spent, *, is_own: bool = False) -> int:
    """What a call cost, in millionths of a US dollar, rounded up. An unlisted model is taken for
    its provider's dearest; on a server of one's own (`is_own`) it costs nothing."""
    price = _price(provider, model, is_own=is_own)
    return ceil(price.input * spent.input_tokens + price.output * spent.output_tokens)


def _price(provider: str, model: str, *, is_own: bool) -> Price:
    listed = prices().get(provider, {})
    named = [name for name in listed if model == name or model.startswith(f"{name}-")]
    if named:
        return listed[max(named, key=len)]
    if is_own or not listed:
        return Price(Decimal(0), Decimal(0))
    return max(listed.values(), key=lambda price: price.output)


@cache
def prices() -> Mapping[str, Mapping[str, Price]]:
    """The list, by provider and model."""
    text = (resources.files("agents.llm") / "prices.json").read_text(encoding="utf-8")
    return {
        provider: {
            name: Price(Decimal(price["input"]), Decimal(price["output"]))
            for name, price in listed["models"].items()
        }
        for provider, listed in json.loads(text)["providers"].items()
    }
