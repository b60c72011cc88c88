"""How fresh each account's services are, as the staff pages read it."""

from __future__ import annotations

from django.db import models

from accounts.models import Connection
from accounts.staff import StaffView
from sync.models import SyncStatus


class SyncState(StaffView):
    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    connection_id = models.UUIDField()
    person = models.EmailField()
    account = models.EmailField("Google account")
    account_status = models.CharField(max_length=16, choices=Connection.Status)
    service = models.CharField(
        max_length=8, choices=[("gmail", "Gmail"), ("gcal", "Calendar"), ("gdrive", "Drive")]
    )
    status = models.CharField(max_length=16, choices=SyncStatus.Status)
    last_synced_at = models.DateTimeField("last synced", null=True)
    last_full_sync_at = models.DateTimeField("last full sync", null=True)
    started_at = models.DateTimeField("started", null=True)
    items = models.IntegerField()
    progress_done = models.IntegerField()
    progress_total = models.IntegerField(null=True)
    error = models.TextField()
    updated_at = models.DateTimeField("last heard of")

    class Meta(StaffView.Meta):
        db_table = "sync_staffstate"
        verbose_name = "sync state"

    def __str__(self) -> str:
        return f"{self.account}, {self.get_service_display()}"
