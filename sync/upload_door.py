"""Who may send a body, looked at in its headers alone: before anything of it is stored."""

from __future__ import annotations

import copy

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import CsrfViewMiddleware

from accounts.problems import Problem


def check_sender(request: HttpRequest) -> None:
    """Raises Problem (403) unless this site's own page sends it: a script with its CSRF token in
    the header, or a form with the origin that a browser states. A form's own token is in the
    body, and is looked at later as well.

    Source: OWASP, Cross-Site Request Forgery Prevention, "Verifying Origin with Standard Headers".
    """
    headers = copy.copy(request)
    headers.POST = QueryDict()
    if "Origin" in request.headers and settings.CSRF_HEADER_NAME not in request.META:
        # The cookie's own value stands in for the token, so that the origin decides.
        token = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
        headers.META = {**request.META, settings.CSRF_HEADER_NAME: token}
    door = CsrfViewMiddleware(_nothing)
    door.process_request(headers)
    if door.process_view(headers, _nothing, (), {}) is not None:
        raise Problem(
            code="permission_denied",
            title="Not Sent From This Page",
            message="This did not come from this product's own page, or the page is too old. "
            "Please reload it and try again.",
            action="Reload",
            status=403,
        )


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
