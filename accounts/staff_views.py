"""People, their Google accounts and the audit, as the staff pages read them."""

from __future__ import annotations

from django.db import models

from accounts.audit import Event
from accounts.models import Connection, Mode, Plan
from accounts.staff import StaffView


class Person(StaffView):
    id = models.UUIDField(primary_key=True)
    email = models.EmailField()
    plan = models.CharField(max_length=16, choices=Plan)
    mode = models.CharField(max_length=16, choices=Mode)
    time_zone = models.CharField(max_length=64)
    is_active = models.BooleanField("active")
    is_staff = models.BooleanField("staff")
    created_at = models.DateTimeField("joined")
    last_login = models.DateTimeField("last sign-in", null=True)

    class Meta(StaffView.Meta):
        db_table = "accounts_staffperson"
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.email


class GoogleAccount(StaffView):
    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    person = models.EmailField()
    email = models.EmailField("Google account")
    status = models.CharField(max_length=16, choices=Connection.Status)
    scopes = models.JSONField()
    token_expires_at = models.DateTimeField("token good until", null=True)
    sync_claimed_at = models.DateTimeField("last regular sync", null=True)
    created_at = models.DateTimeField("connected")

    class Meta(StaffView.Meta):
        db_table = "accounts_staffconnection"
        verbose_name = "Google account"

    def __str__(self) -> str:
        return self.email


class AuditRecord(StaffView):
    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    person = models.EmailField()
    seq = models.BigIntegerField("number")
    at = models.DateTimeField("time")
    actor = models.TextField()
    actor_email = models.EmailField(null=True)
    event = models.TextField(choices=Event)
    subject = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta(StaffView.Meta):
        db_table = "accounts_staffaudit"
        verbose_name = "audit entry"
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.person}, no. {self.seq}"
