"""The lines of a page as its HTML elements open and close."""

import re
from typing import Final

from lxml import etree

BLOCKS: Final = frozenset({
    "address", "article", "aside", "body", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li",
    "main", "nav", "section", "summary", "table", "tbody", "thead", "tfoot", "tr", "caption",
})  # fmt: skip
PARAGRAPHS: Final = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre",
})  # fmt: skip
_WHITESPACE: Final = re.compile("[ \t\r\n\f\u00a0]+")
_SIMPLE_CELL: Final = 3


class Page:
    """Lines being written: breaks are remembered and written only when text follows."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._breaks = 0
        self._space = self._cell = False
        self._quotes = self._quotes_above = 0
        self._bullet = False
        self._preformatted = 0
        self._row: etree._Element | None = None
        self._lists: list[int] = []
        self.skipped: etree._Element | None = None

    def text(self) -> str:
        return "".join(self._written)

    def open(self, element: "etree._Element", *, images: bool) -> None:
        tag = element.tag
        if tag in PARAGRAPHS or tag in BLOCKS:
            self._break(2 if tag in PARAGRAPHS and not self._lists else 1)
            self._open_block(element, tag)
        elif tag in ("td", "th"):
            self._open_cell(element)
        elif tag == "br":
            self._break(self._breaks + 1 if self._breaks < 2 else 2)
        elif tag == "img" and images:
            self._write(f" {element.get('alt', '')} ")
        self._write(element.text)

    def _open_block(self, element: "etree._Element", tag: str) -> None:
        if tag == "tr" and self._row is None and _is_data_row(element):
            self._row = element
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._write_bullet()
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._preformatted += 1
        elif "gmail_signature" in element.get("class", ""):
            self._write("--")
            self._break(1)

    def close(self, element: "etree._Element") -> None:
        tag = element.tag
        if element is self.skipped:
            self.skipped = None
        elif tag in PARAGRAPHS or tag in BLOCKS:
            self._close_block(element, tag)
            self._break(2 if tag in PARAGRAPHS and not self._lists else 1)
        self._write(element.tail)

    def _close_block(self, element: "etree._Element", tag: str) -> None:
        if element is self._row:
            self._row = None
            self._cell = False
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._bullet = False
        elif tag == "blockquote":
            self._quotes -= 1
        elif tag == "pre":
            self._preformatted -= 1

    def _open_cell(self, element: "etree._Element") -> None:
        if self._row is None:
            self._break(1)
        elif element.getprevious() is not None:
            self._cell = True

    def _write_bullet(self) -> None:
        depth = len(self._lists)
        bullet = "-"
        if depth and self._lists[-1] >= 0:
            self._lists[-1] += 1
            bullet = f"{self._lists[-1]}."
        self._write("\u2003" * (depth - 1) + bullet)
        self._space = self._bullet = True

    def _break(self, lines: int) -> None:
        """Ask for a new line (1) or a blank line (2); inside a data row that is only a space."""
        if self._row is not None:
            self._space = True
        elif self._written and not self._bullet:  # what a bullet announces stays on its line
            self._breaks = max(self._breaks, lines)

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._preformatted:
            self._write_lines(text)
            return
        words = _WHITESPACE.sub(" ", text)
        if words == " ":
            self._space = True
            return
        self._space = self._space or words.startswith(" ")
        self._start()
        self._written.append(words.strip(" "))
        self._space = words.endswith(" ")

    def _write_lines(self, text: str) -> None:
        for number, line in enumerate(text.splitlines() or [""]):
            if number:
                self._break(self._breaks + 1)
            if line.strip():
                self._start()
                self._written.append(line)

    def _start(self) -> None:
        """Write the breaks, the quoting and the space that are due before a word."""
        prefix = "> " * self._quotes
        if self._breaks or not self._written:
            blank = "\n" + "> " * min(self._quotes, self._quotes_above)
            self._written.append(blank * (self._breaks - 1))
            self._written.append("\n" * bool(self._breaks) + prefix)
        elif self._cell:
            self._written.append(" | ")
        elif self._space:
            self._written.append(" ")
        self._breaks = 0
        self._space = self._cell = self._bullet = False
        self._quotes_above = self._quotes


def _is_data_row(row: "etree._Element") -> bool:
    """A row of a table of data, not of layout: several cells with little structure in each."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or row.find(".//table") is not None:
        return False
    return all(
        sum(1 for _ in cell.iter("p", "div", "br", "li", "h1", "h2", "h3")) <= _SIMPLE_CELL
        for cell in cells
    )
