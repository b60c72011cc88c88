"""What models spend, by person and day, and how much a day may cost.

A day is UTC's. Each call is a row of the person's own, written when it ends; calls that run at
the same time can together pass the limit by what they cost.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncDate
from psycopg import Error as DatabaseError

from accounts.tenancy import DatabaseBusy, tenant, tenant_connection
from agents.llm import metrics
from agents.llm.base import ModelError, Provider, Request, Spent
from agents.llm.prices import MICROS, cost
from agents.models import ModelCall

log = logging.getLogger(__name__)
DAY = timedelta(days=1)
_SUMS: Final = {
    "calls": Count("id"),
    "sent": Sum("input_tokens", default=0),
    "received": Sum("output_tokens", default=0),
    "micros": Sum("cost_micros", default=0),
}

_SPENT = """
SELECT person.plan,
       (SELECT coalesce(sum(cost_micros), 0)::bigint FROM agents_modelcall
        WHERE user_id = %(user)s AND at >= %(since)s) AS spent
FROM accounts_user person WHERE person.id = %(user)s
"""
_RECORD = """
INSERT INTO agents_modelcall (id, user_id, turn_id, at, purpose, provider, model,
                              input_tokens, output_tokens, cost_micros)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class Usage:
    """What models spent for one person. `budget_usd` is None where the plan has no limit."""

    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float
    budget_usd: float | None = None


async def check_budget(request: Request) -> None:
    """Raises ModelError, over_budget, where the person's day is used up."""
    if request.user_id is None:
        return
    now = datetime.now(UTC)
    try:
        async with tenant_connection(request.user_id) as conn:
            cursor = await conn.execute(
                _SPENT, {"user": request.user_id, "since": _midnight(now.date())}
            )
            row = await cursor.fetchone()
    except (DatabaseError, DatabaseBusy) as error:
        log.warning("the budget is not known: %s", error)
        return
    budget = budgets().get(row["plan"]) if row else None
    if row and budget is not None and row["spent"] >= budget * MICROS:
        metrics.REFUSED.labels("over_budget").inc()
        raise ModelError(
            "over_budget",
            f"the plan's {budget:g} USD of today are used up",
            retry_after=(_midnight(now.date() + DAY) - now).total_seconds(),
        )


async def record(request: Request, provider: Provider, spent: Spent) -> None:
    """Stores and counts what a call spent. A database that cannot be reached costs the row, never
    the answer."""
    micros = cost(provider.name, provider.model, spent, is_own=provider.is_own)
    metrics.TOKENS.labels(provider.name, provider.model, "input").inc(spent.input_tokens)
    metrics.TOKENS.labels(provider.name, provider.model, "output").inc(spent.output_tokens)
    metrics.COST.labels(provider.name, provider.model).inc(micros / MICROS)
    if request.user_id is None:
        return
    whose = (uuid4(), request.user_id, request.turn_id, datetime.now(UTC))
    what = (request.purpose, provider.name, provider.model[:128])
    tokens = (spent.input_tokens, spent.output_tokens, micros)
    try:
        async with tenant_connection(request.user_id) as conn:
            await conn.execute(_RECORD, (*whose, *what, *tokens))
    except (DatabaseError, DatabaseBusy) as error:
        log.error("%d tokens are not accounted: %s", sum(tokens[:2]), error)


def budgets() -> Mapping[str, float]:
    """US dollars a day by plan; a plan that is not there has no limit."""
    limits: Mapping[str, float] = settings.MODEL_DAILY_BUDGET_USD
    return limits


def usage_of_day(user_id: UUID, *, plan: str, day: date) -> Usage:
    """What models spent for a person on a day (of UTC), and what they may. Not for async code."""
    since = _midnight(day)
    return _sum(user_id, ModelCall.objects.filter(at__gte=since, at__lt=since + DAY), plan)


def usage_by_day(user_id: UUID, *, last: date, days: int) -> dict[date, Usage]:
    """What models spent for a person on each of `days` days up to `last`, the latest first; a day
    without a call is not there. Not for async code."""
    since = _midnight(last - (days - 1) * DAY)
    calls = ModelCall.objects.filter(user_id=user_id, at__gte=since, at__lt=_midnight(last + DAY))
    by_day = calls.annotate(day=TruncDate("at", tzinfo=UTC)).values("day")
    with tenant(user_id):
        rows = list(by_day.annotate(**_SUMS).order_by("-day"))
    return {row["day"]: _usage(row) for row in rows}


def usage_of_turn(user_id: UUID, *, turn_id: UUID) -> Usage:
    """What models spent for one turn. Not for async code."""
    return _sum(user_id, ModelCall.objects.filter(turn_id=turn_id), "")


def _sum(user_id: UUID, calls: QuerySet[ModelCall], plan: str) -> Usage:
    with tenant(user_id):
        total = calls.filter(user_id=user_id).aggregate(**_SUMS)
    return _usage(total, budgets().get(plan))


def _usage(sums: Mapping[str, Any], budget_usd: float | None = None) -> Usage:
    return Usage(
        calls=sums["calls"],
        input_tokens=sums["sent"],
        output_tokens=sums["received"],
        cost_usd=sums["micros"] / MICROS,
        budget_usd=budget_usd,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
