"""What the index takes: one record an item, with its full text, which the cache does not keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class EmailRecord:
    """A mail. `text` is what this mail says (`MailText.reply`), `quoted` what it quotes,
    `attachment_text` the text of its attachments; `recipients` are
    `{"kind": "to"|"cc"|"bcc", "name", "email"}`, `attachments` `{"filename", "mime_type", "size"}`.
    """

    google_id: str
    thread_id: str
    rfc822_message_id: str
    subject: str
    sender_name: str
    sender_email: str
    reply_to: str
    recipients: tuple[Mapping[str, str], ...]
    received_at: datetime
    labels: tuple[str, ...]
    text: str
    quoted: str = ""
    attachment_text: str = ""
    attachments: tuple[Mapping[str, Any], ...] = ()
    is_bulk: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An occurrence of an event. `attendees` are `{"name", "email", "response", "self"}`."""

    google_id: str
    calendar_id: str
    calendar_name: str
    ical_uid: str
    recurring_event_id: str
    recurrence: tuple[str, ...]
    title: str
    description: str
    location: str
    organizer: str
    attendees: tuple[Mapping[str, Any], ...]
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    time_zone: str
    meeting_link: str
    web_link: str
    status: str
    transparency: str
    updated_at: datetime | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file. `path` ends with its name; `shared_with` are `{"name", "email", "role", "type"}`,
    `owners` `{"name", "email"}`. `text` is empty where nothing can be read."""

    google_id: str
    drive_id: str
    name: str
    mime_type: str
    folder_id: str
    path: str
    web_link: str
    owners: tuple[Mapping[str, str], ...]
    shared_with: tuple[Mapping[str, str], ...]
    text: str
    size: int | None
    version: int
    created_at: datetime | None
    modified_at: datetime
    language: str = ""


Record = EmailRecord | EventRecord | FileRecord


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What writing a page did. `embedded` counts passages, `embedding_seconds` the model's time."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    embedded: int = 0
    embedding_seconds: float = 0.0
    ids: tuple[UUID, ...] = ()

    def __add__(self, other: IndexReport) -> IndexReport:
        return IndexReport(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
            removed=self.removed + other.removed,
            embedded=self.embedded + other.embedded,
            embedding_seconds=self.embedding_seconds + other.embedding_seconds,
            ids=self.ids + other.ids,
        )
