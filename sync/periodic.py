"""The task that beat starts every minute."""

from __future__ import annotations

from datetime import UTC, datetime

from celery import shared_task

from sync.schedule import enqueue_due


@shared_task(name="sync.claim_due")
def claim_due() -> int:
    """Queues the syncs of everybody whose minute it is; how many people they are."""
    return enqueue_due(now=datetime.now(UTC))
