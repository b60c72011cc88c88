"""Multipart bodies with CRLF or, as Google's Python client sends them, with LF."""

import base64
import binascii
import re
from dataclasses import dataclass

from werkzeug.datastructures import Headers
from werkzeug.http import parse_options_header

from accounts.google.simulator.errors import invalid


@dataclass(frozen=True)
class Part:
    """One part: its headers and its bytes, transfer encoding undone."""

    headers: Headers
    body: bytes


def split_parts(content_type: str, data: bytes) -> list[Part]:
    """The parts of a multipart body. Raises ApiError 400 when it is none."""
    kind, options = parse_options_header(content_type)
    boundary = options.get("boundary", "")
    if not kind.startswith("multipart/") or not boundary:
        raise invalid("Missing multipart boundary")
    mark = re.escape(b"--" + boundary.encode())
    pieces = re.split(rb"(?:\A|\r?\n)" + mark + rb"(--)?[ \t]*(?=\r?\n|\Z)", data)
    return [_part(piece) for piece in pieces[2:-1:2]]


def split_head(data: bytes) -> tuple[Headers, bytes]:
    """Header fields, and what follows the empty line after them."""
    head, body = _cut(data)
    headers = Headers()
    for line in re.sub(rb"\r?\n[ \t]+", b" ", head).splitlines():
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            headers.add(name.strip(), value.strip())
    return headers, body


def _cut(data: bytes) -> tuple[bytes, bytes]:
    if data[:1] == b"\n" or data[:2] == b"\r\n":
        return b"", data.lstrip(b"\r\n") if not data.strip() else data[data.index(b"\n") + 1 :]
    match = re.search(rb"\r?\n\r?\n", data)
    return (data[: match.start()], data[match.end() :]) if match else (data, b"")


def _part(piece: bytes) -> Part:
    headers, body = split_head(re.sub(rb"\A\r?\n", b"", piece))
    if headers.get("Content-Transfer-Encoding", "").lower() == "base64":
        try:
            body = base64.b64decode(body)
        except binascii.Error as error:
            raise invalid("Malformed base64 in a multipart body.") from error
    return Part(headers, body)
