"""Mails from Google into the cache."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps

from accounts.credentials import open_account
from accounts.google.gmail import Message
from accounts.models import Connection
from accounts.tenancy import tenant
from search.tables import Service
from sync.errors import SyncError
from sync.importing import import_export
from sync.models import SyncStatus
from sync.pages import Skip
from sync.runner import SyncReport, sync_service
from sync.sources.gmail import read
from tests.simulated_google import calls_since, faults, last_call
from tests.takeout_exports import Mail, write_export

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def load(connection: Connection, folder: Path, *mails: Mail) -> None:
    folder.mkdir(exist_ok=True)
    export = write_export(folder / str(len(list(folder.iterdir()))), mails=mails)
    import_export(export, email=connection.email, password=None, say=lambda _: None)


def sync(connection: Connection, service: Service = "gmail") -> SyncReport:
    return sync_service(
        user_id=connection.user_id, connection_id=connection.id, service=service, now=NOW
    )


def stored(connection: Connection) -> dict[str, dict[str, object]]:
    """The cached mails by Message-ID."""
    emails = apps.get_model("search", "Email").objects.filter(user_id=connection.user_id)
    with tenant(connection.user_id):
        return {str(row["rfc822_message_id"]): dict(row) for row in emails.values()}


def status_of(connection: Connection, service: Service = "gmail") -> SyncStatus:
    with tenant(connection.user_id):
        return SyncStatus.objects.get(
            user_id=connection.user_id, connection_id=connection.id, service=service, resource=""
        )


def passages(connection: Connection) -> int:
    model = apps.get_model("search", "EmailPassage")
    with tenant(connection.user_id):
        return int(model.objects.filter(user_id=connection.user_id).count())


def test_every_mail_is_cached_with_its_facts(connection: Connection, tmp_path: Path) -> None:
    load(
        connection,
        tmp_path,
        Mail(1, subject="=?utf-8?q?Gr=C3=BC=C3=9Fe?=", body="Käse & Brot", labels="Inbox,Unread"),
        Mail(2, labels="Inbox,Opened,Travel plans", headers="List-Unsubscribe: <https://x.test>\n"),
    )

    report = sync(connection)

    assert (report.read, report.new, report.changed, report.removed) == (2, 2, 0, 0)
    rows = stored(connection)
    first, second = rows["<mail-1@example.org>"], rows["<mail-2@example.org>"]
    assert (first["subject"], first["preview"]) == ("Grüße", "Käse & Brot")
    assert (first["sender_name"], first["sender_email"]) == ("Ines Okafor", "ines@example.net")
    assert first["recipients"] == [{"kind": "to", "name": "Ada", "email": "ada@example.org"}]
    assert (first["is_read"], first["is_bulk"]) == (False, False)
    assert (second["is_read"], second["is_bulk"]) == (True, True)
    assert second["labels"] == ["INBOX", "Travel plans"]
    assert first["received_at"] == datetime(2026, 3, 2, 10, 1, tzinfo=UTC)


def test_the_state_of_the_sync_is_told(connection: Connection, tmp_path: Path) -> None:
    load(connection, tmp_path, Mail(1))

    sync(connection)

    status = status_of(connection)
    assert status.status == SyncStatus.Status.IDLE
    assert (status.items, status.progress_done, status.error) == (1, 1, "")
    assert status.last_synced_at == status.last_full_sync_at == NOW
    assert status.cursor.isdigit()


def test_a_second_run_downloads_writes_and_embeds_nothing(
    connection: Connection, google: str, tmp_path: Path
) -> None:
    load(connection, tmp_path, *(Mail(n) for n in range(60)))
    sync(connection)
    before, at = passages(connection), last_call(google)

    report = sync(connection)

    assert (report.read, report.new, report.changed) == (60, 0, 0)
    assert report.embedding_seconds == 0
    assert passages(connection) == before == 60
    paths = [str(c["path"]) for c in calls_since(google, at, connection.email)]
    assert not [path for path in paths if "format=raw" in path]


def test_a_new_label_changes_one_mail_without_embedding_it_again(
    connection: Connection, tmp_path: Path
) -> None:
    load(connection, tmp_path, Mail(1), Mail(2))
    sync(connection)
    account = open_account(connection)
    google_id = stored(connection)["<mail-1@example.org>"]["google_id"]
    messages = account.service("gmail").users().messages()
    account.write(messages.modify(userId="me", id=google_id, body={"addLabelIds": ["STARRED"]}))

    report = sync(connection)

    assert (report.new, report.changed, report.embedding_seconds) == (0, 1, 0)
    assert "STARRED" in str(stored(connection)["<mail-1@example.org>"]["labels"])


def test_a_mail_that_vanished_goes_with_its_passages(
    connection: Connection, tmp_path: Path
) -> None:
    load(connection, tmp_path, Mail(1), Mail(2), Mail(3))
    sync(connection)
    account = open_account(connection)
    ids = {key: str(row["google_id"]) for key, row in stored(connection).items()}
    messages = account.service("gmail").users().messages()
    for gone in ("<mail-1@example.org>", "<mail-2@example.org>"):
        account.write(messages.trash(userId="me", id=ids[gone]))

    report = sync(connection)

    assert report.removed == 2
    assert set(stored(connection)) == {"<mail-3@example.org>"}
    assert passages(connection) == 1


def test_nothing_is_removed_when_the_run_does_not_reach_its_end(
    connection: Connection, google: str, tmp_path: Path
) -> None:
    load(connection, tmp_path, *(Mail(n) for n in range(55)))
    sync(connection)
    faults(google, {"match": "format=minimal", "status": 404, "times": 10},
           {"match": "format=minimal", "kind": "quotaExceeded"})  # fmt: skip

    with pytest.raises(SyncError) as caught:
        sync(connection)

    assert caught.value.retry_after == 900
    assert len(stored(connection)) == 55
    status = status_of(connection)
    assert status.status == SyncStatus.Status.FAILED
    assert "quotaExceeded" in status.error


def test_what_was_refused_for_now_is_not_lost(
    connection: Connection, google: str, tmp_path: Path
) -> None:
    load(connection, tmp_path, *(Mail(n) for n in range(12)))
    faults(google, {"match": "format=raw", "status": 429, "times": 2, "retry_after": 1})

    assert sync(connection).new == 12


def test_a_refusal_that_stays_fails_the_run_rather_than_skip_a_mail(
    connection: Connection, google: str, tmp_path: Path
) -> None:
    load(connection, tmp_path, *(Mail(n) for n in range(3)))
    faults(google, {"match": "format=raw", "status": 503, "retry_after": 100})

    with pytest.raises(SyncError) as caught:
        sync(connection)

    assert caught.value.retry_after == 100
    faults(google)
    assert sync(connection).new == 3


def test_what_another_model_embedded_is_fetched_and_embedded_again(
    connection: Connection, tmp_path: Path
) -> None:
    load(connection, tmp_path, Mail(1), Mail(2))
    sync(connection)
    with tenant(connection.user_id):
        vectors = apps.get_model("search", "EmailPassage").objects
        vectors.filter(user_id=connection.user_id).update(model="earlier")
        emails = apps.get_model("search", "Email").objects
        emails.filter(user_id=connection.user_id).update(text_hash=b"earlier")

    report = sync(connection)

    assert (report.new, report.changed) == (0, 2)
    with tenant(connection.user_id):
        left = vectors.filter(user_id=connection.user_id, model="earlier")
        assert left.count() == 0
    assert passages(connection) == 2


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "it is empty"),
        (b"\x00\xff\x00 nothing \x00", "it has no mail headers and no readable text"),
        (b"Content-Type: message/rfc822\r\n\r\n" * 2000, "its parts are nested too deeply"),
    ],
)
def test_an_unreadable_mail_is_skipped_by_its_id_with_a_reason(raw: bytes, reason: str) -> None:
    message = Message("18c", "18c", ("INBOX",), NOW, "7", raw)

    assert read(message, {}) == Skip("18c", f"unreadable: {reason}")


def test_an_empty_mailbox_is_synced_too(connection: Connection) -> None:
    report = sync(connection)

    assert (report.read, report.new, report.skipped) == (0, 0, ())
    assert status_of(connection).last_synced_at == NOW
