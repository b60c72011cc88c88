"""The one shape in which anything that went wrong is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.tenancy import DatabaseBusy

UNKNOWN: dict[str, Any] = {
    "code": "unknown_error",
    "title": "Something Went Wrong",
    "message": "We encountered an unexpected error. Please try again in a few moments.",
    "action": "Try Again",
}


class Problem(Exception):
    """What went wrong, in words for the person, and what they can do about it.

    `status` is the HTTP status; `retry_after` seconds, where asking again can help. `headers` are
    those that its HTTP answer has beyond the usual ones.
    """

    def __init__(
        self,
        *,
        code: str,
        title: str,
        message: str,
        action: str | None = None,
        action_url: str | None = None,
        retry_after: int | None = None,
        status: int = 500,
    ) -> None:
        super().__init__(message)
        self.headers: dict[str, str] = {}
        self.code = code
        self.title = title
        self.message = message
        self.action = action
        self.action_url = action_url
        self.retry_after = retry_after
        self.status = status

    def as_json(self) -> dict[str, Any]:
        names = ("code", "title", "message", "action", "action_url", "retry_after")
        return {name: getattr(self, name) for name in names}

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | None) -> Problem:
        return cls(**{**UNKNOWN, **(value or {})})


def problem_of(error: BaseException) -> Problem:
    """The problem that an error is to the person who asked; its details stay in the log."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, DatabaseBusy):
        return Problem(
            code="rate_limited",
            title="Please Wait",
            message="We're processing too many requests right now. "
            "Please wait a moment and try again.",
            action="Try Again",
            retry_after=max(1, round(error.retry_after)),
            status=503,
        )
    return Problem(**UNKNOWN)
