"""The demonstration mailbox, calendar and drive, loaded once for all flows.

Everything is real: the generator, the simulator in a process of its own, Google's client, the
sync, the local model and the pipeline. The clock of the questions is a Monday morning.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from tests import database
from tests.google_simulator import running_simulator

TODAY = "2026-11-23"
NOW = "2026-11-23T09:30:00+00:00"
DEMO = "demo@example.com"
SECOND = "second@example.com"

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def workspace(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The simulator's URL; the product's database holds what was synced from it."""
    state: Path = tmp_path_factory.mktemp("google")
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    with (
        running_simulator(state) as url,
        database.fresh_database("flows") as name,
        override_settings(GOOGLE_API_ROOT=url, GOOGLE_OAUTH_ROOT=url),
        django_db_blocker.unblock(),
    ):
        _use(name)
        try:
            call_command("demo_data", today=_date(TODAY), stdout=StringIO())
            yield url
        finally:
            _use(before)


@pytest.fixture
def ask(workspace: str) -> Ask:
    """Asks as `manage.py ask --json` does; the printed object."""

    def asked(question: str, *, email: str = DEMO, **options: Any) -> dict[str, Any]:
        out = StringIO()
        call_command("ask", question, email=email, json=True, now=NOW, stdout=out, **options)
        answer: dict[str, Any] = json.loads(out.getvalue())
        return answer

    return asked


def _use(name: str) -> None:
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = name


def _date(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)
