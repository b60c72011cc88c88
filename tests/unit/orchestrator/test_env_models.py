"""What the environment says of language models."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestrator.env import ConfigurationError, Environment, read_environment


def read(tmp_path: Path, **values: str) -> Environment:
    return read_environment({"DATA_DIR": str(tmp_path / "data"), **values})


def test_both_providers_are_known_and_every_plan_has_a_budget(tmp_path: Path) -> None:
    env = read(tmp_path)
    assert env.model_order == ("openai", "anthropic")
    assert env.model_daily_budget_usd == {"free": 0.10, "pro": 1.0, "enterprise": 10.0}
    assert env.model_concurrency > 0


def test_the_order_can_be_turned_round(tmp_path: Path) -> None:
    env = read(tmp_path, MODEL_ORDER="anthropic, openai", MODEL_CONCURRENCY="3")
    assert env.model_order == ("anthropic", "openai")
    assert env.model_concurrency == 3


def test_a_plan_that_is_not_named_has_no_budget(tmp_path: Path) -> None:
    assert read(tmp_path, MODEL_DAILY_BUDGET_USD="free=.5").model_daily_budget_usd == {"free": 0.5}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODEL_ORDER", "openai,mistral"),
        ("MODEL_ORDER", "openai,openai"),
        ("MODEL_DAILY_BUDGET_USD", "free"),
        ("MODEL_DAILY_BUDGET_USD", "free=lots"),
        ("MODEL_DAILY_BUDGET_USD", "free=-1"),
        ("MODEL_DAILY_BUDGET_USD", "=1"),
        ("MODEL_CONCURRENCY", "0"),
    ],
)
def test_a_bad_value_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        read(tmp_path, **{name: value})
