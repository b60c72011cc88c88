"""DATABASE_URL and REDIS_URL: checked, and in the form that Django wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

POSTGRES_SCHEMES = ("postgres", "postgresql")
REDIS_SCHEMES = ("redis", "rediss", "unix")


def database_settings(url: str) -> dict[str, Any]:
    """One entry of Django's DATABASES from `postgresql://user:password@host:port/name?option=…`.

    Parts are percent-decoded; options (`sslmode=require`, …) go to the driver as they are.
    Raises ValueError with the reason, which never contains the URL: it holds a password.
    """
    parts = _split(url, POSTGRES_SCHEMES)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise ValueError("it names no database: expected postgresql://user:password@host:port/name")
    if not parts.username:
        raise ValueError("it names no user: expected postgresql://user:password@host:port/name")
    # A socket's folder does not fit in the host's place: libpq takes it as an option.
    host = unquote(parts.hostname or "") or options.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def redis_url(url: str) -> str:
    """The same URL, checked. Raises ValueError with the reason, never containing the URL."""
    parts = _split(url, REDIS_SCHEMES)
    if parts.scheme != "unix" and not parts.hostname:
        raise ValueError("it names no host: expected redis://:password@host:port/0")
    return url


def redis_urls(values: Mapping[str, str], default: str) -> dict[str, str]:
    """The URL of each role, `cache`, `broker` and `channels`: its own, or else REDIS_URL's.

    Raises ValueError like `redis_url`, its first word being the variable's name.
    """
    urls = {}
    for role in ("cache", "broker", "channels"):
        own = f"REDIS_{role.upper()}_URL"
        name = own if values.get(own) else "REDIS_URL"
        try:
            urls[role] = redis_url(values.get(own) or values.get("REDIS_URL") or default)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return urls


def _split(url: str, schemes: tuple[str, ...]) -> SplitResult:
    wanted = ", ".join(f"{scheme}://" for scheme in schemes)
    try:
        parts = urlsplit(url)
        _ = parts.port  # reading it checks it
    except ValueError:
        raise ValueError("it is no URL: a password must be percent-encoded") from None
    if parts.scheme not in schemes:
        raise ValueError(f"it does not begin with one of {wanted}")
    return parts
