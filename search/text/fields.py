"""A MIME part's header fields and the bytes it carries, read without ever failing."""

import binascii
import re
from collections.abc import Iterator
from email.message import Message
from typing import Final

from search.text.charsets import decode
from search.text.headers import base64_bytes, readable

_UNSAFE_NAME: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def transfer_decoded(part: Message) -> bytes:
    """A leaf's bytes. Whatever is wrong with its encoding, something is returned."""
    payload = part.get_payload()
    raw = octets(payload if isinstance(payload, str) else "")
    encoding = header(part, "Content-Transfer-Encoding").lower().strip(" \t\"';")
    if encoding == "base64":
        return base64_bytes(raw)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(raw)
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return b"".join(_uudecoded(raw))
    return raw


def _uudecoded(raw: bytes) -> Iterator[bytes]:
    _, _, body = raw.partition(b"begin ")
    for line in body.splitlines()[1:]:
        if line.strip() == b"end":
            return
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:
            continue


def octets(payload: str) -> bytes:
    """The bytes that Python's parser holds as ASCII and surrogates."""
    try:
        return payload.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return payload.encode("utf-8", "replace")


def header(part: Message, name: str) -> str:
    """A header's decoded value, "" where there is none."""
    return readable(raw_header(part, name))


def raw_headers(part: Message, name: str) -> str:
    """The values of all headers of a name (old mails repeat To), joined by commas."""
    wanted = name.lower()
    return ", ".join(str(value) for key, value in part.raw_items() if key.lower() == wanted)


def raw_header(part: Message, name: str) -> str:
    """A header's value as it stands, with surrogates for 8-bit bytes; "" where there is none."""
    wanted = name.lower()
    return next((str(value) for key, value in part.raw_items() if key.lower() == wanted), "")


def parameter(part: Message, name: str, field_name: str = "content-type") -> str:
    """A parameter of a header, its RFC 2231 and RFC 2047 encodings decoded."""
    try:
        value = part.get_param(name, "", header=field_name)
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""
    if isinstance(value, tuple):
        charset, _, encoded = value
        return readable(decode(encoded.encode("latin-1", "replace"), charset))
    return readable(str(value or ""))


def filename_of(part: Message) -> str:
    """The name that the sender gave a part, without directories; "" where it has none."""
    name = parameter(part, "filename", "content-disposition") or parameter(part, "name")
    return safe_name(name.replace("\\", "/").rpartition("/")[2])


def safe_name(name: str) -> str:
    return _UNSAFE_NAME.sub("_", name).strip(" .")[:200] if name else ""
