"""How async views let people in and tell them what went wrong.

DRF refuses async views, so its parsers and its sessions are called from here, and whatever goes
wrong leaves in the one error shape. Its synchronous views use `exception_handler`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from asgiref.sync import sync_to_async
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.authentication import BearerAuthentication
from accounts.models import User
from accounts.people import person_of_token
from accounts.problems import Problem, problem_of

log = logging.getLogger(__name__)

# So many look-ups of sessions at a time.
_sessions = threading.BoundedSemaphore(8)
View = Callable[..., Coroutine[Any, Any, HttpResponseBase]]


def problems_as_json(view: View) -> View:
    """Whatever goes wrong in the async `view` leaves in the one error shape."""

    @wraps(view)
    async def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return await view(request, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - the edge: nothing may pass it
            return json_response(as_problem(error, where=request.path))

    return wrapped


def exception_handler(error: Exception, context: dict[str, Any]) -> Response:
    """The same for DRF's views (its setting EXCEPTION_HANDLER)."""
    problem = as_problem(error, where=type(context.get("view")).__name__)
    return Response({"error": problem.as_json()}, status=problem.status, headers=_headers(problem))


@csrf_exempt
def no_such_endpoint(request: HttpRequest) -> HttpResponse:
    """404 in the API's own shape, for what no endpoint answers."""
    return json_response(as_problem(Http404(), where=request.path))


async def authenticated(request: HttpRequest) -> tuple[User, Any]:
    """The person and the parsed JSON body (empty for a GET). Raises DRF's exceptions."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != BearerAuthentication.keyword.lower():
        return await sync_to_async(_authenticated_by_session)(request)
    person = await person_of_token(token.strip())
    if person is None:
        raise exceptions.AuthenticationFailed
    return person, _parsed(request).data


def _authenticated_by_session(request: HttpRequest) -> tuple[User, Any]:
    """In the request's own thread, whose connection to the database is given back at once: many
    waiting answers must not keep one each."""
    try:
        with _sessions:
            drf = _parsed(request, SessionAuthentication())
            if not isinstance(drf.user, User):
                raise exceptions.NotAuthenticated
            return drf.user, drf.data
    finally:
        if not connection.in_atomic_block:
            connection.close()


def _parsed(request: HttpRequest, *authenticators: BaseAuthentication) -> Request:
    parsers = [parser() for parser in APIView.parser_classes]
    return Request(request, parsers=parsers, authenticators=authenticators)


def as_problem(error: Exception, *, where: str) -> Problem:
    """What the error is to a client; what nobody foresaw is logged with its traceback."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    if isinstance(error, exceptions.APIException):
        return _from_drf(error)
    if isinstance(error, RequestDataTooBig):
        return Problem(
            code="too_large",
            title="Too Large",
            message="The body of this request is too large.",
            status=413,
        )
    if not isinstance(error, Problem):
        log.error("%s failed", where, exc_info=error)
    return problem_of(error)


def json_response(problem: Problem) -> HttpResponse:
    response = JsonResponse({"error": problem.as_json()}, status=problem.status)
    for name, value in _headers(problem).items():
        response[name] = value
    return response


def _headers(problem: Problem) -> dict[str, str]:
    headers = dict(problem.headers)
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    return headers


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
