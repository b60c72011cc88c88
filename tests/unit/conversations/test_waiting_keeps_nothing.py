"""Whoever waits for an answer over HTTP keeps no connection to the database meanwhile."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client

from benchmarks.websocket_client import connect
from tests import database, factories
from tests.unit.conversations.conftest import HeldModel
from tests.web_process import running_web

WAITING = 18
POOLED = 10

pytestmark = pytest.mark.xdist_group("web process")


def _connections() -> int:
    name = connection.settings_dict["NAME"]
    with database.owner_connection(name) as owner:
        row = owner.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            [name],
        ).fetchone()
    assert row is not None
    return int(row[0])


async def _settled() -> int:
    """The connections that stay: those of requests that have just been read are being closed."""
    for _ in range(100):
        connections = await asyncio.to_thread(_connections)
        if connections <= POOLED + 2:
            break
        await asyncio.sleep(0.1)
    return connections


@pytest.mark.parametrize("by", ["token", "session"])
def test_many_who_wait_share_a_few_connections(
    ada: factories.Person, token: str, model: HeldModel, by: str
) -> None:
    browser = Client()
    browser.force_login(ada.user)
    cookie = f"Cookie: sessionid={browser.cookies['sessionid'].value}"
    header = f"Authorization: Bearer {token}" if by == "token" else cookie

    async def follow(url: str, turn_id: str) -> asyncio.StreamWriter:
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        path = f"/api/v1/turns/{turn_id}/events"
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{header}\r\n\r\n".encode())
        assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 200")
        await reader.readuntil(b"event: token")
        return writer

    async def wait(url: str) -> int:
        socket = await connect(url, token)
        socket.send(type="ask", query="find the mail about the lighthouse")
        turn_id = (await socket.receive())["turn_id"]
        writers = await asyncio.gather(*(follow(url, turn_id) for _ in range(WAITING)))
        connections = await _settled()
        for writer in writers:
            writer.close()
        await asyncio.gather(*(w.wait_closed() for w in writers), return_exceptions=True)
        await socket.close()
        return connections

    model.answers()
    with running_web(OPENAI_API_KEY="sk-test", OPENAI_BASE_URL=model.server.url) as web:
        assert asyncio.run(wait(web.url)) <= POOLED + 2
        model.go_on()
