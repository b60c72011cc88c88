"""What the product adds to a language model: measured against a scripted server on loopback that
answers at once, so that all the time is ours and the client library's.

`bare` is the client library alone; every other figure goes through the whole door: cache, budget,
breaker, failover, and the record of what was spent.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

from django.test.utils import override_settings

from accounts.models import User
from accounts.tenancy import close_pool
from agents.llm import anthropic, failover, openai
from agents.llm.base import ChatModel, Message, Provider, Request, Spent, prompt
from benchmarks.figures import Report, percentile
from tests.llm_server import LlmServer, running_llm_server

ROUNDS = 40
SWITCH = 0.0002  # seconds
FAILING = 2  # the third failure in a row would open the breaker
SAID = ("The harbour office wrote on Monday that the berth is free [1]. ", "It costs 40 euros [1].")
RUN = uuid4().hex  # no prompt repeats, but where that is what is measured
Ask = Callable[[int], Awaitable[float]]


def measure(report: Report, *, email: str) -> None:
    user_id = User.objects.values_list("id", flat=True).get(email=email)
    logging.disable(logging.WARNING)
    switch = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)  # the scripted server is a thread of this process
    try:
        asyncio.run(_measure(report, user_id))
    finally:
        sys.setswitchinterval(switch)
        logging.disable(logging.NOTSET)


async def _measure(report: Report, user_id: UUID) -> None:
    with running_llm_server() as server:
        servers = {"OPENAI_BASE_URL": server.url, "ANTHROPIC_BASE_URL": server.root}
        with override_settings(**servers, MODEL_DAILY_BUDGET_USD={}):
            for name in ("openai", "anthropic"):
                with override_settings(MODEL_ORDER=(name,)):
                    await _one_provider(report, name, server, user_id)
            with override_settings(MODEL_ORDER=("openai", "anthropic")):
                await _failing_over(report, server, user_id)
    await failover.close()
    await close_pool()


async def _one_provider(report: Report, name: str, server: LlmServer, user_id: UUID) -> None:
    async def bare(n: int) -> float:
        server.says(*SAID)
        return await _first_token(_provider(name), _request(None, f"bare {n}"))

    async def whole(n: int) -> float:
        server.says(*SAID)
        return await _first_token(None, _request(user_id, f"{name} {n}"))

    async def kept(n: int) -> float:
        return await _first_token(None, _request(user_id, f"{name} {n}"))

    await _add(report, f"model.{name}.bare.first_token", bare, "the client library alone")
    await _add(report, f"model.{name}.first_token", whole, "cache, budget, breaker, record")
    await _add(report, f"model.{name}.cached", kept, "the same prompts again")


async def _failing_over(report: Report, server: LlmServer, user_id: UUID) -> None:
    async def failing(n: int) -> float:
        server.says(status=503)
        server.says(*SAID)
        return await _first_token(None, _request(user_id, f"over {n}"))

    await _add(report, "model.failover.first_token", failing, "openai answers 503", FAILING - 1)


def _provider(name: str) -> Provider | None:
    return openai.from_settings() if name == "openai" else anthropic.from_settings()


async def _first_token(provider: Provider | None, request: Request) -> float:
    """Seconds until the first piece of a provider's answer, or of the whole door's; the answer is
    then heard to its end."""
    began = time.perf_counter()
    models: ChatModel | None = None if provider else failover.from_settings()
    if provider is not None:
        pieces = provider.stream(request, Spent())
    elif models is not None:
        pieces = models.stream(request)
    first = 0.0
    async for _ in pieces:
        first = first or time.perf_counter() - began
    return first


def _request(user_id: UUID | None, words: str) -> Request:
    asked = Message("user", f"{RUN} {words}. " + "A source that says something. " * 700)
    return Request((Message("system", prompt("synthesize")), asked), 50, user_id=user_id)


async def _add(report: Report, name: str, ask: Ask, note: str, rounds: int = ROUNDS) -> None:
    await ask(-1)
    times = [await ask(n) * 1000 for n in range(rounds)]
    report.add(f"{name}.p50", percentile(times, 0.5), "ms", "warm", "", note)
    report.add(f"{name}.p95", percentile(times, 0.95), "ms", "warm", "", note)
