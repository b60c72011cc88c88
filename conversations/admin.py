"""Conversations, for support: counts, states and times. What was asked is nowhere here."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.admin import badge, person_link
from accounts.staff import StaffPages, short
from conversations.staff_views import ConversationRecord, Question


@admin.register(ConversationRecord)
class ConversationPages(StaffPages):
    list_display = ("name", "of", "questions", "failed", "created_at", "updated_at")
    search_fields = ("person", "id")
    search_help_text = "Part of an address, or an id"
    list_filter = ("updated_at",)
    ordering = ("-updated_at",)
    fields = ("id", "of", "asked", "failed", "created_at", "updated_at")

    @admin.display(description="conversation", ordering="id")
    def name(self, row: ConversationRecord) -> str:
        return short(row.id)

    @admin.display(description="person", ordering="person")
    def of(self, row: ConversationRecord) -> SafeString:
        return person_link(row)

    @admin.display(description="questions")
    def asked(self, row: ConversationRecord) -> SafeString:
        address = reverse("admin:conversations_question_changelist")
        return format_html(
            '<a href="{}?conversation_id={}&amp;user_id={}">{}</a>',
            address,
            row.id,
            row.user_id,
            row.questions,
        )


@admin.register(Question)
class QuestionPages(StaffPages):
    list_display = ("created_at", "of", "state", "took", "mode", "lacking", "error_code")
    list_filter = ("status", "mode", "created_at")
    search_fields = ("person", "id", "error_code")
    search_help_text = "Part of an address, an id, or an error's code"
    ordering = ("-created_at",)
    fields = (
        "id",
        "of",
        "state",
        "error_code",
        "lacking",
        "mode",
        "created_at",
        "finished_at",
        "timings",
    )

    @admin.display(description="person", ordering="person")
    def of(self, row: Question) -> SafeString:
        return person_link(row)

    @admin.display(description="state", ordering="status")
    def state(self, row: Question) -> SafeString:
        return badge(row.status)

    @admin.display(description="took")
    def took(self, row: Question) -> str:
        total = (row.timings_ms or {}).get("total")
        return f"{total:,.0f} ms" if isinstance(total, int | float) else "–"

    @admin.display(description="services that failed")
    def lacking(self, row: Question) -> str:
        return ", ".join(map(str, row.services_failed or [])) or "–"

    @admin.display(description="times")
    def timings(self, row: Question) -> SafeString:
        rows = [
            (name, f"{value:,.0f} ms")
            for name, value in (row.timings_ms or {}).items()
            if isinstance(value, int | float)
        ]
        lines = format_html_join("", "<tr><th scope=row>{}</th><td>{}</td></tr>", rows)
        return format_html('<table class="states">{}</table>', lines) if rows else SafeString("–")
