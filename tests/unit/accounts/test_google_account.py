"""Calls to a Google account: batches, retries, writes that are sent once."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from accounts.credentials import connect_account, open_account
from accounts.google import gmail
from accounts.google.errors import MissingScope, NotFound, RateLimited, Unavailable
from accounts.google.tokens import Tokens
from accounts.models import Connection
from tests.google_simulator import control
from tests.simulated_google import calls_since, faults, last_call

RAW = (
    b"Date: Mon, 02 Mar 2026 10:00:00 +0100\r\nMessage-ID: <1@example.org>\r\n"
    b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Gr\xc3\xbc\xc3\x9fe\r\n\r\nHello.\r\n"
)


@pytest.fixture
def ids(connection: Connection) -> list[str]:
    """Three messages in the account."""
    account = open_account(connection)
    return [gmail.create_draft(account, raw=RAW).message.id for _ in range(3)]


def test_a_message_comes_back_byte_for_byte(connection: Connection, ids: list[str]) -> None:
    message = gmail.get_message(open_account(connection), ids[0])

    assert message.raw == RAW
    assert "DRAFT" in message.label_ids


def test_sixty_messages_come_in_two_batches(connection: Connection, google: str) -> None:
    account = open_account(connection)
    ids = [gmail.create_draft(account, raw=RAW).message.id for _ in range(60)]
    before = last_call(google)

    answers = gmail.get_messages_raw(account, ids)

    assert list(answers) == ids
    assert all(isinstance(m, gmail.Message) and m.raw == RAW for m in answers.values())
    assert len([c for c in calls_since(google, before) if c["batch"]]) == 60


def test_what_a_batch_refuses_for_now_is_tried_again_by_itself(
    connection: Connection, google: str, ids: list[str]
) -> None:
    faults(
        google,
        {"match": f"messages/{ids[0]}", "status": 429, "times": 1},
        {"match": f"messages/{ids[1]}", "kind": "userRateLimitExceeded", "times": 1},
    )
    before = last_call(google)

    answers = gmail.get_messages_raw(open_account(connection), ids)

    assert all(isinstance(message, gmail.Message) for message in answers.values())
    calls = calls_since(google, before, connection.email)
    assert [c["batch"] for c in calls] == [True, True, True, False, False]


def test_what_a_batch_refuses_for_good_is_an_error_of_that_item_alone(
    connection: Connection, ids: list[str]
) -> None:
    answers = gmail.get_messages_raw(open_account(connection), [*ids, "ffffffffffffffff"])

    assert isinstance(answers["ffffffffffffffff"], NotFound)
    assert sum(isinstance(message, gmail.Message) for message in answers.values()) == 3


def test_a_refusal_that_stays_is_raised_with_the_time_to_wait(
    connection: Connection, google: str, ids: list[str]
) -> None:
    faults(google, {"match": f"messages/{ids[0]}", "status": 429, "retry_after": 120})

    with pytest.raises(RateLimited) as caught:
        gmail.get_message(open_account(connection), ids[0])

    assert caught.value.retry_after == 120


def test_a_read_survives_a_broken_answer_and_a_broken_connection(
    connection: Connection, google: str, ids: list[str]
) -> None:
    faults(
        google,
        {"match": "GET .*messages/", "status": 503, "times": 1},
        {"match": "GET .*messages/", "kind": "reset", "times": 2},
    )

    assert gmail.get_message(open_account(connection), ids[0]).raw == RAW


def test_a_write_is_sent_once_even_when_its_answer_is_lost(
    connection: Connection, google: str
) -> None:
    account = open_account(connection)
    gmail.get_profile(account)
    faults(google, {"match": "POST .*drafts", "kind": "reset_after", "times": 1})

    with pytest.raises(Unavailable):
        gmail.create_draft(account, raw=RAW)

    state = control(google, "GET", f"state?email={connection.email}")
    assert len(state["drafts"]) == 1


def test_a_write_is_not_tried_again_after_an_error(connection: Connection, google: str) -> None:
    account = open_account(connection)
    faults(google, {"match": "POST .*drafts", "status": 503})
    before = last_call(google)

    with pytest.raises(Unavailable):
        gmail.create_draft(account, raw=RAW)

    assert [c["method"] for c in calls_since(google, before, connection.email)] == ["POST"]


def test_a_service_that_was_not_allowed_asks_for_a_new_connection(
    connection: Connection, google: str
) -> None:
    scopes = ["https://www.googleapis.com/auth/drive"]
    answer = control(google, "POST", "token", {"email": connection.email, "scopes": scopes})
    tokens = Tokens(answer["access_token"], answer["refresh_token"], None)
    account = open_account(
        connect_account(
            user_id=connection.user_id,
            email=connection.email,
            google_sub="",
            scopes=scopes,
            tokens=tokens,
        )
    )

    with pytest.raises(MissingScope) as caught:
        gmail.get_profile(account)

    assert caught.value.reconnect


def test_a_google_that_cannot_be_reached_is_said_to_be(
    connection: Connection, settings: Settings
) -> None:
    settings.GOOGLE_API_ROOT = "http://127.0.0.1:1"

    with pytest.raises(Unavailable) as caught:
        gmail.get_profile(open_account(connection, attempts=0))

    assert caught.value.status is None
