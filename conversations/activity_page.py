"""The page `/accounts/activity/`: a person's own audit, with links to what it is about."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts import audit
from accounts.activity_views import page_of
from accounts.models import User
from accounts.serializers import AuditQuerySerializer
from accounts.tenancy import tenant_connection
from agents.query import SERVICES
from agents.standing import told_apart
from conversations.activity_lines import Thing, days
from search import hybrid

log = logging.getLogger(__name__)
NAMES: Final = {
    "": "Everything",
    "questions": "Questions",
    "actions": "Actions",
    "accounts": "Sign-ins and accounts",
    "support": "Support",
}
LONGEST: Final = 120  # characters of a question or a title
_TURNS = """
    SELECT id, conversation_id, query FROM conversations_turn WHERE user_id = %s AND id = ANY(%s)
"""


async def activity(request: HttpRequest) -> HttpResponse:
    """What was done in the person's name, a day after the other in their own time zone."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    user = await request.auser()
    if not isinstance(user, User):
        return redirect_to_login(request.get_full_path())
    serializer = AuditQuerySerializer(data=request.GET.dict())
    if not serializer.is_valid():
        return redirect("activity")
    wanted = serializer.validated_data
    entries, cursor = await sync_to_async(page_of)(user, wanted)
    zone, show = ZoneInfo(user.time_zone), wanted.get("show", "")
    shown = {
        "days": days(entries, await _known(user.id, entries), zone),
        "today": timezone.now().astimezone(zone).date(),
        "groups": [(key, name, key == show) for key, name in NAMES.items()],
        "show": show,
        "cursor": cursor,
        "is_first": "cursor" not in wanted,
        "time_zone": user.time_zone,
    }
    return await sync_to_async(render)(request, "account/activity.html", shown)


async def _known(user_id: UUID, entries: Sequence[audit.Entry]) -> dict[str, Thing]:
    """By its subject, what an entry was about, where that is still there."""
    ids: dict[str, list[str]] = {}
    for subject in {entry.subject for entry in entries}:
        kind, _, name = subject.partition(":")
        ids.setdefault(kind, []).append(name)
    found = await _turns_and_actions(user_id, _uuids(ids.get("turn")), _uuids(ids.get("action")))
    items = await asyncio.gather(
        *(_items(user_id, service, ids.get(service, [])) for service in SERVICES)
    )
    return {key: thing for known in (found, *items) for key, thing in known.items()}


async def _turns_and_actions(
    user_id: UUID, turns: list[UUID], actions: list[UUID]
) -> dict[str, Thing]:
    made = await told_apart(user_id=user_id, action_ids=actions) if actions else {}
    wanted = [*turns, *(action["turn_id"] for action in made.values())]
    if not wanted:
        return {}
    async with tenant_connection(user_id) as conn:
        rows = await (await conn.execute(_TURNS, [user_id, wanted])).fetchall()
    places = {row["id"]: f"/c/{row['conversation_id']}" for row in rows}
    asked = {
        f"turn:{row['id']}": Thing(_short(row["query"]), f"{places[row['id']]}#turn-{row['id']}")
        for row in rows
    }
    return asked | {
        f"action:{key}": Thing(_short(action["title"]), f"{places[action['turn_id']]}#action-{key}")
        for key, action in made.items()
        if action["turn_id"] in places
    }


async def _items(user_id: UUID, service: Any, ids: list[str]) -> dict[str, Thing]:
    if not ids:
        return {}
    try:
        found = await hybrid.fetch(user_id=user_id, service=service, google_ids=ids)
    except hybrid.SearchUnavailable as error:
        log.warning("the titles of what was read are not known: %s", error)
        return {}
    return {
        f"{service}:{hit.id}": Thing(_short(hit.title), hit.url, is_outside=True)
        for hit in found.results
    }


def _short(text: str) -> str:
    words = " ".join(text.split()) or "(no title)"
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _uuids(texts: list[str] | None) -> list[UUID]:
    known = []
    for text in texts or ():
        try:
            known.append(UUID(text))
        except ValueError:
            continue
    return known
