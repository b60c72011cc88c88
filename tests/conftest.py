"""The ground of all tests: a database of the run's own, used as the application role."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.db import connections
from django.test import TransactionTestCase, override_settings

from accounts.tenancy import close_pool
from orchestrator.celery import app as celery
from tests import database, factories


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is slow to set up is a group for one process. pytest-xdist names groups in the ids."""
    if getattr(session.config.option, "loadgroup", False):
        for item in session.items:
            if item.get_closest_marker("xdist_group") and "@" not in item.nodeid:
                raise pytest.UsageError(f"{item.nodeid} has lost its group: other pytest or xdist?")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    connection = connections["default"]
    with database.fresh_database(os.environ.get("PYTEST_XDIST_WORKER", "main")) as name:
        connection.close()
        connection.settings_dict["NAME"] = name
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TransactionTestCase, "_fixture_teardown", _truncate_as_owner)
            yield
        connection.close()


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """A real hash takes a good part of a second; nothing here needs a slow one."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_pool_left_in_an_ending_loop() -> Iterator[None]:
    """Django's synchronous client runs an async view in a loop of its own. A database pool that is
    left open in it is waited for, mostly for seconds and now and then for ever."""

    def leaving_nothing(view: Any) -> Any:
        async def answered(*parts: Any, **named: Any) -> Any:
            try:
                return await view(*parts, **named)
            finally:
                await close_pool()

        return async_to_sync(answered)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.handlers.base.async_to_sync", leaving_nothing)
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_queues() -> None:
    """What one process of the suite puts into the workers' queues, no other finds there; and on a
    busy machine it is still put there, later (tests/broker.py has the product's own time-outs)."""
    process = os.environ.get("PYTEST_XDIST_WORKER", "main")
    options = celery.conf.broker_transport_options
    celery.conf.broker_transport_options = {
        **options,
        "global_keyprefix": f"tests-{process}:",
        "socket_timeout": 30,
        "socket_connect_timeout": 30,
    }


def _truncate_as_owner(case: Any) -> None:
    """The application role has no TRUNCATE, so Django's own flush cannot."""
    connection = connections["default"]
    connection.close()
    database.truncate(connection.settings_dict["NAME"])


@pytest.fixture
def person(db: None) -> factories.Person:
    return factories.person("ada@example.org")


@pytest.fixture
def other_person(db: None) -> factories.Person:
    return factories.person("grace@example.org")


@pytest.fixture(autouse=True)
def _own_counters(settings: Any) -> None:
    """Limits on sign-ins and questions count within a test, not across the suite's Redis."""
    default = {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}
    settings.CACHES = {**settings.CACHES, "default": default}
