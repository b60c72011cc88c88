"""How fresh a person's cache is, one line a service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from accounts.models import Connection
from accounts.tenancy import tenant
from search.tables import SERVICES, Service
from sync.models import SyncStatus

# Of several accounts, the one that the person should know of first.
_FIRST: Final = ("running", "queued", "failed", "idle")


@dataclass(frozen=True, slots=True)
class ServiceState:
    """One service of all active accounts. `last_synced_at` is of the account that waits longest,
    None until each has been synced once. `done` and `total` are of what runs."""

    status: str
    last_synced_at: datetime | None = None
    items: int = 0
    done: int = 0
    total: int | None = None
    error: str = ""


def sync_state(*, user_id: UUID) -> dict[Service, ServiceState]:
    with tenant(user_id):
        active = Connection.objects.filter(user_id=user_id, status=Connection.Status.ACTIVE)
        accounts = list(active.values_list("id", flat=True))
        rows = list(
            SyncStatus.objects.filter(user_id=user_id, resource="", connection_id__in=accounts)
        )
    return {
        service: _state([row for row in rows if row.service == service], len(accounts))
        for service in SERVICES
    }


def _state(rows: Sequence[SyncStatus], accounts: int) -> ServiceState:
    if not accounts:
        return ServiceState("not_connected")
    if not rows:
        return ServiceState("idle")
    running = [row for row in rows if row.status == SyncStatus.Status.RUNNING]
    totals = [row.progress_total for row in running]
    moments = [row.last_synced_at for row in rows if row.last_synced_at is not None]
    return ServiceState(
        status=min((row.status for row in rows), key=_FIRST.index),
        last_synced_at=min(moments) if len(moments) == accounts else None,
        items=sum(row.items for row in rows),
        done=sum(row.progress_done for row in running),
        total=sum(n for n in totals if n is not None) if totals and None not in totals else None,
        error=next((row.error for row in rows if row.error), ""),
    )
