"""`POST /api/v1/query`, as a mobile app and a browser use it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from accounts.tokens import create_token
from tests import factories
from tests import factories_search as cache
from tests.page_client import Page

URL = "/api/v1/query"
RESULT = {
    "turn_id", "conversation_id", "message_id", "request_id", "answer", "answer_html",
    "clarification", "mode", "intent", "plan", "steps", "citations", "actions", "as_of",
    "partial", "services_failed", "suggestions", "timings_ms",
}  # fmt: skip


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    person = factories.person("ada@example.org")
    cache.index(person, [cache.mail("m1", "The lighthouse", "The lighthouse opens on 4 May.")])
    return person


@pytest.fixture
def bearer(ada: factories.Person) -> dict[str, str]:
    return {"Authorization": f"Bearer {create_token(user_id=ada.id)}"}


def _post(body: Any, headers: dict[str, str] | None = None) -> Any:
    return Page().post(URL, body, content_type="application/json", headers=headers)


def test_a_token_is_answered_with_the_whole_object(bearer: dict[str, str]) -> None:
    answer = _post({"query": "find the mail about the lighthouse"}, bearer)
    assert answer.status_code == 200
    assert set(answer.json()) == RESULT
    assert answer.json()["citations"][0]["rfc822_message_id"] == "<m1@mail.example>"


def test_the_same_request_id_gives_the_same_turn(bearer: dict[str, str]) -> None:
    body = {"query": "find the mail about the lighthouse", "request_id": "r-1"}
    first, second = _post(body, bearer).json(), _post(body, bearer).json()
    assert second == first


def test_another_persons_request_id_is_another_turn(bearer: dict[str, str]) -> None:
    grace = factories.person("grace@example.org")
    body = {"query": "find the mail about the lighthouse", "request_id": "r-1"}
    mine = _post(body, bearer).json()
    headers = {"Authorization": f"Bearer {create_token(user_id=grace.id)}"}
    theirs = _post(body, headers).json()
    assert theirs["turn_id"] != mine["turn_id"]
    assert theirs["citations"] == []


def test_a_conversation_goes_on(bearer: dict[str, str]) -> None:
    first = _post({"query": "find the mail about the lighthouse"}, bearer).json()
    body = {"query": "open the first one", "conversation_id": first["conversation_id"]}
    second = _post(body, bearer).json()
    assert second["conversation_id"] == first["conversation_id"]
    assert second["intent"]["operation"] == "read"


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wo_unknown"}])
def test_without_a_valid_token_nothing_is_told(
    ada: factories.Person, headers: dict[str, str]
) -> None:
    answer = _post({"query": "find the mail about the lighthouse"}, headers)
    assert answer.status_code == 401
    error = answer.json()["error"]
    assert set(error) == {"code", "title", "message", "action", "action_url", "retry_after"}
    assert error["code"] == "not_authenticated"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"query": ""}, "empty"),
        ({"query": "   "}, "empty"),
        ({}, "missing"),
        ({"query": "x" * 20_000}, "4,000"),
        ({"query": "hi", "conversation_id": "seven"}, "conversation_id"),
        ("{not json", "JSON"),
        ([1, 2], "dictionary"),
    ],
)
def test_bad_input_says_what_to_mend(bearer: dict[str, str], body: Any, words: str) -> None:
    answer = _post(body, bearer)
    assert answer.status_code == 400
    assert words in answer.json()["error"]["message"]


def test_a_conversation_of_another_person_does_not_exist(bearer: dict[str, str]) -> None:
    grace = factories.person("grace@example.org")
    headers = {"Authorization": f"Bearer {create_token(user_id=grace.id)}"}
    theirs = _post({"query": "hello there"}, headers).json()
    for wanted in (theirs["conversation_id"], str(uuid4())):
        answer = _post({"query": "open the first one", "conversation_id": wanted}, bearer)
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "not_found"


def test_other_methods_are_refused_in_the_same_shape(bearer: dict[str, str]) -> None:
    answer = Page().get(URL, headers=bearer)
    assert answer.status_code == 405
    assert answer.json()["error"]["message"]


def test_a_session_needs_the_csrf_token(ada: factories.Person) -> None:
    client = Page(enforce_csrf_checks=True)
    client.force_login(ada.user)
    body = {"query": "find the mail about the lighthouse"}
    assert client.post(URL, body, content_type="application/json").status_code == 403
    client.get("/")
    token = client.cookies["csrftoken"].value
    answer = client.post(URL, body, content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 200
