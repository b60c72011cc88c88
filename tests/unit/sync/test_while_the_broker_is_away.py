"""Nobody waits for the workers' broker: people are answered, and their syncs come later."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from accounts.models import Connection, User
from accounts.tenancy import tenant
from sync import schedule
from sync.state import sync_state
from tests import factories
from tests.api_client import Api, problem
from tests.broker import NOWHERE, Broker, own_broker, use_broker
from tests.google_consent import sign_in
from tests.unit.orchestrator.embedded_servers import own_data_dir

NOON = datetime(2026, 3, 4, 12, 0, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[Broker]:
    with own_data_dir() as data_dir:
        data_dir.root.mkdir(parents=True)
        with own_broker(data_dir) as broker:
            yield broker


@pytest.fixture
def broker(server: Broker) -> Iterator[Broker]:
    with use_broker(server.url):
        yield server


@pytest.fixture
def user(transactional_db: None) -> User:
    return factories.person("ada@example.org").user


def states(user_id: UUID) -> set[str]:
    return {state.status for state in sync_state(user_id=user_id).values()}


def test_sync_now_is_answered_by_a_refusal_where_nothing_listens(user: User) -> None:
    with use_broker(NOWHERE):
        refused = Api(user).post("sync")
    assert problem(refused, 503)["code"] == "sync_unavailable"
    assert int(refused["Retry-After"]) > 0
    assert states(user.id) == {"idle"}


def test_sync_now_is_answered_by_a_refusal_while_the_broker_stands_still(
    user: User, broker: Broker
) -> None:
    api = Api(user)
    assert api.post("sync", {"services": ["gmail"]}).status_code == 202  # over a connection that
    with broker.standing_still():  # stays open
        assert problem(api.post("sync"), 503)["code"] == "sync_unavailable"
    assert sync_state(user_id=user.id)["gdrive"].status == "idle"
    assert api.post("sync").status_code == 202
    assert states(user.id) == {"queued"}


def test_a_sync_that_was_not_queued_is_picked_up_by_the_timetable(
    user: User, broker: Broker
) -> None:
    with broker.standing_still():
        Api(user).post("sync")
    minute = NOON + timedelta(minutes=schedule.slot(user.id))
    before = broker.waiting("gdrive")
    assert schedule.enqueue_due(now=minute) == 1
    assert broker.waiting("gdrive") == before + 1
    assert states(user.id) == {"queued"}


@pytest.mark.usefixtures("google", "transactional_db")
def test_signing_in_with_google_works_while_the_broker_stands_still(broker: Broker) -> None:
    email = f"{uuid.uuid4().hex}@example.org"
    with broker.standing_still():
        answer = sign_in(Client(), email)
    assert answer.redirect_chain == [("/", 302)]
    user = User.objects.get(email=email)
    with tenant(user.id):
        assert Connection.objects.filter(user_id=user.id, email=email).exists()
    assert states(user.id) == {"idle"}
    minute = NOON + timedelta(minutes=schedule.slot(user.id))
    assert schedule.enqueue_due(now=minute) == 1
