"""The web process with a simulated pipeline: what is measured is everything around an answer.

`quick` takes 150 ms of a model and three statements of 5 ms; `stream N` gives N events, 200 a
second, each of which says when it was given. Everything else is the product: sockets, SSE,
storing, limits, the hub, write-behind. Below `/bare` the same views answer without middleware.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import datetime
from typing import Any

import django
from django.core.handlers.asgi import ASGIHandler
from django.test import override_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
django.setup()

from accounts.tenancy import tenant_connection  # noqa: E402 - Django must be set up first
from agents.events import Event, Token, TurnFinished  # noqa: E402
from conversations import answering, running  # noqa: E402
from conversations.stored import StoredTurn  # noqa: E402
from conversations.write_behind import WriteBehind  # noqa: E402
from orchestrator.asgi import application as product  # noqa: E402

RATE = 200
MODEL_SECONDS, STATEMENTS, STATEMENT_SECONDS = 0.150, 3, 0.005
BARE = "/bare"
HUB_ONLY = "BENCH_HUB_ONLY"
EMPTY: dict[str, Any] = {
    **{name: {} for name in ("intent", "plan", "as_of", "timings_ms")},
    **{name: [] for name in ("steps", "citations", "actions", "services_failed", "suggestions")},
    "plan": {"steps": []},
    "answer": "Simulated.",
    "answer_html": "<p>Simulated.</p>",
    "clarification": None,
    "mode": "local",
    "partial": False,
}

Application = Callable[..., Awaitable[None]]


async def simulated_turn(turn: StoredTurn, *, now: datetime) -> AsyncGenerator[Event, None]:
    """In place of `conversations.answering.run_turn`; its end is stored as the product does."""
    kind, _, number = turn.query.partition(" ")
    if kind == "stream":
        began = time.monotonic()
        for n in range(int(number.split()[0])):
            await asyncio.sleep(max(0.0, began + n / RATE - time.monotonic()))
            yield Token(f"{time.monotonic():.4f} ")
    else:
        for _ in range(STATEMENTS):
            async with tenant_connection(turn.user_id) as conn:
                await conn.execute("SELECT pg_sleep(%s)", [STATEMENT_SECONDS])
        await asyncio.sleep(MODEL_SECONDS)
        yield Token("Simulated.")
    yield TurnFinished(message=await answering._finish(turn, EMPTY))


vars(running)["run_turn"] = simulated_turn
if os.environ.get(HUB_ONLY):
    WriteBehind.published = lambda self, turn: None  # type: ignore[method-assign]
with override_settings(MIDDLEWARE=[]):
    bare = ASGIHandler()


async def application(scope: Any, receive: Any, send: Any) -> None:
    path = scope.get("path", "")
    if path.startswith(BARE):
        scope = {**scope, "path": path.removeprefix(BARE), "raw_path": b""}
        await bare(scope, receive, send)
    else:
        await product(scope, receive, send)
