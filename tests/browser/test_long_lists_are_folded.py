"""A long list of an answer shows its beginning, and all of it on demand."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ask
from tests.browser.conftest import SignIn
from tests.browser.stack import Product

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

QUESTION = "What do the mails say about the lighthouse?"
LINE = "- The lighthouse opens to visitors on 4 May at ten o'clock [1].\n"


def test_a_long_list_is_opened_by_the_keyboard_and_goes_on_from_there(
    new_page: SignIn, product: Product
) -> None:
    product.model.will_say("", LINE * 14).set()
    page = new_page()
    turn = ask(page, QUESTION)
    lines = turn.locator(".answer li")
    expect(lines.filter(visible=True)).to_have_count(8)
    more = turn.get_by_role("button", name="Show all 14")
    more.focus()
    page.keyboard.press("Enter")
    expect(lines.filter(visible=True)).to_have_count(14)
    expect(lines.nth(8)).to_be_focused()
    expect(more).to_have_count(0)


def test_a_few_more_lines_are_shown_at_once(new_page: SignIn, product: Product) -> None:
    product.model.will_say("", LINE * 10).set()
    turn = ask(new_page(), QUESTION)
    expect(turn.locator(".answer li").filter(visible=True)).to_have_count(10)
