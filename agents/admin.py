"""Actions, for support: what kind, of which service, and what became of them."""

from __future__ import annotations

from django.contrib import admin
from django.utils.safestring import SafeString

from accounts.admin import badge, person_link
from accounts.staff import StaffPages
from agents.staff_views import ActionRecord


@admin.register(ActionRecord)
class ActionPages(StaffPages):
    list_display = ("proposed_at", "of", "agent", "wish", "state", "finished_at", "error_code")
    list_filter = ("status", "agent", "operation", "proposed_at")
    search_fields = ("person", "id", "error_code")
    search_help_text = "Part of an address, an id, or an error's code"
    ordering = ("-proposed_at",)
    fields = (
        "id",
        "of",
        "agent",
        "wish",
        "state",
        "error_code",
        "proposed_at",
        "approved_at",
        "executing_since",
        "finished_at",
        "turn_id",
    )

    @admin.display(description="person", ordering="person")
    def of(self, row: ActionRecord) -> SafeString:
        return person_link(row)

    @admin.display(description="operation", ordering="operation")
    def wish(self, row: ActionRecord) -> str:
        return row.operation.replace("_", " ")

    @admin.display(description="state", ordering="status")
    def state(self, row: ActionRecord) -> SafeString:
        return badge(row.status)
