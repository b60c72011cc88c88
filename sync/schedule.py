"""Putting syncs into the workers' queues."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from accounts import audit
from accounts.models import Connection
from accounts.tenancy import tenant
from search.tables import SERVICES, Service
from sync.errors import NotQueued
from sync.models import SyncStatus
from sync.tasks import TASKS

# A queued or running service that nothing was heard of for so long was lost with its worker.
FORGOTTEN = timedelta(minutes=10)

PRIORITY = "priority"  # the queue of those who wait for it
SLOTS = 15
CLAIMED_AT_ONCE = 200


def slot(user_id: UUID) -> int:
    """The minute of each quarter of an hour (0 to 14) in which this person is synced.

    The database's `sync_slot` is its twin.
    """
    return int.from_bytes(hashlib.sha256(user_id.bytes).digest()[:2]) % SLOTS


def claim_due(*, now: datetime) -> list[UUID]:
    """People whose minute it is, whoever signed in last first, at most CLAIMED_AT_ONCE.

    Nobody is claimed twice in the same quarter of an hour, however many ask at the same time.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id FROM sync_claim_due(%s, %s)", [now, CLAIMED_AT_ONCE])
        return list(dict.fromkeys(row[0] for row in cursor.fetchall()))


def enqueue_due(*, now: datetime) -> int:
    """Queue the syncs of everybody whose minute it is; how many people they are."""
    people = 0
    while due := claim_due(now=now):
        for user_id in due:
            enqueue(user_id=user_id)
        people += len(due)
    return people


def enqueue(
    *,
    user_id: UUID,
    services: Sequence[Service] = SERVICES,
    full: bool = False,
    requested_by: str = audit.SYSTEM,
) -> list[tuple[UUID, Service]]:
    """Queue a sync of these services of all of the person's active Google accounts.

    What runs or waits already is not queued twice. Returns connection and service of each that
    was queued. Whoever asked for it is named in the audit, unless it was the timetable, and is
    served first. Raises NotQueued, once the caller's transaction is over, when the broker is away.
    """
    queued: list[tuple[UUID, Service]] = []
    with tenant(user_id):
        active = Connection.objects.filter(user_id=user_id, status=Connection.Status.ACTIVE)
        for connection_id in list(active.values_list("id", flat=True)):
            for service in services:
                if _mark(user_id, connection_id, service):
                    queued.append((connection_id, service))
        somebody_waits = requested_by != audit.SYSTEM
        queue = PRIORITY if somebody_waits else None
        transaction.on_commit(partial(_send, user_id, tuple(queued), full=full, queue=queue))
        if somebody_waits:
            audit.record(
                user_id=user_id,
                actor=requested_by,
                event=audit.Event.SYNC_REQUESTED,
                after={"services": list(services), "full": full, "queued": len(queued)},
            )
    return queued


def after_write(*, user_id: UUID, connection_id: UUID, service: Service) -> None:
    """Queue a sync of what was just written to, before everybody's regular ones.

    Blocks for as long as the broker takes, a few seconds at most. Raises NotQueued.
    """
    try:
        TASKS[service].apply_async(args=(str(user_id), str(connection_id), False), queue=PRIORITY)
    except (OperationalError, RedisError) as error:
        raise NotQueued("the broker cannot be reached", retry_after=30) from error


def _send(
    user_id: UUID, queued: Sequence[tuple[UUID, Service]], *, full: bool, queue: str | None
) -> None:
    route: dict[str, Any] = {"queue": queue} if queue else {}
    try:
        for connection_id, service in queued:
            arguments = (str(user_id), str(connection_id), full)
            TASKS[service].apply_async(args=arguments, **route)
    except (OperationalError, RedisError) as error:
        with tenant(user_id):
            for connection_id, service in queued:
                SyncStatus.objects.filter(
                    user_id=user_id,
                    connection_id=connection_id,
                    service=service,
                    resource="",
                    status=SyncStatus.Status.QUEUED,
                ).update(status=SyncStatus.Status.IDLE, updated_at=Now())
        raise NotQueued("the broker cannot be reached", retry_after=30) from error


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
