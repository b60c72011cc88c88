"""How actions stand now, for lists of what was said about them before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from accounts.tenancy import tenant
from agents.models import Action
from agents.serializers import ActionSerializer


def current_actions(*, user_id: UUID, action_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The person's actions by id, as they are now; those that are gone are left out."""
    wanted = [UUID(action_id) for action_id in action_ids]
    if not wanted:
        return {}
    with tenant(user_id):
        rows = Action.objects.filter(user_id=user_id, id__in=wanted)
        return {str(row.id): ActionSerializer(row).data for row in rows}
