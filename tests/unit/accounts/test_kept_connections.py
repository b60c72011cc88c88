"""Connections to Google that are kept open, and were closed at the other end meanwhile."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from accounts.google.connections import close_idle, reading_http, writing_http

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
BODY = "x" * 4_000_000  # more than the system takes at once
TIMEOUT = 7.5  # nobody else's connections


@pytest.fixture
def hangs_up() -> Iterator[str]:
    """A server that promises to keep a connection open, answers once and resets it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        threading.Thread(target=_serve, args=(server,), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    close_idle()


def _serve(server: socket.socket) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=(connection,), daemon=True).start()


def _answer(connection: socket.socket) -> None:
    with connection:
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(65_536)
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
        left = length - len(head.partition(b"\r\n\r\n")[2])
        while left > 0:
            left -= len(connection.recv(65_536))
        connection.sendall(ANSWER)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_a_read_with_a_body_is_sent_again_on_a_new_connection(hangs_up: str) -> None:
    for _ in range(3):
        with reading_http(TIMEOUT) as client:
            response, content = client.request(hangs_up, "POST", body=BODY)
        assert (response.status, content) == (200, b"ok")


def test_each_write_has_a_connection_of_its_own(hangs_up: str) -> None:
    for _ in range(2):
        with writing_http(TIMEOUT) as client:
            response, _ = client.request(hangs_up, "POST", body="x")
        assert response.status == 200
