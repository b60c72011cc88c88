"""How often a person may ask, by plan.

django-ratelimit's core counts, in Redis, for all processes together; its decorator never awaits an
async view, so everything comes through one synchronous door: a few threads of its own, each of
which keeps its connection. Without Redis nobody is stopped.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final, Literal
from uuid import UUID

from django_ratelimit.core import get_usage
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.models import Plan, User
from accounts.problems import Problem

log = logging.getLogger(__name__)

Spending = Literal["questions", "searches", "syncs", "requests"]
Window = Literal["minute", "hour"]
Limits = Mapping[Window, int]

SECONDS: Final[Mapping[Window, int]] = MappingProxyType({"minute": 60, "hour": 3600})
LIMITS: Final[Mapping[Spending, Mapping[str, Limits]]] = MappingProxyType(
    {
        "questions": {
            Plan.FREE: {"minute": 10, "hour": 100},
            Plan.PRO: {"hour": 1_000},
            Plan.ENTERPRISE: {"hour": 10_000},
        },
        "searches": {
            Plan.FREE: {"minute": 600},
            Plan.PRO: {"minute": 3_000},
            Plan.ENTERPRISE: {"minute": 30_000},
        },
        "syncs": {
            Plan.FREE: {"hour": 120},
            Plan.PRO: {"hour": 600},
            Plan.ENTERPRISE: {"hour": 6_000},
        },
        "requests": {
            Plan.FREE: {"minute": 1_200},
            Plan.PRO: {"minute": 6_000},
            Plan.ENTERPRISE: {"minute": 60_000},
        },
    }
)
_door = ThreadPoolExecutor(max_workers=4, thread_name_prefix="plans")


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left in a window. `reset` is when it ends, in seconds since 1970."""

    limit: int
    remaining: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset),
        }

    @property
    def used(self) -> int:
        return self.limit - self.remaining

    @property
    def resets_at(self) -> datetime:
        return datetime.fromtimestamp(self.reset, UTC)


class RateLimited(Problem):
    """The plan allows no more for now."""

    def __init__(self, allowance: Allowance, *, spending: Spending, window: Window) -> None:
        wait = max(1, allowance.reset - int(time.time()))
        super().__init__(
            code="rate_limited",
            title="Please Wait",
            message=f"Your plan allows {allowance.limit:,} {spending} per {window}. "
            f"Please wait {_seconds(wait)} and try again.",
            action="Try Again",
            retry_after=wait,
            status=429,
        )
        self.allowance = allowance
        self.headers = allowance.headers


async def spend_question(user: User) -> Allowance:
    """Counts a question; what is left of the hour. Raises RateLimited, a Problem with 429."""
    return await spend_async(user, "questions")


async def spend_async(user: User, spending: Spending) -> Allowance:
    """`spend` for async views: the loop does not wait for Redis. Raises RateLimited."""
    return await asyncio.wrap_future(_submit(user, spending))


def spend(user: User, spending: Spending) -> Allowance:
    """Counts one of these; what is left in the longest window. Raises RateLimited."""
    return _submit(user, spending).result()


def usage(user: User, spending: Spending) -> dict[Window, Allowance]:
    """What is left in each window; nothing is counted."""
    limits = LIMITS[spending][user.plan]
    return _door.submit(_look, user.id, spending, limits).result()


class PlanThrottle(BaseThrottle):
    """The limits for DRF's views: `spends` of a view names what it counts as."""

    def allow_request(self, request: Request, view: Any) -> bool:
        if isinstance(request.user, User):
            spend(request.user, getattr(view, "spends", "requests"))
        return True


def _submit(user: User, spending: Spending) -> Future[Allowance]:
    return _door.submit(_spend, user.id, spending, LIMITS[spending][user.plan])


def _spend(user_id: UUID, spending: Spending, limits: Limits) -> Allowance:
    """Short windows first, so that what a burst refuses does not use up the hour."""
    allowance = Allowance(0, 0, 0)
    for window in sorted(limits, key=SECONDS.__getitem__):
        allowance, refused = _counted(user_id, spending, window, limits[window], increment=True)
        if refused:
            raise RateLimited(allowance, spending=spending, window=window)
    return allowance


def _look(user_id: UUID, spending: Spending, limits: Limits) -> dict[Window, Allowance]:
    return {
        window: _counted(user_id, spending, window, limit, increment=False)[0]
        for window, limit in limits.items()
    }


def _counted(
    user_id: UUID, spending: Spending, window: Window, limit: int, *, increment: bool
) -> tuple[Allowance, bool]:
    try:
        counted = get_usage(
            None,
            group=f"plan:{spending}",
            key=lambda _group, _request: str(user_id),
            rate=f"{limit}/{window[0]}",
            increment=increment,
        )
    except (RedisError, OSError) as error:
        log.warning("%s are not counted: Redis says %s", spending, type(error).__name__)
        return Allowance(limit, limit, int(time.time()) + SECONDS[window]), False
    remaining = max(0, limit - counted["count"])
    reset = int(time.time()) + max(0, counted["time_left"])
    return Allowance(limit, remaining, reset), counted["should_limit"]


def _seconds(number: int) -> str:
    if number < 90:
        return f"{number} second{'' if number == 1 else 's'}"
    return f"{round(number / 60)} minutes"
