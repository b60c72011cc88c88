"""The only composer: a question to its events, from understanding to the finished answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.tenancy import tenant_connection
from agents import intent as understanding
from agents.events import CitationsKnown, Event, IntentKnown, PlanMade, Token, TurnFinished
from agents.executor import execute
from agents.llm import failover
from agents.llm.base import ChatModel
from agents.planner import plan
from agents.query import READ_OPERATIONS, Answer, Intent, Plan, Query, Service, StepResult
from agents.synthesis.failures import failed_services
from agents.synthesizer import synthesise
from agents.understanding.callings import with_addressee
from agents.understanding.contacts import resolve_people
from agents.understanding.grounding import grounded
from agents.understanding.respelling import respelled
from agents.workspace.base import Context, ServiceAgent
from agents.workspace.registry import AGENTS
from orchestrator.telemetry import observe_answer


@dataclass(frozen=True, slots=True)
class TurnContext:
    """Whose turn it is. Without `email` the person's name and address are looked up."""

    user_id: UUID
    turn_id: UUID
    conversation_id: UUID
    request_id: str = ""
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the pipeline is made of."""

    understand: Callable[[Query], Awaitable[Intent]] = understanding.understand
    agents: Mapping[Service, ServiceAgent] = field(default_factory=lambda: AGENTS)
    model: Callable[[], ChatModel | None] = failover.from_settings


@dataclass(slots=True)
class _Clock:
    """Milliseconds of each stage, and until the first token."""

    began: float = field(default_factory=time.perf_counter)
    lap: float = field(default_factory=time.perf_counter)
    timings: dict[str, float] = field(default_factory=dict)

    def mark(self, stage: str) -> None:
        now = time.perf_counter()
        self.timings[stage] = round((now - self.lap) * 1000, 2)
        self.lap = now

    def since_begin(self, name: str) -> None:
        self.timings.setdefault(name, round((time.perf_counter() - self.began) * 1000, 2))


async def answer(
    query: Query, *, turn: TurnContext, parts: Parts | None = None
) -> AsyncGenerator[Event, None]:
    """The events of a turn, from `intent` to `turn.finished`, whose message is the object of
    `ask --json` without the ids that the conversation gives.

    Closing the iterator cancels what runs. Raises what is wrong with the product itself
    (PlanError, EmbeddingError, the database); what is wrong with a service is in the answer.
    """
    queue: asyncio.Queue[Event | None] = asyncio.Queue()

    async def produce() -> None:
        try:
            await _run(query, turn, parts or Parts(), queue.put_nowait)
        finally:
            queue.put_nowait(None)

    task = asyncio.create_task(produce(), name=f"turn {turn.turn_id}")
    try:
        while (event := await queue.get()) is not None:
            yield event
        await task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _run(
    query: Query, turn: TurnContext, parts: Parts, publish: Callable[[Event], None]
) -> None:
    clock = _Clock()
    query = replace(query, turn_id=turn.turn_id)

    def emit(event: Event) -> None:
        if isinstance(event, Token):
            clock.since_begin("first_token")
        publish(event)

    spelled, (name, email) = await asyncio.gather(respelled(query), _person(turn))
    intent = await parts.understand(spelled.query)
    if spelled.may_write(intent):
        query, intent = spelled.query, spelled.told(intent)
    else:
        intent = spelled.doubted(await parts.understand(query))
    intent = await with_addressee(await grounded(_narrowed(intent, query), query), query)
    intent = await resolve_people(intent, query)
    clock.mark("intent")
    emit(IntentKnown(intent))
    made = plan(intent, query)
    clock.mark("plan")
    emit(PlanMade(made))
    context = Context(query, intent, turn.turn_id, name=name, email=email)
    results = await execute(made, agents=parts.agents, context=context, emit=emit)
    clock.mark("execute")
    answered = await synthesise(query, intent, results, llm=parts.model(), emit=emit)
    clock.mark("synthesize")
    clock.since_begin("first_token")
    clock.since_begin("total")
    emit(CitationsKnown(answered.citations))
    answered = replace(answered, timings_ms=clock.timings)
    message = finished_message(intent, made, results, answered)
    observe_answer(
        mode=answered.mode,
        timings_ms=clock.timings,
        services_failed=message["services_failed"],
    )
    emit(TurnFinished(message))


def _narrowed(intent: Intent, query: Query) -> Intent:
    """The intent for those of its services that the question is narrowed to, if it is."""
    if not query.services or intent.operation not in READ_OPERATIONS:
        return intent
    kept = tuple(service for service in intent.services if service in query.services)
    return replace(intent, services=kept or intent.services)


async def _person(turn: TurnContext) -> tuple[str, str]:
    if turn.email:
        return turn.name, turn.email
    async with tenant_connection(turn.user_id) as conn:
        cursor = await conn.execute(
            "SELECT name, email FROM accounts_user WHERE id = %s", [turn.user_id]
        )
        row = await cursor.fetchone()
    return (row["name"], row["email"]) if row else ("", "")


def finished_message(
    intent: Intent, made: Plan, results: Sequence[StepResult], answered: Answer
) -> dict[str, Any]:
    """The object of `ask --json` without its ids."""
    failed = failed_services(results)
    return {
        "answer": answered.text,
        "answer_html": answered.html,
        "clarification": answered.clarification,
        "mode": answered.mode,
        "intent": intent.as_json(),
        "plan": made.as_json(),
        "steps": [result.as_json() for result in results],
        "citations": [citation.as_json() for citation in answered.citations],
        "actions": [dict(action) for result in results for action in result.actions],
        "as_of": _as_of(results),
        "partial": bool(failed),
        "services_failed": list(failed),
        "suggestions": list(answered.suggestions),
        "timings_ms": dict(answered.timings_ms),
    }


def _as_of(results: Sequence[StepResult]) -> dict[str, str]:
    """The age of the oldest data that each service gave."""
    oldest: dict[str, datetime] = {}
    for result in results:
        if result.as_of is not None:
            known = oldest.get(result.step.agent, result.as_of)
            oldest[result.step.agent] = min(known, result.as_of)
    return {service: moment.isoformat() for service, moment in oldest.items()}
