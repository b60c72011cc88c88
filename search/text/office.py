"""Office documents (docx, xlsx, pptx) become text. All of them are zip archives of XML."""

import io
import re
import time
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from datetime import time as time_of_day
from itertools import islice
from typing import Any, Final

from lxml import etree

_LARGEST_UNPACKED: Final = 200_000_000
_LARGEST_XML: Final = 40_000_000
_HIGHEST_RATIO: Final = 200
_MOST_MEMBERS: Final = 10_000
_MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 200
_MOST_SLIDES: Final = 1_000
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SLIDE: Final = re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)(\d+)\.xml")


class Refused(Exception):
    """A document that is not read at all; the message says why."""


def guard_archive(content: bytes) -> None:
    """Refuse what is no zip archive, and archives that unpack to far more than they hold.

    Python reads no more of a member than its directory declares, so the declared sizes bound it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused("encrypted or no Office document") from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or unpacked > _LARGEST_UNPACKED:
        raise Refused("unpacks to too much")
    trees = (member for member in members if not member.filename.startswith("xl/worksheets/"))
    if any(tree.file_size > _LARGEST_XML for tree in trees if tree.filename.endswith(".xml")):
        raise Refused("unpacks to too much")  # only worksheets are read as a stream
    if unpacked > 20_000_000 and unpacked > _HIGHEST_RATIO * len(content):
        raise Refused("unpacks to too much (compressed beyond reason)")


def docx_pieces(content: bytes, deadline: float) -> Iterator[str]:
    """Paragraphs, and a line for each row of a table, in the order of the document."""
    from docx import Document  # heavy, and few items need it

    guard_archive(content)
    yield from _blocks(Document(io.BytesIO(content)).element.body, deadline)


def _blocks(parent: Any, deadline: float) -> Iterator[str]:
    for block in parent:
        if time.monotonic() > deadline:
            raise TimeoutError
        if block.tag == f"{_WORD}p":
            yield _run_text(block)
        elif block.tag == f"{_WORD}tbl":
            for row in block.iter(f"{_WORD}tr"):
                cells = (_run_text(cell) for cell in row.iterchildren(f"{_WORD}tc"))
                yield " | ".join(" ".join(cell.split()) for cell in cells)
        elif block.tag == f"{_WORD}sdt":
            yield from _blocks(block.iterfind(f"{_WORD}sdtContent/*"), deadline)


def _run_text(block: Any) -> str:
    """The text of runs; the same text box written twice for old programs is taken once."""
    pieces: list[str] = []
    walk = etree.iterwalk(block, events=("start",))
    for _, element in walk:
        if element.tag in (_FALLBACK, f"{_WORD}delText", f"{_WORD}instrText"):
            walk.skip_subtree()
        elif element.tag == f"{_WORD}t":
            pieces.append(element.text or "")
        elif element.tag == f"{_WORD}tab":
            pieces.append("\t")
        elif element.tag in (f"{_WORD}br", f"{_WORD}cr") or (element.tag == f"{_WORD}p" and pieces):
            pieces.append("\n")
    return "".join(pieces)


def xlsx_pieces(content: bytes, deadline: float) -> Iterator[str]:
    """For each sheet its name and a line for each row that has values (formulas as last saved)."""
    from openpyxl import load_workbook  # heavy, and few items need it

    guard_archive(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of every feature it does not keep
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                yield f"\n{sheet.title}"
                rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
                yield from _rows(rows, deadline)
        finally:
            book.close()


def _rows(rows: Iterable[tuple[object, ...]], deadline: float) -> Iterator[str]:
    for row in rows:
        if time.monotonic() > deadline:
            raise TimeoutError
        values = [_cell(value) for value in row]
        if any(values):
            yield " | ".join(values).rstrip(" |")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        if value.time() == time_of_day():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, (date, time_of_day)):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    return " ".join(str(value).split())


def pptx_pieces(content: bytes, deadline: float) -> Iterator[str]:
    """The paragraphs of each slide in order, each slide followed by its notes."""
    guard_archive(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        slides = [found for found in map(_SLIDE.fullmatch, archive.namelist()) if found]
        slides.sort(key=lambda slide: (int(slide[2]), slide[1] != "slides/slide"))
        for slide in islice(slides, 2 * _MOST_SLIDES):
            if time.monotonic() > deadline:
                raise TimeoutError
            yield _slide(archive.read(slide.string))


def _slide(xml: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    paragraphs = etree.fromstring(xml, parser).iter(f"{_DRAWING}p")
    lines = ("".join(run.text or "" for run in one.iter(f"{_DRAWING}t")) for one in paragraphs)
    return "\n".join(line for line in lines if line.strip()) + "\n"
