"""Celery's way into a sync: one task a service, so that each has its own queue."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from celery import Task, shared_task

import orchestrator.celery  # noqa: F401 - the application that these tasks belong to
from search.tables import Service
from sync.errors import SyncError
from sync.profiles import take_name, take_time_zone
from sync.runner import sync_service

ATTEMPTS = 6
log = logging.getLogger(__name__)


@shared_task(bind=True, name="sync.gmail", max_retries=ATTEMPTS)
def sync_gmail(self: Task[Any, Any], user_id: str, connection_id: str, full: bool = False) -> None:
    _run(self, "gmail", user_id, connection_id, full)


@shared_task(bind=True, name="sync.gcal", max_retries=ATTEMPTS)
def sync_gcal(self: Task[Any, Any], user_id: str, connection_id: str, full: bool = False) -> None:
    _run(self, "gcal", user_id, connection_id, full)


@shared_task(bind=True, name="sync.gdrive", max_retries=ATTEMPTS)
def sync_gdrive(self: Task[Any, Any], user_id: str, connection_id: str, full: bool = False) -> None:
    _run(self, "gdrive", user_id, connection_id, full)


TASKS: dict[Service, Task[Any, Any]] = {
    "gmail": sync_gmail,
    "gcal": sync_gcal,
    "gdrive": sync_gdrive,
}


def _run(
    task: Task[Any, Any], service: Service, user_id: str, connection_id: str, full: bool
) -> None:
    """Sync, and come back later where that may help: at first when the error says, then each time
    after twice as long. What will not pass is in the status row, and no failure of the worker."""
    try:
        sync_service(
            user_id=UUID(user_id),
            connection_id=UUID(connection_id),
            service=service,
            full=full,
            now=datetime.now(UTC),
        )
    except SyncError as error:
        if error.retry_after is None or task.request.retries >= ATTEMPTS:
            log.warning("sync of %s of %s: given up: %s", service, connection_id, error)
            return
        wait = max(error.retry_after, 1.0) * 2**task.request.retries
        raise task.retry(countdown=min(wait, 3600.0), exc=error) from error
    if service == "gcal":
        take_time_zone(user_id=UUID(user_id), connection_id=UUID(connection_id))
    elif service == "gmail":
        take_name(user_id=UUID(user_id))
