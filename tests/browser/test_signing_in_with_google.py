"""To the simulated Google's consent page and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ask
from tests.browser.conftest import SignIn
from tests.browser.mailboxes import ADA
from tests.browser.test_every_state_is_accessible import is_well

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_google_signs_in_the_person_of_the_address(new_page: SignIn) -> None:
    page = new_page("")
    page.goto("/")
    page.get_by_role("link", name="Continue with Google").click()
    page.get_by_label("Account").fill(ADA)
    page.get_by_role("button", name="Allow").click()
    page.wait_for_url("**/")
    expect(page.locator(".account .who")).to_have_text(ADA)
    turn = ask(page, "Find the mails about the lighthouse")
    expect(turn.locator(".answer")).to_contain_text("Lighthouse opening")


def test_whoever_is_refused_comes_back_to_a_page_that_says_so(new_page: SignIn) -> None:
    page = new_page("")
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Continue with Google").click()
    page.get_by_role("button", name="Deny").click()
    page.wait_for_url("**/accounts/login/**")
    is_well(page, "refused")
    expect(page.get_by_role("alert")).to_be_visible()
