"""From the local embedding model to one behind HTTP, while people go on searching."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Count

from accounts.models import Connection
from accounts.tenancy import tenant
from search import indexing, remembered
from search.embeddings.base import embedder, forget
from search.embeddings.local import MODEL_ID
from search.hybrid import SearchResults, search
from search.records import EmailRecord
from tests.embedding_server import EmbeddingServer, running_embedder
from tests.factories import Person
from tests.factories_search import NOW, mail, run
from tests.simulated_google import faults
from tests.takeout_exports import Mail
from tests.unit.sync.test_gmail_sync import load, sync

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "hashed-words-48"
MAILS = 120  # three pages of a sync
LONG = "Nothing of note. " * 400  # far more than a preview holds


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with running_embedder() as running:
        yield running


@pytest.fixture
def change(server: EmbeddingServer, settings: Any) -> Iterator[Callable[[], None]]:
    """What an operator does: another model in the settings, and new processes."""

    def apply() -> None:
        settings.EMBEDDING_PROVIDER = "openai"
        settings.EMBEDDING_BASE_URL = server.url
        settings.EMBEDDING_MODEL = "hashed-words"
        settings.EMBEDDING_DIMENSIONS = 48
        settings.OPENAI_API_KEY = ""
        forget()
        remembered.forget()

    yield apply
    forget()
    remembered.forget()


@pytest.fixture
def synced(connection: Connection, tmp_path: Path) -> Connection:
    """A mailbox indexed by the local model."""
    mails = [Mail(n, subject=f"Report {n}", body=f"Figures {n}.") for n in range(2, MAILS + 1)]
    load(connection, tmp_path, Mail(1, subject="Boats", body=f"{LONG} The ferry leaves."), *mails)
    sync(connection)
    return connection


def reembed(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("reembed", *arguments, stdout=out)
    return dict(json.loads(out.getvalue()))


def reembed_that_fails(*arguments: str) -> tuple[int, dict[str, Any]]:
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("reembed", *arguments, stdout=out)
    return caught.value.returncode, dict(json.loads(out.getvalue()))


def by_vectors(connection: Connection, query: str) -> SearchResults:
    return run(search(user_id=connection.user_id, service="gmail", query=query, mode="vector"))


def arrive(connection: Connection, record: EmailRecord) -> None:
    owner: dict[str, Any] = {"user_id": connection.user_id, "connection_id": connection.id}
    page = indexing.prepare(**owner, records=[record], now=NOW)
    with tenant(connection.user_id):
        indexing.write(page)


def vectors(connection: Connection) -> dict[str, int]:
    """How many mails have vectors, by model."""
    passages = apps.get_model("search", "EmailPassage").objects
    with tenant(connection.user_id):
        counted = passages.values("model").annotate(n=Count("item_id", distinct=True))
        return {row["model"]: row["n"] for row in counted}


def model_of(connection: Connection) -> str:
    with tenant(connection.user_id):
        states = apps.get_model("search", "CacheState").objects
        return str(states.values_list("model", flat=True).get(user_id=connection.user_id))


def test_all_vectors_are_made_anew_and_the_old_ones_go(
    synced: Connection, change: Callable[[], None], server: EmbeddingServer
) -> None:
    assert vectors(synced) == {MODEL_ID: MAILS}
    change()
    result = reembed("--email", synced.email)
    assert (result["model"], result["moved"], result["failed"]) == (NEW, 1, {})
    assert result["items_without_vectors"] == 0
    assert vectors(synced) == {NEW: MAILS}
    assert model_of(synced) == NEW
    found = by_vectors(synced, "Boats, nothing of note")
    assert found.results[0].title == "Boats"
    # beyond the preview: the text was read again
    assert any("The ferry leaves" in text for text in server.texts)


def test_until_then_search_goes_by_the_old_model(
    synced: Connection, change: Callable[[], None], server: EmbeddingServer
) -> None:
    before = by_vectors(synced, "when does the ship to the island depart")
    change()
    server.fails_after = 2
    code, result = reembed_that_fails("--email", synced.email)
    assert code == 1
    assert list(result["failed"]) == [synced.email]
    held = vectors(synced)
    assert held[MODEL_ID] == MAILS
    assert 0 < held[NEW] < MAILS
    assert model_of(synced) == MODEL_ID
    asked = len(server.requests)
    after = by_vectors(synced, "when does the ship to the island depart")
    assert [hit.id for hit in after.results] == [hit.id for hit in before.results]
    assert len(server.requests) == asked


def test_what_was_done_before_it_stopped_is_not_done_again(
    synced: Connection, change: Callable[[], None], server: EmbeddingServer
) -> None:
    change()
    server.fails_after = 2
    reembed_that_fails("--email", synced.email)
    done = vectors(synced)[NEW]
    server.fails_after, server.requests[:] = None, []
    assert reembed("--email", synced.email)["moved"] == 1
    assert 0 < done < MAILS
    assert len([text for text in server.texts if text.startswith("Report")]) == MAILS - done - (
        1 if any(text.startswith("Boats") for text in server.texts) else 0
    )
    assert vectors(synced) == {NEW: MAILS}


def test_what_comes_meanwhile_gets_vectors_of_both(
    synced: Connection, change: Callable[[], None]
) -> None:
    change()
    arrive(synced, mail("new", "Kitchen", "The new oven has arrived."))
    assert vectors(synced) == {MODEL_ID: MAILS + 1, NEW: 1}
    found = by_vectors(synced, "cooking appliance delivered")
    assert found.results[0].title == "Kitchen"
    arrive(synced, mail("new", "Kitchen", "The old boiler was taken away."))
    assert vectors(synced) == {MODEL_ID: MAILS + 1, NEW: 1}
    assert "boiler" in by_vectors(synced, "heating removed").results[0].text


def test_an_ordinary_sync_moves_a_person_too(
    synced: Connection, change: Callable[[], None]
) -> None:
    change()
    sync(synced)
    assert vectors(synced) == {NEW: MAILS}
    assert model_of(synced) == NEW
    assert reembed("--email", synced.email)["already"] == 1


def test_without_an_address_everybody_is_moved(
    connection: Connection, other_person: Person, tmp_path: Path, change: Callable[[], None]
) -> None:
    load(connection, tmp_path, Mail(1, subject="Boats"))
    sync(connection)
    change()
    result = reembed()
    assert (result["people"], result["already"], result["moved"]) == (2, 1, 1)
    assert vectors(connection) == {NEW: 1}


def test_nobody_is_moved_who_was_already(synced: Connection) -> None:
    result = reembed("--email", synced.email)
    assert (result["already"], result["moved"]) == (1, 0)
    assert result["model"] == embedder().model_id


def test_without_a_connection_to_google_a_person_stays_where_they_are(
    synced: Connection, change: Callable[[], None], google: str
) -> None:
    change()
    faults(
        google,
        {"match": "/gmail/|/calendar/|/drive/", "status": 403, "kind": "insufficientPermissions"},
    )
    _, result = reembed_that_fails("--email", synced.email)
    assert list(result["failed"]) == [synced.email]
    assert vectors(synced) == {MODEL_ID: MAILS}
    assert by_vectors(synced, "boats").results[0].title == "Boats"
