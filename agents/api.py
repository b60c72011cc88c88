"""`/api/v1/actions`: what was proposed, and the taps that approve, reject or undo it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from drf_spectacular.utils import extend_schema

from accounts.endpoints import Asked, OwnList, async_endpoint, checked
from accounts.paging import Pages
from agents import actions
from agents.deciding import Decision, decide, told
from agents.models import Action
from agents.serializers import ActionSerializer, ActionsQuerySerializer, ApprovalSerializer

CONFLICT = {"x-problems": ["409"]}


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
    """One action as it is now; what a lost process had done of it is looked up."""
    user_id = asked.user.id
    found = actions.get(user_id=user_id, action_id=action_id, now=timezone.now())
    return JsonResponse(await told(found, user_id, action_id))


@extend_schema(request=ApprovalSerializer, responses=ActionSerializer, extensions=CONFLICT)
async def approve(asked: Asked, action_id: UUID) -> HttpResponse:
    """Approves a proposed action, with the person's changes, and carries it out. Approving it
    again does nothing twice."""
    changes = checked(ApprovalSerializer(data=asked.body or {})).get("arguments")
    return await _decided("approve", asked, action_id, arguments=changes)


@extend_schema(request=None, responses=ActionSerializer, extensions=CONFLICT)
async def reject(asked: Asked, action_id: UUID) -> HttpResponse:
    """Rejects a proposed action."""
    return await _decided("reject", asked, action_id)


@extend_schema(request=None, responses=ActionSerializer, extensions=CONFLICT)
async def undo(asked: Asked, action_id: UUID) -> HttpResponse:
    """Restores what was before an action that is done."""
    return await _decided("undo", asked, action_id)


async def _decided(decision: Decision, asked: Asked, action_id: UUID, **more: Any) -> HttpResponse:
    which: Any = {"user_id": asked.user.id, "action_id": action_id, "now": timezone.now()}
    return JsonResponse(await decide(decision, **which, **more))


action = async_endpoint(get=show)
approval = async_endpoint(post=approve)
rejection = async_endpoint(post=reject)
undoing = async_endpoint(post=undo)
