"""How actions stand now, for lists of what was said about them before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from accounts.tenancy import tenant, tenant_connection
from agents.acting.records import SENDS
from agents.models import Action
from agents.serializers import ActionSerializer

LATE: Final = timedelta(seconds=10)  # an approved mail that is still there then goes out no more
_UNSENT = """
    SELECT id, turn_id, arguments->>'subject' AS subject, arguments->'to' AS recipients
    FROM agents_action
    WHERE user_id = %s AND status = 'approved' AND operation = ANY(%s) AND approved_at < %s
    ORDER BY approved_at DESC LIMIT %s
"""


_TITLES = """
    SELECT id, turn_id, coalesce(
        nullif(arguments->>'subject', ''), nullif(arguments->>'title', ''), '') AS title
    FROM agents_action WHERE user_id = %s AND id = ANY(%s)
"""


async def told_apart(*, user_id: UUID, action_ids: Sequence[UUID]) -> dict[UUID, Mapping[str, Any]]:
    """By what a person knows these actions again: `title` and `turn_id`; those that are gone are
    left out."""
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(_TITLES, [user_id, list(action_ids)])
        return {row["id"]: row for row in await cursor.fetchall()}


async def unsent(*, user_id: UUID, now: datetime, limit: int) -> Sequence[Mapping[str, Any]]:
    """The mails that the person approved and that nobody sends any more, since the process that
    waited with them is gone: `id`, `turn_id`, `subject`, `recipients`, the latest first."""
    ended = now - LATE - timedelta(seconds=settings.SEND_WINDOW_SECONDS)
    async with tenant_connection(user_id) as conn:
        cursor = await conn.execute(_UNSENT, [user_id, list(SENDS), ended, limit])
        return await cursor.fetchall()


def current_actions(*, user_id: UUID, action_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The person's actions by id, as they are now; those that are gone are left out."""
    wanted = [UUID(action_id) for action_id in action_ids]
    if not wanted:
        return {}
    with tenant(user_id):
        rows = Action.objects.filter(user_id=user_id, id__in=wanted)
        return {str(row.id): ActionSerializer(row).data for row in rows}
