"""What tokens cost."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources

import pytest

from agents.llm.anthropic import DEFAULT_MODEL as ANTHROPICS
from agents.llm.base import Spent, estimated_tokens
from agents.llm.openai import DEFAULT_MODEL as OPENAIS
from agents.llm.prices import cost, prices

MILLIONS = Spent(input_tokens=1_000_000, output_tokens=1_000_000)


@pytest.mark.parametrize(
    ("model", "dollars"),
    [
        ("gpt-4o-mini", 0.75),
        ("gpt-4o-mini-2024-07-18", 0.75),
        ("gpt-4o-2024-08-06", 12.5),
    ],
)
def test_a_dated_model_costs_what_its_name_costs(model: str, dollars: float) -> None:
    assert cost("openai", model, MILLIONS) == dollars * 1_000_000


def test_a_fraction_of_a_millionth_is_rounded_up() -> None:
    assert cost("openai", "gpt-4o-mini", Spent(input_tokens=1)) == 1


def test_an_unlisted_model_costs_as_much_as_the_dearest() -> None:
    dearest = max(
        cost("anthropic", name, Spent(output_tokens=1_000)) for name in prices()["anthropic"]
    )
    assert cost("anthropic", "claude-next", Spent(output_tokens=1_000)) == dearest


def test_on_a_server_of_ones_own_only_a_listed_model_costs() -> None:
    assert cost("openai", "llama3.2:3b", MILLIONS, is_own=True) == 0
    assert cost("openai", "gpt-4o-mini", MILLIONS, is_own=True) > 0


def test_the_default_models_are_listed() -> None:
    assert OPENAIS in prices()["openai"]
    assert ANTHROPICS in prices()["anthropic"]


def test_the_list_says_whose_and_of_when_it_is() -> None:
    text = (resources.files("agents.llm") / "prices.json").read_text(encoding="utf-8")
    for listed in json.loads(text)["providers"].values():
        assert listed["source"].startswith("https://")
        assert date.fromisoformat(listed["as_of"])


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("", 0, 0), ("The quick brown fox jumps over the lazy dog.", 10, 14), ("会议改到三点", 5, 7)],
)
def test_tokens_are_estimated_on_the_high_side(text: str, least: int, most: int) -> None:
    assert least <= estimated_tokens(text) <= most
