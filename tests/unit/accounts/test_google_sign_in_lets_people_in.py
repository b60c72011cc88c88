"""Signing in with Google and connecting further accounts, against the simulated Google."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialToken
from django.contrib.sessions.models import Session
from django.test import Client
from redis import Redis

from accounts.adapters import GoogleAccounts
from accounts.credentials import open_account
from accounts.encryption import decrypt
from accounts.google.calendar import list_calendars
from accounts.google.gmail import get_profile
from accounts.models import Connection, User
from accounts.scopes import by_service
from accounts.tenancy import tenant
from orchestrator.celery import app
from sync.models import SyncStatus
from sync.profiles import take_time_zone
from tests import factories
from tests.google_consent import asked_of_google, decide, sign_in, to_google

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def email(google: str) -> str:
    """An address that this Google has never seen."""
    return f"ada.{uuid.uuid4().hex[:8]}@example.org"


@pytest.fixture(autouse=True)
def _queue() -> Iterator[None]:
    """What is queued is not worked off here, and not left to other tests."""
    yield
    with Redis.from_url(app.conf.broker_url) as redis:
        redis.delete("celery:priority")


def _connections(user: User) -> list[Connection]:
    with tenant(user.id):
        return list(Connection.objects.filter(user_id=user.id).order_by("created_at"))


def test_google_is_asked_for_offline_access_with_pkce(google: str, client: Client) -> None:
    address = to_google(client)
    asked = asked_of_google(address)
    assert address.startswith(f"{google}/o/oauth2/v2/auth?")
    assert asked["access_type"] == "offline"
    assert asked["prompt"] == "consent"
    assert asked["include_granted_scopes"] == "true"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) >= 43
    assert len(asked["state"]) >= 16
    assert asked["redirect_uri"].endswith("/api/v1/auth/callback")
    granted = by_service(asked["scope"].split())
    assert [name for name, scopes in granted.items() if not scopes.missing] == [
        "gmail",
        "gcal",
        "gdrive",
    ]


def test_a_new_person_gets_an_account_with_name_and_connection(email: str, client: Client) -> None:
    answer = sign_in(client, email)
    assert answer.redirect_chain == [("/", 302)]
    user = User.objects.get(email=email)
    assert answer.context["user"] == user
    assert user.name.startswith("Ada")
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user, email=email).verified
    (connection,) = _connections(user)
    assert connection.email == email
    assert connection.google_sub
    assert not any(scopes.missing for scopes in by_service(connection.scopes).values())
    assert get_profile(open_account(connection)).email == email


def test_the_first_sync_is_queued(email: str, client: Client) -> None:
    sign_in(client, email, follow=False)
    user = User.objects.get(email=email)
    with tenant(user.id):
        rows = SyncStatus.objects.filter(user_id=user.id, resource="")
        assert {row.service: row.status for row in rows} == dict.fromkeys(
            ("gmail", "gcal", "gdrive"), SyncStatus.Status.QUEUED
        )


def test_signing_in_again_is_the_same_person_with_one_connection(
    email: str, client: Client
) -> None:
    for _ in range(2):
        sign_in(client, email, follow=False)
        client.logout()
    assert len(_connections(User.objects.get(email=email))) == 1


def test_the_old_refresh_token_stays_when_google_returns_none(email: str, client: Client) -> None:
    sign_in(client, email, follow=False)
    user = User.objects.get(email=email)
    (before,) = _connections(user)
    client.logout()
    # Google gives a refresh token only where consent is asked for.
    address = to_google(client).replace("prompt=consent", "prompt=none")
    client.get(decide(address, email))
    (after,) = _connections(user)
    assert bytes(after.access_token or b"") != bytes(before.access_token or b"")
    assert before.refresh_token
    assert bytes(after.refresh_token or b"") == bytes(before.refresh_token)


def test_a_person_comes_back_to_the_page_that_they_wanted(email: str, client: Client) -> None:
    back = decide(to_google(client, next="/api/v1/docs/"), email)
    assert client.get(back)["Location"] == "/api/v1/docs/"


def test_nobody_is_sent_to_a_strangers_page(email: str, client: Client) -> None:
    back = decide(to_google(client, next="https://elsewhere.example/"), email)
    assert client.get(back)["Location"] == "/"


def test_a_password_person_of_the_same_address_is_the_same_and_keeps_the_password(
    email: str, client: Client
) -> None:
    user = User.objects.create_user(email, factories.PASSWORD)
    sign_in(client, email, follow=False)
    assert client.session["_auth_user_id"] == str(user.id)
    assert len(_connections(user)) == 1
    user.refresh_from_db()
    assert user.check_password(factories.PASSWORD)


def test_a_signed_in_person_connects_a_further_account(email: str, client: Client) -> None:
    user = User.objects.create_user("grace@example.org", factories.PASSWORD)
    client.force_login(user)
    for _ in range(2):  # the second time it is only renewed
        answer = sign_in(client, email, follow=False)
        assert answer["Location"] == "/"
    assert [connection.email for connection in _connections(user)] == [email]
    assert not User.objects.filter(email=email).exists()
    assert client.session["_auth_user_id"] == str(user.id)


def test_reconnecting_makes_a_revoked_connection_active(email: str, client: Client) -> None:
    sign_in(client, email, follow=False)
    user = User.objects.get(email=email)
    with tenant(user.id):
        Connection.objects.filter(user_id=user.id).update(status=Connection.Status.REVOKED)
    sign_in(client, email, follow=False)
    assert [c.status for c in _connections(user)] == [Connection.Status.ACTIVE]


def test_an_account_that_got_another_address_stays_one_connection(
    email: str, client: Client
) -> None:
    sign_in(client, email, follow=False)
    user = User.objects.get(email=email)
    with tenant(user.id):
        Connection.objects.filter(user_id=user.id).update(email="earlier@example.org")
    sign_in(client, email, follow=False)
    assert [connection.email for connection in _connections(user)] == [email]


@pytest.mark.parametrize("connects", [False, True])
def test_no_token_is_in_a_session_nor_in_clear_in_the_database(
    email: str, client: Client, connects: bool
) -> None:
    if connects:
        client.force_login(User.objects.create_user("grace@example.org"))
    sign_in(client, email, follow=False)
    user = User.objects.get(id=client.session["_auth_user_id"])
    (connection,) = _connections(user)
    sealed = {
        "access_token": bytes(connection.access_token or b""),
        "refresh_token": bytes(connection.refresh_token or b""),
    }
    held = [session.get_decoded() for session in Session.objects.all()]
    assert any(session.get("_auth_user_id") == str(user.id) for session in held)
    for purpose, stored in sealed.items():
        token = decrypt(stored, user_id=user.id, purpose=purpose)
        assert len(token) > 10
        assert token.encode() not in stored
        assert token not in str(held)
    assert not SocialToken.objects.exists()


def test_a_sign_in_that_had_to_wait_would_hold_no_token(email: str, client: Client) -> None:
    """allauth keeps a whole sign-in in the session where something has to be asked first."""
    token = SocialToken(token="the-access-token", token_secret="the-refresh-token")
    kept = GoogleAccounts().serialize_instance(token)
    assert "the-access-token" not in str(kept)
    assert "the-refresh-token" not in str(kept)


def test_the_time_zone_comes_from_the_calendar(email: str, client: Client) -> None:
    sign_in(client, email, follow=False)
    user = User.objects.get(email=email)
    (connection,) = _connections(user)
    (first, *_) = list_calendars(open_account(connection))
    take_time_zone(user_id=user.id, connection_id=connection.id)
    user.refresh_from_db()
    assert user.time_zone == first.time_zone


def test_a_chosen_time_zone_stays(email: str, client: Client) -> None:
    user = User.objects.create_user(email, time_zone="Asia/Tokyo")
    sign_in(client, email, follow=False)
    (connection,) = _connections(user)
    take_time_zone(user_id=user.id, connection_id=connection.id)
    user.refresh_from_db()
    assert user.time_zone == "Asia/Tokyo"
