"""Plan -> StepResults: each step starts as soon as its inputs are there.

One task a step, no barriers between levels. A failed step leaves the rest standing; what
depends on it still runs if another step gave what it needs.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agents.breakers import breaker_of
from agents.errors import StepError, error_message
from agents.events import ActionProposed, Emit, StepFinished, StepStarted
from agents.matching import is_weak
from agents.query import Item, Plan, Service, Step, StepResult, StepStatus
from agents.references import references_of, resolve_argument
from agents.workspace.base import Call, Context, Outcome, ServiceAgent
from orchestrator.resilience.retry import backoff

STEP_SECONDS = 5.0
RETRIES = 2
FIRST_DELAY = 0.2  # seconds
_PASSING = frozenset({"unavailable", "rate_limited"})
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Run:
    """One execution of one plan."""

    plan: Plan
    agents: Mapping[Service, ServiceAgent]
    context: Context
    emit: Emit
    seconds: float
    results: dict[str, StepResult] = field(default_factory=dict)
    tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)


async def execute(
    plan: Plan,
    *,
    agents: Mapping[Service, ServiceAgent],
    context: Context,
    emit: Emit,
    step_seconds: float = STEP_SECONDS,
) -> list[StepResult]:
    """Runs the plan and gives one result a step, in the plan's order.

    Errors of a step are in its result; nothing but cancellation is raised, and that stops every
    step that runs.
    """
    run = _Run(plan, agents, context, emit, step_seconds)
    for step in plan.steps:
        run.tasks[step.id] = asyncio.create_task(_run_step(step, run), name=f"step {step.id}")
    try:
        await asyncio.gather(*run.tasks.values())
    finally:
        for task in run.tasks.values():
            task.cancel()
        await asyncio.gather(*run.tasks.values(), return_exceptions=True)
    return [run.results[step.id] for step in plan.steps]


async def _run_step(step: Step, run: _Run) -> None:
    for needed in step.depends_on:
        await asyncio.shield(run.tasks[needed])
    if step.when_empty and not _is_wanted(step, step.when_empty, run):
        _finish(StepResult(step, "skipped"), run)
        return
    if step.unless_surer is not None and _is_settled(step, step.unless_surer, run):
        _finish(StepResult(step, "skipped"), run)
        return
    call, missing = _call(step, run)
    if missing:
        _finish(_without_inputs(step, run), run)
        return
    run.emit(StepStarted(step.id))
    _finish(await _attempt(call, run), run)


def _is_wanted(fallback: Step, instead_of: str, run: _Run) -> bool:
    """Whether the step that this is the fallback for found nothing; or, where the fallback looks
    in another service, whether none of the steps before it found what is about it."""
    result = run.results[instead_of]
    if fallback.agent == result.step.agent:
        nothing = result.status == "empty" or result.data.get("count") == 0
        return nothing or _lacks_inputs(result)
    return all(_has_nothing_about_it(run.results[needed], run) for needed in fallback.depends_on)


def _is_settled(step: Step, surer: float, run: _Run) -> bool:
    """Whether a search that the step waited for found what is surely meant."""
    before = (run.results[needed] for needed in step.depends_on)
    return any(result.items and not is_weak(result, than=surer) for result in before)


def _lacks_inputs(result: StepResult) -> bool:
    """Whether it was left out because a step before it found nothing to go by."""
    code = (result.error or {}).get("code")
    return result.status == "skipped" and code == "nothing_to_act_on"


def _has_nothing_about_it(result: StepResult, run: _Run) -> bool:
    while result.status == "skipped" and result.step.when_empty:
        result = run.results[result.step.when_empty]
    return result.status == "empty" or (result.status == "ok" and is_weak(result))


async def _attempt(call: Call, run: _Run) -> StepResult:
    step = call.step
    started = time.perf_counter()

    def result(status: StepStatus, **parts: Any) -> StepResult:
        return StepResult(step, status, ms=(time.perf_counter() - started) * 1000, **parts)

    def failed(status: StepStatus, code: str, retry_after: float | None = None) -> StepResult:
        return result(status, error=error_message(code, step.agent, retry_after=retry_after))

    breaker = breaker_of(run.context.query.user_id, step.agent)
    if not breaker.allows():
        return failed("failed", "unavailable", breaker.retry_after)
    try:
        async with asyncio.timeout(run.seconds) as limit:
            outcome = await _with_retries(call, run, limit.when())
    except TimeoutError:
        breaker.failed()
        return failed("timed_out", "timed_out")
    except asyncio.CancelledError:
        _finish(result("cancelled"), run)
        raise
    except StepError as error:
        (breaker.failed if error.code in _PASSING else breaker.succeeded)()
        status: StepStatus = "skipped" if error.code in _NOT_FAILURES else "failed"
        return failed(status, error.code, error.retry_after)
    except Exception:  # whatever an agent raises, the other steps stand and the person is told
        logger.exception("step %s (%s.%s) failed", step.id, step.agent, step.operation)
        return failed("failed", "unknown_error")
    breaker.succeeded()
    return result(_status(outcome), **_parts(outcome))


async def _with_retries(call: Call, run: _Run, deadline: float | None) -> Outcome:
    """The outcome of a step. A read that failed for a passing reason is tried again as long as the
    step has time to wait for it; a write is tried once."""
    capability = run.agents[call.step.agent].operations[call.step.operation]
    attempts = 0 if capability.writes else RETRIES
    for delay in backoff(first=FIRST_DELAY, attempts=attempts):
        try:
            return await capability.run(call, run.context)
        except StepError as error:
            wait = max(delay, error.retry_after or 0.0)
            now = asyncio.get_running_loop().time()
            if error.code not in _PASSING or deadline is None or now + wait >= deadline:
                raise
        await asyncio.sleep(wait)
    return await capability.run(call, run.context)


_NOT_FAILURES = frozenset(
    {"action_unavailable", "nothing_to_act_on", "recipient_refused", "invalid_arguments"}
)


def _status(outcome: Outcome) -> StepStatus:
    return "ok" if outcome.items or outcome.action or outcome.data else "empty"


def _parts(outcome: Outcome) -> dict[str, Any]:
    return {
        "items": outcome.items,
        "action": outcome.action,
        "more_actions": outcome.more_actions,
        "as_of": outcome.as_of,
        "data": outcome.data,
    }


def _call(step: Step, run: _Run) -> tuple[Call, bool]:
    """The step with its references resolved, and whether something is missing without which it
    must not run: a required argument, or what would have narrowed a list of everything."""
    wanted = tuple(run.context.intent.entities.get("references", ()))
    values: dict[str, Any] = {}
    sources: dict[str, Item] = {}
    dropped = False
    for name, value in step.arguments.items():
        found, items = resolve_argument(
            name,
            value,
            run.results,
            wanted=wanted,
            own_address=run.context.email,
            question=run.context.query.text,
        )
        if found is None and references_of(value):
            dropped = True
            continue
        values[name] = found
        sources |= items
    capability = run.agents[step.agent].operations[step.operation]
    is_unbounded = dropped and not capability.writes and "query" not in values
    return Call(step, values, sources), is_unbounded or not capability.required <= values.keys()


def _without_inputs(step: Step, run: _Run) -> StepResult:
    """Skipped: its inputs' own error if they failed, otherwise there was nothing to act on."""
    for needed in step.depends_on:
        result = run.results[needed]
        if result.error and not result.ok:
            return StepResult(step, "skipped", error=result.error)
    return StepResult(step, "skipped", error=error_message("nothing_to_act_on", step.agent))


def _finish(result: StepResult, run: _Run) -> None:
    run.results[result.step.id] = result
    run.emit(StepFinished(result))
    for action in result.actions:
        run.emit(ActionProposed(action))
