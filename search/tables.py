"""The three services' tables, and the types of the columns that indexing writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, get_args

Service = Literal["gmail", "gcal", "gdrive"]
SERVICES: Final[tuple[Service, ...]] = get_args(Service)
BITS_FROM: Final = 1_024  # dimensions of the vectors whose signs are kept beside them


class SearchError(Exception):
    """Root of this package's errors."""


@dataclass(frozen=True, slots=True)
class Table:
    """`items` and `passages` are table names, `when` the column that orders items in time,
    `key` what is unique within a person's connection, `columns` maps names to SQL types."""

    items: str
    passages: str
    when: str
    title: str
    key: tuple[str, ...]
    columns: Mapping[str, str]


_TEXT: Final = "text"
_ALL: Final = {"google_id": _TEXT, "preview": _TEXT, "language": _TEXT}

TABLES: Final[Mapping[Service, Table]] = MappingProxyType(
    {
        "gmail": Table(
            items="search_email",
            passages="search_emailpassage",
            when="received_at",
            title="subject",
            key=("google_id",),
            columns=_ALL
            | dict.fromkeys(("thread_id", "rfc822_message_id", "subject"), _TEXT)
            | dict.fromkeys(("sender_name", "sender_email", "reply_to"), _TEXT)
            | dict.fromkeys(("sender_words", "recipient_words", "body_full"), _TEXT)
            | dict.fromkeys(("recipients", "attachments"), "jsonb")
            | dict.fromkeys(("is_read", "is_bulk", "has_attachments"), "boolean")
            | {"received_at": "timestamptz", "labels": "text[]"},
        ),
        "gcal": Table(
            items="search_event",
            passages="search_eventpassage",
            when="starts_at",
            title="title",
            key=("calendar_id", "google_id"),
            columns=_ALL
            | dict.fromkeys(("calendar_id", "calendar_name", "ical_uid"), _TEXT)
            | dict.fromkeys(("recurring_event_id", "title", "location", "organizer"), _TEXT)
            | dict.fromkeys(("people_words", "time_zone", "meeting_link"), _TEXT)
            | dict.fromkeys(("web_link", "status", "transparency"), _TEXT)
            | dict.fromkeys(("starts_at", "ends_at", "updated_at"), "timestamptz")
            | {"recurrence": "text[]", "attendees": "jsonb", "is_all_day": "boolean"},
        ),
        "gdrive": Table(
            items="search_file",
            passages="search_filepassage",
            when="modified_at",
            title="name",
            key=("google_id",),
            columns=_ALL
            | dict.fromkeys(("drive_id", "name", "mime_type", "folder_id", "path"), _TEXT)
            | dict.fromkeys(("web_link", "owner_words", "shared_words", "folder_words"), _TEXT)
            | dict.fromkeys(("owners", "shared_with"), "jsonb")
            | dict.fromkeys(("size", "version"), "bigint")
            | dict.fromkeys(("created_at", "modified_at"), "timestamptz"),
        ),
    }
)
