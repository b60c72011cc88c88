"""The one door from a question to Google: its client is synchronous, so it gets a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.conf import settings

from accounts.credentials import open_connection
from accounts.google.client import GoogleAccount
from accounts.google.errors import (
    Conflict,
    Gone,
    GoogleError,
    MissingScope,
    NeedsReconnect,
    NotFound,
    PreconditionFailed,
    RateLimited,
    Refused,
    Unavailable,
)
from accounts.tenancy import tenant_connection
from agents.errors import Code, StepError

T = TypeVar("T")
_USED_UP = frozenset({"quotaExceeded", "dailyLimitExceeded"})
_CODES: tuple[tuple[type[GoogleError], Code], ...] = (
    (RateLimited, "rate_limited"),
    (Unavailable, "unavailable"),
    (NeedsReconnect, "access_revoked"),
    (MissingScope, "permission_denied"),
    (NotFound, "not_found"),
    (Gone, "not_found"),
    (PreconditionFailed, "changed_meanwhile"),
    (Conflict, "changed_meanwhile"),
    (Refused, "not_possible"),
)


async def at_google(
    call: Callable[[GoogleAccount], T],
    *,
    user_id: UUID,
    connection_id: UUID,
    timeout: float,
) -> T:
    """The result of a call to Google, tried once.

    `timeout`, in seconds, bounds each step of the call on the wire; it is the caller's business
    how long to wait for the thread. Raises GoogleError.
    """

    def work() -> T:
        account = open_connection(
            user_id=user_id, connection_id=connection_id, attempts=0, timeout=timeout
        )
        return call(account)

    return await asyncio.to_thread(work)


def step_error(error: GoogleError) -> StepError:
    """Google's refusal as a step tells it."""
    if error.reason in _USED_UP:
        return StepError("quota_exceeded", str(error))
    for kind, code in _CODES:
        if isinstance(error, kind):
            return StepError(code, str(error), retry_after=error.retry_after)
    return StepError("unknown_error", str(error))


async def default_connection(user_id: UUID) -> UUID | None:
    """The person's first connected Google account."""
    return next(iter(await connections(user_id)), None)


async def connections(user_id: UUID) -> tuple[UUID, ...]:
    """The person's connected Google accounts, the first one first."""
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(
            "SELECT id FROM accounts_connection WHERE user_id = %s AND status = 'active' "
            "ORDER BY created_at",
            [user_id],
        )
        return tuple(row["id"] for row in await cursor.fetchall())


async def is_draft_only(user_id: UUID) -> bool:
    """Whether nothing is ever sent for the person: they chose so, or who runs the product did."""
    return not settings.SENDS_MAIL or await _mode(user_id) == "draft_only"


async def allows_low_risk(user_id: UUID) -> bool:
    """Whether the person chose that what reaches nobody else and can be undone needs no tap."""
    return await _mode(user_id) == "allow_low_risk"


async def _mode(user_id: UUID) -> str:
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute("SELECT mode FROM accounts_user WHERE id = %s", [user_id])
        row = await cursor.fetchone()
    return str(row["mode"]) if row else ""
