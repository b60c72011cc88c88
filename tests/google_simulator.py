"""Starts the simulated Google Workspace for tests."""

import io
import json
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

_opened: list[Any] = []  # connections that clients keep open
ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def running_simulator(data_dir: Path, *arguments: str) -> Iterator[str]:
    """A simulator on a free loopback port with its state in ``data_dir``; yields its URL."""
    process = start_simulator(data_dir, *arguments)
    try:
        yield address_of(process)
    finally:
        while _opened:
            _opened.pop().close()
        process.terminate()
        process.wait(timeout=20)
        if process.stdout:
            process.stdout.close()


def start_simulator(data_dir: Path, *arguments: str) -> subprocess.Popen[str]:
    """The process alone, for tests that kill it."""
    command = [
        sys.executable,
        "-m",
        "accounts.google.simulator",
        "--port",
        "0",
        "--data",
        str(data_dir),
        *arguments,
    ]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def address_of(process: subprocess.Popen[str]) -> str:
    """The URL that it prints once it listens; fails when it ended instead."""
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    if not url.startswith("http://"):
        raise RuntimeError(f"the simulator did not start (exit code {process.wait(timeout=20)})")
    control(url, "GET", "health")
    return url


def control(url: str, method: str, name: str, body: Any = None) -> Any:
    """One of its controls; ``body`` is JSON, or bytes as they are."""
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{url}/_control/{name}", data=data, method=method)
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)


def access_token(url: str, email: str, *scopes: str) -> str:
    """A fresh access token of an account, which is made when there is none."""
    body = {"email": email} | ({"scopes": list(scopes)} if scopes else {})
    return str(control(url, "POST", "token", body)["access_token"])


def google_client(url: str, service: str, token: str) -> Any:
    """Google's own client for ``gmail``, ``calendar`` or ``drive``, spoken to the simulator.

    Every answer is checked against the schema of the discovery document.
    """
    import httplib2
    from google.oauth2.credentials import Credentials
    from google_auth_httplib2 import AuthorizedHttp
    from googleapiclient.discovery import build_from_document  # type: ignore[attr-defined]

    from tests.google_schemas import CheckedRequest, document

    doc = document(service) | {"rootUrl": f"{url}/"}
    doc.pop("mtlsRootUrl", None)
    plain = httplib2.Http(timeout=30)
    plain.redirect_codes = plain.redirect_codes - {308}  # resumable uploads go on with it
    _opened.append(plain)
    credentials = Credentials(token=token)  # type: ignore[no-untyped-call]
    http = AuthorizedHttp(credentials, http=plain)
    return build_from_document(doc, http=http, requestBuilder=CheckedRequest)


def load_takeout(url: str, email: str, files: dict[str, bytes]) -> Any:
    """Load an export of these files (paths below ``Takeout/``) into the account; the counts."""
    return control(url, "POST", f"takeout?email={quote(email)}", zipped(files))


def zipped(files: dict[str, bytes], *, root: str = "Takeout/") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(root + path, data)
    return out.getvalue()


def mbox(*mails: str | bytes) -> bytes:
    """Mails one after the other, each behind its "From " line."""
    line = b"From 1700000000000000000@xxx Sat Nov 21 10:00:00 +0000 2026\n"
    texts = [mail.encode() if isinstance(mail, str) else mail for mail in mails]
    return b"".join(line + text.strip(b"\n") + b"\n\n" for text in texts)


def calls_of(url: str, since: int = 0) -> list[dict[str, Any]]:
    """The log of Google calls after number ``since``."""
    return list(control(url, "GET", f"requests?since={since}")["requests"])
