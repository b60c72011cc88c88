"""HTTP to Google: one `httplib2.Http` a thread for reads, a fresh one for each write.

httplib2 is not thread-safe, and sends a request again by itself when a connection breaks while it
waits for the answer. For a read that is welcome; a write could happen twice.
"""

from __future__ import annotations

import http.client
import threading
from typing import Any

import httplib2

_of_thread = threading.local()


def shared_http(timeout: float) -> httplib2.Http:
    """The Http of this thread (and time-out, in seconds), which keeps its connections open."""
    held: dict[float, httplib2.Http] = _of_thread.__dict__.setdefault("by_timeout", {})
    if timeout not in held:
        held[timeout] = _without_308(httplib2.Http(timeout=timeout))
    return held[timeout]


def single_use_http(timeout: float) -> httplib2.Http:
    """An Http that sends nothing twice: a connection that breaks after the request went out is an
    error, since nobody knows whether it was carried out."""
    return _without_308(_SendsOnce(timeout=timeout))


def _without_308(client: httplib2.Http) -> httplib2.Http:
    """308 is no redirect in Google's resumable uploads."""
    client.redirect_codes = client.redirect_codes - {308}
    return client


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
