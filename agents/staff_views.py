"""What became of actions, as the staff pages read it: never what was in them."""

from __future__ import annotations

from django.db import models

from accounts.staff import StaffView
from agents.models import Action


class ActionRecord(StaffView):
    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    turn_id = models.UUIDField()
    person = models.EmailField()
    agent = models.CharField(
        max_length=8, choices=[("gmail", "Gmail"), ("gcal", "Calendar"), ("gdrive", "Drive")]
    )
    operation = models.CharField(max_length=32)
    status = models.CharField(max_length=16, choices=Action.Status)
    error_code = models.TextField(null=True)
    proposed_at = models.DateTimeField("proposed")
    approved_at = models.DateTimeField("approved", null=True)
    executing_since = models.DateTimeField("started", null=True)
    finished_at = models.DateTimeField("finished", null=True)

    class Meta(StaffView.Meta):
        db_table = "agents_staffaction"
        verbose_name = "action"

    def __str__(self) -> str:
        return f"{self.operation} ({self.id})"
