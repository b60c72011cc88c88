"""`POST /api/v1/query`: an async view, so a waiting answer costs a coroutine and no thread.

DRF refuses async views, so its authenticators, parsers and serializers are called from here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.models import User
from conversations.problems import Problem, problem_of
from conversations.serializers import QuerySerializer
from conversations.turns import finished_message, start_turn

log = logging.getLogger(__name__)

View = Callable[[HttpRequest], Coroutine[Any, Any, HttpResponse]]


def problems_as_json(view: View) -> View:
    """Whatever goes wrong in `view` leaves in the one error shape."""

    @wraps(view)
    async def wrapped(request: HttpRequest) -> HttpResponse:
        try:
            return await view(request)
        except exceptions.APIException as error:
            return _response(_from_drf(error))
        except Problem as problem:
            return _response(problem)
        except Exception as error:
            log.exception("%s failed", request.path)
            return _response(problem_of(error))

    return wrapped


@csrf_exempt  # DRF's SessionAuthentication checks the token itself
@problems_as_json
async def query(request: HttpRequest) -> HttpResponse:
    """Answers a question; the same `request_id` gives the same turn and never acts twice."""
    if request.method != "POST":
        raise exceptions.MethodNotAllowed(request.method or "")
    user, data = await sync_to_async(_authenticated_data)(request)
    turn = await start_turn(
        user_id=user.id,
        query=data["query"],
        conversation_id=data.get("conversation_id"),
        request_id=data.get("request_id"),
    )
    return JsonResponse(await finished_message(turn, now=timezone.now()))


def _authenticated_data(request: HttpRequest) -> tuple[User, dict[str, Any]]:
    """The person and the validated body. Raises DRF's exceptions."""
    authenticators: list[BaseAuthentication] = [
        authenticator() for authenticator in APIView.authentication_classes
    ]
    drf = Request(request, parsers=[JSONParser()], authenticators=authenticators)
    if not isinstance(drf.user, User):
        raise exceptions.NotAuthenticated
    serializer = QuerySerializer(data=drf.data)
    serializer.is_valid(raise_exception=True)
    return drf.user, serializer.validated_data


def _from_drf(error: exceptions.APIException) -> Problem:
    status = error.status_code
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        return Problem(
            code="not_authenticated",
            title="Sign In First",
            message="Sign in, or send a token as `Authorization: Bearer <token>`.",
            action="Sign In",
            action_url="/accounts/login/",
            status=401,
        )
    return Problem(
        code="invalid_request" if status == 400 else str(error.default_code),
        title="Invalid Request" if status == 400 else "Not Possible",
        message=_sentence(error.detail),
        status=status,
    )


def _sentence(detail: Any) -> str:
    """The first thing to mend, in words."""
    if isinstance(detail, dict):
        field, first = next(iter(detail.items()))
        words = _sentence(first)
        return words if field in ("query", "non_field_errors") else f"{field}: {words}"
    if isinstance(detail, list):
        return _sentence(detail[0])
    return str(detail)


def _response(problem: Problem) -> JsonResponse:
    response = JsonResponse({"error": problem.as_json()}, status=problem.status)
    if problem.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if problem.retry_after is not None:
        response["Retry-After"] = str(problem.retry_after)
    return response
