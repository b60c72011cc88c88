"""An answer that is being given: watched, stopped, reloaded, and cut off from the network."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ask, begin
from tests.browser.conftest import SignIn
from tests.browser.stack import Product

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

QUESTION = "Summarize the mails about the lighthouse"
# The product shows a model's text by whole sentences.
FIRST = "The lighthouse opens on 4 May."
BEFORE = FIRST + " Tickets are"
AFTER = " at the harbour office. [1]"
BOTH = "The lighthouse opens on 4 May. Tickets are at the harbour office. 1"


def test_text_streams_and_becomes_the_finished_answer(new_page: SignIn, product: Product) -> None:
    let_go = product.model.will_say(BEFORE, AFTER)
    page = new_page()
    turn = begin(page, QUESTION)
    expect(turn.locator(".stream")).to_have_text(FIRST)
    expect(turn).to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    let_go.set()
    expect(turn.locator(".answer")).to_have_text(BOTH)
    expect(turn.locator(".stream")).to_be_hidden()
    expect(turn.locator(".answer a.citation")).to_have_count(1)
    expect(page.locator("#announcer")).to_contain_text("Tickets are at the harbour office")


def test_stop_cancels_and_the_next_question_is_answered(new_page: SignIn, product: Product) -> None:
    let_go = product.model.will_say(BEFORE, AFTER)
    page = new_page()
    turn = begin(page, QUESTION)
    expect(turn.locator(".stream")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(turn).to_contain_text("Stopped. Nothing was changed.")
    let_go.set()
    expect(page.get_by_label("Your question")).to_be_focused()
    expect(ask(page, QUESTION).locator(".answer")).to_contain_text("lighthouse")


def test_an_answer_goes_on_after_a_reload(new_page: SignIn, product: Product) -> None:
    let_go = product.model.will_say(BEFORE, AFTER)
    page = new_page()
    expect(begin(page, QUESTION).locator(".stream")).to_be_visible()
    page.wait_for_url("**/c/*")
    page.reload()
    turn = page.locator(".turn")
    expect(turn).to_have_count(1)
    expect(turn.locator(".question")).to_have_text(QUESTION)
    expect(turn.locator(".stream")).to_have_text(FIRST)
    let_go.set()
    expect(turn.locator(".answer")).to_have_text(BOTH)
    page.reload()
    expect(turn.locator(".answer")).to_have_text(BOTH)
    expect(turn).to_have_count(1)


def test_a_network_that_comes_back_loses_and_doubles_nothing(
    new_page: SignIn, product: Product
) -> None:
    let_go = product.model.will_say(BEFORE, AFTER)
    page = new_page()
    turn = begin(page, QUESTION)
    expect(turn.locator(".stream")).to_have_text(FIRST)
    page.context.set_offline(True)
    expect(page.locator("#network")).to_contain_text("You are offline.")
    let_go.set()
    expect(turn.locator(".answer")).to_be_hidden()
    page.context.set_offline(False)
    expect(turn.locator(".answer")).to_have_text(BOTH)
    expect(page.locator("#network")).to_be_empty()
    expect(page.locator(".turn")).to_have_count(1)


def test_a_question_asked_without_a_network_is_answered_once_it_is_back(
    new_page: SignIn, product: Product
) -> None:
    page = new_page()
    page.context.set_offline(True)
    expect(page.locator("#network")).to_contain_text("You are offline.")
    turn = begin(page, "Find the mail about the ferry timetable")
    page.context.set_offline(False)
    expect(turn.locator(".answer")).to_contain_text("Ferry timetable")
    expect(page.locator(".turn")).to_have_count(1)
