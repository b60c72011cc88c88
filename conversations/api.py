"""`POST /api/v1/query`: an async view, so a waiting answer costs a coroutine and no thread."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions

from accounts.front_door import authenticated, problems_as_json
from conversations.serializers import QuerySerializer
from conversations.turns import finished_message, start_turn


@csrf_exempt  # DRF's SessionAuthentication checks the token itself
@problems_as_json
async def query(request: HttpRequest) -> HttpResponse:
    """Answers a question; the same `request_id` gives the same turn and never acts twice."""
    if request.method != "POST":
        raise exceptions.MethodNotAllowed(request.method or "")
    user, body = await authenticated(request)
    serializer = QuerySerializer(data=body)
    serializer.is_valid(raise_exception=True)
    asked = serializer.validated_data
    turn = await start_turn(
        user_id=user.id,
        query=asked["query"],
        conversation_id=asked.get("conversation_id"),
        request_id=asked.get("request_id"),
    )
    return JsonResponse(await finished_message(turn, now=timezone.now()))
