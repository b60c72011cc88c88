"""The commands import_takeout and sync: what they print, what they refuse, how they end."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import uuid
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import Connection, User
from accounts.tenancy import tenant
from tests.google_simulator import control
from tests.simulated_google import faults
from tests.takeout_exports import Mail, write_export

pytestmark = pytest.mark.django_db

EVENT = (
    "BEGIN:VEVENT\nUID:one@example.org\nDTSTAMP:20260301T100000Z\nDTSTART:20260310T100000Z\n"
    "DTEND:20260310T110000Z\nSUMMARY:Review\nEND:VEVENT\n"
)


@pytest.fixture
def email(google: str) -> str:
    return f"{uuid.uuid4().hex}@example.org"


@pytest.fixture
def export(tmp_path: Path, email: str) -> Path:
    return write_export(
        tmp_path / "export",
        mails=[Mail(1), Mail(2)],
        calendars={email: EVENT},
        files={"Projects/plan.txt": b"A plan.", "photo.jpg": b"\xff\xd8"},
        time_zone="Asia/Tokyo",
    )


def run(command: str, *arguments: str, email: str) -> dict[str, Any]:
    out = StringIO()
    call_command(command, *arguments, "--email", email, stdout=out)
    return dict(json.loads(out.getvalue()))


def exit_code(command: str, *arguments: str, email: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as caught:
        call_command(command, *arguments, "--email", email, stdout=StringIO())
    return caught.value.returncode, str(caught.value)


def test_an_import_prints_what_it_did(export: Path, email: str) -> None:
    result = run("import_takeout", str(export), email=email)

    assert set(result) == {"gmail", "gcal", "gdrive", "embedding_seconds"}
    facts = {service: (result[service]["read"], result[service]["new"]) for service in result
             if service != "embedding_seconds"}  # fmt: skip
    assert facts == {"gmail": (2, 2), "gcal": (1, 1), "gdrive": (2, 2)}
    assert all(result[service]["seconds"] > 0 for service in facts)


def test_the_same_import_again_changes_and_embeds_nothing(export: Path, email: str) -> None:
    run("import_takeout", str(export), email=email)

    result = run("import_takeout", str(export), email=email)

    for service, read in (("gmail", 2), ("gcal", 1), ("gdrive", 2)):
        assert result[service]["read"] == read
        assert (result[service]["new"], result[service]["changed"]) == (0, 0)
    assert result["embedding_seconds"] == 0


def test_only_the_result_goes_to_standard_output(
    export: Path, email: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_takeout", str(export), "--email", email)

    captured = capsys.readouterr()
    json.loads(captured.out)
    assert "100%" in captured.err
    assert "2/2" in captured.err


def test_the_person_gets_the_calendars_time_zone_and_no_password(export: Path, email: str) -> None:
    run("import_takeout", str(export), email=email)

    user = User.objects.get(email=email)
    assert user.time_zone == "Asia/Tokyo"
    assert not user.has_usable_password()
    with tenant(user.id):
        assert Connection.objects.get(user_id=user.id).email == email


def test_a_password_lets_the_person_sign_in(export: Path, email: str) -> None:
    run("import_takeout", str(export), "--password", "a long pass phrase", email=email)

    assert User.objects.get(email=email).check_password("a long pass phrase")


def test_a_zip_without_the_takeout_level_is_an_export_too(
    export: Path, email: str, tmp_path: Path
) -> None:
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in (export / "Takeout").rglob("*.*"):
            archive.write(file, file.relative_to(export / "Takeout"))

    assert run("import_takeout", str(packed), email=email)["gmail"]["new"] == 2


def test_broken_mails_are_counted_with_their_reasons(email: str, tmp_path: Path) -> None:
    noise = Mail(2, raw=b"#%$&+*~|" * 60 + b"\r\n")
    export = write_export(tmp_path, mails=[Mail(1), noise, Mail(3)])

    result = run("import_takeout", str(export), email=email)["gmail"]

    assert (result["read"], result["new"]) == (3, 2)
    assert [skip["n"] for skip in result["skipped"]] == [1]
    assert result["skipped"][0]["reason"]


def test_what_is_no_export_is_refused_and_nobody_is_made(email: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("not a zip")
    (tmp_path / "folder" / "Takeout").mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme.md", "hello")

    for name in ("missing", "note.txt", "folder", "other.zip"):
        code, message = exit_code("import_takeout", str(tmp_path / name), email=email)
        assert code == 2, name
        assert name in message

    assert not User.objects.filter(email=email).exists()


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/cron.d/x", "Takeout/Drive/../../x"])
def test_a_zip_that_would_write_elsewhere_is_refused(name: str, email: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("Takeout/Drive/a.txt", "a")
        archive.writestr(name, "evil")

    code, message = exit_code("import_takeout", str(tmp_path / "evil.zip"), email=email)

    assert code == 1
    assert "outside" in message
    assert not User.objects.filter(email=email).exists()


def test_a_bomb_is_refused_before_it_is_unpacked(email: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Takeout/Drive/zeros.txt", bytes(300_000_000))

    code, message = exit_code("import_takeout", str(tmp_path / "bomb.zip"), email=email)

    assert code == 1
    assert "300,000,000 bytes" in message


def test_a_bomb_that_lies_about_its_size_changes_nothing(email: str, tmp_path: Path) -> None:
    path = tmp_path / "liar.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Takeout/Drive/zeros.txt", bytes(50_000_000))
    content = path.read_bytes().replace(struct.pack("<L", 50_000_000), struct.pack("<L", 1000))
    path.write_bytes(content)

    code, _ = exit_code("import_takeout", str(path), email=email)

    assert code == 1
    assert not User.objects.filter(email=email).exists()


def test_a_damaged_zip_is_refused(export: Path, email: str, tmp_path: Path) -> None:
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in export.rglob("*.*"):
            if file.is_file():
                archive.write(file, file.relative_to(export))
    content = bytearray(packed.read_bytes())
    content[100:160] = bytes(60)
    packed.write_bytes(content)

    code, message = exit_code("import_takeout", str(packed), email=email)

    assert (code, bool(message)) == (1, True)
    assert not User.objects.filter(email=email).exists()


@pytest.mark.parametrize("is_zip", [False, True])
def test_an_mbox_that_is_none_is_refused(is_zip: bool, email: str, tmp_path: Path) -> None:
    path = tmp_path / "export"
    (path / "Takeout" / "Mail").mkdir(parents=True)
    mbox = path / "Takeout" / "Mail" / "All mail.mbox"
    mbox.write_bytes(bytes(range(256)) * 100)
    if is_zip:
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(mbox, "Takeout/Mail/All mail.mbox")

    code, message = exit_code("import_takeout", str(path), email=email)

    assert code == 1
    assert "All mail.mbox is no mbox" in message
    assert not User.objects.filter(email=email).exists()


def test_an_mbox_that_was_cut_off_gives_what_it_has(email: str, tmp_path: Path) -> None:
    export = write_export(tmp_path, mails=[Mail(1), Mail(2), Mail(3)])
    (mbox,) = export.rglob("*.mbox")
    mbox.write_bytes(mbox.read_bytes()[:-20])

    result = run("import_takeout", str(export), email=email)["gmail"]

    assert result["read"] == 3
    assert result["new"] >= 2


def test_an_address_that_is_none_is_bad_usage(export: Path, google: str) -> None:
    code, message = exit_code("import_takeout", str(export), email="not an address")

    assert (code, "no e-mail address" in message) == (2, True)


def test_an_unknown_person_is_bad_usage(google: str) -> None:
    code, message = exit_code("sync", email="nobody@example.org")

    assert code == 2
    assert "nobody@example.org" in message


def test_a_sync_prints_the_services_that_were_asked_for(export: Path, email: str) -> None:
    run("import_takeout", str(export), email=email)

    assert set(run("sync", email=email)) == {"gmail", "gcal", "gdrive", "embedding_seconds"}
    assert set(run("sync", "--service", "gcal", email=email)) == {"gcal", "embedding_seconds"}


def test_a_google_that_cannot_be_reached_is_told_with_what_to_do(
    export: Path, email: str, settings: Settings
) -> None:
    run("import_takeout", str(export), email=email)
    settings.GOOGLE_API_ROOT = "http://127.0.0.1:1"

    code, message = exit_code("import_takeout", str(export), email=email)

    assert (code, "make services" in message) == (4, True)


def test_one_service_that_fails_does_not_stop_the_others(
    export: Path, email: str, google: str
) -> None:
    run("import_takeout", str(export), email=email)
    faults(google, {"match": "/drive/v3/", "kind": "domainPolicy"})
    out = StringIO()

    with pytest.raises(CommandError) as caught:
        call_command("sync", "--email", email, stdout=out)

    assert caught.value.returncode == 3
    result = json.loads(out.getvalue())
    assert result["gmail"]["read"] == 2
    assert "domainPolicy" in result["gdrive"]["error"]


def test_when_everything_fails_the_code_says_so(export: Path, email: str, google: str) -> None:
    run("import_takeout", str(export), email=email)
    faults(google, {"match": "v[13]/", "kind": "domainPolicy"})

    code, message = exit_code("sync", email=email)

    assert code == 1
    assert "domainPolicy" in message


def test_a_person_without_a_google_account_is_told(email: str, google: str) -> None:
    User.objects.create_user(email)

    code, message = exit_code("sync", email=email)

    assert (code, message) == (1, "No Google account is connected.")


def test_an_import_leaves_what_others_have_alone(
    export: Path, email: str, google: str, tmp_path: Path
) -> None:
    run("import_takeout", str(export), email=email)
    other = f"{uuid.uuid4().hex}@example.org"
    run("import_takeout", str(write_export(tmp_path / "b", mails=[Mail(9)])), email=other)

    assert len(control(google, "GET", f"state?email={email}")["messages"]) == 2
    assert run("sync", email=email)["gmail"]["removed"] == 0


@pytest.mark.parametrize("command", ["sync", "token"])
def test_a_database_that_cannot_be_reached_is_told_with_what_to_do(command: str) -> None:
    address = "postgresql://orchestrator_app:secret@127.0.0.1:1/orchestrator"
    done = subprocess.run(
        [sys.executable, "manage.py", command, "--email", "ada@example.org"],
        cwd=Path(__file__).resolve().parents[3],
        env=os.environ | {"DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (4, "")
    assert "make services" in done.stderr
    assert "secret" not in done.stderr
