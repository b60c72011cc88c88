"""`/api/v1/auth/...`: to Google and back, for browsers."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts import google_sign_in
from accounts.adapters import GoogleAccounts
from accounts.problems import Problem

# allauth would let the browser ask Google for more than we do.
OURS: Final = ("scope", "auth_params", "process", "action")


class _Browser(BaseAuthentication):
    """Whoever Django's session says, nobody too: allauth reads it from Django's own request, where
    DRF would put None. Both views are reached by GET alone, so there is no CSRF token to check."""

    def authenticate(self, request: Request) -> tuple[Any, None]:
        return request._request.user, None


@method_decorator(never_cache, name="dispatch")
class _Flow(APIView):
    authentication_classes = [_Browser]
    permission_classes = [AllowAny]


class Login(_Flow):
    @extend_schema(
        parameters=[OpenApiParameter("next", str, description="Our page to come back to.")],
        responses={302: None},
        auth=[],
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Sends the browser to Google's consent page: to sign in, or, for a person who is signed
        in, to connect a Google account."""
        for name in OURS:
            if name in request.query_params:
                raise exceptions.ValidationError({name: "This is not the browser's to choose."})
        if not settings.GOOGLE_CLIENT_ID:
            raise Problem(
                code="google_not_configured",
                title="Google Is Not Set Up",
                message="Sign-in with Google is not set up here.",
                status=503,
            )
        django_request = request._request
        signed_in = django_request.user.is_authenticated
        answer: HttpResponse = (
            GoogleAccounts(django_request)
            .get_provider(django_request, "google")
            .redirect(
                django_request,
                process=AuthProcess.CONNECT if signed_in else AuthProcess.LOGIN,
                next_url=get_next_redirect_url(django_request),
            )
        )
        return answer


class Callback(_Flow):
    @extend_schema(
        parameters=[OpenApiParameter(name, str) for name in ("code", "state", "error")],
        responses={302: None},
        auth=[],
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Where Google sends the browser back. Leads to the chat, or, when the person was not let
        in, to a page that says why and where they can try again."""
        answer: HttpResponseBase = google_sign_in.callback(request._request)
        return answer


def closed(request: HttpRequest) -> HttpResponse:
    """In the place of allauth's pages that would let people take any address as theirs."""
    raise Http404


def google(request: HttpRequest) -> dict[str, str]:
    """For templates: `connect_url`, or "" where Google is not set up."""
    return {"connect_url": reverse("auth-login") if settings.GOOGLE_CLIENT_ID else ""}
