"""Syncing while somebody waits at a terminal: one service after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from accounts.models import Connection
from accounts.tenancy import tenant
from search.tables import Service
from sync.claims import STALE
from sync.errors import AlreadyRunning, NotConnected, SyncError
from sync.runner import Progress, SyncReport, sync_service

POLL_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Reports and failures, by service."""

    reports: dict[Service, SyncReport] = field(default_factory=dict)
    failures: dict[Service, SyncError] = field(default_factory=dict)

    def as_json(self, extra_skips: dict[str, list[dict[str, Any]]] | None = None) -> dict[str, Any]:
        """`{"gmail": {"read", "new", "changed", "removed", "skipped", "seconds"}, ...,
        "embedding_seconds"}`; a failed service has "error". `extra_skips` are added to the
        skipped."""
        result: dict[str, Any] = {}
        for service, report in self.reports.items():
            result[service] = _as_json(report, (extra_skips or {}).get(service, []))
        for service, error in self.failures.items():
            result[service] = result.get(service, {}) | {"error": str(error)}
        result["embedding_seconds"] = round(
            sum(report.embedding_seconds for report in self.reports.values()), 3
        )
        return result


def sync_now(
    *,
    user_id: UUID,
    services: Sequence[Service],
    full: bool,
    now: datetime,
    on_progress: Callable[[Progress], None],
    say: Callable[[str], None],
    connection_ids: Collection[UUID] | None = None,
) -> Outcome:
    """Sync these services of the person's Google accounts, all or some; one that fails stops no
    other.

    Another run is waited for as long as it may take to notice that it died. Raises NotConnected.
    """
    with tenant(user_id):
        accounts = list(
            Connection.objects.filter(user_id=user_id)
            .order_by("created_at")
            .values_list("id", flat=True)
        )
    if connection_ids is not None:
        accounts = [account for account in accounts if account in connection_ids]
    if not accounts:
        raise NotConnected("No Google account is connected.")
    outcome = Outcome()
    for service in services:
        for connection_id in accounts:
            try:
                sync = partial(
                    sync_service,
                    user_id=user_id,
                    connection_id=connection_id,
                    service=service,
                    full=full,
                    now=now,
                    on_progress=on_progress,
                )
                report = _when_free(sync, say)
            except SyncError as error:
                say(f"{service}: {error}")
                outcome.failures[service] = error
            else:
                held = outcome.reports.get(service)
                outcome.reports[service] = _sum(held, report) if held else report
    return outcome


def _when_free(sync: Callable[[], SyncReport], say: Callable[[str], None]) -> SyncReport:
    deadline = time.monotonic() + STALE.total_seconds() + 2 * POLL_SECONDS
    told = False
    while True:
        try:
            return sync()
        except AlreadyRunning as error:
            if time.monotonic() > deadline:
                raise
            if not told:
                say(f"{error}: waiting for it")
                told = True
        time.sleep(POLL_SECONDS)


def _sum(one: SyncReport, other: SyncReport) -> SyncReport:
    return SyncReport(
        service=one.service,
        read=one.read + other.read,
        new=one.new + other.new,
        changed=one.changed + other.changed,
        removed=one.removed + other.removed,
        skipped=one.skipped + other.skipped,
        seconds=one.seconds + other.seconds,
        embedding_seconds=one.embedding_seconds + other.embedding_seconds,
    )


def _as_json(report: SyncReport, extra_skips: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "read": report.read + sum(int(skip["n"]) for skip in extra_skips),
        "new": report.new,
        "changed": report.changed,
        "removed": report.removed,
        "skipped": [*report.skipped, *extra_skips],
        "seconds": round(report.seconds, 3),
    }
