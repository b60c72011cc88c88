"""Liveness, readiness and figures, as a load balancer and Prometheus read them."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from tests import factories
from tests.factories_search import NOW, run


def test_a_living_process_says_so(client: Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}


def test_a_process_whose_dependencies_answer_is_ready(
    transactional_db: None, client: Client
) -> None:
    answer = client.get("/ready")
    assert answer.status_code == 200
    checks = answer.json()["checks"]
    assert {name: check["ok"] for name, check in checks.items()} == {
        "database": True,
        "redis": True,
        "embeddings": True,
    }


def test_a_dependency_that_is_away_is_named(transactional_db: None, client: Client) -> None:
    away = {"default": {"BACKEND": "x", "LOCATION": "redis://127.0.0.1:1/0"}}
    with override_settings(CACHES=away):
        answer = client.get("/ready")
    assert answer.status_code == 503
    assert answer.json()["status"] == "not ready"
    assert answer.json()["checks"]["redis"]["ok"] is False
    assert answer.json()["checks"]["database"]["ok"] is True
    assert "127.0.0.1" not in answer.content.decode()


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    return factories.person("ada@example.org")


def test_answers_are_counted_without_their_content(ada: factories.Person, client: Client) -> None:
    from conversations.turns import finished_message, start_turn

    async def ask() -> None:
        turn = await start_turn(
            user_id=ada.id, query="find the heron", conversation_id=None, request_id=None
        )
        await finished_message(turn, now=NOW)

    run(ask())
    text = client.get("/metrics").content.decode()
    assert 'orchestrator_answers_total{mode="local",partial="false"}' in text
    assert 'orchestrator_stage_seconds_count{stage="total"}' in text
    assert "heron" not in text
    assert str(ada.id) not in text
