"""`/api/v1/actions`: what was proposed, and the taps that approve, reject or undo it."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from drf_spectacular.utils import extend_schema

from accounts.endpoints import Asked, OwnList, async_endpoint, checked
from accounts.paging import Pages
from accounts.problems import Problem
from agents import actions
from agents.errors import StepError, error_message
from agents.models import Action
from agents.query import Service
from agents.serializers import ActionSerializer, ActionsQuerySerializer, ApprovalSerializer

CONFLICT = {"x-problems": ["409"]}
STATUS = {"invalid_arguments": 400, "rate_limited": 429, "not_found": 404}


class LatestProposals(Pages):
    ordering = "-proposed_at"


@extend_schema(parameters=[ActionsQuerySerializer])
class Actions(OwnList):
    """The person's actions, the latest first."""

    serializer_class = ActionSerializer
    pagination_class = LatestProposals
    queryset = Action.objects.all()

    def owned(self, user_id: UUID) -> QuerySet[Any]:
        wanted = checked(ActionsQuerySerializer(data=self.request.query_params.dict()))
        return super().owned(user_id).filter(**wanted)


@extend_schema(responses=ActionSerializer)
async def show(asked: Asked, action_id: UUID) -> HttpResponse:
    """One action as it is now."""
    return await _answered(
        asked, action_id, actions.get(user_id=asked.user.id, action_id=action_id)
    )


@extend_schema(request=ApprovalSerializer, responses=ActionSerializer, extensions=CONFLICT)
async def approve(asked: Asked, action_id: UUID) -> HttpResponse:
    """Approves a proposed action, with the person's changes, and carries it out. Approving it
    again does nothing twice."""
    changes = checked(ApprovalSerializer(data=asked.body or {})).get("arguments")
    done = actions.approve_and_execute(**_which(asked, action_id), arguments=changes)
    return await _answered(asked, action_id, done)


@extend_schema(request=None, responses=ActionSerializer, extensions=CONFLICT)
async def reject(asked: Asked, action_id: UUID) -> HttpResponse:
    """Rejects a proposed action."""
    return await _answered(asked, action_id, actions.reject(**_which(asked, action_id)))


@extend_schema(request=None, responses=ActionSerializer, extensions=CONFLICT)
async def undo(asked: Asked, action_id: UUID) -> HttpResponse:
    """Restores what was before an action that is done."""
    return await _answered(asked, action_id, actions.undo(**_which(asked, action_id)))


def _which(asked: Asked, action_id: UUID) -> dict[str, Any]:
    return {"user_id": asked.user.id, "action_id": action_id, "now": timezone.now()}


async def _answered(
    asked: Asked, action_id: UUID, changed: Awaitable[dict[str, Any]]
) -> HttpResponse:
    try:
        return JsonResponse(await changed)
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
            status=409,
        ) from error
    except StepError as error:
        known = await actions.get(user_id=asked.user.id, action_id=action_id)
        raise _refused(error, known["agent"]) from error


def _refused(error: StepError, service: Service) -> Problem:
    words = error_message(error.code, service, retry_after=error.retry_after)
    if error.code == "invalid_arguments":
        words["message"] = f"{words['message']} ({error})"
    retry_after = words["retry_after"]
    words["retry_after"] = None if retry_after is None else max(1, round(retry_after))
    return Problem(**words, status=STATUS.get(error.code, 503))


action = async_endpoint(get=show)
approval = async_endpoint(post=approve)
rejection = async_endpoint(post=reject)
undoing = async_endpoint(post=undo)
