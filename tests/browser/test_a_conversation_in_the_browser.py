"""Asking, reading, deciding: the chat page as a person uses it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ask
from tests.browser.conftest import SignIn
from tests.browser.mailboxes import ADA, GRACE, NOBODY
from tests.browser.stack import Product
from tests.google_simulator import control

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DRAFT = "Draft an email to ines@example.net saying that I will come on Friday"
LIGHTHOUSE = "Find the mails about the lighthouse"


def test_an_answer_shows_its_plan_and_its_sources(new_page: SignIn) -> None:
    page = new_page()
    turn = ask(page, LIGHTHOUSE)
    expect(turn.locator(".step").first).to_contain_text("Search mail")
    expect(turn.locator(".step-state").first).to_contain_text("ms")
    expect(turn.locator(".answer")).to_contain_text("Lighthouse opening")
    expect(turn.locator(".meta")).to_contain_text("Gmail as of")
    assert "/c/" in page.url


def test_a_source_opens_in_a_panel_and_gives_the_focus_back(new_page: SignIn) -> None:
    page = new_page()
    turn = ask(page, LIGHTHOUSE)
    mark = turn.locator(".answer a.citation").first
    mark.click()
    panel = page.locator("#source")
    expect(panel).to_be_visible()
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    link = panel.get_by_role("link", name="Open in Gmail")
    assert (link.get_attribute("href") or "").startswith("https://mail.google.com/")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(mark).to_be_focused()


def test_a_follow_up_is_one_tap(new_page: SignIn) -> None:
    page = new_page()
    turn = ask(page, LIGHTHOUSE)
    suggestion = turn.locator(".suggestion").first
    words = suggestion.inner_text()
    suggestion.click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn .question").last).to_have_text(words)


def test_an_edited_draft_is_made_as_edited_and_can_be_undone(
    new_page: SignIn, product: Product
) -> None:
    page = new_page()
    card = ask(page, DRAFT).locator(".action")
    expect(card).to_contain_text("ines@example.net")
    expect(card).to_contain_text("you said")
    card.get_by_role("button", name="Edit").click()
    card.get_by_label("Subject").fill("Friday it is")
    card.get_by_role("button", name="Save and create draft").click()
    expect(card.locator(".outcome")).to_contain_text("Draft created in Gmail")
    link = card.get_by_role("link", name="Open the draft")
    assert (link.get_attribute("href") or "").startswith("https://mail.google.com/")
    assert _subjects(product) == ["Friday it is"]
    page.reload()
    expect(card.locator(".outcome")).to_contain_text("Draft created in Gmail")
    card.get_by_role("button", name="Discard the draft").click()
    expect(card).to_contain_text("Undone")
    assert _subjects(product) == []


def test_an_approved_mail_can_be_stopped_before_it_goes_out(
    new_page: SignIn, product: Product
) -> None:
    page = new_page()
    card = ask(page, DRAFT.replace("Draft", "Send")).locator(".action")
    card.get_by_role("button", name="Send").click()
    expect(card.locator(".outcome")).to_contain_text("Goes out in")
    card.get_by_role("button", name="Stop sending").click()
    expect(card.locator(".outcome")).to_have_text("Stopped. Nothing was sent.")
    page.reload()
    expect(card.locator(".outcome")).to_have_text("Stopped. Nothing was sent.")
    assert "Friday" not in str(control(product.google, "GET", f"state?email={ADA}")["messages"])


def test_a_rejected_draft_stays_unmade_after_a_reload(new_page: SignIn, product: Product) -> None:
    page = new_page()
    card = ask(page, DRAFT).locator(".action")
    card.get_by_role("button", name="Reject").click()
    expect(card).to_contain_text("Nothing was changed")
    page.reload()
    expect(page.locator(".action .state")).to_have_text("Rejected")
    assert _subjects(product) == []


def test_a_wrong_address_is_told_and_nothing_is_made(new_page: SignIn, product: Product) -> None:
    page = new_page()
    card = ask(page, DRAFT).locator(".action")
    card.get_by_role("button", name="Edit").click()
    card.get_by_label("To", exact=True).fill("nobody at all")
    card.get_by_role("button", name="Save and create draft").click()
    expect(card.get_by_role("alert")).to_be_visible()
    expect(card.get_by_label("To", exact=True)).to_have_value("nobody at all")
    assert _subjects(product) == []


def test_two_people_at_once_see_only_their_own(new_page: SignIn) -> None:
    ada, grace = new_page(ADA), new_page(GRACE)
    turn = ask(ada, LIGHTHOUSE)
    expect(turn.locator(".answer")).to_contain_text("Lighthouse opening")
    other = ask(grace, "Find the mails about the orchard")
    expect(other.locator(".answer")).to_contain_text("Orchard harvest")
    assert grace.goto(ada.url).status == 404
    grace.goto("/")
    expect(grace.locator("#conversations li")).to_have_count(1)


def test_a_conversation_is_renamed_and_deleted(new_page: SignIn) -> None:
    page = new_page(GRACE)
    ask(page, "Find the mails about apples")
    row = page.locator("#conversations li", has=page.locator("[aria-current]"))
    row.hover()
    row.get_by_role("button").click()
    page.get_by_label("Name").fill("Autumn fruit")
    page.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("Autumn fruit")
    row.hover()
    row.get_by_role("button").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Delete for good").click()
    page.wait_for_url("**/")
    expect(page.locator("#conversations")).not_to_contain_text("Autumn fruit")


def test_somebody_without_an_account_is_told_how_to_begin(new_page: SignIn) -> None:
    page = new_page(NOBODY)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing to search yet")
    expect(page.get_by_label("Your export")).to_be_visible()


def test_a_question_that_is_too_long_is_held_back(new_page: SignIn) -> None:
    page = new_page()
    page.get_by_label("Your question").fill("long " * 801)
    expect(page.get_by_text("too many")).to_be_visible()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_disabled()


def test_without_scripts_a_question_is_answered_all_the_same(new_page: SignIn) -> None:
    page = new_page(java_script_enabled=False)
    page.get_by_label("Your question").fill(LIGHTHOUSE)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("region", name="Answer")).to_contain_text("Lighthouse opening")


def test_the_keyboard_alone_is_enough(new_page: SignIn, product: Product) -> None:
    page = new_page()
    field = page.get_by_label("Your question")
    expect(field).to_be_focused()
    page.keyboard.type(DRAFT)
    page.keyboard.press("Enter")
    card = page.locator(".action")
    expect(card.get_by_role("button", name="Create draft")).to_be_visible()
    expect(field).to_be_focused()
    _tab_to(page, "Create draft", "Shift+Tab")  # the card is above the composer
    page.keyboard.press("Enter")
    expect(card.locator(".outcome")).to_contain_text("Draft created")
    expect(card).to_be_focused()
    _tab_to(page, "Discard the draft")
    page.keyboard.press("Space")
    expect(card).to_contain_text("Undone")
    assert _subjects(product) == []


def _tab_to(page: Any, words: str, key: str = "Tab") -> None:
    """Tab until the control with these words has the focus."""
    for _ in range(40):
        page.keyboard.press(key)
        if page.locator(":focus").inner_text().strip() == words:
            return
    raise AssertionError(f"{words!r} is never reached")


def _subjects(product: Product) -> list[str]:
    drafts = control(product.google, "GET", f"state?email={ADA}")["drafts"]
    return [draft["message"]["headers"]["subject"] for draft in drafts]
