"""The simulator's door: loopback only, batches, fields, faults, the log."""

import http.client
import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from googleapiclient.errors import HttpError

from tests.google_simulator import (
    ROOT,
    access_token,
    address_of,
    calls_of,
    control,
    google_client,
    running_simulator,
)

Json = dict[str, Any]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_simulator(tmp_path_factory.mktemp("google")) as address:
        yield address


@pytest.fixture
def email() -> str:
    return f"{uuid4().hex[:10]}@example.org"


def send(
    url: str, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[int, Any, bytes]:
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=20)
    try:
        connection.request(
            method,
            path,
            body=body or None,
            headers={k.replace("_", "-"): v for k, v in headers.items()},
        )
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "accounts.google.simulator", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("host", ["::", "192.0.2.1", "example.org"])
def test_it_listens_on_loopback_only(tmp_path: Path, host: str) -> None:
    ended = run("--port", "0", "--data", str(tmp_path), "--host", host)
    assert ended.returncode == 1
    assert "loopback" in ended.stderr
    assert ended.stdout == ""


def test_a_port_in_use_and_a_bad_directory_are_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run("--port", str(port), "--data", str(tmp_path))
    assert (ended.returncode, f"port {port}" in ended.stderr) == (1, True)
    (tmp_path / "file").write_text("")
    ended = run("--port", "0", "--data", str(tmp_path / "file"))
    assert (ended.returncode, "data directory" in ended.stderr) == (1, True)
    ended = run("--port", "0", "--data", str(tmp_path / "d"), "--takeout", "nonsense")
    assert (ended.returncode, "EMAIL=PATH" in ended.stderr) == (1, True)


def test_two_simulators_do_not_share_a_directory(tmp_path: Path) -> None:
    with running_simulator(tmp_path):
        ended = run("--port", "0", "--data", str(tmp_path))
    assert (ended.returncode, "already runs" in ended.stderr) == (1, True)


def test_names_that_are_not_loopback_are_refused(url: str) -> None:
    port = url.rsplit(":", 1)[1]
    assert send(url, "GET", "/_control/health", Host=f"rebound.example:{port}")[0] == 403
    assert send(url, "GET", "/gmail/v1/users/me/profile", Host="rebound.example")[0] == 403
    assert send(url, "GET", "/_control/health", Host=f"localhost:{port}")[0] == 200


def test_controls_are_not_for_browsers(url: str) -> None:
    body = json.dumps({"email": "a@example.org"}).encode()
    status, _, _ = send(url, "POST", "/_control/token", body, Origin="https://evil.example")
    assert status == 403
    status, _, _ = send(url, "POST", "/_control/token", body, Sec_Fetch_Site="cross-site")
    assert status == 403


def test_connections_are_kept_open(url: str) -> None:
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=20)
    sockets = set()
    for path in ("/_control/health", "/gmail/v1/users/me/profile", "/nothing"):
        connection.request("POST", path, body=b"x" * 100_000)
        connection.getresponse().read()
        assert connection.sock is not None
        sockets.add(connection.sock.getsockname())
    connection.close()
    assert len(sockets) == 1


def test_unknown_paths_and_methods_have_googles_error_shape(url: str, email: str) -> None:
    bearer = f"Bearer {access_token(url, email)}"
    for path, expected in (("/gmail/v1/nothing", 404), ("/gmail/v1/users/me/settings/imap", 501)):
        scope = f"Bearer {access_token(url, email, 'https://mail.google.com/')}"
        status, _, data = send(url, "GET", path, Authorization=scope)
        error = json.loads(data)["error"]
        assert (status, error["code"]) == (expected, expected)
        assert set(error["errors"][0]) >= {"domain", "reason", "message"}
    status, _, data = send(url, "POST", "/calendar/v3/freeBusy", b"{broken", Authorization=bearer)
    assert (status, json.loads(data)["error"]["errors"][0]["reason"]) == (400, "parseError")


@pytest.fixture
def files(url: str, email: str) -> Any:
    drive = google_client(url, "drive", access_token(url, email))
    for name in ("a", "b"):
        drive.files().create(body={"name": name}).execute()
    return drive.files()


@pytest.mark.parametrize(
    ("mask", "expected"),
    [
        ("kind", {"kind": "drive#fileList"}),
        ("files/name", {"files": [{"name": "a"}, {"name": "b"}]}),
        (
            "files(name,owners/me)",
            {
                "files": [
                    {"name": "a", "owners": [{"me": True}]},
                    {"name": "b", "owners": [{"me": True}]},
                ]
            },
        ),
        (
            "files(name,capabilities(canEdit))",
            {
                "files": [
                    {"name": "a", "capabilities": {"canEdit": True}},
                    {"name": "b", "capabilities": {"canEdit": True}},
                ]
            },
        ),
        (
            "kind, files( name )",
            {"kind": "drive#fileList", "files": [{"name": "a"}, {"name": "b"}]},
        ),
        (
            "*/name",
            {
                "kind": "drive#fileList",
                "incompleteSearch": False,
                "files": [{"name": "a"}, {"name": "b"}],
            },
        ),
    ],
)
def test_fields_pick_what_is_asked_for(files: Any, mask: str, expected: Json) -> None:
    assert files.list(fields=mask, orderBy="name").execute() == expected


@pytest.mark.parametrize("mask", ["", "nothing", "files(nothing)", "files(name", "files)", "a,,b"])
def test_bad_fields_are_refused(files: Any, mask: str) -> None:
    with pytest.raises(HttpError) as error:
        files.list(fields=mask).execute()
    assert error.value.status_code == 400


def batch_body(*parts: str, newline: str = "\r\n") -> tuple[bytes, str]:
    """A batch of calls with the Content-IDs c1, c2, ..."""
    lines = []
    for number, part in enumerate(parts, start=1):
        lines += [
            "--edge",
            "Content-Type: application/http",
            "MIME-Version: 1.0",
            f"Content-ID: <uuid + {number}>",
            "",
            part,
            "",
        ]
    return newline.join([*lines, "--edge--", ""]).encode(), 'multipart/mixed; boundary="edge"'


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_a_batch_echoes_ids_in_order_and_ends_each_answer_with_an_empty_line(
    url: str, email: str, newline: str
) -> None:
    bearer = f"Bearer {access_token(url, email)}"
    good = newline.join(
        ["GET /gmail/v1/users/me/profile HTTP/1.1", "Accept: application/json", "", ""]
    )
    bad = newline.join(["GET /gmail/v1/users/me/messages/abc HTTP/1.1", "", ""])
    body, kind = batch_body(good, bad, newline=newline)
    status, headers, data = send(
        url, "POST", "/batch", body, Authorization=bearer, Content_Type=kind
    )
    assert status == 200
    boundary = headers["Content-Type"].partition("boundary=")[2].strip('"')
    parts = data.split(f"--{boundary}".encode())[1:-1]
    assert len(parts) == 2
    assert b"Content-ID: <response-uuid + 1>\r\n" in parts[0]
    assert b"Content-ID: <response-uuid + 2>\r\n" in parts[1]
    assert b"HTTP/1.1 200 OK\r\n" in parts[0]
    assert b"HTTP/1.1 404 " in parts[1]
    assert all(part.endswith(b"\r\n\r\n") for part in parts)


def test_a_batch_holds_a_hundred_calls(url: str, email: str) -> None:
    gmail = google_client(url, "gmail", access_token(url, email))
    answers: list[Any] = []

    def batch(size: int) -> Any:
        made = gmail.new_batch_http_request(callback=lambda *answer: answers.append(answer))
        for _ in range(size):
            made.add(gmail.users().getProfile(userId="me"))
        return made

    batch(100).execute()
    assert len(answers) == 100
    assert all(error is None for _, _, error in answers)
    call = "GET /gmail/v1/users/me/profile HTTP/1.1\n\n"
    body, kind = batch_body(*[call] * 101)
    bearer = f"Bearer {access_token(url, email)}"
    assert send(url, "POST", "/batch", body, Authorization=bearer, Content_Type=kind)[0] == 400


@pytest.mark.parametrize(
    ("service", "path"),
    [
        ("gmail", "/batch/gmail/v1"),
        ("calendar", "/batch/calendar/v3"),
        ("drive", "/batch/drive/v3"),
    ],
)
def test_each_service_has_its_own_batch_path(url: str, email: str, service: str, path: str) -> None:
    bearer = f"Bearer {access_token(url, email)}"
    calls = {
        "gmail": "/gmail/v1/users/me/profile",
        "calendar": "/calendar/v3/users/me/calendarList",
        "drive": "/drive/v3/files",
    }
    for name, call in calls.items():
        body, kind = batch_body(f"GET {call} HTTP/1.1\r\n\r\n")
        status, _, _ = send(url, "POST", path, body, Authorization=bearer, Content_Type=kind)
        assert status == (200 if name == service else 400)


def test_the_python_clients_batches_work_for_calendar_and_drive(url: str, email: str) -> None:
    token = access_token(url, email)
    calendar, drive = (google_client(url, name, token) for name in ("calendar", "drive"))
    answers: dict[str, Any] = {}
    body = {"summary": "Über", "start": {"date": "2026-12-01"}, "end": {"date": "2026-12-02"}}
    batch = calendar.new_batch_http_request()
    batch.add(
        calendar.events().insert(calendarId="primary", body=body),
        request_id="a b/ü",
        callback=lambda key, answer, error: answers.update({key: answer["summary"]}),
    )
    batch.execute()
    batch = drive.new_batch_http_request()
    batch.add(
        drive.files().create(body={"name": "F"}),
        request_id="f",
        callback=lambda key, answer, error: answers.update({key: answer["name"]}),
    )
    batch.execute()
    assert answers == {"a b/ü": "Über", "f": "F"}


def test_calls_in_a_batch_need_a_token_each_and_may_bring_their_own(url: str, email: str) -> None:
    own = access_token(url, email)
    call = "GET /gmail/v1/users/me/profile HTTP/1.1\r\n"
    body, kind = batch_body(call + "\r\n", call + f"Authorization: Bearer {own}\r\n\r\n")
    _, _, data = send(url, "POST", "/batch", body, Content_Type=kind)
    assert data.count(b"HTTP/1.1 401 ") == 1
    assert data.count(b"HTTP/1.1 200 ") == 1


def test_the_log_tells_every_google_call_and_no_control(url: str, email: str) -> None:
    token = access_token(url, email)
    before = max((call["n"] for call in calls_of(url)), default=0)
    gmail = google_client(url, "gmail", token)
    gmail.users().getProfile(userId="me").execute()
    batch = gmail.new_batch_http_request()
    batch.add(gmail.users().labels().list(userId="me"))
    batch.execute()
    control(url, "GET", "health")
    calls = calls_of(url, before)
    assert [(c["email"], c["method"], c["path"].partition("?")[0], c["status"]) for c in calls] == [
        (email, "GET", "/gmail/v1/users/me/profile", 200),
        (email, "GET", "/gmail/v1/users/me/labels", 200),
    ]
    assert [c["n"] for c in calls] == [before + 1, before + 2]
    assert token not in json.dumps(calls)


def test_accounts_do_not_see_each_other_and_reset_empties_one(url: str, email: str) -> None:
    other = f"other-{email}"
    for address in (email, other):
        drive = google_client(url, "drive", access_token(url, address))
        drive.files().create(body={"name": address}).execute()
    for address in (email, other):
        state = control(url, "GET", f"state?email={address}")
        assert [f["name"] for f in state["files"]] == [address]
    control(url, "POST", f"reset?email={email}")
    assert control(url, "GET", f"state?email={email}")["files"] == []
    assert len(control(url, "GET", f"state?email={other}")["files"]) == 1


def test_unknown_accounts_and_bad_addresses_are_told(url: str) -> None:
    for name, body, code in (
        ("state?email=no@example.net", None, 404),
        ("token", {"email": "x"}, 400),
    ):
        with pytest.raises(urllib.error.HTTPError) as error:
            control(url, "POST" if body else "GET", name, body)
        with error.value:
            assert error.value.code == code


def test_the_command_becomes_the_simulator_below_the_data_directory(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "google_simulator", "--port", "0"]
    environment = {**os.environ, "DATA_DIR": str(tmp_path)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        address = address_of(process)
        assert control(address, "GET", "health")["pid"] == process.pid
        assert (tmp_path / "google" / "accounts").is_dir()
    finally:
        process.terminate()
        assert process.wait(timeout=20) == 0
        assert process.stdout is not None
        process.stdout.close()
