"""What is written in a file, and what a native file exports to."""

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable

from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts.google.simulator import mime
from accounts.google.simulator.cabinet import NATIVE

OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = OFFICE + "wordprocessingml.document"
XLSX = OFFICE + "spreadsheetml.sheet"
PPTX = OFFICE + "presentationml.presentation"
LARGEST_OFFICE = 256 * 2**20  # unpacked; beyond it a document is not looked into
INDEXED = 200_000
# what each native type exports to; the first is what Takeout stores
EXPORTS = {
    NATIVE + "document": (DOCX, "text/plain", "text/html", "text/markdown"),
    NATIVE + "spreadsheet": (XLSX, "text/csv", "text/tab-separated-values"),
    NATIVE + "presentation": (PPTX, "text/plain"),
}
UNREADABLE = (ValueError, KeyError, OSError, zipfile.BadZipFile, AttributeError, TypeError)


def kind_of(data: bytes, name: str) -> str:
    """``docx``, ``xlsx``, ``pptx``, ``pdf``, ``html`` or ``text``, from the bytes and the name."""
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK"):
        try:
            members = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except zipfile.BadZipFile:
            return "binary"
        if sum(member.file_size for member in members) > LARGEST_OFFICE:
            return "binary"
        names = [member.filename for member in members]
        for marker, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(entry.startswith(marker) for entry in names):
                return kind
        return "binary"
    if re.search(r"\.html?$", name, re.I):
        return "html"
    return "binary" if b"\0" in data[:4096] else "text"


def text(data: bytes, name: str) -> str:
    """The text of a file, empty when it has none that can be read."""
    reader = READERS.get(kind_of(data, name))
    if reader is None:
        return ""
    try:
        return reader(data)[:INDEXED]
    except UNREADABLE:
        return ""
    except Exception:  # noqa: BLE001  (pypdf and lxml raise their own for broken files)
        return ""


def export(data: bytes, name: str, native: str, wanted: str) -> bytes | None:
    """The native file as ``wanted``, or None when Google would not convert it so."""
    offered = EXPORTS.get(native, ())
    if wanted not in offered:
        return None
    if wanted == offered[0]:
        return data
    if wanted == "text/tab-separated-values":
        return text(data, name).replace(",", "\t").encode()
    plain = text(data, name)
    if wanted == "text/html":
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in plain.splitlines())
        return f"<html><body>{lines}</body></html>".encode()
    return plain.encode() if wanted == "text/csv" else b"\xef\xbb\xbf" + plain.encode()


def _docx(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += ["\t".join(cell.text for cell in row.cells) for row in table.rows]
    return "\r\n".join(lines)


def _xlsx(data: bytes) -> str:
    """The first sheet as CSV, as Google's export does."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        out = io.StringIO()
        writer = csv.writer(out)
        for row in book.worksheets[0].iter_rows(values_only=True):
            writer.writerow(["" if cell is None else cell for cell in row])
        return out.getvalue()
    finally:
        book.close()


def _pptx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        slides = sorted(n for n in archive.namelist() if re.match(r"ppt/slides/slide\d+\.xml", n))
        pages = [archive.read(name).decode("utf-8", "replace") for name in slides]
    return "\r\n".join(" ".join(re.findall(r"<a:t>([^<]*)</a:t>", page)) for page in pages)


def _pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


READERS: dict[str, Callable[[bytes], str]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "pptx": _pptx,
    "pdf": _pdf,
    "text": _text,
    "html": lambda data: mime.strip_html(_text(data)),
}
