"""The chat page, and what it does without JavaScript: one form, one answer."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe

from accounts.models import User
from accounts.problems import Problem
from accounts.tenancy import tenant_connection
from agents.llm import failover
from agents.standing import unsent
from conversations import running
from conversations.serializers import QUERY_LENGTH, QuerySerializer
from conversations.turns import finished_message, start_turn

SERVICES = (("gmail", "Gmail"), ("gcal", "Calendar"), ("gdrive", "Drive"))
UNSENT = 5  # told of on a page
EXAMPLES = (
    ("gcal", "What is on my calendar this week?"),
    ("gmail", "Show my unread mail"),
    ("gdrive", "Find the files that changed last week"),
    ("gcal", "When am I free for an hour tomorrow?"),
)


async def ask(request: HttpRequest) -> HttpResponse:
    """A new conversation. Posted to by the form of a browser without JavaScript."""
    user = await request.auser()
    if not isinstance(user, User):
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        answered = await _answered(user, request)
        return await sync_to_async(render)(request, "conversations/ask.html", answered)
    return await _page(request, user, {"conversation": None})


async def conversation(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """One conversation of the person; 404 for any other."""
    user = await request.auser()
    if not isinstance(user, User):
        return redirect_to_login(request.get_full_path())
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return await _page(request, user, await _conversation(user.id, conversation_id))


async def _page(request: HttpRequest, user: User, context: dict[str, object]) -> HttpResponse:
    connected, left = await asyncio.gather(_is_connected(user.id), _unsent(user.id))
    context |= {
        "connected": connected,
        "unsent": left,
        "offline": failover.from_settings() is None,
        "time_zone": user.time_zone,
        "services": SERVICES,
        "examples": EXAMPLES,
        "query_length": QUERY_LENGTH,
    }
    return await sync_to_async(render)(request, "conversations/chat.html", context)


async def _is_connected(user_id: UUID) -> bool:
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(
            "SELECT 1 FROM accounts_connection WHERE user_id = %s AND status = 'active' LIMIT 1",
            [user_id],
        )
        return await cursor.fetchone() is not None


async def _unsent(user_id: UUID) -> list[dict[str, Any]]:
    """Mails that were approved and did not go out, each with its conversation."""
    mails = await unsent(user_id=user_id, now=timezone.now(), limit=UNSENT)
    if not mails:
        return []
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(
            "SELECT id, conversation_id FROM conversations_turn "
            "WHERE user_id = %s AND id = ANY(%s)",
            [user_id, [mail["turn_id"] for mail in mails]],
        )
        places = {row["id"]: row["conversation_id"] for row in await cursor.fetchall()}
    return [
        {**mail, "conversation_id": places[mail["turn_id"]]}
        for mail in mails
        if mail["turn_id"] in places
    ]


async def _conversation(user_id: UUID, conversation_id: UUID) -> dict[str, object]:
    """Its title, and the turns of it that are still running."""
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(
            "SELECT id, title FROM conversations_conversation WHERE user_id = %s AND id = %s",
            [user_id, conversation_id],
        )
        found = await cursor.fetchone()
        if found is None:
            raise Http404
        cursor = await conn.execute(
            "SELECT id, query FROM conversations_turn WHERE user_id = %s "
            "AND conversation_id = %s AND status IN ('queued', 'running') "
            "AND created_at > now() - interval '10 minutes' ORDER BY created_at",
            [user_id, conversation_id],
        )
        return {"conversation": found, "running": await cursor.fetchall()}


async def _answered(user: User, request: HttpRequest) -> dict[str, object]:
    question = request.POST.get("query", "")
    serializer = QuerySerializer(
        data={"query": question, "conversation_id": request.POST.get("conversation_id") or None}
    )
    if not serializer.is_valid():
        words = str(next(iter(serializer.errors.values()))[0])
        return {"draft": question, "problem": {"title": "", "message": words}}
    try:
        turn = await start_turn(
            user_id=user.id,
            request_id=None,
            admit=lambda: running.admit(user),
            **_question(serializer),
        )
        message = await finished_message(turn, now=timezone.now())
    except Problem as problem:
        return {"question": question, "draft": question, "problem": problem.as_json()}
    html = mark_safe(message["answer_html"])  # noqa: S308 - sanitised by the synthesiser
    return {"question": question, "message": message, "answer_html": html}


def _question(serializer: QuerySerializer) -> dict[str, Any]:
    data = serializer.validated_data
    return {"query": data["query"], "conversation_id": data.get("conversation_id")}
