"""Who syncs a service of an account now: one row, claimed by a conditional update.

A claim is kept alive by its process. One that was silent for `STALE` belongs to a process that
died, and can be taken over; the old owner, should it live after all, finds out at its next page,
in the same transaction as that page's rows. The clock is the database's.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import Error as DatabaseError
from django.db import connection as database
from django.db.models import Q
from django.db.models.functions import Now

from accounts.tenancy import tenant
from search.tables import Service
from sync.errors import AlreadyRunning, ClaimLost
from sync.models import SyncStatus

STALE = timedelta(seconds=60)
BEAT_SECONDS = 15.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to sync one service of one connection, told apart by when it was taken."""

    user_id: UUID
    connection_id: UUID
    service: Service
    taken_at: datetime

    def update(self, **values: Any) -> None:
        """Change the status row, in the caller's transaction. Raises ClaimLost."""
        changed = SyncStatus.objects.filter(
            user_id=self.user_id,
            connection_id=self.connection_id,
            service=self.service,
            resource="",
            status=SyncStatus.Status.RUNNING,
            started_at=self.taken_at,
        ).update(updated_at=Now(), **values)
        if not changed:
            raise ClaimLost("another run has taken over", retry_after=STALE.total_seconds())


def claim(*, user_id: UUID, connection_id: UUID, service: Service) -> Claim:
    """Raises AlreadyRunning while another run is alive."""
    row = {"user_id": user_id, "connection_id": connection_id, "service": service, "resource": ""}
    with tenant(user_id):
        SyncStatus.objects.bulk_create([SyncStatus(**row)], ignore_conflicts=True)
        free = ~Q(status=SyncStatus.Status.RUNNING) | Q(updated_at__lt=Now() - STALE)
        taken = SyncStatus.objects.filter(free, **row).update(
            status=SyncStatus.Status.RUNNING,
            started_at=Now(),
            updated_at=Now(),
            progress_done=0,
            progress_total=None,
            error="",
        )
        if not taken:
            raise AlreadyRunning(
                "this service is being synced already", retry_after=STALE.total_seconds()
            )
        taken_at = SyncStatus.objects.values_list("started_at", flat=True).get(**row)
    assert taken_at is not None  # noqa: S101 - it was set above
    return Claim(user_id, connection_id, service, taken_at)


@contextmanager
def kept_alive(claim: Claim) -> Iterator[None]:
    """Says every few seconds that this process lives, however long a page takes."""
    ended = threading.Event()
    beats = threading.Thread(target=_beat, args=(claim, ended), name="sync-beat", daemon=True)
    beats.start()
    try:
        yield
    finally:
        ended.set()
        beats.join()


def _beat(claim: Claim, ended: threading.Event) -> None:
    while not ended.wait(BEAT_SECONDS):
        try:
            with tenant(claim.user_id):
                claim.update()
        except ClaimLost:
            return  # the next page says so
        except DatabaseError as error:
            log.warning("a claim was not kept alive: %s", type(error).__name__)
        finally:
            database.close()
