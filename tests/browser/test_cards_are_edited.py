"""Cards of events and of many mails: what they say, and how a person changes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ask
from tests.browser.conftest import ZONE, SignIn
from tests.browser.mailboxes import ADA
from tests.browser.stack import Product
from tests.google_simulator import control

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def _state(product: Product) -> Any:
    return control(product.google, "GET", f"state?email={ADA}")


def test_an_event_is_moved_in_the_persons_own_zone_and_keeps_its_length(
    new_page: SignIn, product: Product
) -> None:
    card = ask(new_page(), "Create an event called Keel check tomorrow at 14:00").locator(".action")
    expect(card).to_contain_text(f"14:00 – 15:00 ({ZONE})")
    card.get_by_role("button", name="Edit").click()
    start = card.get_by_label(f"Start ({ZONE})")
    moved = start.input_value().replace("T14:00", "T09:30")
    start.fill(moved)
    expect(card.get_by_label(f"End ({ZONE})")).to_have_value(moved.replace("09:30", "10:30"))
    card.get_by_role("button", name="Save and create event").click()
    expect(card.locator(".outcome")).to_contain_text("Event created in Calendar")
    expect(card).to_contain_text(f"09:30 – 10:30 ({ZONE})")
    (made,) = [e for e in _state(product)["events"] if "Keel" in e.get("summary", "")]
    begins = datetime.fromisoformat(made["start"]["dateTime"]).astimezone(UTC)
    there = datetime.fromisoformat(moved).replace(tzinfo=ZoneInfo(ZONE))
    assert begins == there.astimezone(UTC)
    card.get_by_role("button", name="Delete the event").click()
    expect(card).to_contain_text("Undone")


def test_days_of_an_event_are_edited_as_days(new_page: SignIn, product: Product) -> None:
    card = ask(new_page(), "Create an event called Dry dock tomorrow").locator(".action")
    expect(card).to_contain_text("all day")
    card.get_by_role("button", name="Edit").click()
    first, last = card.get_by_label("First day"), card.get_by_label("Last day")
    assert first.input_value() == last.input_value()
    last.fill("2031-05-04")
    first.fill("2031-05-03")
    last.fill("2031-05-04")
    card.get_by_role("button", name="Save and create event").click()
    expect(card.locator(".outcome")).to_contain_text("Event created in Calendar")
    expect(card).to_contain_text(re.compile("Saturday,? 3 May 2031 – Sunday,? 4 May 2031"))
    (made,) = [e for e in _state(product)["events"] if "Dry dock" in e.get("summary", "")]
    assert (made["start"]["date"], made["end"]["date"]) == ("2031-05-03", "2031-05-05")


def test_of_many_mails_the_card_says_which_and_some_are_left_alone(
    new_page: SignIn, product: Product
) -> None:
    card = ask(new_page(), "Archive all mails from Ines").locator(".action")
    expect(card.get_by_role("heading")).to_have_text("Archive 5 e-mails")
    expect(card).to_contain_text("Ferry timetable Ines Okafor")
    card.get_by_role("button", name="Edit").click()
    card.get_by_label("Lamp repair").uncheck()
    card.get_by_role("button", name="Save and archive").click()
    expect(card.locator(".outcome")).to_contain_text("Archived in Gmail")
    expect(card.get_by_role("heading")).to_have_text("Archive 4 e-mails")
    left = [
        m["headers"]["subject"] for m in _state(product)["messages"] if "INBOX" in m["labelIds"]
    ]
    assert left == ["Lamp repair"]
    card.get_by_role("button", name="Move back to inbox").click()
    expect(card).to_contain_text("Undone")


def test_an_approved_mail_that_nobody_sends_says_so_and_how_it_goes_on(
    new_page: SignIn, product: Product
) -> None:
    page = new_page()
    send = "Send an email to ines@example.net saying that the buoy is loose"
    card = ask(page, send).locator(".action")
    card.get_by_role("button", name="Send", exact=True).click()
    expect(card.locator(".outcome")).to_contain_text("Goes out in")
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 30_000; }")
    expect(card.locator(".state")).to_have_text("Not sent")
    expect(card.locator(".outcome")).to_contain_text("it did not go out")
    expect(page.locator("#announcer")).to_contain_text("it did not go out")
    expect(card.get_by_role("button", name="Send now")).to_be_visible()
    card.get_by_role("button", name="Do not send").click()
    expect(card.locator(".outcome")).to_have_text("Stopped. Nothing was sent.")
    assert "buoy" not in str(_state(product)["messages"])
