"""The door to the models: nobody pays twice for the same prompt, nobody spends more than their
day allows, and no process asks more at once than it may."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import asdict, dataclass, field
from weakref import WeakKeyDictionary

from django.conf import settings

from agents.llm import metrics
from agents.llm.base import ChatModel, ModelError, Request
from agents.llm.usage import check_budget
from orchestrator.resilience.cache import TextCache

log = logging.getLogger(__name__)
KEPT_SECONDS = 300
Check = Callable[[Request], Awaitable[None]]


@dataclass(slots=True)
class Gateway:
    """A chat model behind its cache, the person's budget and the process's limit.

    `mode` is that of the model behind it, or of the one that wrote what the cache has kept.
    """

    inner: ChatModel
    check: Check = check_budget
    mode: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.mode = self.inner.mode

    async def stream(self, request: Request) -> AsyncGenerator[str, None]:
        """See `ChatModel.stream`. A cached answer comes in one piece."""
        kept = await _kept(request)
        if kept is not None:
            self.mode, text = kept
            yield text
            return
        await self.check(request)
        said = []
        async with _slot(request), aclosing(self.inner.stream(request)) as pieces:  # type: ignore[type-var]
            async for piece in pieces:
                self.mode = self.inner.mode
                said.append(piece)
                yield piece
        await _keep(request, self.mode, "".join(said))


# One process, one loop: a semaphore belongs to it.
_slots: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


@asynccontextmanager
async def _slot(request: Request) -> AsyncGenerator[None, None]:
    """One of the process's places. Raises ModelError, busy, where none becomes free in the time
    of a first token."""
    slots = _slots.setdefault(
        asyncio.get_running_loop(), asyncio.Semaphore(settings.MODEL_CONCURRENCY)
    )
    try:
        async with asyncio.timeout(request.first_token_seconds):
            await slots.acquire()
    except TimeoutError as error:
        metrics.REFUSED.labels("busy").inc()
        raise ModelError("busy", "too many questions ask a model at once") from error
    try:
        yield
    finally:
        slots.release()


async def _kept(request: Request) -> tuple[str, str] | None:
    """The mode and text of the same request's answer, if it was given lately."""
    if request.user_id is None:
        return None
    found = await _cache().get(_key(request))
    metrics.CACHE.labels(request.purpose, "hit" if found else "miss").inc()
    if found is None:
        return None
    mode, _, text = found.partition("\n")
    return mode, text


async def _keep(request: Request, mode: str, text: str) -> None:
    if request.user_id is not None and text:
        await _cache().put(_key(request), f"{mode}\n{text}", seconds=KEPT_SECONDS)


def _key(request: Request) -> str:
    """Of one person: another one's same words have another key. What the settings decide is
    part of it, so that a new model is asked anew."""
    asked = request.identity or json.dumps([asdict(message) for message in request.messages])
    models = [settings.OPENAI_MODEL, settings.OPENAI_BASE_URL, settings.ANTHROPIC_MODEL]
    whole = json.dumps([request.purpose, asked, request.max_tokens, sorted(request.avoid), models])
    return f"model:{request.user_id}:{hashlib.sha256(whole.encode()).hexdigest()}"


def _cache() -> TextCache:
    default = settings.CACHES["default"]
    return TextCache(default["LOCATION"], prefix=str(default.get("KEY_PREFIX", "")))
