"""Access tokens that renew themselves, once for all threads and processes."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import google.auth.credentials

from accounts.google.errors import GoogleError, NeedsReconnect, Unavailable, wrapped

TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address


@dataclass(frozen=True, slots=True)
class Tokens:
    """What Google gave. `expires_at` is aware; None means unknown."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Client:
    """Who we are to Google, and where its token endpoint is."""

    client_id: str
    client_secret: str = field(repr=False)
    token_url: str = TOKEN_URL


# Gets a refresh token, gives new tokens. Raises NeedsReconnect, Unavailable.
Exchange = Callable[[str], Tokens]
# Gets the access token that is no longer good and the exchange; gives tokens that are, and keeps
# them. It holds a lock on the connection, so that only one of those who ask does the exchange.
Renew = Callable[[str, Exchange], Tokens]


class RenewingCredentials(google.auth.credentials.Credentials):
    """google-auth's credentials over our own store. `renew` is asked when the token is too old,
    and when Google answers 401."""

    def __init__(self, tokens: Tokens, *, client: Client, renew: Renew) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._client = client
        self._renew = renew
        self._lock = threading.Lock()
        self._take(tokens)

    def refresh(self, request: Any) -> None:
        """Have a good access token. Raises NeedsReconnect, Unavailable."""
        stale = str(self.token or "")
        with self._lock:
            if (self.token or "") == stale:
                self._take(self._renew(stale, lambda token: self._exchange(request, token)))

    def _take(self, tokens: Tokens) -> None:
        self.token = tokens.access_token
        expires = tokens.expires_at
        self.expiry = expires.astimezone(UTC).replace(tzinfo=None) if expires else None

    def _exchange(self, request: Any, refresh_token: str) -> Tokens:
        """RFC 6749, section 6."""
        if not refresh_token:
            raise NeedsReconnect("Google's access has ended. Connect the account again.")
        form = {
            "grant_type": "refresh_token",
            "refresh_token": refresh_token,
            "client_id": self._client.client_id,
            "client_secret": self._client.client_secret,
        }
        with wrapped():
            response = request(
                url=self._client.token_url,
                method="POST",
                body=urlencode(form),
                headers={"Content-Type": "application/x-www-form-urlencoded"},
            )
        return tokens_from(response.status, response.data, refresh_token=refresh_token)


def tokens_from(status: int, content: bytes, *, refresh_token: str) -> Tokens:
    """Tokens in a token endpoint's answer; the old refresh token is kept when none is returned.

    Raises NeedsReconnect for invalid_grant, Unavailable for what may pass, GoogleError otherwise.
    """
    answer = _object(content)
    error = str(answer.get("error", ""))
    if error == "invalid_grant":
        raise NeedsReconnect(
            "Google's access was revoked or has expired. Connect the account again.",
            status=status,
            reason=error,
        )
    if status == 429 or status >= 500:
        raise Unavailable("Google's sign-in is busy", status=status, reason=error)
    if status != 200 or "access_token" not in answer:
        raise GoogleError(
            f"Google did not renew the access: {error or status}", status=status, reason=error
        )
    lifetime = timedelta(seconds=float(answer.get("expires_in", 3600)))
    return Tokens(
        access_token=str(answer["access_token"]),
        refresh_token=str(answer.get("refresh_token") or refresh_token),
        expires_at=datetime.now(UTC) + lifetime,
    )


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
