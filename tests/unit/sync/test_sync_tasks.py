"""Syncs in the workers: tried again where that may help, told where it will not."""

from __future__ import annotations

import pytest

from accounts.models import Connection
from accounts.tenancy import tenant
from orchestrator.celery import app
from search.tables import SERVICES, Service
from sync.models import SyncStatus
from sync.tasks import ATTEMPTS, TASKS
from tests.simulated_google import calls_since, faults, last_call


def arguments(connection: Connection) -> tuple[str, str]:
    return str(connection.user_id), str(connection.id)


def status(connection: Connection, service: str) -> str:
    with tenant(connection.user_id):
        rows = SyncStatus.objects.filter(user_id=connection.user_id, service=service, resource="")
        return rows.get().status


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_has_a_task_and_a_queue_of_its_own(service: Service) -> None:
    task = TASKS[service]

    assert task.name == f"sync.{service}"
    assert app.amqp.router.route({}, task.name)["queue"].name == service


def test_a_task_syncs(connection: Connection) -> None:
    TASKS["gdrive"].apply(args=arguments(connection)).get()

    assert status(connection, "gdrive") == "idle"


def test_what_may_pass_is_tried_again_until_it_does(connection: Connection, google: str) -> None:
    faults(google, {"match": "/drive/", "status": 503, "retry_after": 100, "times": 2})

    TASKS["gdrive"].apply(args=arguments(connection)).get()

    assert status(connection, "gdrive") == "idle"


def test_a_task_gives_up_in_the_end(connection: Connection, google: str) -> None:
    faults(google, {"match": "/drive/", "status": 503, "retry_after": 100})
    before = last_call(google)

    TASKS["gdrive"].apply(args=arguments(connection)).get()

    assert status(connection, "gdrive") == "failed"
    assert len(calls_since(google, before, connection.email)) == ATTEMPTS + 1


def test_what_will_not_pass_is_not_tried_again(connection: Connection, google: str) -> None:
    faults(google, {"match": "/drive/", "kind": "domainPolicy"})
    before = last_call(google)

    TASKS["gdrive"].apply(args=arguments(connection)).get()

    assert status(connection, "gdrive") == "failed"
    assert len(calls_since(google, before, connection.email)) == 1
