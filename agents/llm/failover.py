"""The models of this installation, in the order in which they are asked.

What an error leads to:

rate_limited  the same model again after Retry-After (or a short backoff), as long as that begins
              within the stage's time; where another model could answer at once, no more than
              `PATIENCE` seconds are waited for
unavailable,  the next model; three in a row (rate limits and cuts count too) open the model's
timed_out     breaker for a minute, in which it is not asked
malformed     the next model; that can be the question's fault, so the breaker does not count it
auth          the breaker opens at once; an error in the log tells the operator which key to check;
              the next model
cut           after text was shown: raised, since only who shows the text can go on without
              repeating it (`Request.avoid` then asks for another model); of a structured answer
              nothing was shown, so the next model
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from django.conf import settings

from agents.llm import anthropic, metrics, openai
from agents.llm.base import (
    ChatModel,
    ModelError,
    Provider,
    Request,
    Spent,
    estimated_tokens,
    sent_tokens,
)
from agents.llm.gateway import Gateway
from agents.llm.usage import record
from orchestrator.resilience import cache
from orchestrator.resilience.breaker import Breaker
from orchestrator.resilience.retry import backoff

log = logging.getLogger(__name__)

PIECE_SECONDS = 10.0  # the longest silence inside an answer
ANSWER_SECONDS = 60.0  # the longest answer
PATIENCE = 2.0
RETRIES = 2
Meter = Callable[[Request, Provider, Spent], Awaitable[None]]


async def _unmetered(request: Request, provider: Provider, spent: Spent) -> None:
    return


@dataclass(slots=True)
class Failover:
    """Asks one model after the other until one answers. `meter` is told what each call spent."""

    providers: Sequence[Provider]
    breakers: Mapping[str, Breaker] = field(default_factory=dict)
    meter: Meter = _unmetered
    mode: str = ""

    def __post_init__(self) -> None:
        own = {f"{p.endpoint}#{n}": Breaker() for n, p in enumerate(self.providers)}
        self.breakers = {**own, **self.breakers}
        self.mode = self.mode or self.providers[0].name

    async def stream(self, request: Request) -> AsyncGenerator[str, None]:
        """See `ChatModel.stream`. `mode` is then the name of the model that answers."""
        open_ = [n for n, p in enumerate(self.providers) if p.name not in request.avoid]
        failure = ModelError("unavailable", "no model is left to ask")
        while open_:
            n = open_.pop(0)
            if not self._breaker(n).allows():
                continue
            try:
                async with aclosing(self._patiently(n, request, has_other=bool(open_))) as pieces:
                    async for piece in pieces:
                        self.mode = self.providers[n].name
                        yield piece
                return
            except ModelError as error:
                if error.kind == "cut" and request.schema is None:
                    raise
                failure = error
        raise failure

    async def _patiently(
        self, n: int, request: Request, *, has_other: bool
    ) -> AsyncGenerator[str, None]:
        """One model, asked again after a rate limit that passes in time."""
        began = time.monotonic()
        patience = request.first_token_seconds
        if has_other:
            patience = min(PATIENCE, patience)
        for delay in (*backoff(first=0.5, attempts=RETRIES), None):
            try:
                async with aclosing(self._once(n, request)) as pieces:
                    async for piece in pieces:
                        yield piece
                return
            except ModelError as error:
                wait = max(delay or 0.0, error.retry_after or 0.0)
                late = time.monotonic() - began + wait >= patience
                if error.kind != "rate_limited" or delay is None or late:
                    raise
            await asyncio.sleep(wait)

    async def _once(self, n: int, request: Request) -> AsyncGenerator[str, None]:
        """One call: timed, counted, metered, and told to the breaker."""
        provider, spent = self.providers[n], Spent()
        said: list[str] = []
        call = metrics.Call(provider.name, request.purpose)
        try:
            stream = _timely(provider.stream(request, spent), request.first_token_seconds)
            async with aclosing(stream) as pieces:
                async for piece in pieces:
                    call.first_token()
                    said.append(piece)
                    if request.schema is None:
                        yield piece
            self._breaker(n).succeeded()
            metrics.LEFT_ALONE.labels(provider.name).set(0)
            call.outcome = "ok"
            if request.schema is not None:
                yield "".join(said)
        except ModelError as error:
            error.provider, call.outcome = provider.name, error.kind
            self._failed(n, error)
            raise
        finally:
            call.end()
            _estimate(spent, request, "".join(said))
            if spent.input_tokens:
                await self.meter(request, provider, spent)

    def _failed(self, n: int, error: ModelError) -> None:
        breaker = self._breaker(n)
        if error.kind == "auth":
            log.error("%s", error)
            breaker.trip()
        else:
            log.warning("%s: %s (%s)", error.provider, error, error.kind)
        if error.kind not in ("auth", "malformed"):
            breaker.failed()
        metrics.LEFT_ALONE.labels(error.provider).set(breaker.state != "closed")

    def _breaker(self, n: int) -> Breaker:
        provider = self.providers[n]
        return self.breakers.get(provider.endpoint) or self.breakers[f"{provider.endpoint}#{n}"]


async def _timely(
    pieces: AsyncIterator[str], first_token_seconds: float
) -> AsyncGenerator[str, None]:
    """Raises ModelError where the first piece, a later one or the end comes too late."""
    ends = time.monotonic() + ANSWER_SECONDS
    seconds, late = first_token_seconds, ModelError("timed_out", "no first token in time")
    try:
        while True:
            try:
                async with asyncio.timeout(min(seconds, max(0.0, ends - time.monotonic()))):
                    piece = await anext(pieces, None)
            except TimeoutError as error:
                raise late from error
            if piece is None:
                return
            seconds, late = PIECE_SECONDS, ModelError("cut", "the stream fell silent")
            yield piece
    finally:
        close = getattr(pieces, "aclose", None)
        if close is not None:
            await close()


def _estimate(spent: Spent, request: Request, said: str) -> None:
    """What the provider has not told, because it never does or was cut off."""
    spent.output_tokens = spent.output_tokens or estimated_tokens(said)
    if spent.output_tokens and not spent.input_tokens:
        spent.input_tokens = sent_tokens(request.messages)


# What fails for one turn fails for the next: breakers belong to the process.
_breakers: dict[str, Breaker] = {}
_FROM_SETTINGS = {"openai": openai.from_settings, "anthropic": anthropic.from_settings}


def from_settings() -> ChatModel | None:
    """The configured models behind one door; None without any. For one turn, inside its loop."""
    made = (_FROM_SETTINGS[name]() for name in settings.MODEL_ORDER)
    providers = [provider for provider in made if provider is not None]
    if not providers:
        return None
    for provider in providers:
        _breakers.setdefault(provider.endpoint, Breaker())
    return Gateway(Failover(providers, _breakers, record))


def warm() -> None:
    """Loads what the clients of the configured models load on their first use, which takes half a
    second. Not for async code."""

    async def make() -> None:
        from_settings()
        await close()

    asyncio.run(make())


async def close() -> None:
    """Closes the connections that the running loop has opened for models."""
    await openai.close()
    await anthropic.close()
    await cache.close()
