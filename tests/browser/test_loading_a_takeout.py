"""The first page of somebody without an account: their export, uploaded."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ask
from tests.browser.conftest import DESKTOP, SignIn
from tests.browser.stack import Product, manage
from tests.browser.test_every_state_is_accessible import NARROW, is_well
from tests.google_simulator import zipped
from tests.takeout_exports import POSTMARK, Mail

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WINTER = Mail(1, "Ice skating", "The ice rink of the park opens on the first frosty day.")
BROKEN = b"BEGIN:VCALENDAR but nothing else"


@pytest.fixture
def newcomer(product: Product, request: pytest.FixtureRequest) -> str:
    email = f"{request.node.name.partition('[')[0][5:35].replace('_', '-')}@example.org"
    product.make_person(email)
    return email


def export(tmp_path: Path, **more: bytes) -> Path:
    path = tmp_path / "takeout.zip"
    box = POSTMARK + WINTER.as_bytes() + b"\r\n"
    path.write_bytes(zipped({"Mail/All.mbox": box, "Calendar/broken.ics": BROKEN, **more}))
    return path


def choose(page: Any, path: Path) -> None:
    page.get_by_label("Your export").set_input_files(path)
    page.get_by_role("button", name="Load this file").click()


def test_an_export_is_loaded_and_asked(
    new_page: SignIn, product: Product, newcomer: str, tmp_path: Path
) -> None:
    page = new_page(newcomer, viewport=NARROW, color_scheme="dark")
    is_well(page, "before an export")
    choose(page, export(tmp_path))
    expect(page.locator("#takeout-stage")).to_contain_text("Getting it ready")
    expect(page.locator("#takeout-services [data-service=gmail]")).to_contain_text("waits")
    expect(page.locator("#takeout-left-out")).to_contain_text("left out")
    is_well(page, "an export is loaded")
    manage(["sync", "--email", newcomer], product.environ)  # in the place of the worker
    expect(page.locator("#takeout-stage")).to_have_text("Your data is ready.")
    expect(page.locator("#takeout-services [data-service=gmail]")).to_contain_text("1 ready")
    is_well(page, "the data is ready")
    expect(page.get_by_role("link", name="Ask a question")).to_be_focused()
    page.keyboard.press("Enter")
    expect(ask(page, "Find the mail about ice skating").locator(".answer")).to_contain_text(
        "Ice skating"
    )


def test_a_wrong_file_can_be_chosen_anew(new_page: SignIn, newcomer: str, tmp_path: Path) -> None:
    page = new_page(newcomer, viewport=DESKTOP)
    wrong = tmp_path / "holiday.zip"
    wrong.write_bytes(b"no zip")
    choose(page, wrong)
    said = page.locator("#takeout-problem")
    expect(said).to_have_text("holiday.zip is neither a directory nor a zip file.")
    expect(page.get_by_label("Your export")).to_be_focused()
    is_well(page, "a wrong file")
    choose(page, export(tmp_path))
    expect(page.get_by_role("link", name="Ask a question")).to_be_visible()


def test_without_scripts_the_form_does_the_same(
    new_page: SignIn, newcomer: str, tmp_path: Path
) -> None:
    page = new_page(newcomer, java_script_enabled=False)
    wrong = tmp_path / "holiday.zip"
    wrong.write_bytes(b"no zip")
    choose(page, wrong)
    expect(page.get_by_role("alert")).to_contain_text("holiday.zip is neither")
    choose(page, export(tmp_path))
    expect(page.locator("#notices")).to_contain_text("Your export is loaded: 1 mail, 0 events")


def test_forms_are_read_by_nobody_before_it_is_known_who_sends_them(product: Product) -> None:
    """The web server would answer this one by itself, had it read it."""
    headers = {"Content-Type": "multipart/form-data", "Accept": "application/json"}
    sent = urllib.request.Request(f"{product.url}/accounts/takeout/", b"no form", headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(sent, timeout=20)
    with refused.value as answer:
        assert answer.code == 401
        assert json.load(answer)["error"]["code"] == "not_authenticated"
