"""The syncs, for support: how fresh, what failed, and once more."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString

from accounts import audit
from accounts.admin import badge, person_link
from accounts.staff import StaffPages, staff_id
from search.tables import SERVICES
from sync.errors import NotQueued
from sync.schedule import enqueue
from sync.staff_views import SyncState


@admin.register(SyncState)
class SyncStatePages(StaffPages):
    list_display = ("account", "of", "service", "state", "last_synced_at", "items", "problem")
    list_filter = ("status", "service", "account_status")
    search_fields = ("person", "account")
    search_help_text = "Part of an address"
    ordering = ("-updated_at",)
    actions = ("sync_again",)
    fields = (
        "account",
        "of",
        "account_status",
        "service",
        "state",
        "problem",
        "items",
        "progress",
        "last_synced_at",
        "last_full_sync_at",
        "started_at",
        "updated_at",
    )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        try:
            return super().changelist_view(request, extra_context)
        except NotQueued:
            self.message_user(
                request, "The queue cannot be reached; try again later.", messages.ERROR
            )
            return HttpResponseRedirect(request.get_full_path())

    @admin.action(description="Sync again now", permissions=["view"])
    def sync_again(self, request: HttpRequest, chosen: QuerySet[SyncState]) -> None:
        """All chosen services of each person, in the order of ids: see `audit.record`."""
        wanted: dict[Any, set[str]] = {}
        for row in chosen.order_by("user_id"):
            wanted.setdefault(row.user_id, set()).add(row.service)
        queued, actor = 0, audit.staff(staff_id(request))
        for user_id, names in wanted.items():
            services = [service for service in SERVICES if service in names]
            queued += len(enqueue(user_id=user_id, services=services, requested_by=actor))
        self.message_user(
            request,
            f"{queued} put into the queue. What waits or runs already, and accounts that Google "
            "refuses, are left alone.",
            messages.SUCCESS if queued else messages.WARNING,
        )

    @admin.display(description="person", ordering="person")
    def of(self, row: SyncState) -> SafeString:
        return person_link(row)

    @admin.display(description="state", ordering="status")
    def state(self, row: SyncState) -> SafeString:
        return badge(row.status)

    @admin.display(description="problem")
    def problem(self, row: SyncState) -> str:
        if row.account_status != "active":
            return f"The account is {row.account_status}: the person must connect it again."
        return row.error or "–"

    @admin.display(description="progress")
    def progress(self, row: SyncState) -> str:
        if row.status != "running":
            return "–"
        return f"{row.progress_done} of {row.progress_total or 'an unknown number'}"
