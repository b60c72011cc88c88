"""A person's own audit: `GET /api/v1/me/audit`."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from accounts import activity, audit
from accounts.endpoints import checked, signed_in
from accounts.models import User
from accounts.serializers import AuditPageSerializer, AuditQuerySerializer


class Audit(APIView):
    @extend_schema(parameters=[AuditQuerySerializer], responses=AuditPageSerializer)
    def get(self, request: Request) -> Response:
        """What is recorded about the person, the newest first: what was asked, read, proposed,
        approved and done, sign-ins, and what support looked at."""
        wanted = checked(AuditQuerySerializer(data=request.query_params.dict()))
        entries, cursor = page_of(signed_in(request), wanted)
        address = request.build_absolute_uri()
        shown = {
            "results": [_shown(entry) for entry in entries],
            "next": replace_query_param(address, "cursor", cursor) if cursor else None,
        }
        return Response(AuditPageSerializer(shown).data)


def page_of(user: User, wanted: dict[str, Any]) -> tuple[list[audit.Entry], int | None]:
    """The entries of a page, and the cursor of the next if there is one."""
    limit = wanted["limit"]
    entries = audit.latest(
        user_id=user.id,
        limit=limit + 1,
        before=wanted.get("cursor"),
        events=activity.GROUPS.get(wanted.get("show", ""), ()),
    )
    return entries[:limit], entries[limit - 1].seq if len(entries) > limit else None


def _shown(entry: audit.Entry) -> dict[str, Any]:
    names = ("seq", "at", "event", "subject", "before", "after")
    told = {"by": activity.actor(entry), "text": activity.words(entry)}
    return {name: getattr(entry, name) for name in names} | told
