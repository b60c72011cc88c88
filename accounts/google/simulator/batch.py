"""Batches: up to 100 calls in one multipart/mixed request, answered in the same order.

The answer's Content-ID is ``<response-`` and the request's id; each inner answer ends in an
empty line (developers.google.com/gmail/api/guides/batch).
"""

import secrets
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import parse_qs, unquote, urlsplit

from werkzeug.datastructures import Headers

from accounts.google.simulator.call import Reply, Request
from accounts.google.simulator.errors import invalid
from accounts.google.simulator.multipart import Part, split_head, split_parts

LIMIT = 100
PATHS = {
    "/batch": "",
    "/batch/gmail/v1": "/gmail/",
    "/batch/calendar/v3": "/calendar/",
    "/batch/drive/v3": "/drive/",
}


def answer_batch(request: Request, answer: Callable[[Request], Reply]) -> Reply:
    """Carry out each inner call with ``answer``. Raises ApiError 400 for a bad batch."""
    parts = split_parts(request.headers.get("Content-Type", ""), request.body)
    if not parts:
        raise invalid("The batch request contains no calls.")
    if len(parts) > LIMIT:
        raise invalid(
            f"The batch request contains {len(parts)} calls, the limit is {LIMIT}.",
            reason="batchSizeTooLarge",
        )
    inner = [_inner(request, part) for part in parts]
    for call in inner:
        if not call.path.startswith(PATHS[request.path.rstrip("/")] or "/"):
            raise invalid(f"{call.path} does not belong into {request.path}")
    boundary = "batch_" + secrets.token_urlsafe(24)
    body = bytearray()
    for part, call in zip(parts, inner, strict=True):
        body += _outer(boundary, part, answer(call))
    body += f"--{boundary}--\r\n".encode()
    return Reply(
        200, body=bytes(body), headers={"Content-Type": f'multipart/mixed; boundary="{boundary}"'}
    )


def _inner(outer: Request, part: Part) -> Request:
    line, _, rest = part.body.lstrip(b"\r\n").partition(b"\n")
    words = line.decode("latin-1").split()
    if len(words) < 2:
        raise invalid("Failed to parse a call of the batch request.")
    own, body = split_head(rest)
    headers = Headers(own)
    if "Authorization" not in headers and "Authorization" in outer.headers:
        headers["Authorization"] = outer.headers["Authorization"]
    url = urlsplit(words[1])
    return Request(
        method=words[0].upper(),
        path=unquote(url.path),
        query=parse_qs(url.query, keep_blank_values=True),
        headers=headers,
        body=body,
        root=outer.root,
    )


def _outer(boundary: str, part: Part, reply: Reply) -> bytes:
    status = 503 if reply.lose else reply.status
    payload = b"" if reply.lose else reply.payload()
    lines = [f"--{boundary}", "Content-Type: application/http"]
    content_id = part.headers.get("Content-ID")
    if content_id is not None:
        lines.append(f"Content-ID: <response-{content_id.strip().removeprefix('<')}")
    lines += [
        "",
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
        f"Content-Type: {reply.content_type()}",
        f"Content-Length: {len(payload)}",
    ]
    lines += [
        f"{name}: {value}"
        for name, value in reply.headers.items()
        if name.lower() not in ("content-type", "content-length")
    ]
    return "\r\n".join([*lines, "", ""]).encode() + payload + b"\r\n\r\n"
