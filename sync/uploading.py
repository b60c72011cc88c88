"""A Google Takeout export that a person uploads: loaded into their simulated account, then synced
by the workers."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from accounts import audit
from accounts.models import User
from accounts.problems import Problem
from sync import schedule, simulator
from sync.errors import NotQueued, SyncError
from sync.importing import import_export

log = logging.getLogger(__name__)
GB: Final = 10**9
# What a browser may send: the server holds a body in memory on its way to the disk.
# `manage.py import_takeout` takes more.
LARGEST: Final = 1 * GB


@dataclass(frozen=True, slots=True)
class Loaded:
    """By service how much of the export was read and what of it was passed over
    (`[{"reason", "n"}]`), and whether a worker will sync it next (otherwise the timetable will)."""

    read: dict[str, int]
    skipped: dict[str, list[dict[str, Any]]]
    is_queued: bool


def check_size(length: int) -> None:
    """Raises Problem (413) for more bytes than an upload may have."""
    if length > LARGEST:
        raise Problem(
            code="too_large",
            title="File Too Large",
            message=f"This file is larger than {LARGEST // GB} GB, the most that can be uploaded. "
            "Order the export in smaller files, or load it with the command import_takeout.",
            action="Choose Another File",
            status=413,
        )


def check_offered() -> None:
    """Raises Problem (409) where Google is not the simulated one: an export would have no place."""
    if not simulator.is_google():
        raise Problem(
            code="not_offered",
            title="Exports Are Not Taken Here",
            message="Exports can be loaded only where the product runs with its simulated Google "
            "Workspace. Here it is connected to Google itself: connect your account instead.",
            action="Connect Account",
            action_url="/api/v1/auth/login",
            status=409,
        )


def load(user: User, path: Path, *, name: str) -> Loaded:
    """Load the export at `path`, which the person calls `name`, connect the person to it and queue
    its first sync. Raises Problem; then nothing was taken."""
    check_offered()

    def say(words: str) -> None:
        """Kept out of the log: the words name the person's address."""

    log.info("an export of %s is loaded", user.id)
    try:
        imported = import_export(path, email=user.email, password=None, say=say, name=name)
    except SyncError as error:
        raise _refused(error) from error
    try:
        schedule.enqueue(user_id=user.id, full=True, requested_by=audit.PERSON)
    except NotQueued as error:
        log.warning("no first sync for %s yet: %s", user.id, error)
        return Loaded(imported.read, imported.skipped, is_queued=False)
    return Loaded(imported.read, imported.skipped, is_queued=True)


def _refused(error: SyncError) -> Problem:
    if error.unreachable:
        return Problem(
            code="service_unavailable",
            title="Not Available Now",
            message="The simulated Google Workspace does not answer, so nothing was loaded. "
            "Please try again in a moment.",
            action="Try Again",
            retry_after=10,
            status=503,
        )
    return Problem(
        code="bad_export",
        title="This File Cannot Be Loaded",
        message=str(error),
        action="Choose Another File",
        status=400,
    )
