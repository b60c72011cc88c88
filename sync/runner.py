"""One service of one account, from Google into the cache.

Text is embedded before a page's transaction opens; its rows, words, vectors and the claim that
allows it are committed together, the cursor with the last of them. A run that dies leaves whole
pages behind, and the next one goes on from what is there.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from accounts.credentials import open_account
from accounts.google.client import GoogleAccount
from accounts.google.errors import GoogleError, Unavailable
from accounts.models import Connection
from accounts.tenancy import tenant
from search import indexing, moving, stored
from search.embeddings.base import EmbeddingError
from search.records import IndexReport
from search.tables import Service
from sync import events
from sync.claims import Claim, claim, kept_alive
from sync.errors import ClaimLost, NotConnected, SyncError
from sync.models import SyncStatus
from sync.pages import Page, Skip, by_reason
from sync.sources import calendar, drive, gmail

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a service is; the total is None where it is not known yet."""

    service: Service
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run did. `read` counts what Google has, `skipped` is `[{"reason", "n"}]`."""

    service: Service
    read: int
    new: int
    changed: int
    removed: int
    skipped: tuple[dict[str, str | int], ...]
    seconds: float
    embedding_seconds: float


@dataclass(slots=True)
class _Run:
    """One run, while it lasts. `seen` are Google's ids by resource."""

    claim: Claim
    now: datetime
    on_progress: Callable[[Progress], None]
    done: int = 0
    seen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    skipped: list[Skip] = field(default_factory=list)
    report: IndexReport = field(default_factory=IndexReport)


def sync_service(
    *,
    user_id: UUID,
    connection_id: UUID,
    service: Service,
    now: datetime,
    full: bool = False,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> SyncReport:
    """Bring the cache of one service up to Google's state.

    Every item is looked at; what cannot have changed is not fetched again, and what did not
    change is neither written nor embedded. What vanished is removed once all was seen. `full`
    makes no difference as long as there is no other kind of run.

    Raises SyncError: AlreadyRunning, ClaimLost, NotConnected, or with what Google or the
    embedding model said; the status row says the same.
    """
    started = time.monotonic()
    connection = _connection(user_id, connection_id)
    run = _Run(
        claim=claim(user_id=user_id, connection_id=connection_id, service=service),
        now=now,
        on_progress=on_progress,
    )
    try:
        with kept_alive(run.claim):
            for page in _pages(open_account(connection), service, now):
                _take(run, page)
            removed = _finish(run)
    except ClaimLost:
        raise
    except (GoogleError, EmbeddingError) as error:
        _fail(run.claim, str(error))
        raise _as_sync_error(error) from error
    except BaseException as error:
        # whatever it is, and be it Ctrl-C: the claim must not outlive the run
        _fail(run.claim, f"The sync was interrupted ({type(error).__name__}).")
        raise
    return SyncReport(
        service=service,
        read=run.done,
        new=run.report.new,
        changed=run.report.changed,
        removed=removed,
        skipped=tuple(by_reason(run.skipped)),
        seconds=time.monotonic() - started,
        embedding_seconds=run.report.embedding_seconds,
    )


def _as_sync_error(error: GoogleError | EmbeddingError) -> SyncError:
    if isinstance(error, EmbeddingError):
        return SyncError(str(error), retry_after=error.retry_after)
    return SyncError(
        str(error),
        retry_after=error.retry_after,
        reconnect=error.reconnect,
        unreachable=isinstance(error, Unavailable) and error.status is None,
    )


def _connection(user_id: UUID, connection_id: UUID) -> Connection:
    with tenant(user_id):
        found = Connection.objects.filter(user_id=user_id, id=connection_id).first()
    if found is None:
        raise NotConnected("this Google account is not connected")
    return found


def _pages(account: GoogleAccount, service: Service, now: datetime) -> Iterator[Page]:
    owner = {"user_id": account.user_id, "connection_id": account.connection_id}
    if service == "gmail":
        return gmail.pages(account, known=stored.stored_emails(**owner))
    if service == "gdrive":
        return drive.pages(account, known=stored.stored_files(**owner))
    return calendar.pages(account, now=now)


def _take(run: _Run, page: Page) -> None:
    """Index one page. Rows, vectors, cursor and progress are committed together."""
    user_id, connection_id = run.claim.user_id, run.claim.connection_id
    run.seen[page.resource] += page.seen
    run.skipped += page.skipped
    prepared = indexing.prepare(
        user_id=user_id, connection_id=connection_id, records=page.records, now=run.now
    )
    with tenant(user_id):
        run.claim.update(progress_done=page.done, progress_total=page.total)
        report = indexing.write(prepared)
        if page.is_last:
            _keep_cursor(run, page)
        progress = Progress(run.claim.service, page.done, page.total)
        events.publish(user_id, progress.service, done=progress.done, total=progress.total)
    run.done = page.done
    run.report += report
    run.on_progress(progress)


def _keep_cursor(run: _Run, page: Page) -> None:
    """A resource's pass is complete: what was not seen in it is gone from Google."""
    claim = run.claim
    removed = indexing.remove(
        user_id=claim.user_id,
        connection_id=claim.connection_id,
        service=claim.service,
        keep=run.seen[page.resource],
        calendar_id=page.resource or None,
    )
    run.report += IndexReport(removed=removed)
    if page.resource:
        SyncStatus.objects.update_or_create(
            user_id=claim.user_id,
            connection_id=claim.connection_id,
            service=claim.service,
            resource=page.resource,
            defaults={
                "cursor": page.cursor,
                "last_synced_at": run.now,
                "last_full_sync_at": run.now,
                "items": len(run.seen[page.resource]),
            },
        )
    else:
        claim.update(cursor=page.cursor)


def _finish(run: _Run) -> int:
    """The run is complete. Returns how many items were removed."""
    claim = run.claim
    owner = {"user_id": claim.user_id, "connection_id": claim.connection_id}
    with tenant(claim.user_id):
        removed = run.report.removed + _drop_vanished_calendars(run)
        moving.settle(claim.user_id)
        claim.update(
            status=SyncStatus.Status.IDLE,
            last_synced_at=run.now,
            last_full_sync_at=run.now,
            items=stored.count_items(**owner, service=claim.service),
            skipped=by_reason(run.skipped),
            progress_done=run.done,
            progress_total=run.done,
        )
        events.publish(claim.user_id, claim.service, done=run.done, total=run.done, ended=True)
    return removed


def _drop_vanished_calendars(run: _Run) -> int:
    claim = run.claim
    if claim.service != "gcal":
        return 0
    gone = SyncStatus.objects.filter(
        user_id=claim.user_id, connection_id=claim.connection_id, service=claim.service
    ).exclude(resource__in=["", *run.seen])
    removed = 0
    for status in list(gone):
        removed += indexing.remove(
            user_id=claim.user_id,
            connection_id=claim.connection_id,
            service=claim.service,
            keep=(),
            calendar_id=status.resource,
        )
        status.delete()
    return removed


def _fail(claim: Claim, message: str) -> None:
    log.warning("sync of %s of %s failed: %s", claim.service, claim.connection_id, message)
    try:
        with tenant(claim.user_id):
            claim.update(status=SyncStatus.Status.FAILED, error=message)
            events.publish(claim.user_id, claim.service, error=message, ended=True)
    except ClaimLost:
        log.warning("another run had taken over")
