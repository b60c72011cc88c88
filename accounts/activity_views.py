"""A person's own audit: `GET /api/v1/me/audit`, and the page `/accounts/activity/`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from accounts import activity, audit
from accounts.endpoints import checked, signed_in
from accounts.models import User
from accounts.serializers import AuditPageSerializer, AuditQuerySerializer

NAMES: Final = {
    "": "Everything",
    "questions": "Questions",
    "actions": "Actions",
    "accounts": "Sign-ins and accounts",
    "support": "Support",
}


class Audit(APIView):
    @extend_schema(parameters=[AuditQuerySerializer], responses=AuditPageSerializer)
    def get(self, request: Request) -> Response:
        """What is recorded about the person, the newest first: what was asked, read, proposed,
        approved and done, sign-ins, and what support looked at."""
        wanted = checked(AuditQuerySerializer(data=request.query_params.dict()))
        entries, cursor = _page(signed_in(request), wanted)
        address = request.build_absolute_uri()
        shown = {
            "results": [_shown(entry) for entry in entries],
            "next": replace_query_param(address, "cursor", cursor) if cursor else None,
        }
        return Response(AuditPageSerializer(shown).data)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as the page shows it; `at` is in the person's time zone."""

    at: datetime
    by: str
    text: str
    is_today: bool


@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The person's own audit, a day after the other in their own time zone."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - signed in
    serializer = AuditQuerySerializer(data=request.GET.dict())
    if not serializer.is_valid():
        return redirect("activity")
    wanted = serializer.validated_data
    entries, cursor = _page(user, wanted)
    show = wanted.get("show", "")
    return render(
        request,
        "account/activity.html",
        {
            "days": _days(entries, ZoneInfo(user.time_zone)),
            "groups": [(key, name, key == show) for key, name in NAMES.items()],
            "show": show,
            "cursor": cursor,
            "is_first": "cursor" not in wanted,
            "time_zone": user.time_zone,
        },
    )


def _page(user: User, wanted: dict[str, Any]) -> tuple[list[audit.Entry], int | None]:
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


def _days(entries: Iterable[audit.Entry], zone: ZoneInfo) -> list[tuple[date, list[Line]]]:
    today = timezone.now().astimezone(zone).date()
    lines = [
        Line(at, activity.actor(entry), activity.words(entry), at.date() == today)
        for entry in entries
        for at in [entry.at.astimezone(zone)]
    ]
    return [(day, list(group)) for day, group in groupby(lines, key=lambda line: line.at.date())]
