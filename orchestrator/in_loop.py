"""Django's middleware whose hooks only look at headers and cookies, called where the request is.

Django sends each of their hooks to a thread, which costs more than all of them together.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import middleware as auth
from django.http import HttpRequest
from django.middleware import clickjacking, common, csrf, security


class _InLoop:
    """In front of a MiddlewareMixin: the same hooks in the same order, without the threads."""

    get_response: Any

    async def __acall__(self, request: HttpRequest) -> Any:
        before, after = (getattr(self, f"process_{n}", None) for n in ("request", "response"))
        response = before(request) if before else None
        response = response or await self.get_response(request)
        return after(request, response) if after else response


class Security(_InLoop, security.SecurityMiddleware):
    pass


class Common(_InLoop, common.CommonMiddleware):
    pass


class Csrf(_InLoop, csrf.CsrfViewMiddleware):
    """Its secret is in a cookie (CSRF_USE_SESSIONS is off)."""


class Authentication(_InLoop, auth.AuthenticationMiddleware):
    """Only promises `request.user`; nobody is looked up."""


class XFrameOptions(_InLoop, clickjacking.XFrameOptionsMiddleware):
    pass
