"""The API as a person's app uses it."""

from __future__ import annotations

from typing import Any

from asgiref.sync import async_to_sync
from django.test import AsyncClient

from accounts.models import User
from accounts.tenancy import close_pool
from accounts.tokens import create_token

ROOT = "/api/v1/"
PROBLEM = {"code", "title", "message", "action", "action_url", "retry_after"}


class Api:
    """Requests with a person's token, or with none. Answers are Django's test responses."""

    def __init__(self, user: User | None = None) -> None:
        token = create_token(user_id=user.id) if user else ""
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.client = AsyncClient(raise_request_exception=False)

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """`path` below /api/v1/, or a whole address."""
        url = path if path.startswith(("/", "http")) else ROOT + path
        data = {} if body is None else {"data": body, "content_type": "application/json"}
        return self.send(method, url, headers={**self.headers, **headers}, **data)

    def send(self, method: str, url: str, **parts: Any) -> Any:
        """As a server answers: in a loop, whose database connections end with it."""

        async def answered() -> Any:
            try:
                return await getattr(self.client, method.lower())(url, **parts)
            finally:
                await close_pool()

        return async_to_sync(answered)()

    def get(self, path: str) -> Any:
        return self("GET", path)

    def post(self, path: str, body: Any = None) -> Any:
        return self("POST", path, {} if body is None else body)


def problem(answer: Any, status: int) -> dict[str, Any]:
    """The error of an answer that must have this status."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/json"
    (error,) = answer.json().values()
    assert set(error) == PROBLEM
    assert error["message"]
    return dict(error)
