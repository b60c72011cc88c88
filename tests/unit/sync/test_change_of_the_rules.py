"""New rules of what is indexed reach what is there already, page by page."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.models import Connection
from accounts.tenancy import tenant
from search import rows, stored
from search.hybrid import search
from search.lexical import words
from tests.factories_search import run
from tests.simulated_google import faults
from tests.takeout_exports import Mail
from tests.unit.sync.test_gmail_sync import load, sync

pytestmark = pytest.mark.django_db(transaction=True)

MAILS = 60  # two pages of a sync


@pytest.fixture
def synced(connection: Connection, tmp_path: Path) -> Connection:
    load(
        connection,
        tmp_path,
        *(Mail(n, subject=f"Report {n}", body=f"Figures {n}.") for n in range(1, MAILS + 1)),
    )
    sync(connection)
    return connection


def new_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release whose rules index one word more."""
    mark = b"rules 99"
    monkeypatch.setattr(rows, "RULES_MARK", mark)
    monkeypatch.setattr(stored, "RULES_MARK", mark)
    monkeypatch.setattr(rows, "words", lambda text: f"{words(text)} marzipan")


def outdated(connection: Connection) -> int:
    with tenant(connection.user_id):
        return stored.count_outdated(user_id=connection.user_id)


def found(connection: Connection, word: str) -> int:
    results = search(
        user_id=connection.user_id, service="gmail", query=word, mode="lexical", limit=500
    )
    return len(run(results).results)


def reindex(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("reindex", *arguments, stdout=out)
    return dict(json.loads(out.getvalue()))


def test_what_older_rules_wrote_is_written_anew(
    synced: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert outdated(synced) == 0
    new_rules(monkeypatch)
    assert (outdated(synced), found(synced, "marzipan")) == (MAILS, 0)
    result = reindex("--email", synced.email)
    assert (result["rewritten"], result["items_left"], result["failed"]) == (MAILS, 0, {})
    assert (outdated(synced), found(synced, "marzipan")) == (0, MAILS)
    assert reindex("--email", synced.email)["already"] == 1


def test_an_ordinary_sync_does_it_too_and_embeds_nothing_again(
    synced: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_rules(monkeypatch)
    report = sync(synced)
    assert (report.new, report.changed, report.embedding_seconds) == (0, MAILS, 0.0)
    assert outdated(synced) == 0


def test_what_was_done_before_it_stopped_is_kept(
    synced: Connection, monkeypatch: pytest.MonkeyPatch, google: str
) -> None:
    new_rules(monkeypatch)
    with tenant(synced.user_id):
        mails = apps.get_model("search", "Email").objects.filter(user_id=synced.user_id)
        oldest = mails.order_by("received_at").values_list("google_id", flat=True)[0]
    lasting = {"match": f"messages/{oldest}", "status": 403, "kind": "insufficientPermissions"}
    faults(google, lasting)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("reindex", "--email", synced.email, stdout=out)
    result = json.loads(out.getvalue())
    assert result["rewritten"] + result["items_left"] == MAILS
    assert 0 < result["items_left"] < MAILS
    faults(google)
    assert reindex("--email", synced.email)["rewritten"] == result["items_left"]
    assert outdated(synced) == 0
