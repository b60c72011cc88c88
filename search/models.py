"""What is remembered of a person's mail, events and files: enough to find and to show them.

The full text is indexed (lexemes here, vectors in the passage tables) and not kept: `preview`
holds at most 2,000 characters, unless the person chose to keep full bodies. Every table is
split by hash of `user_id`; `google_id` is unique within a connection (and calendar).
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from pgvector.django import HalfVectorField

from accounts.tenancy import OwnerKey

PREVIEW_LIMIT = 2000


def _uuid7() -> Func:
    return Func(function="uuidv7", output_field=models.UUIDField())


def _short_preview(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=LessThanOrEqual(Length("preview"), PREVIEW_LIMIT), name=name
    )


class CachedItem(models.Model):
    """What a mail, an event and a file have in common.

    `content_hash` is the SHA-256 of the whole row and of everything that is indexed, `text_hash`
    of what its passages embed and of the model's id: an item with neither changed is not written,
    one with the same `text_hash` is not embedded again. The `..._words` columns hold names and
    addresses folded for matching (see `search.filters`).
    """

    pk = models.CompositePrimaryKey("user", "id")
    user = OwnerKey()
    id = models.UUIDField(db_default=_uuid7(), editable=False)
    connection_id = models.UUIDField()
    google_id = models.TextField()
    preview = models.TextField(blank=True, default="")
    content_hash = models.BinaryField(max_length=32)
    text_hash = models.BinaryField(max_length=32, null=True)
    language = models.CharField(max_length=8, blank=True, default="")
    synced_at = models.DateTimeField()
    lexemes = SearchVectorField(null=True)

    class Meta:
        abstract = True


class Email(CachedItem):
    thread_id = models.TextField()
    rfc822_message_id = models.TextField(blank=True, default="")
    subject = models.TextField(blank=True, default="")
    sender_name = models.TextField(blank=True, default="")
    sender_email = models.TextField(blank=True, default="")
    reply_to = models.TextField(blank=True, default="")
    recipients = models.JSONField(default=list)
    sender_words = models.TextField(blank=True, default="")
    recipient_words = models.TextField(blank=True, default="")
    body_full = models.TextField(null=True)
    received_at = models.DateTimeField()
    labels = ArrayField(models.TextField(), default=list)
    is_read = models.BooleanField(default=True)
    is_bulk = models.BooleanField(default=False)
    has_attachments = models.BooleanField(default=False)
    attachments = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "connection_id", "google_id"], name="search_email_google_id"
            ),
            _short_preview("search_email_preview"),
        ]
        indexes = [
            GinIndex(fields=["lexemes"], name="search_email_lexemes"),
            models.Index(fields=["user", "-received_at"], name="search_email_received"),
            models.Index(fields=["user", "thread_id"], name="search_email_thread"),
        ]


class Event(CachedItem):
    """One occurrence. Those of a recurring event share `ical_uid` and `recurring_event_id`."""

    calendar_id = models.TextField()
    calendar_name = models.TextField(blank=True, default="")
    ical_uid = models.TextField(blank=True, default="")
    recurring_event_id = models.TextField(blank=True, default="")
    recurrence = ArrayField(models.TextField(), default=list)
    title = models.TextField(blank=True, default="")
    location = models.TextField(blank=True, default="")
    organizer = models.TextField(blank=True, default="")
    attendees = models.JSONField(default=list)
    people_words = models.TextField(blank=True, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_all_day = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=64, blank=True, default="")
    meeting_link = models.TextField(blank=True, default="")
    web_link = models.TextField(blank=True, default="")
    status = models.CharField(max_length=16, default="confirmed")
    transparency = models.CharField(max_length=16, default="opaque")
    updated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "connection_id", "calendar_id", "google_id"],
                name="search_event_google_id",
            ),
            _short_preview("search_event_preview"),
        ]
        indexes = [
            GinIndex(fields=["lexemes"], name="search_event_lexemes"),
            models.Index(fields=["user", "starts_at"], name="search_event_starts"),
        ]


class File(CachedItem):
    drive_id = models.TextField(blank=True, default="")
    name = models.TextField()
    mime_type = models.TextField()
    folder_id = models.TextField(blank=True, default="")
    path = models.TextField(blank=True, default="")
    web_link = models.TextField(blank=True, default="")
    owners = models.JSONField(default=list)
    shared_with = models.JSONField(default=list)
    owner_words = models.TextField(blank=True, default="")
    shared_words = models.TextField(blank=True, default="")
    folder_words = models.TextField(blank=True, default="")
    size = models.BigIntegerField(null=True)
    version = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(null=True)
    modified_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "connection_id", "google_id"], name="search_file_google_id"
            ),
            _short_preview("search_file_preview"),
        ]
        indexes = [
            GinIndex(fields=["lexemes"], name="search_file_lexemes"),
            models.Index(fields=["user", "-modified_at"], name="search_file_modified"),
        ]


class Passage(models.Model):
    """A vector of one passage of an item: characters `[starts, ends)` of its full text.

    `model` is the id of the embedding model; vectors of different models are never compared.
    """

    user = OwnerKey()
    item_id = models.UUIDField()
    model = models.CharField(max_length=64)
    position = models.IntegerField()
    starts = models.IntegerField()
    ends = models.IntegerField()
    embedding: Any = HalfVectorField()

    class Meta:
        abstract = True


class EmailPassage(Passage):
    pk = models.CompositePrimaryKey("user", "model", "item_id", "position")


class EventPassage(Passage):
    pk = models.CompositePrimaryKey("user", "model", "item_id", "position")


class FilePassage(Passage):
    pk = models.CompositePrimaryKey("user", "model", "item_id", "position")


class CacheState(models.Model):
    """One row a person: the model that their vectors are searched by, and how often their cache
    changed (see `search.state`)."""

    id = models.UUIDField(primary_key=True, db_default=_uuid7(), editable=False)
    user = OwnerKey()
    model = models.CharField(max_length=64)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user"], name="search_cachestate_one")]
