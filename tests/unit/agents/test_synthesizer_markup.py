"""What an answer may contain when it becomes HTML."""

from __future__ import annotations

import pytest

from agents.query import Citation
from agents.synthesis.markup import html_of
from agents.synthesis.wording import escaped, plain
from tests.unit.agents.material import NOW

URL = "https://mail.google.com/mail/u/0/#all/m1?a=1&b=2"
CITED = (Citation(1, "gmail", "m1", 'A "pier" <b>', URL, NOW, ("rfc822_message_id", "<m1>")),)


def test_a_citation_is_a_link_to_its_item() -> None:
    html = html_of("It is long [1].", CITED)
    assert 'href="https://mail.google.com/mail/u/0/#all/m1?a=1&amp;b=2"' in html
    assert ">[1]</a>" in html
    assert "<b>" not in html


def test_a_number_without_a_source_is_text() -> None:
    assert html_of("It is long [2].", CITED) == "<p>It is long [2].</p>\n"


@pytest.mark.parametrize(
    "markdown",
    [
        "[click](https://evil.example)",
        "[click](javascript:alert(1))",
        "![x](https://evil.example/pixel.png)",
        "<https://evil.example>",
        "https://evil.example",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "[1]: https://evil.example\n\n[1]",
        '[1](https://evil.example "x")',
        "<a href='https://evil.example'>x</a>",
        "`<svg onload=alert(1)>`",
    ],
)
def test_nothing_else_is_a_link_an_image_or_a_script(markdown: str) -> None:
    html = html_of(markdown, CITED)
    assert 'href="https://evil' not in html
    assert "javascript:" not in html.replace("(javascript:alert(1))", "")
    for tag in ("<img", "<script", "<svg"):
        assert tag not in html


@pytest.mark.parametrize(
    "text",
    ["*a* _b_ `c` [1] [x](y)", "snake_case and 2*3*4", "a\\b", "İstanbul – 1.250,50 €", "<i> & co"],
)
def test_text_that_was_read_is_shown_as_it_is(text: str) -> None:
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html_of(f"“{plain(text)}”", CITED) == f"<p>“{shown}”</p>\n"


@pytest.mark.parametrize("text", ["# one", "- one", "1. one", "> one", "3.5 % of it", "---", "=="])
def test_lines_that_were_read_stay_lines_of_text(text: str) -> None:
    shown = text.replace(">", "&gt;")
    assert html_of(escaped(f"one\n{text}"), CITED) == f"<p>one\n{shown}</p>\n"


def test_a_figure_at_the_beginning_of_a_line_stays_verbatim() -> None:
    assert escaped("3.5 % of it") == "3.5 % of it"
