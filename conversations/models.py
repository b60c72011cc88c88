"""Conversations: the turns of a person and the message that each one left."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from accounts.tenancy import OwnerKey


class Conversation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = OwnerKey()
    title = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="conversations_conversation_tenant")
        ]
        indexes = [models.Index(fields=["user", "-updated_at"], name="conversations_recent")]


class Turn(models.Model):
    """One question on its way to an answer. The same `request_id` is the same turn."""

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = OwnerKey()
    conversation_id = models.UUIDField()
    request_id = models.CharField(max_length=100)
    query = models.TextField()
    status = models.CharField(max_length=16, choices=Status, default=Status.QUEUED)
    error = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    # Renewed by the process that runs the turn; past it, that process is gone.
    alive_until = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="conversations_turn_tenant"),
            models.UniqueConstraint(fields=["user", "request_id"], name="conversations_turn_once"),
        ]
        indexes = [
            models.Index(
                fields=["user", "conversation_id", "created_at"], name="conversations_turn_order"
            ),
            models.Index(
                fields=["alive_until"],
                condition=models.Q(status__in=("queued", "running")),
                name="conversations_turn_open",
            ),
        ]


class Message(models.Model):
    """What a turn left: the question, how it was understood, and the answer with its sources."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = OwnerKey()
    conversation_id = models.UUIDField()
    turn_id = models.UUIDField()
    query = models.TextField()
    intent = models.JSONField(default=dict)
    plan = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    response = models.TextField(blank=True, default="")
    response_html = models.TextField(blank=True, default="")
    clarification = models.TextField(null=True)
    citations = models.JSONField(default=list)
    actions_taken = models.JSONField(default=list)
    as_of = models.JSONField(default=dict)
    services_failed = models.JSONField(default=list)
    suggestions = models.JSONField(default=list)
    mode = models.CharField(max_length=16, default="local")
    timings_ms = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="conversations_message_tenant"),
            models.UniqueConstraint(fields=["user", "turn_id"], name="conversations_message_turn"),
        ]
        indexes = [
            models.Index(
                fields=["user", "conversation_id", "created_at"],
                name="conversations_message_order",
            )
        ]


class Feedback(models.Model):
    """What a person thinks of an answer; a second thought replaces the first."""

    class Rating(models.TextChoices):
        UP = "up"
        DOWN = "down"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = OwnerKey()
    message_id = models.UUIDField()
    rating = models.CharField(max_length=8, choices=Rating)
    comment = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="conversations_feedback_tenant"),
            models.UniqueConstraint(
                fields=["user", "message_id"], name="conversations_feedback_message"
            ),
        ]
