"""How fresh a person's cache is."""

from __future__ import annotations

import uuid

from django.db import models

from accounts.tenancy import OwnerKey


class SyncStatus(models.Model):
    """One service (and, of the calendar service, one calendar) of one connection.

    `cursor` is Google's: a history id, a sync token or a page token. It moves only in the
    transaction that wrote what it stands for.
    """

    class Status(models.TextChoices):
        IDLE = "idle"
        QUEUED = "queued"
        RUNNING = "running"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = OwnerKey()
    connection_id = models.UUIDField()
    service = models.CharField(max_length=8)
    resource = models.TextField(blank=True, default="")
    status = models.CharField(max_length=16, choices=Status, default=Status.IDLE)
    cursor = models.TextField(blank=True, default="")
    last_synced_at = models.DateTimeField(null=True)
    last_full_sync_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    items = models.IntegerField(default=0)
    progress_done = models.IntegerField(default=0)
    progress_total = models.IntegerField(null=True)
    skipped = models.JSONField(default=list)
    error = models.TextField(blank=True, default="")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "connection_id", "service", "resource"],
                name="sync_status_resource",
            ),
            models.UniqueConstraint(fields=["user", "id"], name="sync_status_tenant"),
        ]
