"""What a newly connected Google account sets off."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from accounts import audit
from accounts.signals import account_connected
from search.tables import Service
from sync.errors import NotQueued
from sync.schedule import enqueue

log = logging.getLogger(__name__)


def listen() -> None:
    """Sync every account that is connected from now on."""
    account_connected.connect(_connected, dispatch_uid="sync")


def _connected(sender: object, user_id: UUID, services: Sequence[Service], **_: Any) -> None:
    """Softly: without the broker the account is connected all the same, and the timetable comes."""
    try:
        enqueue(user_id=user_id, services=services, full=True, requested_by=audit.PERSON)
    except NotQueued as error:
        log.warning("no first sync for %s yet: %s", user_id, error)
