"""Putting syncs into the workers' queues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Connection
from accounts.tenancy import tenant
from search.tables import SERVICES, Service
from sync.models import SyncStatus
from sync.tasks import TASKS

# A queued or running service that nothing was heard of for so long was lost with its worker.
FORGOTTEN = timedelta(minutes=10)


def enqueue(
    *, user_id: UUID, services: Sequence[Service] = SERVICES, full: bool = False
) -> list[tuple[UUID, Service]]:
    """Queue a sync of these services of all of the person's active Google accounts.

    What runs or waits already is not queued twice. Returns connection and service of each that
    was queued.
    """
    queued: list[tuple[UUID, Service]] = []
    with tenant(user_id):
        active = Connection.objects.filter(user_id=user_id, status=Connection.Status.ACTIVE)
        for connection_id in list(active.values_list("id", flat=True)):
            for service in services:
                if _mark(user_id, connection_id, service):
                    queued.append((connection_id, service))
                    arguments = (str(user_id), str(connection_id), full)
                    transaction.on_commit(partial(TASKS[service].delay, *arguments))
    return queued


def _mark(user_id: UUID, connection_id: UUID, service: Service) -> bool:
    """Whether the service rested or was forgotten, and is queued now."""
    row = {"user_id": user_id, "connection_id": connection_id, "service": service, "resource": ""}
    SyncStatus.objects.bulk_create([SyncStatus(**row)], ignore_conflicts=True)
    resting = Q(status__in=(SyncStatus.Status.IDLE, SyncStatus.Status.FAILED))
    forgotten = Q(updated_at__lt=Now() - FORGOTTEN)
    changed = SyncStatus.objects.filter(resting | forgotten, **row).update(
        status=SyncStatus.Status.QUEUED, updated_at=Now()
    )
    return bool(changed)
