"""Files of every kind from light markup, the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime

import openpyxl
from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from .markup import blocks, cells
from .slides import deck

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_AMPERSAND = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def _repacked(data: bytes, at: datetime) -> bytes:
    """An Office file without the moment of its making (openpyxl and zipfile stamp the clock)."""
    out = io.BytesIO()
    stamp = f"{at:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return out.getvalue()


def docx(text: str, title: str, at: datetime) -> bytes:
    """A Word document."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.created = at.replace(tzinfo=None)
    for block in blocks(text):
        if block.kind == "heading":
            document.add_heading(block.lines[0], level=1)
        elif block.kind == "items":
            for line in block.lines:
                document.add_paragraph(line, style="List Bullet")
        elif block.kind == "rows":
            grid = [cells(line) for line in block.lines]
            table = document.add_table(rows=len(grid), cols=max(map(len, grid)))
            for row, values in zip(table.rows, grid, strict=True):
                for cell, value in zip(row.cells, values, strict=False):
                    cell.text = value
        else:
            document.add_paragraph(" ".join(block.lines))
    out = io.BytesIO()
    document.save(out)
    return _repacked(out.getvalue(), at)


def _value(cell: str) -> str | float | int:
    plain = cell.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        return cell
    return float(plain) if "." in plain else int(plain)


def xlsx(text: str, title: str, at: datetime) -> bytes:
    """A workbook; ``# name`` starts a sheet."""
    book = openpyxl.Workbook()
    book.properties.title = title
    book.properties.created = at.replace(tzinfo=None)
    sheet = book.worksheets[0]
    fresh = True
    for line in text.strip("\n").splitlines():
        if line.startswith("# "):
            sheet = sheet if fresh else book.create_sheet()
            sheet.title = line[2:][:31]
        elif line.strip():
            sheet.append([_value(cell) for cell in cells(line)])
        fresh = False
    out = io.BytesIO()
    book.save(out)
    return _repacked(out.getvalue(), at)


def pdf(text: str, title: str, at: datetime) -> bytes:
    """A PDF of A4 pages in Helvetica (Latin-1)."""
    styles = getSampleStyleSheet()
    parts: list[Flowable] = []
    for block in blocks(text):
        lines = [line.translate(_AMPERSAND) for line in block.lines]
        if block.kind == "rows":
            parts.append(Table([cells(line) for line in block.lines], hAlign="LEFT"))
        elif block.kind == "heading":
            parts.append(Paragraph(lines[0], styles["Heading1"]))
        else:
            mark = "• " if block.kind == "items" else ""
            parts.append(Paragraph("<br/>".join(mark + x for x in lines), styles["BodyText"]))
        parts.append(Spacer(1, 6))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, title=title, author="", invariant=1).build(parts)
    return out.getvalue()


def _csv(text: str, title: str, at: datetime) -> bytes:
    rows = (cells(line) for line in text.strip("\n").splitlines() if line.strip())
    return "".join(
        ",".join(f'"{c}"' if "," in c else c for c in row) + "\r\n" for row in rows
    ).encode()


def _plain(text: str, title: str, at: datetime) -> bytes:
    return (text.strip("\n") + "\n").encode()


def _calendar(text: str, title: str, at: datetime) -> bytes:
    return text.strip("\n").replace("\n", "\r\n").encode() + b"\r\n"


def _pptx(text: str, title: str, at: datetime) -> bytes:
    return _repacked(deck(text, title), at)


_WRITERS: dict[str, Callable[[str, str, datetime], bytes]] = {
    "docx": docx, "xlsx": xlsx, "pdf": pdf, "pptx": _pptx, "csv": _csv, "ics": _calendar,
    "txt": _plain, "md": _plain,
}  # fmt: skip


def render(name: str, text: str, at: datetime) -> bytes:
    """The bytes of a file called so. Raises KeyError for an extension that is not known."""
    title, _, extension = name.rpartition(".")
    return _WRITERS[extension](text, title, at)
