"""The page on which a person asks."""

from __future__ import annotations

from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe

from accounts.models import User
from accounts.problems import Problem
from conversations.serializers import QuerySerializer
from conversations.turns import finished_message, start_turn


async def ask(request: HttpRequest) -> HttpResponse:
    """The empty form, or a question's answer above the form for the next one."""
    user = await request.auser()
    if not isinstance(user, User):
        return redirect_to_login(request.get_full_path())
    context: dict[str, object] = {}
    if request.method == "POST":
        context = await _answered(user, request)
    return await sync_to_async(render)(request, "conversations/ask.html", context)


async def _answered(user: User, request: HttpRequest) -> dict[str, object]:
    question = request.POST.get("query", "")
    serializer = QuerySerializer(
        data={"query": question, "conversation_id": request.POST.get("conversation_id") or None}
    )
    if not serializer.is_valid():
        words = str(next(iter(serializer.errors.values()))[0])
        return {"draft": question, "problem": {"title": "", "message": words}}
    try:
        turn = await start_turn(user_id=user.id, request_id=None, **_question(serializer))
        message = await finished_message(turn, now=timezone.now())
    except Problem as problem:
        return {"question": question, "draft": question, "problem": problem.as_json()}
    html = mark_safe(message["answer_html"])  # noqa: S308 - sanitised by the synthesiser
    return {"question": question, "message": message, "answer_html": html}


def _question(serializer: QuerySerializer) -> dict[str, Any]:
    data = serializer.validated_data
    return {"query": data["query"], "conversation_id": data.get("conversation_id")}
