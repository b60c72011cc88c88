"""HTML mail and pages become what a reader sees."""

import pytest

from search.text import html_text


def test_scripts_styles_comments_and_heads_are_left_out() -> None:
    page = (
        "<html><head><title>T</title><style>p{color:red}</style></head><body>"
        "<script>alert(1)</script>seen<!-- no --> and <noscript>no</noscript>kept</body></html>"
    )
    assert html_text(page) == "seen and kept"


@pytest.mark.parametrize(
    "hiding",
    [
        'style="display:none"',
        'style="Display : None !important"',
        'style="color:#fff;max-height:0px;overflow:hidden"',
        'style="visibility: hidden"',
        'style="opacity:0"',
        'class="email-preheader"',
        "hidden",
    ],
)
def test_hidden_text_is_left_out(hiding: str) -> None:
    assert html_text(f"<div {hiding}>secret <b>teaser</b></div><p>Offer</p>") == "Offer"


@pytest.mark.parametrize("style", ["opacity:0.5", "max-height:0.5em", "display:block"])
def test_text_that_is_only_styled_is_kept(style: str) -> None:
    assert html_text(f'<p style="{style}">Offer</p>') == "Offer"


def test_text_that_is_all_hidden_is_better_than_none() -> None:
    assert html_text('<div style="display:none">shown by a style sheet</div>')


def test_tracking_pixels_vanish_and_a_mail_of_pictures_is_told_by_their_words() -> None:
    assert html_text('<p>Hi</p><img src="x.gif" alt="pixel" width="1">') == "Hi"
    assert html_text('<img src="sale.png" alt="Everything at half price">') == (
        "Everything at half price"
    )


def test_links_show_their_text() -> None:
    assert html_text('see <a href="https://example.org/x?id=1">the plan</a>.') == "see the plan."


def test_inline_elements_do_not_split_words_and_blocks_do() -> None:
    assert html_text("un<b>bro</b>ken<div>next</div>last") == "unbroken\nnext\nlast"


def test_lists_keep_their_bullets_and_numbers() -> None:
    page = "<ul><li>one</li><li><p>two</p></li></ul><ol><li>first<li>second</ol>"
    assert html_text(page) == "- one\n- two\n\n1. first\n2. second"


def test_rows_of_data_stay_on_a_line() -> None:
    page = (
        "<table><tr><th>Item</th><th>Price</th></tr>"
        "<tr><td><p>Tea</p></td><td><p>3 €</p></td></tr></table>"
    )
    assert html_text(page) == "Item | Price\nTea | 3 €"


def test_tables_that_only_lay_out_the_page_leave_no_bars() -> None:
    page = "<table><tr><td><table><tr><td>left</td></tr></table></td><td>right</td></tr></table>"
    assert html_text(page) == "left\nright"


def test_quoted_mail_is_marked() -> None:
    page = "<p>Yes</p><blockquote>one<br>two<blockquote>older</blockquote></blockquote>"
    assert html_text(page) == "Yes\n\n> one\n> two\n>\n> > older"


def test_preformatted_lines_keep_their_spaces() -> None:
    assert html_text("<pre>a\n    b</pre>") == "a\n    b"


@pytest.mark.parametrize("page", ["", " ", "<", "<>", "<!--", "\x00", "<html></html>"])
def test_nothing_gives_nothing(page: str) -> None:
    assert html_text(page) in ("", "<", "<>")


def test_broken_and_deep_pages_are_read() -> None:
    assert html_text("<p>un<b>closed <i>tags</p></div> end") == "unclosed tags\n\nend"
    assert html_text("<div>" * 1000 + "deep" + "</div>" * 1000 + "after") == "deep\nafter"
    assert (
        html_text("<div>" * 5000 + "de&amp;ep" + "</div>" * 5000 + "<p>after") == "de&ep\n\nafter"
    )
    assert html_text('<?xml version="1.0" encoding="utf-16"?><p>é</p>') == "é"
