"""`/api/v1/sync`: how fresh the cache is, and "sync now"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import audit
from accounts.endpoints import checked, signed_in
from accounts.problems import Problem
from search.tables import SERVICES
from sync import schedule
from sync.errors import NotQueued
from sync.serializers import SyncRequestSerializer, SyncStateSerializer
from sync.state import ServiceState, sync_state


class Sync(APIView):
    @property
    def spends(self) -> str:
        return "syncs" if self.request.method == "POST" else "requests"

    @extend_schema(responses=SyncStateSerializer)
    def get(self, request: Request) -> Response:
        """How fresh the cache is, by service."""
        return Response(_state(signed_in(request).id))

    @extend_schema(
        request=SyncRequestSerializer,
        responses={202: SyncStateSerializer},
        extensions={"x-problems": ["409"]},
    )
    def post(self, request: Request) -> Response:
        """Syncs now: queued before everybody's regular syncs. What runs already goes on."""
        user = signed_in(request)
        wanted = checked(SyncRequestSerializer(data=request.data))
        if all(state.status == "not_connected" for state in sync_state(user_id=user.id).values()):
            raise _not_connected()
        services = tuple(dict.fromkeys(wanted.get("services", SERVICES)))
        try:
            schedule.enqueue(user_id=user.id, services=services, requested_by=audit.PERSON)
        except NotQueued as error:
            raise _no_broker() from error
        return Response(_state(user.id), status=status.HTTP_202_ACCEPTED)


def _state(user_id: UUID) -> Mapping[str, Any]:
    states = sync_state(user_id=user_id)
    shown = {service: _shown(state) for service, state in states.items()}
    return SyncStateSerializer(shown).data


def _shown(state: ServiceState) -> dict[str, Any]:
    running = state.status == "running"
    return {
        "status": state.status,
        "last_synced_at": state.last_synced_at,
        "items": state.items,
        "progress": {"done": state.done, "total": state.total} if running else None,
        "error": state.error or None,
    }


def _not_connected() -> Problem:
    return Problem(
        code="not_connected",
        title="Nothing To Sync",
        message="No Google account is connected, so there is nothing to sync.",
        action="Connect Account",
        action_url="/api/v1/auth/login",
        status=409,
    )


def _no_broker() -> Problem:
    return Problem(
        code="sync_unavailable",
        title="Sync Temporarily Unavailable",
        message="The sync could not be queued. What is cached can still be searched. "
        "Please try again in a moment.",
        action="Try Again",
        retry_after=30,
        status=503,
    )
