"""Files and attachments become text."""

import csv
import io
import logging
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from search.text.calendar import calendar_text
from search.text.charsets import decode
from search.text.folding import clean
from search.text.html import html_text
from search.text.office import Refused, docx_pieces, pptx_pieces, xlsx_pieces

_LONGEST: Final = 2_000_000
_LARGEST: Final = 60_000_000
_MOST_PAGES: Final = 2_000
_MOST_ROWS: Final = 50_000
_SECONDS: Final = 20.0

_OPEN_XML: Final = "application/vnd.openxmlformats-officedocument."
_KINDS: Final = {
    "application/pdf": "pdf", "application/x-pdf": "pdf",
    f"{_OPEN_XML}wordprocessingml.document": "docx", f"{_OPEN_XML}spreadsheetml.sheet": "xlsx",
    f"{_OPEN_XML}presentationml.presentation": "pptx",
    "application/vnd.ms-excel.sheet.macroenabled.12": "xlsx",
    "text/csv": "csv", "text/comma-separated-values": "csv", "text/tab-separated-values": "csv",
    "text/calendar": "ics", "application/ics": "ics",
    "text/html": "html", "application/xhtml+xml": "html",
    "application/json": "txt", "application/xml": "txt", "message/delivery-status": "txt",
}  # fmt: skip
_EXTENSIONS: Final = {
    "pdf": "pdf", "docx": "docx", "docm": "docx", "xlsx": "xlsx", "xlsm": "xlsx", "pptx": "pptx",
    "csv": "csv", "tsv": "csv", "ics": "ics", "html": "html", "htm": "html", "xhtml": "html",
    "txt": "txt", "md": "txt", "markdown": "txt", "log": "txt", "json": "txt", "xml": "txt",
    "yaml": "txt", "yml": "txt", "rst": "txt", "tex": "txt",
}  # fmt: skip
_NO_WORDS: Final = ("text/rtf", "text/richtext", "text/css", "text/javascript")
_ENCRYPTED: Final = ("encrypted", "password", "decrypt")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs every blemish of every file


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, and in words what of it could not be read."""

    text: str
    problems: tuple[str, ...] = ()


def kind_of(content: bytes, *, mime_type: str, filename: str) -> str | None:
    """What a file is read as ("pdf", "docx", "csv", "txt" ...), or None where it holds no text."""
    named = _EXTENSIONS.get(filename.rpartition(".")[2].lower()) if "." in filename else None
    mime_type = mime_type.partition(";")[0].strip().lower()
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if mime_type in _KINDS:
        return _KINDS[mime_type]
    if mime_type in _NO_WORDS:
        return None
    if mime_type.startswith("text/") or not _is_telling(mime_type):
        return named or ("txt" if mime_type.startswith("text/") else None)
    return None


def _is_telling(mime_type: str) -> bool:
    """Whether a type says more than "some bytes" (or a type that old programs give to csv)."""
    return not mime_type.startswith("application/") and mime_type not in ("", "binary/octet-stream")


def file_text(content: bytes, *, mime_type: str, filename: str) -> FileText:
    """The text of a pdf, docx, xlsx, pptx, csv, ics, html, markdown or plain file.

    At most 2,000,000 characters. It never raises: what is encrypted, broken, too large or not text
    at all gives as much text as there is and a problem in words ("encrypted").
    """
    kind = kind_of(content, mime_type=mime_type, filename=filename)
    if kind is None:
        return FileText("")
    if len(content) > _LARGEST:
        return FileText("", (f"larger than {_LARGEST // 1_000_000} MB",))
    if not content:
        return FileText("", ("empty",))
    if kind == "ics":
        text, problems = calendar_text(decode(content))
        return FileText(text[:_LONGEST], problems)
    return _collect(_READERS[kind](content, time.monotonic() + _SECONDS))


def _collect(pieces: Iterator[str]) -> FileText:
    """As many pieces as fit; a reader that fails keeps what it gave before."""
    kept: list[str] = []
    length = 0
    problems: tuple[str, ...] = ()
    try:
        for piece in pieces:
            kept.append(piece)
            length += len(piece) + 1
            if length > _LONGEST:
                problems = (f"only the first {_LONGEST:,} characters were read",)
                break
    except Exception as error:  # noqa: BLE001 - parsers of foreign files raise what they like
        problems = (_reason(error),)
    return FileText(clean("\n".join(kept)[:_LONGEST]), problems)


def _reason(error: Exception) -> str:
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, TimeoutError):
        return "only its beginning was read: it takes too long"
    words = clean(f"{type(error).__name__} {error}")
    if any(word in words.lower() for word in _ENCRYPTED):
        return "encrypted"
    return f"broken: {words[:160]}"


def _pdf(content: bytes, deadline: float) -> Iterator[str]:
    from pypdf import PdfReader  # heavy, and few items need it

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("encrypted")
    some = False
    for page in islice(reader.pages, _MOST_PAGES):
        if time.monotonic() > deadline:
            raise TimeoutError
        text = page.extract_text()
        some = some or bool(text.strip())
        yield text + "\n"
    if not some:
        raise Refused("holds no text (scanned pages?)")


def _csv(content: bytes, deadline: float) -> Iterator[str]:
    text = decode(content)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=_delimiter(lines))
    for row in islice(reader, _MOST_ROWS):
        if time.monotonic() > deadline:
            raise TimeoutError
        cells = [" ".join(cell.split()) for cell in row]
        if any(cells):
            yield " | ".join(cells).rstrip(" |")


def _delimiter(lines: list[str]) -> str:
    """The separator that splits the first lines most often and most evenly. (Python's own sniffer
    takes seconds on some files.)"""
    sample = [re.sub(r'"[^"]*"', "", line) for line in lines[:50] if line.strip()]
    counts = {mark: [line.count(mark) for line in sample] for mark in ",;\t|"}

    def merit(mark: str) -> tuple[int, int]:
        found = counts[mark]
        usual = max(set(found), key=found.count, default=0)
        return (found.count(usual) if usual else 0, usual)

    best = max(counts, key=merit)
    return best if any(counts[best]) else ","


def _html(content: bytes, deadline: float) -> Iterator[str]:
    declared = re.search(rb"""charset\s*=\s*["']?([\w:.-]{2,40})""", content[:4096], re.IGNORECASE)
    yield html_text(decode(content, declared[1].decode() if declared else None))


def _plain(content: bytes, deadline: float) -> Iterator[str]:
    if content.count(b"\0", 0, 4096) > 0 and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("not text")
    yield decode(content[: 4 * _LONGEST])


_READERS: Final[dict[str, Callable[[bytes, float], Iterator[str]]]] = {
    "pdf": _pdf, "docx": docx_pieces, "xlsx": xlsx_pieces, "pptx": pptx_pieces,
    "csv": _csv, "html": _html, "txt": _plain,
}  # fmt: skip
