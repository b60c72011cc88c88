"""A Google Takeout export by upload: into the simulated account, then synced by the workers."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from pytest_django import Settings

from accounts import audit
from accounts.models import Connection, User
from accounts.tenancy import tenant
from sync import uploading
from sync.models import SyncStatus
from sync.state import sync_state
from sync.tasks import TASKS
from tests import factories
from tests.google_simulator import zipped
from tests.page_client import Page
from tests.takeout_exports import POSTMARK, Mail

ADDRESS = "/accounts/takeout/"
PAGE = {"Accept": "text/html"}
SCRIPT = {"Accept": "application/json"}
MAILS = {"Mail/All mail.mbox": b"".join(POSTMARK + Mail(n).as_bytes() + b"\r\n" for n in (1, 2))}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where uploads wait; it is empty again after whatever became of them."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert [path.name for path in tmp_path.iterdir()] == []


@pytest.fixture
def user(google: str, transactional_db: None) -> User:
    return User.objects.create_user("ada@example.org", factories.PASSWORD)


@pytest.fixture
def page(user: User, folder: Path) -> Page:
    page = Page()
    page.force_login(user)
    return page


def send(page: Page, content: bytes, *, name: str = "takeout.zip", **headers: str) -> Any:
    file = SimpleUploadedFile(name, content, "application/zip")
    return page.post(ADDRESS, {"export": file}, headers=headers or SCRIPT)


def refused(answer: Any, status: int, *words: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    error = answer.json()["error"]
    for said in words:
        assert said in error["message"]
    return dict(error)


def connections(user: User) -> list[str]:
    with tenant(user.id):
        return list(Connection.objects.filter(user_id=user.id).values_list("email", flat=True))


def test_an_export_becomes_the_persons_account_and_waits_to_be_synced(
    page: Page, user: User
) -> None:
    answer = send(page, zipped({**MAILS, "Drive/plan.txt": b"A plan."}))
    assert answer.json() == {
        "read": {"gmail": 2, "gcal": 0, "gdrive": 1},
        "skipped": {"gmail": [], "gcal": [], "gdrive": []},
        "queued": True,
    }
    assert connections(user) == ["ada@example.org"]
    assert {state.status for state in sync_state(user_id=user.id).values()} == {"queued"}
    requested = [e for e in audit.entries(user_id=user.id) if e.event == "sync_requested"]
    assert [(e.actor, (e.after or {})["full"]) for e in requested] == [("person", True)]


def test_the_workers_make_it_ready(page: Page, user: User) -> None:
    mine = Mail(3).as_bytes().replace(b"Ines Okafor <ines@example.net>", b"Ada L <ada@example.org>")
    mail = {"Mail/All mail.mbox": MAILS["Mail/All mail.mbox"] + POSTMARK + mine}
    send(page, zipped(mail))
    with tenant(user.id):
        (account,) = Connection.objects.filter(user_id=user.id).values_list("id", flat=True)
    for task in TASKS.values():
        task.apply(args=(str(user.id), str(account), True)).get()
    assert sync_state(user_id=user.id)["gmail"].items == 3
    user.refresh_from_db()
    assert user.name == "Ada L"


def test_the_form_alone_comes_back_with_words(page: Page) -> None:
    answer = send(page, zipped({**MAILS, "Calendar/broken.ics": b"no calendar"}), **PAGE)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    text = page.get("/").content.decode()
    assert "Your export is loaded: 2 mails" in text
    assert "left out" in text


def test_what_is_no_export_is_refused_by_its_name(page: Page, user: User, folder: Path) -> None:
    for content, words in (
        (b"not a zip", "neither a directory nor a zip file"),
        (zipped({"Contacts/all.vcf": b"BEGIN:VCARD"}), "is no Google Takeout export"),
        (zipped(MAILS)[:-30], "zip file"),
        (zipped({"Mail/All.mbox": b"\x89PNG"}), "is no mbox"),
    ):
        error = refused(send(page, content, name="C:\\my\\export.zip"), 400, words)
        assert str(folder) not in error["message"]
    assert refused(send(page, b"x", name="export.zip"), 400, "export.zip")["code"] == "bad_export"
    assert connections(user) == []


def test_bombs_and_ways_out_of_the_export_are_refused(page: Page, user: User) -> None:
    bomb = zipped({"Mail/All.mbox": b"From a\n" + bytes(150_000_000)})
    refused(send(page, bomb), 400, "would unpack to")
    for name in ("../evil.txt", "Drive/../../evil.txt", "/etc/evil.txt"):
        outside = zipped({**MAILS, name: b"x"}, root="")
        refused(send(page, outside), 400, "outside of the export")
    assert connections(user) == []


def test_a_link_in_the_export_is_refused(page: Page, user: User) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("Takeout/Drive/link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    refused(send(page, out.getvalue()), 400, "symbolic link")
    assert connections(user) == []


def test_too_large_a_file_is_refused_before_it_is_looked_at(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "LARGEST", 1000)
    error = refused(send(page, zipped(MAILS) + bytes(1000)), 413, "import_takeout")
    assert error["code"] == "too_large"


def test_without_a_file_it_says_what_to_choose(page: Page) -> None:
    refused(page.post(ADDRESS, {}, headers=SCRIPT), 400, "Choose the .zip file")
    junk = page.post(ADDRESS, b"junk", content_type="multipart/form-data", headers=SCRIPT)
    refused(junk, 400, "Choose the .zip file")


def test_where_google_is_the_real_one_it_is_not_offered(page: Page, settings: Settings) -> None:
    settings.GOOGLE_API_ROOT = ""
    text = page.get("/").content.decode()
    assert "can be loaded only where" in text
    assert ADDRESS not in text
    assert refused(send(page, zipped(MAILS)), 409)["code"] == "not_offered"


def test_while_the_simulator_is_away_nothing_is_taken(
    page: Page, user: User, settings: Settings
) -> None:
    settings.GOOGLE_API_ROOT = "http://127.0.0.1:1"
    assert refused(send(page, zipped(MAILS)), 503)["code"] == "service_unavailable"
    assert connections(user) == []


def test_only_who_is_signed_in_may_load_one(google: str, folder: Path, db: None) -> None:
    anonymous = Page()
    refused(send(anonymous, zipped(MAILS)), 401)
    sent_away = send(anonymous, zipped(MAILS), **PAGE)
    assert sent_away["Location"].startswith("/accounts/login/")


OTHER = {"Origin": "https://elsewhere.example"}


@pytest.mark.parametrize("headers", [{}, OTHER, {"X-CSRFToken": "a" * 32}])
def test_another_site_cannot_load_one_and_nothing_of_it_is_stored(
    user: User, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    page = Page(enforce_csrf_checks=True)
    page.force_login(user)
    page.get("/")  # with a token of its own
    stored: list[str] = []
    new_file = TemporaryFileUploadHandler.new_file

    def noted(handler: Any, *args: Any, **kwargs: Any) -> Any:
        stored.append(args[0])
        return new_file(handler, *args, **kwargs)

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", noted)
    assert send(page, zipped(MAILS), **SCRIPT, **headers).status_code == 403
    assert connections(user) == []
    assert stored == []


def test_the_pages_own_script_and_its_own_form_can(user: User, folder: Path) -> None:
    page = Page(enforce_csrf_checks=True)
    page.force_login(user)
    page.get("/")
    token = page.cookies["csrftoken"].value
    assert send(page, zipped(MAILS), **SCRIPT, **{"X-CSRFToken": token}).status_code == 200
    file = SimpleUploadedFile("takeout.zip", zipped(MAILS), "application/zip")
    form = {"csrfmiddlewaretoken": token, "export": file}
    answer = page.post(ADDRESS, form, headers={**PAGE, "Origin": "http://testserver"})
    assert answer.status_code == 302
    assert "Your export is loaded" in page.get("/").content.decode()


def test_the_same_export_again_changes_nothing(page: Page, user: User) -> None:
    send(page, zipped(MAILS))
    with tenant(user.id):
        SyncStatus.objects.filter(user_id=user.id).update(status="idle")
    assert send(page, zipped(MAILS)).json()["read"]["gmail"] == 2
    assert connections(user) == ["ada@example.org"]
