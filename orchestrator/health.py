"""Liveness and readiness.

`/health` says that the process answers; `/ready` that what it depends on answers too.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from psycopg import AsyncConnection
from psycopg.conninfo import make_conninfo
from redis.asyncio import Redis

CHECK_TIMEOUT = 2.0
log = logging.getLogger(__name__)


async def health(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


async def ready(request: HttpRequest) -> JsonResponse:
    """200 when every dependency answers, 503 otherwise, with a line for each."""
    checks: dict[str, Callable[[], Awaitable[str]]] = {
        "database": _database,
        "redis": _redis,
        "embeddings": _embeddings,
    }
    results = dict(
        zip(checks, await asyncio.gather(*(_run(n, c) for n, c in checks.items())), strict=True)
    )
    ok = all(result["ok"] for result in results.values())
    return JsonResponse(
        {"status": "ready" if ok else "not ready", "checks": results}, status=200 if ok else 503
    )


async def _run(name: str, check: Callable[[], Awaitable[str]]) -> dict[str, bool | str]:
    try:
        return {"ok": True, "detail": await asyncio.wait_for(check(), CHECK_TIMEOUT)}
    except TimeoutError:
        return {"ok": False, "detail": f"no answer within {CHECK_TIMEOUT:g} s"}
    except Exception as error:  # noqa: BLE001 - whatever a check breaks with, it is not ready
        log.warning("%s is not ready: %s", name, error)
        return {"ok": False, "detail": f"cannot be reached ({type(error).__name__})"}


async def _database() -> str:
    params = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    conninfo = make_conninfo(**{n: params[n] for n in names if params.get(n)})
    async with await AsyncConnection.connect(conninfo, autocommit=True) as conn:
        row = await (await conn.execute("SELECT current_setting('server_version')")).fetchone()
        migrated = await (
            await conn.execute("SELECT count(*) FROM django_migrations WHERE app = 'search'")
        ).fetchone()
    if not migrated or not migrated[0]:
        raise OSError("the database is not migrated")
    return f"PostgreSQL {row[0]}" if row else ""


async def _redis() -> str:
    client = Redis.from_url(settings.CACHES["default"]["LOCATION"])
    try:
        await client.ping()
    finally:
        await client.aclose()
    return "answers"


async def _embeddings() -> str:
    """What the app that embeds says of itself (a lower room cannot import a higher one)."""
    describe = getattr(apps.get_app_config("search"), "describe_embeddings", None)
    return str(describe()) if describe else "not configured"
