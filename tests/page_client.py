"""Pages and the API as a browser without scripts uses them, one event loop a request.

Django's synchronous client leaves the database pool of an async view open in a loop that ends.
"""

from __future__ import annotations

from typing import Any

from asgiref.sync import async_to_sync
from django.test import AsyncClient

from accounts.models import User
from accounts.tenancy import close_pool


class Page:
    """Keeps cookies between requests. Answers are Django's test responses."""

    def __init__(self, *, enforce_csrf_checks: bool = False) -> None:
        self._client = AsyncClient(enforce_csrf_checks=enforce_csrf_checks)

    @property
    def cookies(self) -> Any:
        return self._client.cookies

    def force_login(self, user: User) -> None:
        self._client.force_login(user)

    def get(self, path: str, **parts: Any) -> Any:
        return self._send("get", path, **parts)

    def post(self, path: str, data: Any = None, **parts: Any) -> Any:
        return self._send("post", path, data={} if data is None else data, **parts)

    def _send(self, method: str, path: str, **parts: Any) -> Any:
        async def answered() -> Any:
            try:
                return await getattr(self._client, method)(path, **parts)
            finally:
                await close_pool()

        # Synchronous parts then run in this thread, with the test's own connection.
        return async_to_sync(answered)()
