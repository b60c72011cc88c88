"""Ending our access to a Google account
(developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke)."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from accounts.google.connections import writing_http
from accounts.google.errors import GoogleError, wrapped

REVOKE_URL: Final = "https://oauth2.googleapis.com/revoke"
SECONDS: Final = 5.0


def revoke(token: str, *, revoke_url: str = REVOKE_URL) -> None:
    """Ends everything that the token's grant allows. Raises GoogleError."""
    if not token:
        return
    with wrapped(), writing_http(SECONDS) as http:
        response, _ = http.request(
            revoke_url,
            method="POST",
            body=urlencode({"token": token}),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
    if response.status != 200:
        raise GoogleError("Google did not end the access", status=response.status)
