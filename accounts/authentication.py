"""Bearer tokens of API clients."""

from __future__ import annotations

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import User
from accounts.tokens import owner_of_token


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>` (RFC 6750), with a token that `manage.py token` printed."""

    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[User, str] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != self.keyword.lower():
            return None
        owner = owner_of_token(token.strip())
        user = User.objects.filter(id=owner, is_active=True).first() if owner else None
        if user is None:
            raise AuthenticationFailed("This token is unknown, revoked or expired.")
        return user, token

    def authenticate_header(self, request: Request) -> str:
        return self.keyword
