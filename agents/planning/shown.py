"""Steps that look at what was just shown, before anything is searched."""

from __future__ import annotations

from collections.abc import Sequence

from agents.query import SERVICES, Intent, Step

OPERATION = "shown"


def is_shown(step: Step) -> bool:
    """Whether it is one of these steps."""
    return step.operation == OPERATION


def first(steps: Sequence[Step], intent: Intent, *, most: int) -> tuple[Step, ...]:
    """The steps, at most so many, after those that open what the turn before showed."""
    shown = intent.entities.get("shown")
    if not shown:
        return tuple(steps)
    looks = [
        Step(f"c{n}", service, OPERATION, {"ids": ids, "query": str(shown.get("topic") or "")})
        for n, service in enumerate(SERVICES, 1)
        if (ids := tuple(one[1] for one in shown["items"] if one[0] == service))
    ]
    return (*looks, *steps)[:most]
