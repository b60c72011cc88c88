"""Fixtures: a simulated Google Workspace for a session, and the settings that lead to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from accounts.models import Connection, User
from sync import importing
from tests.google_simulator import control, running_simulator


@pytest.fixture(scope="session")
def simulator_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_simulator(tmp_path_factory.mktemp("google")) as url:
        yield url


@pytest.fixture
def google(simulator_url: str, settings: Settings) -> Iterator[str]:
    """The simulator's address, in the settings too; no faults are left behind."""
    settings.GOOGLE_API_ROOT = settings.GOOGLE_OAUTH_ROOT = simulator_url
    settings.GOOGLE_CLIENT_ID = settings.GOOGLE_CLIENT_SECRET = "simulator"
    yield simulator_url
    control(simulator_url, "POST", "faults", {"rules": []})


@pytest.fixture
def connection(google: str, db: None) -> Connection:
    """A person of their own with an empty, connected Google account."""
    user = User.objects.create_user(f"{uuid.uuid4().hex}@example.org")
    return importing.connect(user)


def faults(url: str, *rules: dict[str, object]) -> None:
    control(url, "POST", "faults", {"rules": list(rules)})


def calls_since(url: str, number: int, email: str = "") -> list[dict[str, object]]:
    """Google's log after entry `number`, of one account where it is given."""
    entries = control(url, "GET", f"requests?since={number}")["requests"]
    return [e for e in entries if not email or e["email"] == email]


def last_call(url: str) -> int:
    entries = control(url, "GET", "requests?since=0")["requests"]
    return int(entries[-1]["n"]) if entries else 0
