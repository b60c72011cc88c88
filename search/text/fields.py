"""A MIME part's header fields and the bytes it carries, read without ever failing."""

import binascii
import re
from collections.abc import Iterator
from email.errors import MissingHeaderBodySeparatorDefect
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Any, Final, cast

from search.text.charsets import decode
from search.text.headers import base64_bytes, readable

_BLANK_LINE: Final = re.compile(rb"\r?\n(?:[ \t]*\r?\n)")
_HEADER_LINE: Final = re.compile(rb"[\t ]|[\x21-\x39\x3b-\x7e]+:|From ")
_KNOWN_HEADER: Final = re.compile(
    rb"(?:from|to|subject|date|message-id|content-type|mime-version|received|return-path):", re.I
)
_LONGEST_FIELD: Final = 16_000
_UNSAFE_NAME: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


class Part(Message):
    """A part that keeps its own source as parsed. (`Message.get_payload` decodes 8-bit text by its
    label with replacements, and fails on some labels.)"""

    source: str = ""

    def set_payload(self, payload: Any, charset: Any = None) -> None:
        if isinstance(payload, str):
            self.source = payload
        super().set_payload(payload, charset)

    def get(self, name: str, failobj: Any = None) -> Any:
        """Fields are cut, because Python takes quadratic time for their parameters."""
        value = super().get(name, failobj)
        return value[:_LONGEST_FIELD] if isinstance(value, str) else value

    def get_boundary(self, failobj: Any = None) -> Any:
        try:
            return super().get_boundary(failobj)
        except (ValueError, TypeError, LookupError):  # such as a NUL in its character set
            return failobj

    @property
    def children(self) -> "list[Part] | None":
        """The parts within, or None where it is a leaf."""
        if not self.is_multipart():
            return None
        return [child for child in self.get_payload() if isinstance(child, Part)]


def parse(raw: bytes) -> Part:
    """The tree of a message. Python's parser repairs most damage; its old policy, unlike the new
    one, never fails in a header. Lines among the headers that are none are left out."""
    message = _parsed(raw)
    if any(isinstance(defect, MissingHeaderBodySeparatorDefect) for defect in message.defects):
        return _parsed(_mended(raw))
    return message


def _parsed(raw: bytes) -> Part:
    return cast(Part, BytesParser(Part, policy=compat32).parsebytes(raw))


def _mended(raw: bytes) -> bytes:
    """Without the damaged lines that come before other headers."""
    end = _BLANK_LINE.search(raw)
    lines = (raw[: end.start()] if end else raw).splitlines()
    known = [number for number, line in enumerate(lines) if _KNOWN_HEADER.match(line)]
    first_after = known[-1] + 1 if known else 0
    kept = [line for line in lines[:first_after] if _HEADER_LINE.match(line)]
    return b"\n".join([*kept, *lines[first_after:]]) + (raw[end.start() :] if end else b"")


def transfer_decoded(part: Part) -> bytes:
    """A leaf's bytes. Whatever is wrong with its encoding, something is returned."""
    raw = octets(part.source)
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
