"""Takes the screenshots of this folder again, of the demonstration data.

While `make run` is up, in the checkout: `.venv/bin/python docs/screenshots/take.py [state ...]`,
with its DATA_DIR. The browser is `CHROMIUM` or `chromium` on the path.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, WebSocketRoute, expect, sync_playwright

HERE = Path(__file__).resolve().parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1200, "height": 800}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1200, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
}
BOTH = "Cancel my Turkish Airlines flight"
AGENDA = "What is on my calendar this week?"
LARGEST = 200_000  # bytes of a picture


def start(page: Page) -> None:
    """Nothing asked yet."""
    expect(page.locator(".sync-state").first).not_to_have_text("…")


def running(page: Page) -> None:
    """A plan while it runs: what comes after its first step is held back."""

    def hold(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        seen: list[str] = []

        def forward(message: str | bytes) -> None:
            seen.append(json.loads(message)["type"])
            if seen.count("step.finished") <= 1 and "token" not in seen:
                line.send(message)

        server.on_message(forward)

    page.route_web_socket(re.compile(r"/ws/chat/"), hold)
    page.reload()
    _begin(page, BOTH)
    expect(page.locator(".step[data-status=ok]")).to_have_count(1)
    expect(page.locator(".step[data-status=running]").first).to_be_visible()


def answer(page: Page) -> None:
    """An answer with its plan, its sources, and a proposed e-mail."""
    _ask(page, BOTH)
    page.evaluate("scrollTo(0, 0)")


def proposal(page: Page) -> None:
    """The action card, with where each of its fields comes from."""
    _card(page).scroll_into_view_if_needed()


def editing(page: Page) -> None:
    card = _card(page)
    card.get_by_role("button", name="Edit").click()
    card.evaluate("card => card.scrollIntoView({block: 'start'})")


def receipt(page: Page) -> None:
    """Approved and done; taken back afterwards by `restore`."""
    card = _card(page)
    card.get_by_role("button", name="Create draft").click()
    expect(card.locator(".outcome")).to_contain_text("Draft created")


def rejected(page: Page) -> None:
    card = _card(page)
    card.get_by_role("button", name="Reject").click()
    expect(card).to_contain_text("Nothing was changed")
    card.evaluate("card => card.scrollIntoView({block: 'center'})")


def source(page: Page) -> None:
    """A mail opened beside the answer."""
    _ask(page, BOTH).locator(".answer a.citation").first.click()
    expect(page.locator("#source .item-text")).not_to_be_empty()


def event(page: Page) -> None:
    _ask(page, AGENDA).locator(".answer a.citation").nth(2).click()
    expect(page.locator("#source .panel-age")).not_to_be_empty()


def source_away(page: Page) -> None:
    """A long file while Google does not answer: its beginning, and why there is no more."""
    _control("faults", {"rules": [{"match": "GET /drive/v3/files/", "status": 503}]})
    turn = _ask(page, LONG_FILE)
    turn.locator(".source-card").first.click()
    expect(page.locator("#source .panel-problem .failure")).to_be_visible()
    page.locator("#panel-item-title").evaluate("title => title.scrollIntoView()")


def opinion(page: Page) -> None:
    turn = _ask(page, AGENDA)
    turn.get_by_role("button", name="Not a good answer").click()
    expect(turn.locator(".feedback textarea")).to_be_focused()


def conversations(page: Page) -> None:
    """Many conversations, and titles that are too long for their place."""
    for question in MANY:
        page.goto("/")
        _ask(page, question)
    if page.viewport_size and page.viewport_size["width"] < 600:
        page.get_by_role("button", name="Conversations and data").click()


def nothing_found(page: Page) -> None:
    _ask(page, "Find the mail about the zeppelin hangar in Ulaanbaatar")


def clarification(page: Page) -> None:
    _ask(page, "Move the meeting")


def syncing(page: Page) -> None:
    _control("faults", {"rules": [{"match": "GET ", "kind": "timeout", "seconds": 4, "times": 3}]})
    if page.viewport_size and page.viewport_size["width"] < 600:
        page.get_by_role("button", name="Conversations and data").click()
    page.get_by_role("button", name="Sync now").click()
    expect(page.locator(".sync-list progress:not([hidden])").first).to_be_visible()


def offline(page: Page) -> None:
    _ask(page, AGENDA)
    page.evaluate("scrollTo(0, 0)")
    page.context.set_offline(True)
    expect(page.locator("#network")).to_contain_text("offline")


def loading(page: Page) -> None:
    """A long conversation that is on its way."""
    _ask(page, AGENDA)
    page.route("**/messages", lambda route: None)
    page.reload()
    expect(page.locator("#log-note")).to_contain_text("Loading")


def failed(page: Page) -> None:
    """A conversation that cannot be loaded."""
    _ask(page, AGENDA)
    page.route("**/messages", lambda route: route.abort())
    page.reload()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def no_account(page: Page) -> None:
    """Somebody signed in who has connected nothing yet."""


def sign_in(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/accounts/login/")


LONG_FILE = "Find the handbook"
MANY = (
    AGENDA,
    "Show my unread mail",
    "Which files changed last week, who changed them, and is there anything in them that I should "
    "read before the next meeting with the whole team?",
    "When am I free for an hour tomorrow?",
    "Find mails with attachments from last month",
    "What is on my calendar next Tuesday?",
)
STATES: dict[str, Callable[[Page], None]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        start, running, answer, proposal, editing, receipt, rejected, source, event, source_away,
        opinion, conversations, nothing_found, clarification, syncing, offline, loading, failed,
        no_account, sign_in,
    )
}  # fmt: skip
# Kept in the tree: each state by day, by night and on a phone, the main ones there by night too.
KEPT = {
    **dict.fromkeys(STATES, ("light", "dark", "phone")),
    **dict.fromkeys(("answer", "source", "receipt", "running"), tuple(LOOKS)),
}


def _begin(page: Page, question: str) -> Any:
    turns = page.locator(".turn")
    before = turns.count()
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    expect(turns).to_have_count(before + 1)
    return turns.nth(before)


def _ask(page: Page, question: str) -> Any:
    turn = _begin(page, question)
    expect(turn).not_to_have_attribute("aria-busy", "true")
    return turn


def _card(page: Page) -> Any:
    return _ask(page, BOTH).locator(".action")


def _run() -> Any:
    folder = Path(os.environ.get("DATA_DIR", ".data"))
    return json.loads((folder / "run.json").read_text())


def _control(path: str, body: dict[str, Any]) -> None:
    request = urllib.request.Request(  # noqa: S310 - the simulator of this machine
        f"{_run()['simulator_url']}/_control/{path}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=10).close()  # noqa: S310


@contextmanager
def _signed_in(browser: Browser, look: str, *, staff: bool) -> Iterator[Page]:
    run = _run()
    person = next(p for p in run["people"] if p["staff"] == staff)
    zone = "Europe/London"  # of the demonstration person
    context = browser.new_context(base_url=run["url"], timezone_id=zone, **LOOKS[look])
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(person["email"])
    page.get_by_label("Password").fill(person["password"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    yield page
    page.unroute_all(behavior="ignoreErrors")
    _forget(context)
    context.close()


def _forget(context: Any) -> None:
    """What was asked for a picture is deleted, what was made is undone."""
    context.set_offline(False)
    cookies = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    if "sessionid" not in cookies:
        return
    headers = {"X-CSRFToken": cookies["csrftoken"], "Referer": _run()["url"]}
    for action in context.request.get("/api/v1/actions?status=done").json()["results"]:
        context.request.post(f"/api/v1/actions/{action['id']}/undo", data={}, headers=headers)
    for known in context.request.get("/api/v1/conversations").json()["results"]:
        context.request.delete(f"/api/v1/conversations/{known['id']}", headers=headers)


def take(browser: Browser, state: str, look: str, folder: Path) -> Path:
    with _signed_in(browser, look, staff=state == "no-account") as page:
        path = folder / f"{state}-{look}.webp"
        try:
            STATES[state](page)
            page.wait_for_timeout(700)  # what moves has come to rest
            path.write_bytes(_picture(page))
        finally:
            _control("faults", {"rules": []})
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path.name} is larger than {LARGEST:,} bytes")
    return path


def _picture(page: Page) -> bytes:
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": 88})
    return base64.b64decode(taken["data"])


def main(wanted: list[str]) -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for state in wanted or STATES:
            name, _, look = state.partition(":")
            for each in (look,) if look else KEPT[name]:
                print(take(browser, name, each, HERE).name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
