"""Which model answers when one does not."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import AsyncExitStack

import pytest

from agents.llm import base, failover
from agents.llm.base import ModelError, Provider, Request, Spent
from agents.llm.failover import Failover
from orchestrator.resilience.breaker import Breaker
from tests.llm_server import LlmServer, running_llm_server
from tests.unit.agents.models import Chat, anthropic_at, heard, openai_at, request

LONG = {"Retry-After": "60"}
WHOLE = request(schema={"type": "object"}, purpose="classification")


@pytest.fixture
def server() -> Iterator[LlmServer]:
    with running_llm_server() as running:
        yield running


def both(server: LlmServer) -> tuple[Chat, Chat]:
    return openai_at(server), anthropic_at(server)


def asked_in_turn(models: Failover, *requests: Request) -> list[str]:
    """The texts of one failover's answers; of those that failed, the kind of the error."""
    said: list[str] = []

    async def go() -> None:
        async with AsyncExitStack() as clients:
            for provider in models.providers:
                await clients.enter_async_context(provider.client)  # type: ignore[attr-defined]
            for each in requests:
                try:
                    said.append("".join([piece async for piece in models.stream(each)]))
                except ModelError as error:
                    said.append(error.kind)

    asyncio.run(go())
    return said


def test_a_stream_that_falls_silent_is_a_cut(
    server: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failover, "PIECE_SECONDS", 0.3)
    held = threading.Event()
    server.says("The total is ", "40.", held=held)
    pieces, error = heard(openai_at(server))
    held.set()
    assert pieces == ["The total is "]
    assert error is not None
    assert error.kind == "cut"


@pytest.mark.parametrize("status", [500, 503, 400, 401, 403])
def test_the_next_model_answers_for_one_that_refuses(server: LlmServer, status: int) -> None:
    server.says(status=status)
    server.says("Here I am.")
    assert heard(*both(server)) == (["Here I am."], None)
    assert server.asked == ["openai", "anthropic"]


@pytest.mark.parametrize("how", [{"malformed": True}, {"cut": True}, {"unfinished": True}], ids=str)
def test_the_next_model_answers_for_one_that_says_nothing_sound(
    server: LlmServer, how: dict[str, bool]
) -> None:
    server.says(*(["x"] if "malformed" in how else []), **how)
    server.says("Here I am.")
    assert heard(*both(server)) == (["Here I am."], None)


def test_it_works_in_the_other_order_just_as_well(server: LlmServer) -> None:
    server.says(status=529)
    server.says("Here I am.")
    assert heard(anthropic_at(server), openai_at(server)) == (["Here I am."], None)
    assert server.asked == ["anthropic", "openai"]


@pytest.mark.parametrize("asked", [request(), WHOLE], ids=["synthesis", "classification"])
def test_the_next_model_answers_for_one_that_does_not_begin(
    server: LlmServer, monkeypatch: pytest.MonkeyPatch, asked: Request
) -> None:
    monkeypatch.setitem(base.FIRST_TOKEN_SECONDS, asked.purpose, 0.3)
    stalled = threading.Event()
    server.says("Too late.", stalled=stalled)
    server.says("Here I am.")
    said = heard(*both(server), asked=asked)
    stalled.set()
    assert said == (["Here I am."], None)
    assert server.asked == ["openai", "anthropic"]


def test_a_short_rate_limit_is_waited_for(server: LlmServer) -> None:
    server.says(status=429, headers={"Retry-After": "0"})
    server.says("Here I am.")
    assert heard(*both(server)) == (["Here I am."], None)
    assert server.asked == ["openai", "openai"]


def test_a_long_rate_limit_is_not_waited_for(server: LlmServer) -> None:
    server.says(status=429, headers=LONG)
    server.says("Here I am.")
    assert heard(*both(server)) == (["Here I am."], None)
    assert server.asked == ["openai", "anthropic"]


def test_with_nobody_left_the_last_failure_is_told(server: LlmServer) -> None:
    server.says(status=500)
    server.says(status=429, headers=LONG)
    pieces, error = heard(*both(server))
    assert pieces == []
    assert error is not None
    assert (error.kind, error.provider) == ("rate_limited", "anthropic")


def test_no_other_model_repeats_what_was_shown(server: LlmServer) -> None:
    server.says("The total is ", cut=True)
    pieces, error = heard(*both(server))
    assert pieces == ["The total is "]
    assert error is not None
    assert (error.kind, error.provider) == ("cut", "openai")


def test_of_a_cut_structured_answer_nothing_is_shown(server: LlmServer) -> None:
    server.says('{"a": ', cut=True)
    server.says('{"a": ', "1}")
    assert heard(*both(server), asked=WHOLE) == (['{"a": 1}'], None)
    assert server.asked == ["openai", "anthropic"]


def test_a_refused_key_is_an_error_for_the_operator(
    server: LlmServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.says(status=401)
    server.says("Here I am.")
    heard(*both(server))
    (told,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert "OPENAI_API_KEY" in told.getMessage()


def test_a_refused_key_is_not_tried_again(server: LlmServer) -> None:
    server.says(status=401)
    server.says("One.")
    server.says("Two.")
    models = Failover(both(server))
    assert asked_in_turn(models, request(), request()) == ["One.", "Two."]
    assert server.asked == ["openai", "anthropic", "anthropic"]


def test_after_three_failures_a_model_is_left_alone_for_a_minute(server: LlmServer) -> None:
    now = [0.0]
    chats = both(server)
    breaker = Breaker(clock=lambda: now[0])
    models = Failover(chats, {chats[0].endpoint: breaker})
    for _ in range(3):
        server.says(status=500)
        server.says("Backup.")
    server.says("Backup.")
    assert asked_in_turn(models, *[request()] * 4) == ["Backup."] * 4
    assert server.asked == ["openai", "anthropic"] * 3 + ["anthropic"]
    now[0] = 60.0
    chats = both(server)
    server.says("Recovered.")
    models = Failover(chats, {chats[0].endpoint: breaker})
    assert asked_in_turn(models, request()) == ["Recovered."]
    assert breaker.state == "closed"


def test_questions_that_a_model_cannot_take_do_not_open_its_breaker(server: LlmServer) -> None:
    for _ in range(3):
        server.says(status=400)
        server.says("Backup.")
    server.says("First again.")
    said = asked_in_turn(Failover(both(server)), *[request()] * 4)
    assert said == ["Backup."] * 3 + ["First again."]


def test_models_to_avoid_are_not_asked(server: LlmServer) -> None:
    server.says("Here I am.")
    asked = request(avoid=frozenset({"openai"}))
    assert heard(*both(server), asked=asked) == (["Here I am."], None)
    assert server.asked == ["anthropic"]


def test_with_all_models_avoided_none_is_asked(server: LlmServer) -> None:
    _, error = heard(openai_at(server), asked=request(avoid=frozenset({"openai"})))
    assert error is not None
    assert error.kind == "unavailable"


def test_what_each_call_spent_is_metered(server: LlmServer) -> None:
    spent: list[tuple[str, Spent]] = []

    async def meter(request: Request, provider: Provider, tokens: Spent) -> None:
        spent.append((provider.name, tokens))

    server.says("The total", cut=True, usage=(40, 9))
    server.says("One.", usage=(41, 2))
    server.says(status=500)
    server.says("Two.", usage=(42, 3))
    models = Failover(both(server), meter=meter)
    assert asked_in_turn(models, WHOLE, request()) == ["One.", "Two."]
    cut = spent.pop(0)
    assert cut[0] == "openai"
    assert cut[1].input_tokens > 0
    assert cut[1].output_tokens > 0
    assert spent == [("anthropic", Spent(41, 2)), ("anthropic", Spent(42, 3))]


def test_leaving_in_mid_answer_closes_the_connection_and_meters_what_was_said(
    server: LlmServer,
) -> None:
    spent: list[Spent] = []
    held = threading.Event()

    async def meter(request: Request, provider: Provider, tokens: Spent) -> None:
        spent.append(tokens)

    async def go() -> None:
        chat = openai_at(server)
        async with chat.client:
            stream = Failover([chat], meter=meter).stream(request())
            assert await anext(stream) == "The first words. "
            await stream.aclose()
            for _ in range(20):  # the client's own generators are closed by the loop
                await asyncio.sleep(0)
        assert len(asyncio.all_tasks()) == 1

    server.says("The first words. ", "More.", held=held)
    asyncio.run(go())
    held.set()
    assert spent[0].output_tokens > 0


def test_a_classification_may_take_half_as_long_to_begin_as_an_answer() -> None:
    assert base.FIRST_TOKEN_SECONDS == {"classification": 5.0, "synthesis": 10.0}
