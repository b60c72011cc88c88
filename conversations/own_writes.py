"""What was just written is read back, so that the next answer knows of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sync.errors import NotQueued, SyncError
from sync.foreground import sync_now
from sync.schedule import after_write

log = logging.getLogger(__name__)
WRITTEN: Final = frozenset({"done", "undone", "unknown"})
_queueing: set[asyncio.Task[None]] = set()
# Services by account that somebody who waits for it reads back, instead of a worker.
_kept: ContextVar[set[tuple[UUID, Any]] | None] = ContextVar("kept", default=None)


async def read_back(user_id: UUID, connection_id: UUID, action: Mapping[str, Any]) -> None:
    """Queues a sync of the service that an action wrote to. Nobody waits for it, and what cannot
    be queued is read at the next regular sync."""
    if action["status"] not in WRITTEN:
        return
    if (kept := _kept.get()) is not None:
        kept.add((connection_id, action["agent"]))
        return
    task = asyncio.create_task(asyncio.to_thread(_queue, user_id, connection_id, action["agent"]))
    _queueing.add(task)
    task.add_done_callback(_queueing.discard)


def is_queueing() -> bool:
    """Whether this process still puts something that was written into the workers' queue."""
    return bool(_queueing)


@contextmanager
def read_back_here(user_id: UUID, *, now: datetime, say: Callable[[str], None]) -> Iterator[None]:
    """What is written within is read back before this ends, without a worker: for commands. What
    fails is said, and left to a worker. Not for async code."""
    kept: set[tuple[UUID, Any]] = set()
    token = _kept.set(kept)
    try:
        yield
    finally:
        _kept.reset(token)
        for connection_id, service in sorted(kept, key=str):
            if not _sync(user_id, connection_id, service, now, say):
                _queue(user_id, connection_id, service)


def _sync(
    user_id: UUID, connection_id: UUID, service: Any, now: datetime, say: Callable[[str], None]
) -> bool:
    try:
        outcome = sync_now(
            user_id=user_id,
            services=[service],
            connection_ids=[connection_id],
            full=False,
            now=now,
            on_progress=lambda _: None,
            say=say,
        )
    except SyncError as error:
        say(f"{service}: {error}")
        return False
    return not outcome.failures


def _queue(user_id: UUID, connection_id: UUID, service: Any) -> None:
    try:
        after_write(user_id=user_id, connection_id=connection_id, service=service)
    except NotQueued as error:
        log.info("what was written is read back later: %s", error)
