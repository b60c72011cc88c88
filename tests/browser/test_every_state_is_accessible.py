"""axe on every page and state; nothing wider than the narrowest phone; light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ask, begin
from tests.browser.conftest import DESKTOP, SignIn
from tests.browser.mailboxes import NOBODY
from tests.browser.stack import Product

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NARROW = {"width": 320, "height": 640}
DRAFT = "Draft an email to ines@example.net saying that I will come on Friday"
LIGHTHOUSE = "Find the mails about the lighthouse"
MAKE_CONVERSATIONS = """([title, times]) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  const body = JSON.stringify({ title: title.trim() });
  const one = () => fetch("/api/v1/conversations", { method: "POST", headers, body });
  return Promise.all(Array.from({ length: times }, one)).then((all) => all.map((a) => a.status));
}"""
LOOKS = pytest.mark.parametrize(
    ("viewport", "scheme"),
    [(DESKTOP, "light"), (NARROW, "dark")],
    ids=["desktop-light", "narrow-dark"],
)


@LOOKS
def test_the_chat_in_every_state(
    new_page: SignIn, product: Product, viewport: dict[str, int], scheme: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    is_well(page, "empty")
    let_go = product.model.will_say("The lighthouse opens on 4 May. It", " is tall. [1]")
    turn = begin(page, "Summarize the mails about the lighthouse")
    expect(turn.locator(".stream")).to_be_visible()
    is_well(page, "streaming")
    let_go.set()
    expect(turn.locator(".answer")).to_be_visible()
    is_well(page, "answered")
    turn.locator(".answer a.citation").first.click()
    expect(page.locator("#source")).to_be_visible()
    is_well(page, "source")
    page.keyboard.press("Escape")
    card = ask(page, DRAFT).locator(".action")
    is_well(page, "proposed")
    card.get_by_role("button", name="Edit").click()
    is_well(page, "editing")
    card.get_by_role("button", name="Cancel").click()
    card.get_by_role("button", name="Reject").click()
    expect(card).to_contain_text("Nothing was changed")
    is_well(page, "rejected")
    page.context.set_offline(True)
    expect(page.locator("#network")).to_contain_text("offline")
    is_well(page, "offline")


@LOOKS
def test_a_conversation_that_is_on_its_way_or_does_not_come(
    new_page: SignIn, viewport: dict[str, int], scheme: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    ask(page, LIGHTHOUSE)
    page.route("**/messages", lambda route: None)
    page.reload()
    expect(page.locator("#log-note")).to_contain_text("Loading the conversation")
    is_well(page, "loading")
    page.unroute("**/messages")
    page.route("**/messages", lambda route: route.abort())
    page.reload()
    expect(page.locator("#log-note")).to_contain_text("No Connection.")
    is_well(page, "not loaded")
    page.unroute("**/messages")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".turn .answer")).to_contain_text("Lighthouse opening")


@LOOKS
def test_cards_of_events_and_mails_and_what_was_done(
    new_page: SignIn, viewport: dict[str, int], scheme: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    card = ask(page, "Create an event called Sea wall tomorrow at 14:00").locator(".action")
    card.get_by_role("button", name="Edit").click()
    is_well(page, "editing an event")
    card = ask(page, "Archive all mails from Ines").locator(".action")
    is_well(page, "many mails")
    card.get_by_role("button", name="Edit").click()
    is_well(page, "choosing among mails")
    page.goto("/accounts/activity/")
    for folded in page.locator("details").all():
        folded.locator("summary").click()
    is_well(page, "activity")


@LOOKS
def test_data_that_is_being_synced(new_page: SignIn, viewport: dict[str, int], scheme: str) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    busy = {"status": "running", "last_synced_at": None, "items": 0, "error": None}
    running = {**busy, "progress": {"done": 30, "total": 100}}
    failed = {**busy, "status": "failed", "progress": None, "error": "Google said no."}
    states = {"gmail": running, "gcal": {**busy, "progress": None}, "gdrive": failed}
    page.route("**/api/v1/sync", lambda route: route.fulfill(json=states))
    page.reload()
    if viewport == NARROW:
        page.get_by_role("button", name="Conversations and data").click()
    expect(page.get_by_role("progressbar", name="Gmail sync")).to_have_attribute("value", "0.3")
    expect(page.locator("#sync-list")).to_contain_text("could not be synced")
    expect(page.get_by_role("button", name="Sync now")).to_be_disabled()
    is_well(page, "syncing")


@LOOKS
def test_many_conversations_with_long_names(
    new_page: SignIn, viewport: dict[str, int], scheme: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    long = "Which files changed, who changed them and what is in them? " * 3
    made = page.evaluate(MAKE_CONVERSATIONS, [long, 60])
    assert set(made) == {201}
    page.reload()
    if viewport == NARROW:
        page.get_by_role("button", name="Conversations and data").click()
    rows = page.locator("#conversations li")
    expect(rows.nth(1)).to_be_visible()
    before = rows.count()
    page.get_by_role("button", name="Show more").click()
    expect(rows.nth(before)).to_be_visible()
    expect(rows.nth(before).get_by_role("link")).to_be_focused()
    is_well(page, "many conversations")


def test_the_drawer_of_a_phone(new_page: SignIn) -> None:
    page = new_page(viewport=NARROW)
    ask(page, LIGHTHOUSE)
    page.get_by_role("button", name="Conversations and data").click()
    drawer = page.get_by_role("dialog", name="Conversations and data")
    expect(drawer.get_by_role("link", name="New question")).to_be_visible()
    is_well(page, "drawer")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("button", name="Conversations and data")).to_be_focused()


@LOOKS
def test_the_pages_around_the_chat(new_page: SignIn, viewport: dict[str, int], scheme: str) -> None:
    page = new_page("", viewport=viewport, color_scheme=scheme)
    page.goto("/accounts/login/")
    is_well(page, "sign in")
    page.get_by_label("E-mail address").fill("somebody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".errorlist")).to_be_visible()
    is_well(page, "wrong password")
    page.goto("/no/such/page")
    expect(page.get_by_role("heading", level=1)).to_contain_text("not here")
    is_well(page, "not found")


def test_the_first_page_and_signing_out(new_page: SignIn) -> None:
    page = new_page(NOBODY, viewport=NARROW)
    is_well(page, "nothing connected")
    page.goto("/accounts/logout/")
    is_well(page, "sign out")
    page.get_by_role("button", name="Sign out").last.click()
    page.wait_for_url("**/accounts/login/**")


def is_well(page: Any, state: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    broken = [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
    assert broken == [], state
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{state} is {width} pixels wide"
