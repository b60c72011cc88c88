"""Records of invented people, and the two ways into the index that tests use."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from accounts.tenancy import close_pool, tenant
from search import indexing
from search.records import EmailRecord, EventRecord, FileRecord, IndexReport, Record
from tests.factories import Person

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
T = TypeVar("T")


def mail(google_id: str, subject: str = "", text: str = "", **fields: Any) -> EmailRecord:
    values: dict[str, Any] = {
        "google_id": google_id,
        "thread_id": f"thread-{google_id}",
        "rfc822_message_id": f"<{google_id}@mail.example>",
        "subject": subject,
        "sender_name": "Orla Brandt",
        "sender_email": "orla.brandt@northwind.example",
        "reply_to": "",
        "recipients": ({"kind": "to", "name": "Ada", "email": "ada@example.org"},),
        "received_at": NOW - timedelta(days=1),
        "labels": ("INBOX",),
        "text": text,
    }
    return EmailRecord(**(values | fields))


def event(google_id: str, title: str = "", **fields: Any) -> EventRecord:
    starts_at = fields.pop("starts_at", NOW + timedelta(days=1))
    values: dict[str, Any] = {
        "google_id": google_id,
        "calendar_id": "ada@example.org",
        "calendar_name": "Ada",
        "ical_uid": f"{google_id}@calendar.example",
        "recurring_event_id": "",
        "recurrence": (),
        "title": title,
        "description": "",
        "location": "",
        "organizer": "ada@example.org",
        "attendees": (),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "is_all_day": False,
        "time_zone": "Europe/Berlin",
        "meeting_link": "",
        "web_link": f"https://calendar.google.com/event?eid={google_id}",
        "status": "confirmed",
        "transparency": "opaque",
        "updated_at": NOW,
    }
    return EventRecord(**(values | fields))


def file(google_id: str, path: str = "Notes.txt", text: str = "", **fields: Any) -> FileRecord:
    values: dict[str, Any] = {
        "google_id": google_id,
        "drive_id": "",
        "name": path.rpartition("/")[2],
        "mime_type": "text/plain",
        "folder_id": "",
        "path": path,
        "web_link": f"https://drive.google.com/file/d/{google_id}/view",
        "owners": ({"name": "Ada", "email": "ada@example.org"},),
        "shared_with": (),
        "text": text,
        "size": len(text),
        "version": 1,
        "created_at": NOW,
        "modified_at": NOW - timedelta(days=2),
    }
    return FileRecord(**(values | fields))


def index(person: Person, records: Sequence[Record], *, now: datetime = NOW) -> IndexReport:
    """What a sync does with one page."""
    page = indexing.prepare(
        user_id=person.id, connection_id=person.connection.id, records=records, now=now
    )
    with tenant(person.id):
        return indexing.write(page)


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that uses the async pool."""

    async def with_pool() -> T:
        try:
            return await coroutine
        finally:
            await close_pool()

    return asyncio.run(with_pool())
