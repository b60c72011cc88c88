"""What a person decides about an action, over HTTP or the socket, and what is wrong with it in the
one shape."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from accounts.problems import Problem
from agents import actions, sending
from agents.errors import StepError, error_message

Decision = Literal["approve", "reject", "undo"]
NOT_AS_IT_IS: Final = 409
UNAVAILABLE: Final = 503
STATUSES: Final[Mapping[str, int]] = {
    "invalid_arguments": 400,
    "not_found": 404,
    "rate_limited": 429,
} | dict.fromkeys(
    (
        "token_expired",
        "permission_denied",
        "access_revoked",
        "recipient_refused",
        "drafts_only",
        "changed_meanwhile",
        "not_possible",
        "action_unavailable",
    ),
    NOT_AS_IT_IS,
)


async def decide(
    decision: Decision,
    *,
    user_id: UUID,
    action_id: UUID,
    now: datetime,
    arguments: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Carries out a decision; the action as it is then, which for an approved mail is before it
    goes out. `arguments` are the person's changes to what they approve. Raises Problem."""
    which: Any = {"user_id": user_id, "action_id": action_id, "now": now}
    if decision == "approve":
        return await told(sending.approve(**which, arguments=arguments), user_id, action_id)
    done = actions.reject(**which) if decision == "reject" else actions.undo(**which)
    return await told(done, user_id, action_id)


async def told(action: Awaitable[dict[str, Any]], user_id: UUID, action_id: UUID) -> dict[str, Any]:
    """The action, once it is there. Raises Problem where its own errors would be."""
    try:
        return await action
    except actions.UnknownAction as error:
        raise Problem(
            code="not_found",
            title="No Such Action",
            message="There is no such action.",
            status=404,
        ) from error
    except actions.WrongState as error:
        raise Problem(
            code="wrong_state",
            title="Too Late",
            message=f"This action is {error.status}, so this cannot be done any more.",
            status=NOT_AS_IT_IS,
        ) from error
    except StepError as error:
        known = await actions.get(user_id=user_id, action_id=action_id)
        raise _refused(error, known) from error


def _refused(error: StepError, action: Mapping[str, Any]) -> Problem:
    words = error_message(error.code, action["agent"], retry_after=error.retry_after)
    if error.code == "invalid_arguments":
        words["message"] = f"{words['message']} ({error})"
    retry_after = words["retry_after"]
    words["retry_after"] = None if retry_after is None else max(1, round(retry_after))
    return Problem(**words, status=STATUSES.get(error.code, UNAVAILABLE))
