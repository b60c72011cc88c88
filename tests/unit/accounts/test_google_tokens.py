"""Access tokens: renewed when they are too old, once, and kept under encryption."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from accounts.credentials import open_account, open_connection
from accounts.encryption import decrypt
from accounts.google import gmail
from accounts.google.errors import NeedsReconnect, Unavailable
from accounts.models import Connection
from accounts.tenancy import tenant
from tests.simulated_google import faults


def stored(connection: Connection) -> Connection:
    with tenant(connection.user_id):
        return Connection.objects.get(user_id=connection.user_id, id=connection.id)


def token_of(connection: Connection, purpose: str = "access_token") -> str:
    sealed = getattr(stored(connection), purpose)
    return decrypt(bytes(sealed), user_id=connection.user_id, purpose=purpose)


def make_old(connection: Connection) -> Connection:
    with tenant(connection.user_id):
        Connection.objects.filter(user_id=connection.user_id, id=connection.id).update(
            token_expires_at=datetime.now(UTC) - timedelta(minutes=1)
        )
    return stored(connection)


def revoke(url: str, token: str) -> None:
    request = Request(f"{url}/revoke", data=urlencode({"token": token}).encode(), method="POST")
    with urlopen(request, timeout=30):
        pass


def test_a_token_that_is_too_old_is_renewed_and_kept(connection: Connection) -> None:
    before = token_of(connection)
    refresh_token = token_of(connection, "refresh_token")

    gmail.get_profile(open_account(make_old(connection)))

    assert token_of(connection) != before
    assert token_of(connection, "refresh_token") == refresh_token
    expires_at = stored(connection).token_expires_at
    assert expires_at is not None
    assert expires_at > datetime.now(UTC) + timedelta(minutes=50)


def test_a_token_that_google_no_longer_knows_is_renewed(
    connection: Connection, google: str
) -> None:
    account = open_account(connection)
    account.credentials.token = "ya29.unknown"
    before = token_of(connection)

    assert gmail.get_profile(account).email == connection.email
    assert token_of(connection) == before, "another's token was good: no exchange was needed"


def test_a_batch_renews_its_token_too(connection: Connection) -> None:
    account = open_account(make_old(connection))
    raw = b"From: a@example.org\r\n\r\nHello\r\n"
    message_id = gmail.create_draft(account, raw=raw).message.id
    account.credentials.token = "ya29.unknown"

    answers = gmail.get_messages_raw(account, [message_id])

    assert isinstance(answers[message_id], gmail.Message)


def test_revoked_access_asks_for_a_new_connection(connection: Connection, google: str) -> None:
    revoke(google, token_of(connection, "refresh_token"))

    with pytest.raises(NeedsReconnect, match="Connect the account again"):
        gmail.get_profile(open_account(connection))

    assert stored(connection).status == Connection.Status.REVOKED


def test_a_busy_token_endpoint_does_not_end_the_connection(
    connection: Connection, google: str
) -> None:
    faults(google, {"match": "POST /token", "status": 503})

    with pytest.raises(Unavailable):
        gmail.get_profile(open_account(make_old(connection), attempts=0))

    assert stored(connection).status == Connection.Status.ACTIVE


def test_a_deleted_connection_says_so(connection: Connection) -> None:
    with tenant(connection.user_id):
        Connection.objects.filter(user_id=connection.user_id).delete()

    with pytest.raises(NeedsReconnect, match="no longer connected"):
        open_connection(user_id=connection.user_id, connection_id=connection.id)


@pytest.mark.django_db(transaction=True)
def test_many_threads_renew_once(connection: Connection) -> None:
    make_old(connection)
    before = token_of(connection)
    accounts = [open_account(stored(connection)) for _ in range(4)]

    def use(number: int) -> str:
        account = accounts[number % 4]
        gmail.get_profile(account)
        return str(account.credentials.token)

    with ThreadPoolExecutor(8) as pool:
        used = set(pool.map(use, range(16)))

    assert used == {token_of(connection)}
    assert before not in used
