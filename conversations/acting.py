"""What a person decides about a proposed action, and what is wrong with it in the one shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.problems import Problem
from agents import actions
from agents.errors import StepError, error_message


async def decide(
    decision: str, *, user_id: UUID, action_id: UUID, arguments: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Carries out `approve`, `reject` or `undo`; the action as it is then. Raises Problem."""
    now = timezone.now()
    try:
        if decision == "approve":
            return await actions.approve_and_execute(
                user_id=user_id, action_id=action_id, now=now, arguments=arguments
            )
        if decision == "reject":
            return await actions.reject(user_id=user_id, action_id=action_id, now=now)
        return await actions.undo(user_id=user_id, action_id=action_id, now=now)
    except actions.UnknownAction as error:
        raise _unknown(action_id) from error
    except actions.WrongState as error:
        raise _too_late(decision, error.status) from error
    except StepError as error:
        raise await _refused(error, user_id, action_id) from error


def _unknown(action_id: UUID) -> Problem:
    return Problem(
        code="not_found",
        title="No Such Action",
        message=f"There is no action {action_id}.",
        status=404,
    )


def _too_late(decision: str, status: str) -> Problem:
    return Problem(
        code="wrong_state",
        title="Not Possible Any More",
        message=f"This action is {status}, so you cannot {decision} it.",
        status=409,
    )


async def _refused(error: StepError, user_id: UUID, action_id: UUID) -> Problem:
    action = await actions.get(user_id=user_id, action_id=action_id)
    told = error_message(error.code, action["agent"], retry_after=error.retry_after)
    status = 400 if error.code == "invalid_arguments" else 409
    return Problem.from_json({**told, "status": status})
