"""Who may open the chat's socket, and from where."""

from __future__ import annotations

import asyncio

import pytest
from django.db import connection
from django.test import Client

from accounts.models import ApiToken
from accounts.tenancy import tenant
from conversations import consumers
from tests import factories
from tests.sockets import in_a_process, open_socket


@pytest.fixture
def cookie(ada: factories.Person) -> str:
    client = Client()
    client.force_login(ada.user)
    return f"sessionid={client.cookies['sessionid'].value}"


async def _pong(**how: str) -> str:
    async with open_socket(**how) as socket:
        await socket.say(type="ping")
        return str((await socket.hear())["type"])


async def _code(**how: str) -> int:
    async with open_socket(**how) as socket:
        return await socket.closed()


def test_a_session_opens_it(cookie: str) -> None:
    assert in_a_process(_pong(cookie=cookie)) == "pong"


def test_a_token_opens_it_and_is_echoed_as_the_subprotocol(token: str) -> None:
    assert in_a_process(_pong(token=token)) == "pong"


def test_without_either_it_closes(transactional_db: None) -> None:
    hows: tuple[dict[str, str], ...] = (
        {},
        {"cookie": "sessionid=unknown"},
        {"cookie": 'sessionid="; a=b='},
        {"token": "wo_"},
    )
    for how in hows:
        assert in_a_process(_code(**how)) == consumers.NOT_SIGNED_IN


def test_a_changed_password_ends_the_session(ada: factories.Person, cookie: str) -> None:
    ada.user.set_password("another long pass phrase")
    ada.user.save()
    assert in_a_process(_code(cookie=cookie)) == consumers.NOT_SIGNED_IN


def test_a_person_who_was_deactivated_stays_out(
    ada: factories.Person, cookie: str, token: str
) -> None:
    ada.user.is_active = False
    ada.user.save()
    assert in_a_process(_code(cookie=cookie)) == consumers.NOT_SIGNED_IN
    assert in_a_process(_code(token=token)) == consumers.NOT_SIGNED_IN


def test_our_own_pages_may_use_the_cookie_and_strange_ones_may_not(cookie: str) -> None:
    for origin in ("http://127.0.0.1:8000", "http://localhost:8000"):
        host = origin.removeprefix("http://")
        assert in_a_process(_pong(cookie=cookie, origin=origin, host=host)) == "pong"
    for origin in ("https://evil.example", "null", "http://127.0.0.1:9"):
        assert in_a_process(_code(cookie=cookie, origin=origin)) == consumers.NOT_ALLOWED


def test_a_token_says_by_itself_that_its_page_may(token: str) -> None:
    assert in_a_process(_pong(token=token, origin="https://app.example")) == "pong"


def test_local_mode_refuses_other_machines_and_names(token: str) -> None:
    assert in_a_process(_code(token=token, client="10.0.0.7")) == consumers.NOT_ALLOWED
    assert in_a_process(_code(token=token, host="evil.example")) == consumers.NOT_ALLOWED


def test_a_person_has_so_many_sockets_and_no_more(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "SOCKETS_A_PERSON", 2)

    async def three() -> int:
        async with open_socket(token=token) as one, open_socket(token=token) as two:
            for socket in (one, two):
                await socket.say(type="ping")
                await socket.hear()
            return await _code(token=token)

    assert in_a_process(three()) == consumers.TOO_MANY
    assert in_a_process(_pong(token=token)) == "pong"


def test_a_revoked_token_ends_an_open_socket(
    ada: factories.Person, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "TRUST_SECONDS", 0.0)

    def revoke() -> None:
        with tenant(ada.id):
            ApiToken.objects.filter(user_id=ada.id).delete()
        connection.close()  # this thread's

    async def code() -> int:
        async with open_socket(token=token) as socket:
            await asyncio.to_thread(revoke)
            await socket.say(type="ping")
            return await socket.closed()

    assert in_a_process(code()) == consumers.NOT_SIGNED_IN
