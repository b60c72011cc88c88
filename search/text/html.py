"""HTML becomes readable text."""

import re
from html import unescape
from typing import Final

from lxml import etree

from search.text.folding import clean
from search.text.page import BLOCKS, PARAGRAPHS, Page

_LARGEST: Final = 8_000_000
_SKIPPED: Final = frozenset({
    "head", "script", "style", "title", "template", "noscript", "svg", "math", "object",
    "embed", "iframe", "canvas", "audio", "video", "select", "option", "datalist", "textarea",
    "map",
})  # fmt: skip
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_PADDING: Final = re.compile("(?:[\u00ad\u034f\u200b-\u200d\u2007\ufeff][ \u00a0]*){3,}")
_TOO_DEEP: Final = etree.ErrorTypes.ERR_RESOURCE_LIMIT
_TAG: Final = re.compile(r"<!?(/?)([a-z-][a-z0-9-]*)[^<>]*>", re.IGNORECASE)


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
        kept.append("\n" if name == "br" or name in BLOCKS or name in PARAGRAPHS else "")
        end = tag.end()
    return clean(unescape("".join([*kept, "" if inside else html[end:]])))


def _render(root: "etree._Element", *, hidden: bool) -> str:
    page = Page()
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
