"""RFC 822 bytes as Gmail shows them: decoded headers, nested parts, UTF-8 text."""

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import Any

Json = dict[str, Any]
SNIPPET = 200
INDEXED = 16_000  # characters of a body that words are found in


def parse(raw: bytes) -> Message:
    return message_from_bytes(raw)


def headers_of(part: Message) -> list[Json]:
    """Name and decoded value of each header field, in order."""
    return [{"name": name, "value": decode(value)} for name, value in part.raw_items()]


def header(part: Message, name: str) -> str:
    """The first header field of that name, decoded; empty when there is none."""
    wanted = name.lower()
    for field, value in part.raw_items():
        if field.lower() == wanted:
            return decode(value)
    return ""


def decode(value: Any) -> str:
    """A header value unfolded, its RFC 2047 words and raw bytes decoded."""
    text = re.sub(r"\r?\n[ \t]*", " ", str(value)).strip()
    try:
        text = text.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError:
        text = text.encode("utf-8", "surrogateescape").decode("latin-1")
    if "=?" not in text:
        return text
    try:
        return "".join(_word(word, charset) for word, charset in decode_header(text))
    except (HeaderParseError, ValueError):
        return text


def payload(raw: bytes, message_id: str) -> Json:
    """The ``payload`` of messages.get in format full."""
    return _part(parse(raw), "", message_id)


def find_attachment(raw: bytes, message_id: str, wanted: str) -> bytes | None:
    """The bytes behind an attachmentId, or None."""
    for part, part_id in walk(parse(raw), ""):
        if attachment_id(message_id, part_id) == wanted and is_attachment(part):
            return content(part)
    return None


def walk(part: Message, part_id: str) -> Iterator[tuple[Message, str]]:
    """Every part with Gmail's partId ("" for the message itself, "0", "0.1", ...)."""
    yield part, part_id
    for index, inner in enumerate(_children(part)):
        yield from walk(inner, f"{part_id}.{index}" if part_id else str(index))


def attachment_id(message_id: str, part_id: str) -> str:
    digest = hashlib.sha512(f"{message_id}\n{part_id}".encode()).digest()
    return "ANGjdJ" + base64.urlsafe_b64encode(digest * 2).decode().rstrip("=")


def is_attachment(part: Message) -> bool:
    """Gmail hands out everything that is named, or is no text, separately."""
    return bool(filename(part)) or part.get_content_maintype() not in ("text", "multipart")


def filename(part: Message) -> str:
    try:
        return decode(part.get_filename() or "")
    except (LookupError, TypeError, ValueError):  # a broken parameter is no name
        return ""


def content(part: Message) -> bytes:
    """The part's bytes with the transfer encoding undone."""
    if part.get_content_maintype() == "message" and part.is_multipart():
        return b"".join(inner.as_bytes() for inner in _children(part))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def text_content(part: Message) -> bytes:
    """A text part in UTF-8, whatever its charset says: Gmail converts, and keeps the header."""
    return text_of(part).encode()


def text_of(part: Message) -> str:
    data = content(part)
    for charset in (_charset(part), "utf-8"):
        try:
            return data.decode(charset)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def plain_text(message: Message) -> str:
    """All that is written in a mail: its plain text, else the text of its HTML."""
    plain, rich = [], []
    for part, _ in walk(message, ""):
        if part.get_content_maintype() != "text" or filename(part):
            continue
        if part.get_content_subtype() == "html":
            rich.append(strip_html(text_of(part)))
        else:
            plain.append(text_of(part))
    text = "\n".join(plain)
    return text if text.strip() else "\n".join(rich)


def strip_html(text: str) -> str:
    text = re.sub(r"(?is)<(script|style|title)\b.*?</\1\s*>|<!--.*?-->", " ", text)
    return html.unescape(re.sub(r"<[^>]*>", " ", text))


def snippet(text: str) -> str:
    """The first words, on one line, HTML-escaped as Gmail's are."""
    return html.escape(" ".join(text[: SNIPPET * 4].split())[:SNIPPET], quote=True)


def words(text: str) -> str:
    """Lower-case words joined and framed by single blanks, for whole-word and phrase search."""
    return " " + " ".join(re.findall(r"\w+", text.casefold())) + " "


def encode(data: bytes) -> str:
    """base64url, as Gmail writes bytes."""
    return base64.urlsafe_b64encode(data).decode()


def _part(part: Message, part_id: str, message_id: str) -> Json:
    children = _children(part)
    shown: Json = {
        "partId": part_id,
        "mimeType": part.get_content_type(),
        "filename": filename(part),
        "headers": headers_of(part),
        "body": _body(part, part_id, message_id),
    }
    if children:
        shown["parts"] = [
            _part(inner, f"{part_id}.{index}" if part_id else str(index), message_id)
            for index, inner in enumerate(children)
        ]
    return shown


def _body(part: Message, part_id: str, message_id: str) -> Json:
    if part.get_content_maintype() == "multipart":
        return {"size": 0}
    if is_attachment(part):
        return {"attachmentId": attachment_id(message_id, part_id), "size": len(content(part))}
    data = text_content(part)
    return {"size": len(data), "data": encode(data)} if data else {"size": 0}


def _children(part: Message) -> list[Message]:
    held = part.get_payload()
    return [inner for inner in held if isinstance(inner, Message)] if isinstance(held, list) else []


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or "utf-8"
    except (LookupError, ValueError):
        return "utf-8"


def _word(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    try:
        return word.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return word.decode("utf-8", "replace")
