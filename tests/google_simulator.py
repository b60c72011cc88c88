"""Starts the simulated Google Workspace for tests."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def running_simulator(data_dir: Path, *arguments: str) -> Iterator[str]:
    """A simulator on a free loopback port with its state in ``data_dir``; yields its URL."""
    process = start_simulator(data_dir, *arguments)
    try:
        yield address_of(process)
    finally:
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
    """Google's own client for ``gmail``, ``calendar`` or ``drive``, spoken to the simulator."""
    import httplib2
    from google.oauth2.credentials import Credentials
    from google_auth_httplib2 import AuthorizedHttp
    from googleapiclient.discovery import build_from_document
    from googleapiclient.discovery_cache import get_static_doc

    text = get_static_doc(service, {"gmail": "v1", "calendar": "v3", "drive": "v3"}[service])
    assert text is not None
    document = json.loads(text) | {"rootUrl": f"{url}/"}
    document.pop("mtlsRootUrl", None)
    plain = httplib2.Http(timeout=30)
    plain.redirect_codes = plain.redirect_codes - {308}  # resumable uploads go on with it
    http = AuthorizedHttp(Credentials(token=token), http=plain)
    return build_from_document(document, http=http)
