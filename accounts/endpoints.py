"""How the API's endpoints are built: DRF's views where the work is synchronous, plain async views
where it is not, with one way of describing and limiting them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions, status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.front_door import View, authenticated, json_response, problems_as_json
from accounts.models import User
from accounts.plans import Spending, spend_async
from accounts.problems import Problem
from accounts.tenancy import tenant


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks an async endpoint, and the JSON that came with it (empty for a GET)."""

    user: User
    body: Any
    request: HttpRequest


Handler = Callable[..., Coroutine[Any, Any, HttpResponseBase]]


def async_endpoint(*, spends: Spending = "requests", **handlers: Handler) -> View:
    """An async view out of one handler a method (`get=`, `post=`), each of which gets an `Asked`
    and what the address holds, and is described by drf-spectacular's `extend_schema`."""

    @csrf_exempt  # DRF's SessionAuthentication checks the token itself
    @problems_as_json
    async def view(request: HttpRequest, **address: Any) -> HttpResponseBase:
        handler = handlers[_method(request)]
        user, body = await authenticated(request)
        allowance = await spend_async(user, spends)
        response = await handler(Asked(user, body, request), **address)
        if spends == "questions":
            for name, value in allowance.headers.items():
                response.headers[name] = value
        return response

    return described(view, **handlers)


def described(view: View, **methods: Callable[..., Any]) -> View:
    """`view` for these methods alone, with its part of the OpenAPI description: one function a
    method, to which drf-spectacular's `extend_schema` was applied."""

    @wraps(view)
    async def these_only(request: HttpRequest, **address: Any) -> HttpResponseBase:
        if _method(request) not in methods:
            return json_response(_not_allowed(request, methods))
        return await view(request, **address)

    known = cast("Any", these_only)
    known.cls, known.initkwargs = type("AsyncView", (APIView,), methods), {}
    return these_only


class OwnList(ListAPIView[Any]):
    """A page of the signed-in person's own things: `owned` says which."""

    queryset: QuerySet[Any]

    def owned(self, user_id: UUID) -> QuerySet[Any]:
        """Evaluated inside the person's transaction."""
        return self.queryset.filter(user_id=user_id)

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with tenant(signed_in(request).id):
            return self.list(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        if getattr(self, "swagger_fake_view", False):
            return self.queryset.none()
        return self.owned(signed_in(self.request).id)


def signed_in(request: Request) -> User:
    """Whose request it is, in a view that lets nobody else in."""
    if not isinstance(request.user, User):
        raise exceptions.NotAuthenticated
    return request.user


def checked(serializer: Any) -> dict[str, Any]:
    """What the client sent, validated. Raises DRF's ValidationError."""
    serializer.is_valid(raise_exception=True)
    values: dict[str, Any] = serializer.validated_data
    return values


def _method(request: HttpRequest) -> str:
    method = (request.method or "").lower()
    return "get" if method == "head" else method


def _not_allowed(request: HttpRequest, methods: Iterable[str]) -> Problem:
    problem = Problem(
        code="method_not_allowed",
        title="Not Possible",
        message=f'Method "{request.method}" not allowed.',
        status=status.HTTP_405_METHOD_NOT_ALLOWED,
    )
    problem.headers = {"Allow": ", ".join(sorted(name.upper() for name in methods))}
    return problem
