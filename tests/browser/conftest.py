"""A real browser in front of the real product, once a session.

The browser is closed after each module: its event loop must not meet other tests.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from redis import Redis

from tests.browser import mailboxes
from tests.browser.stack import Product, running_product

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
DESKTOP = {"width": 1200, "height": 800}
ZONE = "Europe/Berlin"  # of the mailboxes too

SignIn = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Its path. Without one the tests are skipped, loudly; in CI they fail."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    if path:
        return path
    words = "NO CHROMIUM: the browser tests do not run. Install it, or set CHROMIUM."
    if os.environ.get("CI"):
        pytest.fail(words)
    print(f"\n*** {words} ***", file=sys.__stderr__)
    pytest.skip(words)


@pytest.fixture(scope="session")
def product(
    chromium: str, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    folder: Path = tmp_path_factory.mktemp("browser")
    with running_product(folder) as running:
        yield running


@pytest.fixture(scope="module")
def browser(product: Product, chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _nothing_kept(product: Product) -> None:
    """A model is asked each time, what it said in another test is forgotten; and so are the
    sign-ins, of which an address has only so many a minute."""
    with Redis.from_url(settings.CACHES["default"]["LOCATION"]) as cache:
        for pattern in ("*model:*", "*allauth:rl:*"):
            for key in cache.scan_iter(pattern):
                cache.delete(key)


@pytest.fixture
def new_page(browser: Any, product: Product) -> Iterator[SignIn]:
    """A page of a browser of its own, signed in as `email` unless that is empty.

    Errors of its scripts, and whatever breaks the content security policy, fail the test.
    """
    contexts: list[Any] = []
    wrong: list[str] = []

    def opened(email: str = mailboxes.ADA, **options: Any) -> Any:
        options = {"viewport": DESKTOP, "timezone_id": ZONE} | options
        context = browser.new_context(base_url=product.url, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.extend(_against_policy(said.text)))
        if email:
            sign_in(page, email)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def _against_policy(text: str) -> list[str]:
    return [text] if "Content Security Policy" in text else []


def sign_in(page: Any, email: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(mailboxes.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
