"""HTTP to Google: connections that reads borrow and give back, a fresh one for each write.

httplib2 is not thread-safe, so an `Http` belongs to one call at a time. It also sends a request
again by itself when a connection breaks while it waits for the answer: for a read that is
welcome; a write could happen twice.
"""

from __future__ import annotations

import atexit
import http.client
import ssl
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httplib2

KEPT = 16  # for each time-out
_lock = threading.Lock()
_idle: defaultdict[float, list[httplib2.Http]] = defaultdict(list)


@contextmanager
def reading_http(timeout: float) -> Iterator[httplib2.Http]:
    """An Http whose connections stay open for the next call; after an error they are closed."""
    with _lock:
        client = _idle[timeout].pop() if _idle[timeout] else None
    client = client or _without_308(_SendsAgain(timeout=timeout))
    try:
        yield client
    except BaseException:  # raised again, whatever it is
        client.close()
        raise
    with _lock:
        if len(_idle[timeout]) < KEPT:
            _idle[timeout].append(client)
            return
    client.close()


@contextmanager
def writing_http(timeout: float) -> Iterator[httplib2.Http]:
    """An Http that sends nothing twice: a connection that breaks after the request went out is an
    error, since nobody knows whether it was carried out."""
    client = _without_308(_SendsOnce(timeout=timeout))
    try:
        yield client
    finally:
        client.close()


def close_idle() -> None:
    """Close the connections that nobody uses."""
    with _lock:
        clients = [client for held in _idle.values() for client in held]
        _idle.clear()
    for client in clients:
        client.close()


atexit.register(close_idle)


def _without_308(client: httplib2.Http) -> httplib2.Http:
    """308 is no redirect in Google's resumable uploads."""
    client.redirect_codes = client.redirect_codes - {308}
    return client


class _SendsAgain(httplib2.Http):
    """httplib2 notices at the answer that a connection that was kept open has been closed at the
    other end, and asks again; while it sends a body, as for a batch, it gives up."""

    def request(self, uri: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().request(uri, *args, **kwargs)
        except (ConnectionError, ssl.SSLEOFError):
            self.close()
            return super().request(uri, *args, **kwargs)


class _Once(http.client.HTTPConnection):
    """Refuses to connect again between a request and its answer."""

    waits_for_answer = False

    def connect(self) -> None:
        if self.waits_for_answer:
            raise ConnectionResetError("the connection broke before the answer came")
        super().connect()

    def request(self, *args: Any, **kwargs: Any) -> None:
        self.waits_for_answer = True
        super().request(*args, **kwargs)

    def getresponse(self) -> http.client.HTTPResponse:
        response = super().getresponse()
        self.waits_for_answer = False
        return response


class _OnceHttp(_Once, httplib2.HTTPConnectionWithTimeout):
    pass


class _OnceHttps(_Once, httplib2.HTTPSConnectionWithTimeout):
    pass


class _SendsOnce(httplib2.Http):
    def request(self, uri: str, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("connection_type") is None:
            kwargs["connection_type"] = _OnceHttps if uri.startswith("https:") else _OnceHttp
        return super().request(uri, *args, **kwargs)
