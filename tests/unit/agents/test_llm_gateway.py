"""Nobody pays twice, nobody spends more than their day, and every call is accounted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from accounts.models import User
from accounts.tenancy import close_pool, tenant
from agents.llm import failover
from agents.llm.base import Message, ModelError, Request
from agents.llm.usage import usage_of_day, usage_of_turn
from agents.models import ModelCall
from agents.query import Answer
from agents.synthesizer import synthesise
from tests.factories import Person, person
from tests.llm_server import LlmServer, running_llm_server
from tests.unit.agents.material import Heard, intent, mail, query, result
from tests.unit.agents.models import request

TURN = uuid4()


@pytest.fixture
def server(settings: Settings) -> Iterator[LlmServer]:
    """A server that both providers are at; Anthropic's prices are taken, since it is the vendor's
    own name for a model."""
    with running_llm_server() as running:
        settings.OPENAI_BASE_URL = running.url
        settings.ANTHROPIC_BASE_URL = running.root
        settings.ANTHROPIC_MODEL = "claude-haiku-4-5"
        settings.MODEL_ORDER = ("anthropic", "openai")
        yield running


@pytest.fixture
def ada(transactional_db: None) -> Person:
    return person("ada@example.org")


@pytest.fixture
def grace(transactional_db: None) -> Person:
    return person("grace@example.org")


def of(user_id: UUID, words: str = "Hello?", **fields: Any) -> Request:
    asked = (Message("user", words),)
    return request(messages=asked, user_id=user_id, turn_id=TURN, **fields)


def said(*requests: Request) -> list[str]:
    """What is answered to one request after the other; of those that failed, the error's kind."""

    async def go() -> list[str]:
        try:
            return [await _said(each) for each in requests]
        finally:
            await failover.close()
            await close_pool()

    return asyncio.run(go())


async def _said(asked: Request) -> str:
    models = failover.from_settings()
    assert models is not None
    try:
        text = "".join([piece async for piece in models.stream(asked)])
    except ModelError as error:
        return error.kind
    return f"{models.mode}: {text}"


def spend(user: User, micros: int, *, at: datetime | None = None) -> None:
    with tenant(user.id):
        ModelCall.objects.create(
            user_id=user.id,
            at=at or datetime.now(UTC),
            purpose="synthesis",
            provider="openai",
            model="m",
            input_tokens=1,
            output_tokens=1,
            cost_micros=micros,
        )


def test_the_same_prompt_is_not_paid_for_twice(server: LlmServer, ada: Person) -> None:
    server.says("Good ", "morning.")
    assert said(of(ada.id), of(ada.id)) == ["anthropic: Good morning."] * 2
    assert len(server.requests) == 1


def test_nobody_gets_what_another_person_was_answered(
    server: LlmServer, ada: Person, grace: Person
) -> None:
    server.says("For Ada.")
    server.says("For Grace.")
    assert said(of(ada.id), of(grace.id)) == ["anthropic: For Ada.", "anthropic: For Grace."]


def test_other_words_are_another_prompt(server: LlmServer, ada: Person) -> None:
    server.says("One.")
    server.says("Two.")
    assert said(of(ada.id, "A?"), of(ada.id, "B?")) == ["anthropic: One.", "anthropic: Two."]


def test_what_the_caller_calls_the_same_is_the_same(server: LlmServer, ada: Person) -> None:
    server.says("One.")
    requests = [of(ada.id, "at 9:00", identity="x"), of(ada.id, "at 9:01", identity="x")]
    assert said(*requests) == ["anthropic: One."] * 2


def test_a_cut_answer_is_not_kept(server: LlmServer, ada: Person) -> None:
    server.says("Half of", cut=True)
    server.says("The whole.")
    assert said(of(ada.id), of(ada.id)) == ["cut", "anthropic: The whole."]


def test_without_redis_every_prompt_is_asked(
    server: LlmServer, ada: Person, settings: Settings
) -> None:
    nowhere = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:9/0"}
    settings.CACHES = {**settings.CACHES, "default": nowhere}
    server.says("One.")
    server.says("Two.")
    assert said(of(ada.id), of(ada.id)) == ["anthropic: One.", "anthropic: Two."]


def test_every_call_is_accounted_to_its_person_turn_and_day(
    server: LlmServer, ada: Person, grace: Person
) -> None:
    server.says("Good morning.", usage=(1_000, 200))
    said(of(ada.id))
    for used in (
        usage_of_day(ada.id, plan="free", day=datetime.now(UTC).date()),
        usage_of_turn(ada.id, turn_id=TURN),
    ):
        assert (used.calls, used.input_tokens, used.output_tokens) == (1, 1_000, 200)
        assert used.cost_usd == pytest.approx(0.001 + 0.001)  # 1 and 5 dollars for a million
    assert usage_of_day(ada.id, plan="free", day=datetime.now(UTC).date()).budget_usd == 0.10
    assert usage_of_day(grace.id, plan="free", day=datetime.now(UTC).date()).calls == 0


def test_a_server_of_ones_own_costs_nothing(
    server: LlmServer, ada: Person, settings: Settings
) -> None:
    settings.MODEL_ORDER = ("openai",)
    settings.OPENAI_MODEL = "llama3.2:3b"
    server.says("Good morning.", usage=(1_000, 200))
    said(of(ada.id))
    used = usage_of_turn(ada.id, turn_id=TURN)
    assert (used.output_tokens, used.cost_usd) == (200, 0.0)


def test_a_day_that_is_used_up_asks_no_model(server: LlmServer, ada: Person) -> None:
    spend(ada.user, 100_000)
    assert said(of(ada.id)) == ["over_budget"]


def test_a_day_that_is_used_up_is_told_in_words(server: LlmServer, ada: Person) -> None:
    spend(ada.user, 100_000)
    asked = replace(query("What does the pier cost?", user_id=ada.id), turn_id=TURN)
    found = result("gmail", "search", mail("m1", "Pier", "The pier costs EUR 40."))

    async def go() -> Answer:
        try:
            return await synthesise(
                asked,
                intent("search", "gmail", topic="pier"),
                [found],
                llm=failover.from_settings(),
                emit=Heard(),
            )
        finally:
            await failover.close()
            await close_pool()

    answer = asyncio.run(go())
    assert answer.mode == "local"
    assert "EUR 40" in answer.text
    assert "Today's allowance for the language model is used up" in answer.text
    assert "midnight UTC" in answer.text


def test_yesterdays_costs_do_not_count(server: LlmServer, ada: Person) -> None:
    spend(ada.user, 100_000, at=datetime.now(UTC) - timedelta(days=1))
    server.says("One.")
    assert said(of(ada.id)) == ["anthropic: One."]


def test_another_persons_costs_do_not_count(server: LlmServer, ada: Person, grace: Person) -> None:
    spend(grace.user, 100_000)
    server.says("One.")
    assert said(of(ada.id)) == ["anthropic: One."]


def test_a_higher_plan_may_spend_more(server: LlmServer, ada: Person) -> None:
    spend(ada.user, 100_000)
    User.objects.filter(id=ada.id).update(plan="pro")
    server.says("One.")
    assert said(of(ada.id)) == ["anthropic: One."]


def test_a_plan_without_a_limit_has_none(
    server: LlmServer, ada: Person, settings: Settings
) -> None:
    settings.MODEL_DAILY_BUDGET_USD = {"pro": 1.0}
    spend(ada.user, 10_000_000)
    server.says("One.")
    assert said(of(ada.id)) == ["anthropic: One."]


def test_the_budget_does_not_stop_what_the_cache_holds(server: LlmServer, ada: Person) -> None:
    server.says("One.")
    said(of(ada.id))
    spend(ada.user, 100_000)
    assert said(of(ada.id)) == ["anthropic: One."]


def test_no_more_run_at_once_than_the_process_may(
    server: LlmServer, ada: Person, settings: Settings
) -> None:
    settings.MODEL_CONCURRENCY = 1
    server.says("First words. ", "One.")
    server.says("Two.")

    async def go() -> str:
        try:
            models = failover.from_settings()
            assert models is not None
            stream = models.stream(of(ada.id, "A?"))
            await anext(stream)
            second = asyncio.create_task(_said(of(ada.id, "B?")))
            await asyncio.sleep(0.1)
            assert len(server.requests) == 1
            assert [piece async for piece in stream] == ["One."]
            return await second
        finally:
            await failover.close()
            await close_pool()

    assert asyncio.run(go()) == "anthropic: Two."


def test_without_a_key_or_a_server_there_is_no_model(settings: Settings) -> None:
    async def made() -> object:
        return failover.from_settings()

    assert asyncio.run(made()) is None
