"""`/api/v1/sync`: how fresh the cache is, and "sync now"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from redis import Redis

from accounts.models import Connection
from accounts.tenancy import tenant
from orchestrator.celery import app
from sync.models import SyncStatus
from tests import factories
from tests.api_client import Api, problem
from tests.factories import Person

NEVER: dict[str, Any] = {
    "status": "idle",
    "last_synced_at": None,
    "items": 0,
    "progress": None,
    "error": None,
}


def queue(name: str) -> str:
    """Where the tasks of a queue wait in Redis."""
    return f"{app.conf.broker_transport_options['global_keyprefix']}{name}"


@pytest.fixture
def broker() -> Iterator[Redis]:
    """The workers' queues, empty before and after."""
    url = app.conf.broker_url
    queues = [queue(name) for name in ("priority", "gmail", "gcal", "gdrive", "celery")]
    with Redis.from_url(url) as redis:
        redis.delete(*queues)
        yield redis
        redis.delete(*queues)


def row(person: Person, service: str, **fields: Any) -> None:
    with tenant(person.id):
        SyncStatus.objects.create(
            user=person.user, connection_id=person.connection.id, service=service, **fields
        )


def test_it_tells_the_state_of_each_service(person: Person) -> None:
    synced = datetime(2026, 3, 10, 9, tzinfo=UTC)
    row(person, "gmail", items=7, last_synced_at=synced)
    row(person, "gcal", status="running", progress_done=3, progress_total=9)
    row(person, "gdrive", status="failed", error="Google cannot be reached")

    shown = Api(person.user).get("sync").json()

    assert shown["gmail"] == NEVER | {"items": 7, "last_synced_at": "2026-03-10T09:00:00Z"}
    assert shown["gcal"]["progress"] == {"done": 3, "total": 9}
    assert (shown["gdrive"]["status"], shown["gdrive"]["error"]) == (
        "failed",
        "Google cannot be reached",
    )


def test_before_the_first_sync_there_is_nothing(person: Person) -> None:
    assert Api(person.user).get("sync").json() == dict.fromkeys(("gmail", "gcal", "gdrive"), NEVER)


def test_without_an_account_there_is_nothing_to_sync(person: Person) -> None:
    with tenant(person.id):
        Connection.objects.filter(user_id=person.id).update(status="revoked")
    api = Api(person.user)
    assert api.get("sync").json()["gmail"]["status"] == "not_connected"
    assert problem(api.post("sync"), 409)["code"] == "not_connected"


def test_sync_now_waits_in_the_priority_queue(transactional_db: None, broker: Redis) -> None:
    api = Api(factories.person("ada@example.org").user)
    answer = api.post("sync", {"services": ["gmail", "gdrive"]})
    assert answer.status_code == 202
    states = {service: state["status"] for service, state in answer.json().items()}
    assert states == {"gmail": "queued", "gcal": "idle", "gdrive": "queued"}
    assert broker.llen(queue("priority")) == 2

    api.post("sync")  # what waits already is not queued twice
    assert broker.llen(queue("priority")) == 3
    assert broker.llen(queue("gmail")) == 0


@pytest.mark.parametrize("services", [[], ["gmail", "contacts"], "gmail", ["gmail"] * 4])
def test_what_makes_no_sense_is_refused(person: Person, services: Any) -> None:
    answer = Api(person.user).post("sync", {"services": services})
    assert problem(answer, 400)["message"].startswith("services: ")
