"""A browser at Google's consent page, and the way there and back."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Collection
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.test import Client

LOGIN = "/api/v1/auth/login"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_browser = urllib.request.build_opener(_NoRedirects)


def to_google(client: Client, **parameters: str) -> str:
    """The consent page's address, to which our site sends the browser."""
    answer = client.get(LOGIN, parameters)
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def decide(
    address: str, email: str, *, unticked: Collection[str] = (), decision: str = "allow"
) -> str:
    """What the person does on the page; the address to which Google sends the browser back."""
    with _browser.open(address, timeout=20) as page:
        text = page.read().decode()
    ticks = [unescape(value) for value in re.findall(r'name="scope" value="([^"]*)"', text)]
    scopes = [scope for scope in ticks if scope.rpartition("/")[2] not in unticked]
    form = urlencode({"email": email, "decision": decision, "scope": scopes}, doseq=True)
    try:
        _browser.open(address, data=form.encode(), timeout=20).close()
    except urllib.error.HTTPError as answer:
        with answer:
            if answer.code == 302:
                return answer.headers["Location"]
    raise AssertionError("the consent page sent the browser nowhere")


def sign_in(client: Client, email: str, *, follow: bool = True, **choices: Any) -> Any:
    """All the way; our last answer."""
    back = decide(to_google(client), email, **choices)
    return client.get(back, follow=follow)


def asked_of_google(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
