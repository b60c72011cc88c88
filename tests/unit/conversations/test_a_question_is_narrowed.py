"""What failed is tried again without the rest: a question narrowed to some services."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests import factories_search as cache

QUESTION = "search my mail and my files for the lighthouse"


@pytest.fixture
def page(transactional_db: None, client: Client) -> Client:
    person = factories.person("ada@example.org")
    cache.index(person, [cache.mail("m1", "Lighthouse", "The lighthouse opens on 4 May.")])
    client.force_login(person.user)
    return client


def test_only_the_named_service_is_asked(page: Client) -> None:
    assert _agents(_ask(page)) == {"gmail", "gdrive"}
    assert _agents(_ask(page, services=["gmail"])) == {"gmail"}


def test_a_service_that_the_question_does_not_need_is_not_added(page: Client) -> None:
    assert _agents(_ask(page, services=["gcal"])) == {"gmail", "gdrive"}


def test_what_writes_is_not_narrowed(page: Client) -> None:
    wish = "draft an email to ines@example.net saying that I will come"
    assert _agents(_ask(page, wish, services=["gdrive"])) == {"gmail"}


def test_an_unknown_service_is_refused(page: Client) -> None:
    answer = _post(page, {"query": QUESTION, "services": ["fax"]})
    assert answer.status_code == 400


def _ask(page: Client, question: str = QUESTION, **options: Any) -> dict[str, Any]:
    answer = _post(page, {"query": question, **options})
    assert answer.status_code == 200
    message: dict[str, Any] = answer.json()
    return message


def _post(page: Client, body: dict[str, Any]) -> Any:
    return page.post("/api/v1/query", body, content_type="application/json")


def _agents(message: dict[str, Any]) -> set[str]:
    return {step["agent"] for step in message["plan"]["steps"]}
