"""Who may open a socket: the person of a session cookie or of a bearer token.

The channel-layer free twin of Channels' AuthMiddleware: a statement or two on the async pool,
while that one sends every look-up of the process through one thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http.request import split_domain_port, validate_host
from django.utils.crypto import constant_time_compare

from accounts.models import User
from accounts.people import person_of_id, person_of_token
from accounts.tenancy import anonymous_connection

BEARER = "bearer."
_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"

Scope = Mapping[str, Any]


def bearer_protocol(scope: Scope) -> str | None:
    """The subprotocol that carries a token; a browser needs it echoed."""
    offered: Sequence[str] = scope.get("subprotocols", ())
    return next((p for p in offered if p.startswith(BEARER)), None)


def is_allowed_here(scope: Scope) -> bool:
    """Whether this machine, under this name, answers that client, and the page that opened the
    socket is ours (RFC 6455, 10.2). Clients that are no browsers send no Origin."""
    headers = _headers(scope)
    host = headers.get("host", "")
    client = scope.get("client")
    if settings.LOCAL and client and not _is_loopback(client[0]):
        return False
    domain, _ = split_domain_port(host)
    if not domain or not validate_host(domain, _hosts()):
        return False
    origin = headers.get("origin")
    return origin is None or bearer_protocol(scope) is not None or _is_ours(origin, host)


async def person_of(scope: Scope) -> User | None:
    """Whose socket it is; None without a valid session or token. Raises DatabaseBusy."""
    protocol = bearer_protocol(scope)
    if protocol is not None:
        return await person_of_token(protocol.removeprefix(BEARER))
    return await _person_of_session(_cookie(_headers(scope).get("cookie", "")))


async def _person_of_session(key: str | None) -> User | None:
    if not key:
        return None
    async with anonymous_connection() as conn:
        row = await (await conn.execute(_SESSION, [key])).fetchone()
    if row is None:
        return None
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    session = store.decode(row["session_data"])
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    person = await person_of_id(session.get(SESSION_KEY))
    return person if person and _is_current(session.get(HASH_SESSION_KEY, ""), person) else None


def _is_current(known: str, person: User) -> bool:
    """A changed password ends its sessions."""
    hashes: Iterable[str] = (
        person.get_session_auth_hash(),
        *person.get_session_auth_fallback_hash(),
    )
    return any(constant_time_compare(known, valid) for valid in hashes)


def _is_ours(origin: str, host: str) -> bool:
    parts = urlsplit(origin)
    own = urlsplit(settings.PUBLIC_URL)
    if (parts.scheme, parts.netloc) == (own.scheme, own.netloc):
        return True
    return parts.netloc == host or origin in settings.CSRF_TRUSTED_ORIGINS


def _hosts() -> list[str]:
    return list(settings.ALLOWED_HOSTS) or ["localhost", "127.0.0.1", "[::1]"]


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _cookie(header: str) -> str | None:
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(header)
    except CookieError:
        return None
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else None


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
