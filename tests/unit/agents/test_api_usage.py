"""`/api/v1/me/usage`: what language models spent, a day after the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from pytest_django import Settings

from accounts.tenancy import tenant
from agents.models import ModelCall
from tests.api_client import Api
from tests.factories import Person


def call(person: Person, at: datetime, micros: int) -> None:
    with tenant(person.id):
        ModelCall.objects.create(
            user_id=person.id,
            turn_id=uuid4(),
            at=at,
            purpose="answer",
            provider="openai",
            model="m",
            input_tokens=1_000,
            output_tokens=50,
            cost_micros=micros,
        )


def models(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = Api(person.user).get("me/usage").json()["models"]
    return found


def test_tokens_and_cost_are_told_by_the_day(person: Person, other_person: Person) -> None:
    now = datetime.now(UTC)
    for at in (now, now, now - timedelta(days=3), now - timedelta(days=30)):
        call(person, at, 1_500)
    call(other_person, now, 9_000_000)
    shown = models(person)
    assert shown["usd_per_day"] == 0.10
    assert shown["resets_at"].startswith(str(now.date() + timedelta(days=1)))
    once = {"calls": 1, "input_tokens": 1_000, "output_tokens": 50, "cost_usd": 0.0015}
    twice = {"calls": 2, "input_tokens": 2_000, "output_tokens": 100, "cost_usd": 0.003}
    assert shown["days"] == [
        {"day": str(now.date()), **twice},
        {"day": str(now.date() - timedelta(days=3)), **once},
    ]


def test_a_day_without_a_model_is_told_as_nothing(person: Person, settings: Settings) -> None:
    settings.MODEL_DAILY_BUDGET_USD = {}
    shown = models(person)
    assert shown["usd_per_day"] is None
    (today,) = shown["days"]
    assert (today["calls"], today["cost_usd"]) == (0, 0.0)
