"""What was just written is read back, so that the next answer knows of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sync.errors import NotQueued
from sync.schedule import after_write

log = logging.getLogger(__name__)
WRITTEN: Final = frozenset({"done", "undone", "unknown"})
_queueing: set[asyncio.Task[None]] = set()


async def read_back(user_id: UUID, connection_id: UUID, action: Mapping[str, Any]) -> None:
    """Queues a sync of the service that an action wrote to. Nobody waits for it, and what cannot
    be queued is read at the next regular sync."""
    if action["status"] in WRITTEN:
        task = asyncio.create_task(_queue(user_id, connection_id, action))
        _queueing.add(task)
        task.add_done_callback(_queueing.discard)


async def _queue(user_id: UUID, connection_id: UUID, action: Mapping[str, Any]) -> None:
    try:
        await asyncio.to_thread(
            after_write, user_id=user_id, connection_id=connection_id, service=action["agent"]
        )
    except NotQueued as error:
        log.info("what was written is read back later: %s", error)
