"""What the person had written is in the next answer, without waiting for the regular sync."""

from __future__ import annotations

import base64
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from redis import Redis

from orchestrator.celery import app
from sync.schedule import PRIORITY
from tests.factories import Person
from tests.unit.agents.acting import carried_out, undone

MAIL = {"to": ["bo@port.example"], "cc": [], "bcc": [], "subject": "Pier", "body": "At nine?"}


def queued() -> list[Any]:
    """The tasks of those who wait for them, taken out of their queue."""
    key = f"{app.conf.broker_transport_options['global_keyprefix']}{PRIORITY}"
    found = []
    with Redis.from_url(app.conf.broker_url) as broker:
        while message := broker.lpop(key):
            task = json.loads(str(message, "utf-8") if isinstance(message, bytes) else message)
            arguments = json.loads(base64.b64decode(task["body"]))[0]
            found.append((task["headers"]["task"], arguments))
    return found


@pytest.mark.django_db(transaction=True)
def test_a_write_and_its_undoing_queue_a_sync_of_that_service(connected: Person) -> None:
    queued()
    action = carried_out(connected, "gmail", "draft_email", {**MAIL, "thread_id": ""})
    expected = ("sync.gmail", [str(connected.id), str(connected.connection.id), False])
    assert queued() == [expected]
    undone(connected, action)
    assert queued() == [expected]


@pytest.mark.django_db(transaction=True)
def test_ask_approve_reads_back_itself_so_that_the_next_ask_sees_it(connected: Person) -> None:
    queued()
    email = connected.user.email
    call_command(
        "ask",
        "Draft an email to bo@port.example saying that the crane is broken",
        email=email,
        approve=True,
        stdout=StringIO(),
        stderr=StringIO(),
    )
    assert queued() == []
    out = StringIO()
    call_command("search", "crane", email=email, service="gmail", json=True, stdout=out)
    assert len(json.loads(out.getvalue())["results"]) == 1
