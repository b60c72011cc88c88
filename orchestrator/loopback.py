"""`ENVIRONMENT=local` answers this machine only, whatever address it was told to listen on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from ipaddress import ip_address

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.decorators import sync_and_async_middleware

REFUSAL = (
    "ENVIRONMENT=local answers this machine only. "
    "Set ENVIRONMENT=production to serve others (docs/operations.md)."
)


@sync_and_async_middleware
def loopback_only(
    get_response: Callable[[HttpRequest], HttpResponse | Awaitable[HttpResponse]],
) -> Callable[[HttpRequest], HttpResponse | Awaitable[HttpResponse]]:
    """Refuses a client that is not on the loopback interface with 403."""
    if iscoroutinefunction(get_response):

        async def middleware(request: HttpRequest) -> HttpResponse:
            if _is_foreign(request):
                return HttpResponseForbidden(REFUSAL)
            return await get_response(request)  # type: ignore[no-any-return]

        return middleware

    def sync_middleware(request: HttpRequest) -> HttpResponse:
        if _is_foreign(request):
            return HttpResponseForbidden(REFUSAL)
        return get_response(request)  # type: ignore[return-value]

    return sync_middleware


def _is_foreign(request: HttpRequest) -> bool:
    if not settings.LOCAL:
        return False
    address = request.META.get("REMOTE_ADDR") or ""
    try:
        return not ip_address(address).is_loopback
    except ValueError:
        return bool(address)  # a Unix socket has no address
