"""The simulated Google Workspace's controls: load an export, sign in without a browser."""

from __future__ import annotations

import http.client
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from accounts.google.tokens import Tokens
from sync.errors import BadExport, SyncError

LOADING_SECONDS = 900
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class NoSimulator(SyncError):
    """No simulated Google Workspace answers."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The simulated Google Workspace cannot be reached ({reason}). "
            "Start it with: make services",
            unreachable=True,
        )


def is_google() -> bool:
    """Whether Google is a simulated one on this machine."""
    return urlsplit(settings.GOOGLE_API_ROOT).hostname in LOOPBACK


def load_takeout(*, email: str, archive: Path) -> dict[str, Any]:
    """Load a zipped export into the account; the simulator's counts by service.

    Raises BadExport, NoSimulator.
    """
    with archive.open("rb") as content:
        return _call("POST", f"takeout?email={quote(email)}", content, archive.stat().st_size)


def empty_account(email: str) -> None:
    """Take everything out of the account, if there is one. Raises NoSimulator."""
    try:
        _call("POST", f"reset?email={quote(email)}", b"")
    except BadExport:
        return  # there is no such account


def sign_in(email: str) -> tuple[Tokens, str, list[str]]:
    """Tokens of the account, its Google id and the scopes. Raises NoSimulator."""
    answer = _call("POST", "token", json.dumps({"email": email}).encode())
    lifetime = timedelta(seconds=float(answer.get("expires_in", 3600)))
    tokens = Tokens(
        access_token=str(answer["access_token"]),
        refresh_token=str(answer.get("refresh_token") or ""),
        expires_at=datetime.now(UTC) + lifetime,
    )
    return tokens, str(answer.get("sub", "")), str(answer.get("scope", "")).split()


def _call(
    method: str, control: str, body: bytes | IO[bytes], length: int | None = None
) -> dict[str, Any]:
    root = urlsplit(settings.GOOGLE_API_ROOT)
    if root.hostname not in LOOPBACK:
        raise NoSimulator("GOOGLE_API_ROOT names none on this machine")
    headers = {"Content-Length": str(len(body) if isinstance(body, bytes) else length)}
    connection = http.client.HTTPConnection(root.hostname, root.port, timeout=LOADING_SECONDS)
    try:
        connection.request(method, f"/_control/{control}", body=body, headers=headers)
        response = connection.getresponse()
        content = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise NoSimulator(str(error) or type(error).__name__) from error
    finally:
        connection.close()
    return _answer(response.status, content)


def _answer(status: int, content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError as error:
        raise NoSimulator(f"it answers {status} without JSON") from error
    if status >= 500:
        raise NoSimulator(f"it answers {status}")
    if status >= 400:
        raise BadExport(str(answer.get("error", {}).get("message", f"refused with {status}")))
    return dict(answer)
