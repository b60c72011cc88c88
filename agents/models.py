"""Writes to Google, each one a row before it is anything else; and what models spent."""

from __future__ import annotations

import uuid

from django.db import models

from accounts.tenancy import OwnerKey


class Action(models.Model):
    """A proposed write and what became of it.

    proposed -> approved -> executing -> done | failed | unknown; done -> undone;
    proposed -> rejected. `key` is unique: the same wish of the same turn is one action.
    `provenance` says for each argument where it came from; `before` holds what undo restores.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed"
        APPROVED = "approved"
        EXECUTING = "executing"
        DONE = "done"
        FAILED = "failed"
        UNKNOWN = "unknown"
        REJECTED = "rejected"
        UNDONE = "undone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = OwnerKey()
    connection_id = models.UUIDField()
    turn_id = models.UUIDField()
    agent = models.CharField(max_length=8)
    operation = models.CharField(max_length=32)
    key = models.CharField(max_length=64)
    arguments = models.JSONField(default=dict)
    provenance = models.JSONField(default=dict)
    status = models.CharField(max_length=16, choices=Status, default=Status.PROPOSED)
    receipt = models.JSONField(null=True)
    before = models.JSONField(null=True)
    error = models.JSONField(null=True)
    proposed_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    executing_since = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="agents_action_tenant"),
            models.UniqueConstraint(fields=["user", "key"], name="agents_action_once"),
        ]
        indexes = [
            models.Index(fields=["user", "status", "-proposed_at"], name="agents_action_status"),
        ]


class ModelCall(models.Model):
    """What one call of a language model spent: figures and ids, never content.

    `cost_micros` is in millionths of a US dollar, by the price list of its day; 0 on a server of
    the operator's own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = OwnerKey()
    turn_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    purpose = models.CharField(max_length=16)
    provider = models.CharField(max_length=16)
    model = models.CharField(max_length=128)
    input_tokens = models.PositiveIntegerField()
    output_tokens = models.PositiveIntegerField()
    cost_micros = models.PositiveBigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["user", "at"], name="agents_modelcall_day")]
