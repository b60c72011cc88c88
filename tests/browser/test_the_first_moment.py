"""A quick hand: the question is typed before the page's modules are there."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MODULE = "**/js/main.js"


@pytest.fixture
def held(new_page: SignIn) -> tuple[Any, list[Route]]:
    """A page whose modules are on their way, and what lets them arrive."""
    page = new_page()
    waiting: list[Route] = []
    page.route(MODULE, lambda route: waiting.append(route))
    page.goto("/", wait_until="commit")
    expect(page.get_by_label("Your question")).to_be_visible()
    return page, waiting


def test_enter_is_kept_until_somebody_can_ask(held: tuple[Any, list[Route]]) -> None:
    page, waiting = held
    field = page.get_by_label("Your question")
    field.fill("Find the mail about the ferry timetable")
    field.press("Enter")
    expect(field).to_have_value("Find the mail about the ferry timetable")  # and no new line
    expect(page.get_by_text("One moment")).to_be_visible()
    waiting[0].continue_()
    expect(page.locator(".turn .answer")).to_contain_text("Ferry timetable")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.get_by_text("One moment")).to_be_hidden()


def test_a_tap_on_an_example_is_kept_too(held: tuple[Any, list[Route]]) -> None:
    page, waiting = held
    page.get_by_role("button", name="Show my unread mail").click()
    expect(page.get_by_text("One moment")).to_be_visible()
    waiting[0].continue_()
    expect(page.locator(".turn .question")).to_have_text("Show my unread mail")
    expect(page.locator(".turn .answer")).to_be_visible()


def test_where_the_modules_never_come_the_form_itself_asks(new_page: SignIn) -> None:
    page = new_page()
    page.route(MODULE, lambda route: route.abort())
    page.clock.install()
    page.goto("/")
    page.get_by_label("Your question").fill("Find the mail about the ferry timetable")
    page.keyboard.press("Enter")
    page.clock.run_for(10_000)
    expect(page.get_by_role("region", name="Answer")).to_contain_text("Ferry timetable")
