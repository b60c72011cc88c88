"""That people ask, how often and how it went, as the staff pages read it: never what."""

from __future__ import annotations

from django.db import models

from accounts.staff import StaffView
from conversations.models import Turn


class ConversationRecord(StaffView):
    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    person = models.EmailField()
    questions = models.IntegerField()
    failed = models.IntegerField()
    created_at = models.DateTimeField("begun")
    updated_at = models.DateTimeField("last used")

    class Meta(StaffView.Meta):
        db_table = "conversations_staffconversation"
        verbose_name = "conversation"

    def __str__(self) -> str:
        return str(self.id)


class Question(StaffView):
    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    conversation_id = models.UUIDField()
    person = models.EmailField()
    status = models.CharField(max_length=16, choices=Turn.Status)
    error_code = models.TextField(null=True)
    mode = models.CharField(
        max_length=16, null=True, choices=[("local", "offline"), ("llm", "language model")]
    )
    timings_ms = models.JSONField(null=True)
    services_failed = models.JSONField(null=True)
    created_at = models.DateTimeField("asked")
    finished_at = models.DateTimeField("finished", null=True)

    class Meta(StaffView.Meta):
        db_table = "conversations_staffquestion"

    def __str__(self) -> str:
        return str(self.id)
