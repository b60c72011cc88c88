"""Faults on demand at the simulator."""

import http.client
import json
import urllib.error
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from googleapiclient.errors import HttpError

from tests.google_simulator import access_token, control, google_client, running_simulator

Json = dict[str, Any]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_simulator(tmp_path_factory.mktemp("google")) as address:
        yield address


@pytest.fixture
def email() -> str:
    return f"{uuid4().hex[:10]}@example.org"


@pytest.fixture(autouse=True)
def no_faults(url: str) -> Iterator[None]:
    yield
    control(url, "POST", "faults", {"rules": []})


def send(
    url: str, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[int, Any, bytes]:
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=20)
    try:
        connection.request(
            method,
            path,
            body=body or None,
            headers={k.replace("_", "-"): v for k, v in headers.items()},
        )
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def rules(url: str, *given: Json) -> None:
    control(url, "POST", "faults", {"rules": list(given), "seed": 1})


@pytest.mark.parametrize(
    ("rule", "status", "reason"),
    [
        ({"kind": "rateLimitExceeded"}, 403, "rateLimitExceeded"),
        ({"kind": "userRateLimitExceeded"}, 403, "userRateLimitExceeded"),
        ({"kind": "userRateLimitExceeded", "status": 429}, 429, "userRateLimitExceeded"),
        ({"kind": "quotaExceeded"}, 403, "quotaExceeded"),
        ({"kind": "domainPolicy"}, 403, "domainPolicy"),
        ({"status": 429}, 429, "rateLimitExceeded"),
        ({"status": 503}, 503, "backendError"),
        ({"status": 404}, 404, "notFound"),
    ],
)
def test_faults_answer_as_google_does(
    url: str, email: str, rule: Json, status: int, reason: str
) -> None:
    profile = google_client(url, "gmail", access_token(url, email)).users().getProfile(userId="me")
    rules(url, {"match": "GET /gmail/v1/users/me/profile", "times": 1, **rule})
    with pytest.raises(HttpError) as error:
        profile.execute()
    assert error.value.status_code == status
    assert json.loads(error.value.content)["error"]["errors"][0]["reason"] == reason
    assert profile.execute()["emailAddress"] == email


def test_a_fault_tells_when_to_come_back_and_hits_only_what_it_matches(
    url: str, email: str
) -> None:
    bearer = f"Bearer {access_token(url, email)}"
    rules(url, {"match": "messages.*q=x", "status": 429, "retry_after": 7})
    status, headers, _ = send(url, "GET", "/gmail/v1/users/me/messages?q=x", Authorization=bearer)
    assert (status, headers["Retry-After"]) == (429, "7")
    status, _, _ = send(url, "GET", "/gmail/v1/users/me/messages?q=y", Authorization=bearer)
    assert status == 200


def test_faults_reach_into_batches(url: str, email: str) -> None:
    gmail = google_client(url, "gmail", access_token(url, email))
    rules(url, {"match": "profile", "kind": "rateLimitExceeded", "times": 1})
    errors: list[Any] = []
    batch = gmail.new_batch_http_request(callback=lambda key, answer, error: errors.append(error))
    batch.add(gmail.users().getProfile(userId="me"))
    batch.add(gmail.users().getProfile(userId="me"))
    batch.execute()
    assert [error is None for error in errors] == [False, True]


def test_probability_is_met(url: str, email: str) -> None:
    bearer = f"Bearer {access_token(url, email)}"
    rules(url, {"match": "profile", "status": 503, "probability": 0.5})
    statuses = [
        send(url, "GET", "/gmail/v1/users/me/profile", Authorization=bearer)[0] for _ in range(60)
    ]
    assert 10 < statuses.count(503) < 50


@pytest.mark.parametrize("kind", ["reset", "timeout", "reset_after", "timeout_after"])
def test_answers_are_lost_before_or_after_the_call(url: str, email: str, kind: str) -> None:
    drive = google_client(url, "drive", access_token(url, email))
    rules(url, {"match": "POST /drive/v3/files", "kind": kind, "times": 1, "seconds": 0.05})
    body, bearer = b'{"name": "lost"}', f"Bearer {access_token(url, email)}"
    with pytest.raises(ConnectionError):
        send(url, "POST", "/drive/v3/files", body, Authorization=bearer)
    found = drive.files().list(q="name = 'lost'").execute()["files"]
    assert len(found) == (1 if kind.endswith("_after") else 0)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"rules": [{"status": 500}]},
        {"rules": [{"match": "(", "status": 500}]},
        {"rules": [{"match": "x", "kind": "nonsense"}]},
        {"rules": ["x"]},
    ],
)
def test_bad_fault_rules_are_refused(url: str, body: Json) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        control(url, "POST", "faults", body)
    with error.value:
        assert error.value.code == 400
