"""Files from Google into the cache."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from googleapiclient.http import MediaInMemoryUpload

from accounts.credentials import open_account
from accounts.google.client import GoogleAccount
from accounts.google.drive import FOLDER, SHORTCUT
from accounts.models import Connection
from accounts.tenancy import tenant
from sync.errors import SyncError
from sync.runner import SyncReport, sync_service
from tests.simulated_google import calls_since, faults, last_call

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def sync(connection: Connection) -> SyncReport:
    return sync_service(
        user_id=connection.user_id, connection_id=connection.id, service="gdrive", now=NOW
    )


def stored(connection: Connection) -> dict[str, dict[str, Any]]:
    """The cached files by path."""
    files = apps.get_model("search", "File").objects.filter(user_id=connection.user_id)
    with tenant(connection.user_id):
        return {row["path"]: dict(row) for row in files.values()}


def add(
    account: GoogleAccount,
    name: str,
    content: bytes = b"",
    mime_type: str = "text/plain",
    **more: Any,
) -> str:
    files = account.service("drive").files()
    body = {"name": name, "mimeType": mime_type} | more
    media = MediaInMemoryUpload(content, mimetype=mime_type) if content else None
    return str(account.write(files.create(body=body, media_body=media, fields="id"))["id"])


def test_a_file_is_cached_with_its_text_its_folders_and_its_people(connection: Connection) -> None:
    account = open_account(connection)
    projects = add(account, "Projects", mime_type=FOLDER)
    offsite = add(account, "Retreat", mime_type=FOLDER, parents=[projects])
    notes = add(account, "notes.txt", b"Wanderung um 9 Uhr", parents=[offsite])
    permissions = account.service("drive").permissions()
    for body in (
        {"type": "user", "role": "writer", "emailAddress": "bo@example.net"},
        {"type": "anyone", "role": "reader"},
    ):
        account.write(permissions.create(fileId=notes, body=body, sendNotificationEmail=False))

    report = sync(connection)

    assert (report.read, report.new) == (1, 1)
    row = stored(connection)["Projects/Retreat/notes.txt"]
    assert row["preview"] == "Wanderung um 9 Uhr"
    assert [owner["email"] for owner in row["owners"]] == [connection.email]
    shared = {(p["type"], p["role"], p["email"]) for p in row["shared_with"]}
    assert shared == {("user", "writer", "bo@example.net"), ("anyone", "reader", "")}
    assert row["folder_id"] == offsite


def test_a_second_run_downloads_nothing(connection: Connection, google: str) -> None:
    add(open_account(connection), "a.txt", b"one")
    sync(connection)
    before = last_call(google)

    report = sync(connection)

    assert (report.read, report.new, report.changed) == (1, 0, 0)
    assert not [c for c in calls_since(google, before) if "alt=media" in str(c["path"])]


def test_new_content_and_a_new_folder_name_are_changes(connection: Connection) -> None:
    account = open_account(connection)
    folder = add(account, "Old", mime_type=FOLDER)
    inside = add(account, "in.txt", b"inside", parents=[folder])
    changed = add(account, "top.txt", b"before")
    sync(connection)
    files = account.service("drive").files()
    account.write(files.update(fileId=folder, body={"name": "New"}))
    media = MediaInMemoryUpload(b"after", mimetype="text/plain")
    account.write(files.update(fileId=changed, media_body=media))

    report = sync(connection)

    assert report.changed == 2
    rows = stored(connection)
    assert rows["New/in.txt"]["google_id"] == inside
    assert rows["top.txt"]["preview"] == "after"


def test_a_file_in_the_bin_goes(connection: Connection) -> None:
    account = open_account(connection)
    file_id = add(account, "a.txt", b"one")
    sync(connection)
    files = account.service("drive").files()
    account.write(files.update(fileId=file_id, body={"trashed": True}))

    assert sync(connection).removed == 1
    assert stored(connection) == {}


def test_what_holds_no_text_is_findable_by_its_name(connection: Connection) -> None:
    account = open_account(connection)
    add(account, "photo.jpg", b"\xff\xd8\xff\xe0 no text", mime_type="image/jpeg")

    report = sync(connection)

    assert report.skipped == ()
    assert stored(connection)["photo.jpg"]["preview"] == ""


def test_content_that_cannot_be_read_is_counted_and_the_file_is_there(
    connection: Connection,
) -> None:
    account = open_account(connection)
    add(account, "broken.pdf", b"%PDF-1.7 nothing else", mime_type="application/pdf")

    report = sync(connection)

    assert [skip["n"] for skip in report.skipped] == [1]
    assert str(report.skipped[0]["reason"]).startswith("content not read: ")
    assert "broken.pdf" in stored(connection)


def test_a_shortcut_is_counted_and_its_target_is_there(connection: Connection) -> None:
    account = open_account(connection)
    target = add(account, "a.txt", b"one")
    add(account, "to a", mime_type=SHORTCUT, shortcutDetails={"targetId": target})

    report = sync(connection)

    assert list(stored(connection)) == ["a.txt"]
    assert [skip["n"] for skip in report.skipped] == [1]


def test_a_download_that_fails_for_now_fails_the_run(connection: Connection, google: str) -> None:
    add(open_account(connection), "a.txt", b"one")
    faults(google, {"match": "alt=media", "status": 503, "retry_after": 100})

    with pytest.raises(SyncError) as caught:
        sync(connection)

    assert caught.value.retry_after == 100
    assert stored(connection) == {}


def test_a_file_that_google_does_not_give_out_is_findable_by_its_name(
    connection: Connection, google: str
) -> None:
    add(open_account(connection), "a.txt", b"one")
    faults(google, {"match": "alt=media", "status": 403, "kind": "domainPolicy"})

    report = sync(connection)

    assert "domainPolicy" in str(report.skipped[0]["reason"])
    assert "a.txt" in stored(connection)


def test_sharing_a_file_later_is_a_change_that_embeds_nothing(connection: Connection) -> None:
    account = open_account(connection)
    file_id = add(account, "a.txt", b"one")
    sync(connection)
    permissions = account.service("drive").permissions()
    body = {"type": "user", "role": "reader", "emailAddress": "bo@example.net"}
    account.write(permissions.create(fileId=file_id, body=body, sendNotificationEmail=False))

    report = sync(connection)

    assert (report.changed, report.embedding_seconds) == (1, 0)
    assert [p["email"] for p in stored(connection)["a.txt"]["shared_with"]] == ["bo@example.net"]
