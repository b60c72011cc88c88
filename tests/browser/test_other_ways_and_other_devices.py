"""The same conversation in two tabs, an opinion of an answer, and a network without sockets."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ask, begin
from tests.browser.conftest import SignIn
from tests.browser.stack import Product
from tests.browser.test_answers_survive_the_network import AFTER as REST
from tests.browser.test_answers_survive_the_network import BEFORE, BOTH, FIRST, QUESTION
from tests.browser.test_every_state_is_accessible import is_well

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DRAFT = "Draft an email to ines@example.net saying that I will come on Friday"
# What a page sees behind a proxy that lets no WebSocket through.
NO_SOCKETS = """
window.WebSocket = class extends EventTarget {
  static CONNECTING = 0; static OPEN = 1; static CLOSING = 2; static CLOSED = 3;
  readyState = 0;
  constructor() { super(); setTimeout(() => this.close(), 20); }
  send() { throw new Error("not open"); }
  close() {
    this.readyState = 3;
    this.dispatchEvent(new CloseEvent("close", { code: 1006 }));
  }
};
"""


@pytest.fixture
def behind_a_proxy(new_page: SignIn) -> Any:
    page = new_page()
    page.context.add_init_script(NO_SOCKETS)
    page.goto("/")
    return page


def test_what_one_tab_decides_the_other_shows(new_page: SignIn) -> None:
    page = new_page()
    card = ask(page, DRAFT).locator(".action")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".action .state")).to_have_text("Waits for you")
    card.get_by_role("button", name="Reject").click()
    expect(other.locator(".action .state")).to_have_text("Rejected")
    expect(other.get_by_role("button", name="Create draft")).to_have_count(0)


def test_an_opinion_is_kept(new_page: SignIn) -> None:
    page = new_page()
    turn = ask(page, "Find the mail about the ferry timetable")
    down = turn.get_by_role("button", name="Not a good answer")
    down.click()
    expect(down).to_have_attribute("aria-pressed", "true")
    is_well(page, "an opinion")
    turn.get_by_label("What was wrong or missing? (optional)").fill("Which island?")
    turn.get_by_role("button", name="Send").click()
    expect(turn.locator(".feedback")).to_contain_text("Thank you.")
    expect(down).to_be_focused()
    page.reload()
    expect(down).to_have_attribute("aria-pressed", "true")
    turn.get_by_role("button", name="A good answer", exact=True).click()
    expect(turn.locator("textarea")).to_have_value("Which island?")


def test_without_sockets_an_answer_streams_all_the_same(
    behind_a_proxy: Any, product: Product
) -> None:
    page = behind_a_proxy
    let_go = product.model.will_say(BEFORE, REST)
    turn = begin(page, QUESTION)
    expect(turn.locator(".stream")).to_have_text(FIRST)
    let_go.set()
    expect(turn.locator(".answer")).to_have_text(BOTH)
    expect(page.locator("#network")).to_be_empty()


def test_without_sockets_it_goes_on_after_a_reload(behind_a_proxy: Any, product: Product) -> None:
    page = behind_a_proxy
    let_go = product.model.will_say(BEFORE, REST)
    expect(begin(page, QUESTION).locator(".stream")).to_be_visible()
    page.wait_for_url("**/c/*")
    page.reload()
    turn = page.locator(".turn")
    expect(turn.locator(".stream")).to_have_text(FIRST)
    let_go.set()
    expect(turn.locator(".answer")).to_have_text(BOTH)
    expect(turn).to_have_count(1)


def test_without_sockets_a_question_is_stopped_and_a_draft_decided(
    behind_a_proxy: Any, product: Product
) -> None:
    page = behind_a_proxy
    let_go = product.model.will_say(BEFORE, REST)
    turn = begin(page, QUESTION)
    expect(turn.locator(".stream")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(turn).to_contain_text("Stopped. Nothing was changed.")
    let_go.set()
    card = ask(page, DRAFT).locator(".action")
    card.get_by_role("button", name="Create draft").click()
    expect(card.locator(".outcome")).to_contain_text("Draft created in Gmail")
    card.get_by_role("button", name="Discard the draft").click()
    expect(card).to_contain_text("Undone")
