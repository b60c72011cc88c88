"""Events that come twice, late or wrong: the real socket with somebody in between."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ask, begin
from tests.browser.conftest import SignIn
from tests.browser.mailboxes import GRACE
from tests.browser.test_every_state_is_accessible import is_well

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LIGHTHOUSE = "Find the mails about the lighthouse"
TOO_MANY = {
    "code": "rate_limited",
    "title": "Please Wait",
    "message": "Your plan allows 10 questions per minute.",
    "action": "Try Again",
    "action_url": None,
    "retry_after": 2,
}
MAIL_IS_AWAY = {
    "code": "gmail_unavailable",
    "title": "Gmail Temporarily Unavailable",
    "message": "We couldn't connect to Gmail right now.",
    "action": "Retry Email Search",
    "action_url": None,
    "retry_after": None,
}

Say = Callable[[dict[str, Any]], None]


def test_a_lost_event_is_fetched_and_a_doubled_one_ignored(new_page: SignIn) -> None:
    page = new_page()
    lost: list[int] = []
    drawn: list[str] = []

    def tamper(event: dict[str, Any], say: Say) -> None:
        if event["type"] == "token" and not lost:
            lost.append(event["seq"])
            return
        if event["type"] == "action.proposed":
            drawn.append(event["action"]["id"])
        say(event)
        say(event)

    _in_between(page, tamper)
    turn = ask(page, "Draft an email to ines@example.net saying that the lamp shines")
    expect(turn.locator(".answer")).to_contain_text("I have prepared")
    assert lost
    assert len(set(drawn)) == 1
    expect(turn.locator(".action")).to_have_count(1)
    expect(page.locator(".turn")).to_have_count(1)


def test_a_refused_question_says_why_and_keeps_the_words(new_page: SignIn) -> None:
    page = new_page()

    def refuse(route: Any) -> None:
        def answer(text: str) -> None:
            asked = json.loads(text)
            if asked["type"] == "ask":
                names = {"type": "error", "request_id": asked["request_id"]}
                route.send(json.dumps({**names, "error": TOO_MANY}))

        route.on_message(answer)

    page.route_web_socket("**/ws/chat/", refuse)
    page.goto("/")
    turn = begin(page, LIGHTHOUSE)
    expect(turn).to_contain_text("Please Wait. Your plan allows 10 questions per minute.")
    is_well(page, "refused")
    expect(page.get_by_label("Your question")).to_have_value(LIGHTHOUSE)
    expect(turn.get_by_role("button", name="Try Again", exact=True)).to_be_enabled()


def test_what_failed_is_told_with_a_way_to_try_it_again(new_page: SignIn) -> None:
    page = new_page()
    asked: list[str] = []

    def tamper(event: dict[str, Any], say: Say) -> None:
        if event["type"] == "turn.started":
            asked.append(event["turn_id"])
        if event["type"] == "turn.finished" and len(asked) == 1:
            event["message"]["steps"][0] |= {"status": "failed", "error": MAIL_IS_AWAY}
        say(event)

    _in_between(page, tamper)
    turn = ask(page, "Search my mail and my files for the lighthouse")
    expect(turn.locator(".plan-words")).to_have_text("Asked Gmail and Drive")
    expect(turn.locator(".failure")).to_contain_text("Gmail Temporarily Unavailable.")
    expect(turn.locator(".step-state").first).to_contain_text("failed")
    is_well(page, "partial")
    turn.get_by_role("button", name="Retry Email Search").click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn .failure")).to_have_count(1)
    again = page.locator(".turn").last
    expect(again.locator(".answer")).to_contain_text("Lighthouse opening")
    expect(again.locator(".plan-words")).to_have_text("Asked Gmail")


def test_text_that_looks_like_markup_is_shown_as_text(new_page: SignIn) -> None:
    page = new_page()

    def tamper(event: dict[str, Any], say: Say) -> None:
        if event["type"] == "token":
            event["text"] = "<img src=x onerror=alert(1)><b>bold</b>"
        if event["type"] != "turn.finished":
            say(event)

    _in_between(page, tamper)
    turn = begin(page, LIGHTHOUSE)
    expect(turn.locator(".stream")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(turn.locator(".stream *")).to_have_count(0)


def test_another_time_zone_is_offered_once_and_kept(new_page: SignIn) -> None:
    page = new_page(GRACE, timezone_id="Asia/Tokyo")
    notice = page.locator("#zone-notice")
    expect(notice).to_contain_text("this device is in Asia/Tokyo")
    notice.get_by_role("button", name="Keep").click()
    page.reload()
    expect(page.locator("#sync-list")).to_contain_text("1 item")
    expect(notice).to_be_hidden()


def _in_between(page: Any, tamper: Callable[[dict[str, Any], Say], None]) -> None:
    """Every event of the server passes through `tamper`, which says what the page hears."""

    def opened(route: Any) -> None:
        server = route.connect_to_server()
        server.on_message(
            lambda text: tamper(json.loads(text), lambda e: route.send(json.dumps(e)))
        )

    page.route_web_socket("**/ws/chat/", opened)
    page.goto("/")
