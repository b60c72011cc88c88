"""Intent -> Plan: a validated directed acyclic graph of steps.

The plan is made from the person's words alone, before anything of theirs is read: what is read
later can fill an argument, never add a step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from agents.errors import AgentsError
from agents.planning import anchors, beyond, bookings, reading, searching, shaped, shown, writing
from agents.query import READ_OPERATIONS, Intent, Plan, Query, Service, Step
from agents.references import is_path, references_of
from agents.workspace.base import ServiceAgent
from agents.workspace.registry import AGENTS

MAX_STEPS = 12


class PlanError(AgentsError):
    """A plan that must not run: a cycle, an unknown step, agent or operation, a reference to
    nothing, or more than MAX_STEPS steps."""


Planner = Callable[[Intent, Query], tuple[Step, ...]]


def plan(intent: Intent, query: Query) -> Plan:
    """The steps that answer `intent`. Empty where there is nothing to do: an unsupported wish or
    a question that must be clarified first. Raises PlanError."""
    if intent.operation == "unsupported" or intent.clarification:
        return Plan(())
    made = _planner(intent, query)(intent, query)
    if not query.services:  # asked again of what had failed, it is asked of that alone
        made = shown.first(made, intent, most=MAX_STEPS)
    first = validate(Plan(made)).steps
    besides = beyond.steps(first, intent, query)[: MAX_STEPS - len(first)]
    return validate(Plan((*first, *besides)))


def _planner(intent: Intent, query: Query) -> Planner:
    if bookings.is_about_booking(intent):
        return bookings.steps
    if intent.operation not in READ_OPERATIONS:
        return writing.steps
    if intent.operation == "find_time":
        return reading.steps
    if intent.operation != "search" and reading.cited_item(intent, query) is not None:
        return reading.steps
    if (shaped_planner := shaped.planner(intent)) is not None:
        return shaped_planner
    if anchors.has_anchor(intent):
        return anchors.steps
    return reading.steps if intent.operation != "search" else searching.steps


def validate(plan: Plan, *, agents: Mapping[Service, ServiceAgent] = AGENTS) -> Plan:
    """The plan in a topological order; raises PlanError where it must not run."""
    if len(plan.steps) > MAX_STEPS:
        raise PlanError(f"{len(plan.steps)} steps; at most {MAX_STEPS} are allowed")
    known = {step.id: step for step in plan.steps}
    if len(known) != len(plan.steps):
        raise PlanError("two steps have the same id")
    for step in plan.steps:
        _validate_step(step, known, agents)
    return replace(plan, steps=_ordered(plan.steps))


def _validate_step(
    step: Step, known: Mapping[str, Step], agents: Mapping[Service, ServiceAgent]
) -> None:
    agent = agents.get(step.agent)
    if agent is None:
        raise PlanError(f"step {step.id}: there is no agent {step.agent!r}")
    capability = agent.operations.get(step.operation)
    if capability is None:
        raise PlanError(f"step {step.id}: {step.agent} has no operation {step.operation!r}")
    absent = capability.required - step.arguments.keys()
    if absent:
        raise PlanError(f"step {step.id}: {step.operation} needs {', '.join(sorted(absent))}")
    for needed in (*step.depends_on, *((step.when_empty,) if step.when_empty else ())):
        if needed not in known:
            raise PlanError(f"step {step.id} depends on {needed!r}, which is not in the plan")
    if step.when_empty and step.when_empty not in step.depends_on:
        raise PlanError(f"step {step.id} must depend on {step.when_empty}, whose fallback it is")
    for name, value in step.arguments.items():
        _validate_argument(step, name, value)


def _validate_argument(step: Step, name: str, value: Any) -> None:
    for reference in references_of(value):
        if reference.step_id not in step.depends_on:
            raise PlanError(
                f"step {step.id}: {name} refers to {reference.step_id!r}, "
                "which it does not depend on"
            )
        if not is_path(reference.path):
            raise PlanError(f"step {step.id}: {name} has the unknown path {reference.path!r}")


def _ordered(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    done: dict[str, Step] = {}
    waiting = list(steps)
    while waiting:
        ready = [step for step in waiting if all(needed in done for needed in step.depends_on)]
        if not ready:
            raise PlanError(
                "the steps depend on each other in a cycle: "
                + ", ".join(step.id for step in waiting)
            )
        done.update((step.id, step) for step in ready)
        waiting = [step for step in waiting if step.id not in done]
    return tuple(done.values())
