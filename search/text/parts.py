"""The parts of a MIME message (RFC 2045-2049): which are its words, and which are attached."""

import re
from dataclasses import dataclass, field
from typing import Final

from search.text.charsets import decode
from search.text.documents import file_text, kind_of
from search.text.fields import (
    Part,
    filename_of,
    header,
    octets,
    parameter,
    parse,
    safe_name,
    transfer_decoded,
)
from search.text.flowed import flowed
from search.text.folding import clean
from search.text.html import html_text

_DEEPEST: Final = 30
_MOST_PARTS: Final = 1_000
_STUB: Final = 400
_HTML_START: Final = re.compile(r"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_SEALED: Final = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_TNEF: Final = ("application/ms-tnef", "application/vnd.ms-tnef")
_SILENT: Final = ("application/pgp-signature", "application/pkcs7-signature",
                  "application/x-pkcs7-signature", "application/pgp-encrypted")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail: its name ("" where it has none), media type, size in bytes when decoded,
    and its text ("" where it has none that is read)."""

    filename: str
    mime_type: str
    size: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the body: HTML source, or plain text."""

    is_html: bool
    text: str


@dataclass(slots=True)
class Contents:
    """What was found in a message so far."""

    attachments: list[Attachment] = field(default_factory=list)
    named: list[Piece] = field(default_factory=list)  # shown in the mail, but with a file's name
    problems: list[str] = field(default_factory=list)
    parts: int = 0


def body_of(pieces: list[Piece]) -> str:
    """The readable text of body parts, in order."""
    return clean("\n\n".join(filter(None, (_piece_text(piece) for piece in pieces))))


def _piece_text(piece: Piece) -> str:
    return html_text(piece.text) if piece.is_html else piece.text


def read(part: Part, contents: Contents, *, depth: int = 0) -> list[Piece]:
    """The body parts below `part`, in order; attachments and problems are added to `contents`."""
    contents.parts += 1
    if depth > _DEEPEST or contents.parts > _MOST_PARTS:
        _note(contents, "some parts were left out: there are too many or too deep")
        return []
    mime_type = clean(part.get_content_type())
    if mime_type in _SEALED and depth == 0:
        contents.problems.append("body: encrypted")
    if mime_type == "message/rfc822":
        return _enclosed(part, contents, depth)
    children = part.children
    if children is not None:
        if mime_type == "multipart/alternative":
            return _alternative(children, contents, depth)
        if mime_type == "multipart/related":
            return _related(children, contents, depth)
        return [piece for child in children for piece in read(child, contents, depth=depth + 1)]
    if mime_type.startswith("multipart/"):
        return _unbounded(part, contents, depth)
    return _leaf(part, mime_type, contents)


def _alternative(children: list[Part], contents: Contents, depth: int) -> list[Piece]:
    """One of several forms of the same words: the plain one unless it only says to see the other.
    Attachments of all forms are kept."""
    forms = [read(child, contents, depth=depth + 1) for child in children]
    forms = [form for form in forms if any(piece.text.strip() for piece in form)]
    plain = next((form for form in forms if not any(piece.is_html for piece in form)), None)
    rich = next((form for form in reversed(forms) if any(piece.is_html for piece in form)), None)
    if plain is None or rich is None:
        return plain or rich or []
    plain_length = sum(len(piece.text) for piece in plain)
    rich_length = sum(len(piece.text) for piece in rich)
    if plain_length < _STUB and rich_length > 5 * plain_length:
        return plain if len(body_of(rich)) < 3 * plain_length else rich
    return plain


def _related(children: list[Part], contents: Contents, depth: int) -> list[Piece]:
    """A page and what it embeds: only the first part that has words is the body (RFC 2387)."""
    chosen: list[Piece] = []
    for child in children:
        pieces = read(child, contents, depth=depth + 1)
        chosen = chosen or pieces
    return chosen


def _enclosed(part: Part, contents: Contents, depth: int) -> list[Piece]:
    """A whole mail attached to this one is an attachment whose text is its heads and body."""
    enclosed = part.children
    if not enclosed:
        return _leaf(part, "text/plain", contents)
    inner = enclosed[0]
    pieces = read(inner, contents, depth=depth + 1)
    heads = [f"{name}: {header(inner, name)}" for name in ("From", "To", "Date", "Subject")
             if header(inner, name)]  # fmt: skip
    text = clean("\n".join(heads) + "\n\n" + body_of(pieces))
    name = filename_of(part) or f"{safe_name(header(inner, 'Subject')) or 'message'}.eml"
    contents.attachments.append(Attachment(name, "message/rfc822", len(text.encode()), text))
    return []


def _unbounded(part: Part, contents: Contents, depth: int) -> list[Piece]:
    """A multipart whose boundary is missing or wrong: its parts are found by their look."""
    text = part.source
    found = re.search(r"^--(\S.{0,68}?)[ \t]*\r?\n(?=content-\S+:)", text, re.I | re.M)
    if found is None:
        return [Piece(bool(_HTML_START.match(text)), clean(decode(octets(text), None)))]
    _note(contents, "body: its parts have a wrong boundary")
    marked = re.escape(found[1])
    pieces: list[Piece] = []
    for section in re.split(rf"^--{marked}(?:--)?[ \t]*\r?$", text, flags=re.M)[1:]:
        if section.strip():
            pieces += read(parse(octets(section.lstrip("\r\n"))), contents, depth=depth + 1)
    plain = [piece for piece in pieces if not piece.is_html]
    return plain or pieces


def _leaf(part: Part, mime_type: str, contents: Contents) -> list[Piece]:
    content = transfer_decoded(part)
    filename = filename_of(part)
    disposition = (part.get_content_disposition() or "").strip()
    is_body = mime_type in ("text/plain", "text/html") or (
        mime_type.startswith("text/") and kind_of(b"", mime_type=mime_type, filename="") == "txt"
    )
    if is_body and disposition != "attachment" and not filename:
        return [_piece(part, content, mime_type)]
    if mime_type == "message/delivery-status" or mime_type.startswith("multipart/"):
        return []
    _attach(part, content, mime_type, filename, contents)
    if is_body and disposition != "attachment":
        contents.named.append(_piece(part, content, mime_type))
    return []


def _piece(part: Part, content: bytes, mime_type: str) -> Piece:
    text = decode(content, parameter(part, "charset") or _html_charset(content, mime_type))
    if mime_type == "text/html" or _HTML_START.match(text[:200]):
        return Piece(True, text)
    text = text.replace("\r\n", "\n")
    if parameter(part, "format").lower() == "flowed":
        text = flowed(text, delete_space=parameter(part, "delsp").lower() == "yes")
    return Piece(False, clean(text))


def _html_charset(content: bytes, mime_type: str) -> str | None:
    if mime_type != "text/html":
        return None
    found = re.search(rb"""charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", content[:4096], re.I)
    return found[1].decode("ascii") if found else None


def _attach(part: Part, content: bytes, mime_type: str, filename: str, contents: Contents) -> None:
    if mime_type in _TNEF:
        contents.problems.append(f"attachment {filename or 'winmail.dat'}: TNEF is not read")
    if not filename and mime_type == "text/calendar":
        filename = "invite.ics"
    text = content
    if mime_type.startswith("text/"):
        text = decode(content, parameter(part, "charset")).encode("utf-8", "replace")
    found = file_text(text, mime_type=mime_type, filename=filename)
    if mime_type not in _SILENT:
        contents.attachments.append(Attachment(filename, mime_type, len(content), found.text))
        name = filename or mime_type
        contents.problems += [f"attachment {name}: {problem}" for problem in found.problems]


def _note(contents: Contents, problem: str) -> None:
    if problem not in contents.problems:
        contents.problems.append(problem)
