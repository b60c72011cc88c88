"""A form with files that cannot be allowed is refused before its body is sent, and stored."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tests.web_process import WebProcess, running_web

pytestmark = pytest.mark.xdist_group("web process")
HEADERS = {
    "Host": "127.0.0.1",
    "Content-Type": "multipart/form-data; boundary=x",
    "Content-Length": "900000000",
    "Cookie": "sessionid=x",
}


@pytest.fixture
def web(transactional_db: None) -> Iterator[WebProcess]:
    with running_web() as process:
        yield process


def _answer_to_headers(web: WebProcess, **more: str) -> bytes:
    """What is answered before a byte of the body; nothing within a second, if it is waited for."""
    headers = {name: value for name, value in {**HEADERS, **more}.items() if value}
    lines = ["POST /accounts/takeout/ HTTP/1.1", *(f"{n}: {v}" for n, v in headers.items())]
    with socket.create_connection(("127.0.0.1", web.port), timeout=1.0) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        try:
            return connection.recv(1000)
        except TimeoutError:
            return b""


def test_a_form_of_another_site_or_of_nobody_is_refused_by_its_headers(web: WebProcess) -> None:
    assert b"403" in _answer_to_headers(web, **{"Sec-Fetch-Site": "cross-site"})
    assert b"403" in _answer_to_headers(web, Cookie="")
    assert _answer_to_headers(web, **{"Sec-Fetch-Site": "same-origin"}) == b""
    assert _answer_to_headers(web, **{"Content-Type": "application/json", "Cookie": ""}) == b""
