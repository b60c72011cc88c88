"""Signing in at Google, or at the simulated one: the code flow with PKCE
(developers.google.com/identity/protocols/oauth2/web-server, RFC 6749, RFC 7636).

allauth keeps the state and finds the person; asking, exchanging and checking are here, because
allauth drops the scopes that were granted and reads Google's addresses only once, at its import.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import urlencode

import httplib2
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.views import (
    OAuth2Adapter,
    OAuth2CallbackView,
)
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from google.auth.exceptions import GoogleAuthError, TransportError
from google.oauth2.id_token import verify_token
from google_auth_httplib2 import Request as GoogleRequest

from accounts.google.connections import reading_http, writing_http
from accounts.google.errors import GoogleError, wrapped
from accounts.google.tokens import TOKEN_URL
from accounts.scopes import NEEDED

SECONDS: Final = 10.0
SKEW_SECONDS: Final = 10  # between Google's clock and ours
IDENTITY: Final = ("openid", "email", "profile")
ISSUERS: Final = ("https://accounts.google.com", "accounts.google.com")
CLAIMS: Final = ("sub", "email", "email_verified", "hd", "name")
ASKED: Final[Mapping[str, str]] = {
    "access_type": "offline",  # a refresh token,
    "prompt": "consent",  # each time,
    "include_granted_scopes": "true",  # good for what was granted before, too
}


class Refused(OAuth2Error):  # type: ignore[misc]
    """Google, or we, did not let the person in. `reason` is an OAuth error code or our own:
    `unreachable`, `no_email`, `unverified_email`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class GoogleOAuth(OAuth2Adapter):  # type: ignore[misc]
    """Where Google's endpoints are, and what is made of their answers."""

    provider_id = "google"

    @property
    def authorize_url(self) -> str:
        return _address("/o/oauth2/v2/auth", "https://accounts.google.com/o/oauth2/v2/auth")

    @property
    def access_token_url(self) -> str:
        return _address("/token", TOKEN_URL)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return request.build_absolute_uri(reverse("auth-callback"))

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """The token endpoint's answer. Raises Refused."""
        form = {
            "grant_type": "authorization_code",
            "code": request.GET["code"],
            "redirect_uri": client.callback_url,
            "client_id": app.client_id,
            "client_secret": app.secret,
            "code_verifier": pkce_code_verifier or "",
        }
        try:
            with wrapped(), writing_http(SECONDS) as http:
                response, content = http.request(
                    self.access_token_url,
                    method="POST",
                    body=urlencode(form),
                    headers={"Content-Type": "application/x-www-form-urlencoded"},
                )
        except GoogleError as error:
            raise Refused("unreachable") from error
        answer = _object(content)
        if response.status != 200 or "access_token" not in answer:
            raise Refused(_reason(response.status, answer))
        return answer

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **parts: Any) -> Any:
        """Who it is, once Google says that the address is theirs. Raises Refused."""
        answer = parts["response"]
        claims = _claims(app.client_id, token.token, str(answer.get("id_token") or ""))
        if not claims.get("sub") or not claims.get("email"):
            raise Refused("no_email")
        if claims.get("email_verified") is not True:
            raise Refused("unverified_email")
        login = self.get_provider().sociallogin_from_response(request, claims)
        # RFC 6749, 5.1: without a word about scopes, all that were asked for are granted.
        login.granted_scopes = str(answer.get("scope") or " ".join(requested_scopes())).split()
        return login


class Google(OAuth2Provider):  # type: ignore[misc]
    """What is asked of Google. Nothing in the browser's request adds to it."""

    id = GoogleOAuth.provider_id
    name = "Google"
    oauth2_adapter_class = GoogleOAuth
    pkce_enabled_default = True

    def get_scope(self) -> list[str]:
        return requested_scopes()

    def get_auth_params(self) -> dict[str, str]:
        return dict(ASKED)

    def extract_uid(self, data: Mapping[str, Any]) -> str:
        return str(data["sub"])

    def extract_common_fields(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {"email": data["email"], "email_verified": data["email_verified"]}

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {name: data[name] for name in CLAIMS if name in data}


callback = OAuth2CallbackView.adapter_view(GoogleOAuth)


def requested_scopes() -> list[str]:
    """Who the person is, and what all services need."""
    return [*IDENTITY, *(scope for needed in NEEDED.values() for scope in needed)]


def _address(path: str, at_google: str) -> str:
    root = settings.GOOGLE_OAUTH_ROOT
    return f"{root}{path}" if root else at_google


def _claims(client_id: str, access_token: str, id_token: str) -> dict[str, Any]:
    """From the ID token, its signature checked; where `openid` was not granted, from userinfo."""
    certs_url = _address("/oauth2/v1/certs", "https://www.googleapis.com/oauth2/v1/certs")
    try:
        with reading_http(SECONDS) as http:
            if not id_token:
                return _userinfo(http, access_token)
            claims = verify_token(
                id_token,
                GoogleRequest(http),
                audience=client_id,
                certs_url=certs_url,
                clock_skew_in_seconds=SKEW_SECONDS,
            )
    except (OSError, httplib2.HttpLib2Error, HTTPException, TransportError) as error:
        raise Refused("unreachable") from error
    except (GoogleAuthError, ValueError) as error:
        raise Refused("bad_id_token") from error
    if claims.get("iss") not in ISSUERS:
        raise Refused("bad_id_token")
    return dict(claims)


def _userinfo(http: httplib2.Http, access_token: str) -> dict[str, Any]:
    address = _address("/oauth2/v3/userinfo", "https://www.googleapis.com/oauth2/v3/userinfo")
    response, content = http.request(address, headers={"Authorization": f"Bearer {access_token}"})
    if response.status != 200:
        raise Refused("no_email")
    return _object(content)


def _reason(status: int, answer: Mapping[str, Any]) -> str:
    if status == 429:
        return "rate_limited"
    return "unreachable" if status >= 500 else str(answer.get("error") or status)


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
