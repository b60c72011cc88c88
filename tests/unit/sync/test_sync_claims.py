"""Two runs of one service do not collide, and a run that died stands in nobody's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection as database
from django.db.models.functions import Now

from accounts.models import Connection
from accounts.tenancy import tenant
from sync import claims
from sync.claims import STALE, claim
from sync.errors import AlreadyRunning, ClaimLost, SyncError
from sync.importing import import_export
from sync.models import SyncStatus
from sync.runner import sync_service
from sync.schedule import enqueue
from tests.takeout_exports import Mail, write_export

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def age(connection: Connection, by: timedelta) -> None:
    """Let the status rows have been silent for so long."""
    with tenant(connection.user_id):
        SyncStatus.objects.filter(user_id=connection.user_id).update(updated_at=Now() - by)


def test_a_second_run_is_refused_while_the_first_is_alive(connection: Connection) -> None:
    claim(user_id=connection.user_id, connection_id=connection.id, service="gmail")

    with pytest.raises(AlreadyRunning) as caught:
        sync_service(
            user_id=connection.user_id, connection_id=connection.id, service="gmail", now=NOW
        )

    assert caught.value.retry_after
    other = sync_service(
        user_id=connection.user_id, connection_id=connection.id, service="gdrive", now=NOW
    )
    assert other.read == 0


def test_a_silent_run_is_taken_over_and_can_then_write_nothing(connection: Connection) -> None:
    first = claim(user_id=connection.user_id, connection_id=connection.id, service="gmail")
    age(connection, STALE + timedelta(seconds=5))

    second = claim(user_id=connection.user_id, connection_id=connection.id, service="gmail")

    with tenant(connection.user_id):
        second.update(progress_done=1)
        with pytest.raises(ClaimLost):
            first.update(progress_done=2)


def test_a_service_that_waits_or_runs_is_not_queued_again(connection: Connection) -> None:
    queued = enqueue(user_id=connection.user_id)
    assert [service for _, service in queued] == ["gmail", "gcal", "gdrive"]

    assert enqueue(user_id=connection.user_id) == []

    age(connection, timedelta(minutes=11))
    assert len(enqueue(user_id=connection.user_id, services=["gmail"])) == 1


def test_a_refused_sync_says_why_and_the_connection_is_marked(
    connection: Connection, google: str
) -> None:
    from accounts.credentials import connect_account
    from accounts.google.tokens import Tokens

    connect_account(
        user_id=connection.user_id,
        email=connection.email,
        google_sub="",
        scopes=[],
        tokens=Tokens("ya29.gone", "1//gone", None),
    )

    with pytest.raises(SyncError) as caught:
        sync_service(
            user_id=connection.user_id, connection_id=connection.id, service="gcal", now=NOW
        )

    assert caught.value.reconnect
    assert caught.value.retry_after is None
    with tenant(connection.user_id):
        status = SyncStatus.objects.get(user_id=connection.user_id, service="gcal")
        row = Connection.objects.get(user_id=connection.user_id)
    assert (status.status, row.status) == ("failed", "revoked")
    assert "Connect the account again" in status.error


@pytest.mark.django_db(transaction=True)
def test_a_killed_run_leaves_whole_pages_and_the_next_one_completes_them(
    connection: Connection, google: str, tmp_path: Path
) -> None:
    mails = [Mail(n, body=f"Mail {n}. " + "Some more words to embed. " * 12) for n in range(200)]
    export = write_export(tmp_path, mails=mails)
    import_export(export, email=connection.email, password=None, say=lambda _: None)
    process = start_sync(connection, google)
    try:
        wait_for_rows(connection, process, at_least=50)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=20)
    before = counts(connection)
    assert 50 <= before["items"] < 200, "it was to be killed in the middle"
    assert before["items"] == before["with_passages"]
    age(connection, STALE + timedelta(seconds=5))

    report = sync_service(
        user_id=connection.user_id, connection_id=connection.id, service="gmail", now=NOW
    )

    assert report.new == 200 - before["items"]
    after = counts(connection)
    assert after["items"] == after["ids"] == after["with_passages"] == 200
    assert after["passages"] == after["positions"]


def start_sync(connection: Connection, google: str) -> subprocess.Popen[bytes]:
    held = database.settings_dict
    address = f"{held['USER']}:{held['PASSWORD']}@{held['HOST']}:{held['PORT']}/{held['NAME']}"
    keys = ",".join(f"{i}:{_base64(key)}" for i, key in settings.TOKEN_ENCRYPTION_KEYS)
    environ = os.environ | {
        "DATABASE_URL": f"postgresql://{address}",
        "GOOGLE_API_ROOT": google,
        "TOKEN_ENCRYPTION_KEYS": keys,
        "DATA_DIR": str(settings.DATA_DIR),
    }
    command = [sys.executable, "manage.py", "sync", "--email", connection.email]
    return subprocess.Popen(
        [*command, "--service", "gmail"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _base64(key: bytes) -> str:
    import base64

    return base64.b64encode(key).decode()


def wait_for_rows(
    connection: Connection, process: subprocess.Popen[bytes], *, at_least: int
) -> None:
    deadline = time.monotonic() + 120
    while counts(connection)["items"] < at_least:
        assert process.poll() is None, "the sync ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.02)


def counts(connection: Connection) -> dict[str, int]:
    emails = apps.get_model("search", "Email").objects.filter(user_id=connection.user_id)
    passages = apps.get_model("search", "EmailPassage").objects.filter(user_id=connection.user_id)
    with tenant(connection.user_id):
        return {
            "items": emails.count(),
            "ids": emails.values("google_id").distinct().count(),
            "with_passages": passages.values("item_id").distinct().count(),
            "passages": passages.count(),
            "positions": passages.values("item_id", "position").distinct().count(),
        }


@pytest.mark.django_db(transaction=True)
def test_a_run_that_takes_long_over_a_page_keeps_its_claim(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "BEAT_SECONDS", 0.01)
    held = claim(user_id=connection.user_id, connection_id=connection.id, service="gmail")
    age(connection, STALE + timedelta(seconds=5))

    with claims.kept_alive(held):
        wait_for_beat(connection)

        with pytest.raises(AlreadyRunning):
            claim(user_id=connection.user_id, connection_id=connection.id, service="gmail")


def wait_for_beat(connection: Connection) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with tenant(connection.user_id):
            fresh = SyncStatus.objects.filter(
                user_id=connection.user_id, updated_at__gt=Now() - STALE
            )
            if fresh.exists():
                return
        time.sleep(0.01)
    pytest.fail("the claim was not kept alive")
