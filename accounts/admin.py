"""People, their Google accounts and the audit, for support."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts import audit
from accounts.models import User
from accounts.staff import StaffPages, short, staff_id
from accounts.staff_views import AuditRecord, GoogleAccount, Person

admin.site.site_header = "Workspace Orchestrator"
admin.site.site_title = "Support"
admin.site.index_title = "Support"
admin.site.enable_nav_sidebar = False
admin.site.empty_value_display = "–"
# One door for everybody: Google, or a password where that is allowed.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

WHO_THEY_ARE = {"openid", "userinfo.email", "userinfo.profile"}
PAGES_OF_A_PERSON = (
    ("accounts_googleaccount", "Google accounts"),
    ("sync_syncstate", "Sync"),
    ("conversations_conversationrecord", "Conversations"),
    ("conversations_question", "Questions"),
    ("agents_actionrecord", "Actions"),
    ("accounts_auditrecord", "Audit"),
)


def person_link(row: Any) -> SafeString:
    """The person of a row, as a link to their page."""
    address = reverse("admin:accounts_person_change", args=[row.user_id])
    return format_html('<a href="{}">{}</a>', address, row.person)


def badge(state: str, text: str | None = None) -> SafeString:
    """A state as a coloured word; the colour is in admin.css."""
    return format_html('<span class="badge is-{}">{}</span>', state, text or state)


@admin.register(Person)
class PersonPages(StaffPages):
    person_field = "id"
    list_display = ("email", "plan", "mode", "state", "is_staff", "created_at", "last_login")
    list_filter = ("plan", "mode", "is_active", "is_staff")
    search_fields = ("email",)
    search_help_text = "Part of an address"
    ordering = ("-created_at",)
    fields = (
        "email",
        "plan",
        "is_active",
        "mode",
        "time_zone",
        "is_staff",
        "created_at",
        "last_login",
        "more",
    )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Plan and activity can be changed, except that staff cannot lock out staff."""
        open_to_change = {"plan"} if obj and obj.is_staff else {"plan", "is_active"}
        return [name for name in self.fields if name not in open_to_change]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        if not changed:
            return
        User.objects.filter(id=obj.pk).update(**changed)
        audit.record(
            user_id=obj.pk,
            actor=audit.staff(staff_id(request)),
            event=audit.Event.STAFF_CHANGED,
            subject=f"person:{obj.pk}",
            before={name: form.initial[name] for name in changed},
            after=changed,
        )

    @admin.display(description="state", ordering="is_active")
    def state(self, row: Person) -> SafeString:
        return badge("active") if row.is_active else badge("inactive")

    @admin.display(description="more about this person")
    def more(self, row: Person) -> SafeString:
        links = []
        for name, title in PAGES_OF_A_PERSON:
            try:
                links.append((reverse(f"admin:{name}_changelist"), row.pk, title))
            except NoReverseMatch:  # an app may be left out
                continue
        return format_html_join(" · ", '<a href="{}?user_id={}">{}</a>', links)


@admin.register(GoogleAccount)
class GoogleAccountPages(StaffPages):
    list_display = ("email", "of", "state", "granted", "created_at", "sync_claimed_at")
    list_filter = ("status",)
    search_fields = ("email", "person")
    search_help_text = "Part of an address"
    ordering = ("-created_at",)
    fields = (
        "email",
        "of",
        "state",
        "granted",
        "token_expires_at",
        "sync_claimed_at",
        "created_at",
    )

    @admin.display(description="person", ordering="person")
    def of(self, row: GoogleAccount) -> SafeString:
        return person_link(row)

    @admin.display(description="state", ordering="status")
    def state(self, row: GoogleAccount) -> SafeString:
        return badge(row.status)

    @admin.display(description="granted")
    def granted(self, row: GoogleAccount) -> str:
        names = {str(scope).rsplit("/", 1)[-1] for scope in row.scopes or []}
        return ", ".join(sorted(names - WHO_THEY_ARE)) or "nothing yet"


@admin.register(AuditRecord)
class AuditPages(StaffPages):
    list_display = ("moment", "of", "event", "by", "what")
    list_display_links = ("moment",)
    list_filter = ("event", "at")
    search_fields = ("person", "subject", "actor_email")
    search_help_text = "A person, a member of staff, or what it was done to"
    date_hierarchy = "at"
    ordering = ("-at",)
    fields = ("moment", "of", "seq", "event", "by", "subject", "states")

    @admin.display(description="at (UTC)", ordering="at")
    def moment(self, row: AuditRecord) -> str:
        return f"{row.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"

    @admin.display(description="subject, change", ordering="subject")
    def what(self, row: AuditRecord) -> SafeString:
        lines = [line for line in (short(row.subject), _change(row)) if line]
        return format_html_join("", "<div>{}</div>", ([line] for line in lines or ["–"]))

    @admin.display(description="about", ordering="person")
    def of(self, row: AuditRecord) -> SafeString:
        return person_link(row)

    @admin.display(description="by", ordering="actor")
    def by(self, row: AuditRecord) -> str:
        return row.actor_email or row.actor.replace("person", "the person")

    @admin.display(description="before and after")
    def states(self, row: AuditRecord) -> SafeString:
        rows = [(n, _shown(b), _shown(a)) for n, b, a in _compared(row.before, row.after)]
        if not rows:
            return SafeString("Nothing was changed by it.")
        lines = format_html_join("", "<tr><th scope=row>{}</th><td>{}</td><td>{}</td></tr>", rows)
        head = SafeString("<thead><tr><td></td><th>Before</th><th>After</th></tr></thead>")
        return format_html('<table class="states">{}<tbody>{}</tbody></table>', head, lines)


def _change(row: AuditRecord) -> str:
    """What changed; where nothing was before, what is."""
    parts = [
        f"{name}: {_shown(before)} → {_shown(after)}" if row.before else f"{name}: {_shown(after)}"
        for name, before, after in _compared(row.before, row.after)
        if not row.before or name in row.before
    ]
    return ", ".join(parts)


def _compared(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> list[tuple[str, Any, Any]]:
    """(name, before, after) of everything that either state names."""
    before, after = before or {}, after or {}
    return [(name, before.get(name), after.get(name)) for name in {**before, **after}]


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
