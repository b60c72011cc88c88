"""A source beside the answer: its facts, its whole text, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ask
from tests.browser.conftest import SignIn
from tests.browser.mailboxes import END, LONG_SUBJECT
from tests.browser.stack import Product
from tests.browser.test_every_state_is_accessible import is_well
from tests.simulated_google import faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def product_again(product: Product) -> Iterator[Product]:
    yield product
    faults(product.google)


def opened(page: Any, question: str, title: str) -> Any:
    turn = ask(page, question)
    turn.locator(".source-card", has_text=title).first.click()
    panel = page.locator("#source")
    expect(panel.get_by_role("heading", level=2)).to_have_text(title)
    expect(panel.locator(".panel-age")).not_to_be_empty()
    return panel


def test_a_mail_is_shown_with_its_sender_its_time_and_its_words(new_page: SignIn) -> None:
    panel = opened(new_page(), "Find the mail about the ferry timetable", "Ferry timetable")
    expect(panel).to_contain_text("Ines Okafor")
    expect(panel).to_contain_text("ines@example.net")
    expect(panel).to_contain_text("Monday, 2 March 2026 at 11:02")  # in Berlin
    expect(panel.locator(".item-text")).to_contain_text("comes back at six")


def test_a_long_mail_is_shown_to_its_end(new_page: SignIn) -> None:
    panel = opened(new_page(), f"Find the mail {LONG_SUBJECT}", LONG_SUBJECT)
    expect(panel.locator(".item-text")).to_contain_text(END)
    expect(panel.locator(".panel-age")).to_have_text("Read from Google just now.")


def test_while_google_is_away_the_beginning_is_shown_and_more_can_be_tried(
    new_page: SignIn, product_again: Product
) -> None:
    page = new_page()
    faults(product_again.google, {"match": "GET .*messages", "status": 503})
    panel = opened(page, f"Find the mail {LONG_SUBJECT}", LONG_SUBJECT)
    expect(panel).to_contain_text("Google does not answer right now.")
    expect(panel.locator(".item-text")).to_contain_text("Plank 0")
    is_well(page, "a source without its end")
    faults(product_again.google)
    panel.get_by_role("button", name="Try Again").click()
    expect(panel.locator(".item-text")).to_contain_text(END)


def test_an_event_and_a_file_are_opened(new_page: SignIn) -> None:
    page = new_page()
    panel = opened(page, "Find the file Lighthouse plan", "Lighthouse plan.txt")
    expect(panel.locator(".item-text")).to_have_text(
        "Plan of the lighthouse: two floors and a lamp."
    )
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.goto("/")
    turn = ask(page, "What is on my calendar this week?")
    turn.locator(".source-card").first.click()
    expect(panel.get_by_role("heading", level=2)).to_contain_text("Harbour walk")
    expect(panel).to_contain_text("When")
    expect(panel.locator(".panel-age")).to_have_text("This event has no description.")


def test_what_a_mail_says_is_never_markup(new_page: SignIn) -> None:
    page = new_page()
    panel = opened(page, "Find the mail about the paint order", "Paint order")
    expect(panel.locator(".item-text")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(panel.locator(".item-text img")).to_have_count(0)
