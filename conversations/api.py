"""Asking over HTTP: async views, so that a waiting answer costs a coroutine and no thread."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema

from accounts.endpoints import Asked, async_endpoint
from accounts.front_door import authenticated, problems_as_json
from accounts.models import User
from accounts.plans import Allowance
from conversations import running, sse
from conversations.problems import UnknownTurn
from conversations.serializers import QuerySerializer, TaskSerializer
from conversations.stored import TurnState
from conversations.turns import StoredTurn, finished_message, start_turn, turn_state

ASYNC = "respond-async"


@csrf_exempt  # DRF's SessionAuthentication checks the token itself
@problems_as_json
async def query(request: HttpRequest) -> HttpResponseBase:
    """Answers a question: as JSON, as server-sent events (`Accept: text/event-stream`), or later
    (`Prefer: respond-async`, RFC 7240). The same `request_id` gives the same turn and never acts
    twice; a client that goes away does not stop it."""
    user, body = await authenticated(request)
    serializer = QuerySerializer(data=body)
    serializer.is_valid(raise_exception=True)
    turn, allowance = await _asked(user, serializer.validated_data)
    response = await _response(request, turn)
    for name, value in (allowance.headers if allowance else {}).items():
        response[name] = value
    return response


@problems_as_json
async def task(request: HttpRequest, turn_id: UUID) -> HttpResponseBase:
    """How a turn stands, and its result when it is there."""
    user = await _reader(request)
    state = await turn_state(user_id=user.id, turn_id=turn_id)
    if state is None:
        raise UnknownTurn(turn_id)
    return JsonResponse(_as_task(turn_id, state))


@problems_as_json
async def events(request: HttpRequest, turn_id: UUID) -> HttpResponseBase:
    """The events of a turn of the last hour; `Last-Event-ID` resumes after that `seq`."""
    user = await _reader(request)
    after = sse.last_event_id(request)
    followed = await running.join(user_id=user.id, turn_id=turn_id, after=after)
    return sse.stream(followed, after=after)


@extend_schema(tags=["query"], request=None, responses=TaskSerializer)
async def cancel(asked: Asked, turn_id: UUID) -> HttpResponse:
    """Stops a question that is being answered, and tells how it stands. One that has ended stays
    as it ended."""
    await running.cancel(user_id=asked.user.id, turn_id=turn_id)
    state = await turn_state(user_id=asked.user.id, turn_id=turn_id)
    if state is None:
        raise UnknownTurn(turn_id)
    return JsonResponse(_as_task(turn_id, state))


cancelling = async_endpoint(post=cancel)


async def _reader(request: HttpRequest) -> User:
    user, _ = await authenticated(request)
    return user


async def _asked(user: User, asked: dict[str, Any]) -> tuple[StoredTurn, Allowance | None]:
    """The turn; asking for a known one again costs nothing."""
    allowance = None

    async def admit() -> None:
        nonlocal allowance
        allowance = await running.admit(user)

    turn = await start_turn(
        user_id=user.id,
        query=asked["query"],
        conversation_id=asked.get("conversation_id"),
        request_id=asked.get("request_id"),
        services=asked.get("services", ()),
        admit=admit,
    )
    return turn, allowance


async def _response(request: HttpRequest, turn: StoredTurn) -> HttpResponseBase:
    now = timezone.now()
    if sse.is_wanted(request):
        if turn.is_new:
            return sse.stream(running.launch(turn, now=now))
        return sse.stream(await running.join(user_id=turn.user_id, turn_id=turn.id))
    if ASYNC in request.headers.get("Prefer", "").lower():
        if turn.is_new:
            running.launch(turn, now=now)
        return await _accepted(request, turn)
    return JsonResponse(await finished_message(turn, now=now))


async def _accepted(request: HttpRequest, turn: StoredTurn) -> HttpResponse:
    state = await turn_state(user_id=turn.user_id, turn_id=turn.id)
    url = request.build_absolute_uri(reverse("task", args=[turn.id]))
    body = {
        "task_id": str(turn.id),
        "status": _as_task(turn.id, state)["status"] if state else "running",
        "poll_url": url,
    }
    headers = {"Preference-Applied": ASYNC, "Location": url}
    return JsonResponse(body, status=202, headers=headers)


def _as_task(turn_id: UUID, state: TurnState) -> dict[str, Any]:
    body: dict[str, Any] = {"task_id": str(turn_id), "status": state.status}
    if state.status == "done":
        return {**body, "result": state.result}
    if not state.is_open:
        return {**body, "status": "failed", "error": state.error}
    return body
