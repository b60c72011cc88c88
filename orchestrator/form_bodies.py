"""Forms are Django's to read, a piece at a time from the disk; and not all are let in.

Twisted, on which Daphne stands, would first parse each into memory, at a dozen times its size, in
the thread of everybody's requests, and whoever sent it. It stores a body before anybody is asked:
so a form with files that cannot be allowed, by what its headers say, is refused before its body.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

DAPHNE = "daphne.http_protocol"
REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
IN_MEMORY = 100_000  # bytes that Twisted does not store; a view tells better why they are refused
OWN = (b"same-origin", b"none")


def leave_to_django() -> None:
    """Where Daphne serves, from now on."""
    protocol: Any = sys.modules.get(DAPHNE)
    if protocol is None:
        return

    class Request(protocol.WebRequest):  # type: ignore[misc]
        def gotLength(self, length: int | None) -> None:  # noqa: N802 - Twisted's name
            super().gotLength(length)
            if (length is None or length > IN_MEMORY) and _is_hopeless(self.requestHeaders):
                self.channel.transport.write(REFUSED)
                self.channel.loseConnection()

    protocol.WebRequest = partial(Request, parsePOSTFormSubmission=False)


def _is_hopeless(headers: Any) -> bool:
    """Whether a form with files comes from another site, as browsers state it (Fetch Metadata
    Request Headers, W3C), or from somebody who is not signed in."""
    if not _first(headers, b"Content-Type").lower().startswith(b"multipart/form-data"):
        return False
    site = _first(headers, b"Sec-Fetch-Site")
    is_known = headers.hasHeader(b"Cookie") or headers.hasHeader(b"Authorization")
    return (bool(site) and site not in OWN) or not is_known


def _first(headers: Any, name: bytes) -> bytes:
    found: bytes = (headers.getRawHeaders(name) or [b""])[0]
    return found
