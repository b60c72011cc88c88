"""Markdown to HTML whose only links are those of the cited items."""

from __future__ import annotations

import re
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline

from agents.query import Citation

_MARK = re.compile(r"\[(\d{1,3})\]")
_TAGS = frozenset(
    {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a"}
    | {"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
)


def html_of(markdown: str, citations: Sequence[Citation]) -> str:
    """Sanitised HTML. `[n]` becomes a link to the cited item; any other link loses its target,
    and there are no images, no raw HTML and no schemes but https and http."""
    urls = {str(citation.n): citation for citation in citations}
    rendered = _renderer(urls).render(markdown)
    allowed = {citation.url for citation in citations if citation.url}

    def keep(tag: str, name: str, value: str) -> str | None:
        if tag == "a" and name == "href" and value not in allowed:
            return None
        return value

    return nh3.clean(
        rendered,
        tags=set(_TAGS),
        attributes={"a": {"href", "class", "data-n", "title"}},
        attribute_filter=keep,
        url_schemes={"https", "http"},
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


def _renderer(cited: dict[str, Citation]) -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
    renderer.disable(["image", "html_block", "html_inline", "autolink", "reference"])

    def citation_mark(state: StateInline, silent: bool) -> bool:
        match = _MARK.match(state.src, state.pos)
        if match is None or match[1] not in cited:
            return False
        if not silent:
            token = state.push("html_inline", "", 0)
            token.content = _link(cited[match[1]])
        state.pos = match.end()
        return True

    renderer.inline.ruler.before("link", "citation", citation_mark)
    return renderer


def _link(citation: Citation) -> str:
    title = escapeHtml(citation.title)
    if not citation.url:
        return f"[{citation.n}]"
    return (
        f'<a class="citation" data-n="{citation.n}" title="{title}" '
        f'href="{escapeHtml(citation.url)}">[{citation.n}]</a>'
    )
