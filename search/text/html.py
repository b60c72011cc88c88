"""HTML becomes readable text."""

import re
from html import unescape
from typing import Final

from lxml import etree

from search.text.folding import clean

_LARGEST: Final = 8_000_000
_SKIPPED: Final = frozenset({
    "head", "script", "style", "title", "template", "noscript", "svg", "math", "object",
    "embed", "iframe", "canvas", "audio", "video", "select", "option", "datalist", "textarea",
    "map",
})  # fmt: skip
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "body", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li",
    "main", "nav", "section", "summary", "table", "tbody", "thead", "tfoot", "tr", "caption",
})  # fmt: skip
_PARAGRAPHS: Final = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre",
})  # fmt: skip
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_WHITESPACE: Final = re.compile("[ \t\r\n\f\u00a0]+")
_PADDING: Final = re.compile("(?:[\u00ad\u034f\u200b-\u200d\u2007\ufeff][ \u00a0]*){3,}")
_TOO_DEEP: Final = etree.ErrorTypes.ERR_RESOURCE_LIMIT
_TAG: Final = re.compile(r"<!?(/?)([a-z-][a-z0-9-]*)[^<>]*>", re.IGNORECASE)
_SIMPLE_CELL: Final = 3


def html_text(html: str) -> str:
    """What a reader sees of an HTML document, as plain text.

    Lists keep their bullets, the cells of data tables are separated by " | ", quoted mail
    (`blockquote`) is prefixed with "> ". Scripts, styles, hidden elements, preheaders and tracking
    pixels are left out; links show their text. Where nothing is visible, hidden text and the
    descriptions of images are taken instead.
    """
    html = html[:_LARGEST].replace("\0", "")
    try:
        root = _parsed(html)
    except (etree.LxmlError, ValueError):
        return _without_tags(html)
    if root is None:
        return ""
    return _render(root, hidden=False) or _render(root, hidden=True)


def _parsed(html: str) -> "etree._Element | None":
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    if any(error.type == _TOO_DEEP for error in parser.error_log):
        raise ValueError("nested too deeply for the parser, which drops the rest")
    return root


def _without_tags(html: str) -> str:
    """What is left of a document that no parser reads."""
    kept: list[str] = []
    end, inside = 0, ""
    for tag in _TAG.finditer(html):
        if not inside:
            kept.append(html[end : tag.start()])
        is_end, name = bool(tag[1]), tag[2].lower()
        if name == inside and is_end:
            inside = ""
        elif not inside and name in ("head", "script", "style", "title") and not is_end:
            inside = name
        kept.append("\n" if name == "br" or name in _BLOCKS or name in _PARAGRAPHS else "")
        end = tag.end()
    return clean(unescape("".join([*kept, "" if inside else html[end:]])))


def _render(root: "etree._Element", *, hidden: bool) -> str:
    page = _Page()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if _is_left_out(element, hidden=hidden):
                walk.skip_subtree()
                page.skipped = element
                continue
            page.open(element, images=hidden)
        else:
            page.close(element)
    return clean(_PADDING.sub(" ", page.text()))


def _is_left_out(element: "etree._Element", *, hidden: bool) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return True
    if hidden or not element.attrib:
        return False
    if element.get("hidden") is not None or "preheader" in element.get("class", "").lower():
        return True
    return _HIDDEN.search(element.get("style", "")) is not None


class _Page:
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
        if tag in _PARAGRAPHS or tag in _BLOCKS:
            self._break(2 if tag in _PARAGRAPHS and not self._lists else 1)
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
        elif tag in _PARAGRAPHS or tag in _BLOCKS:
            self._close_block(element, tag)
            self._break(2 if tag in _PARAGRAPHS and not self._lists else 1)
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
