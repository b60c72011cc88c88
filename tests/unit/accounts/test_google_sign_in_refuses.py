"""What can go wrong on the way to Google and back: it is told, and nothing is lost."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.google.simulator.signing import Signer
from accounts.models import Connection, User
from accounts.scopes import by_service
from accounts.tenancy import tenant
from tests import factories
from tests.google_consent import LOGIN, asked_of_google, decide, sign_in, to_google
from tests.simulated_google import faults

pytestmark = pytest.mark.django_db(transaction=True)
CALLBACK = "/api/v1/auth/callback"
LOGIN_PAGE = "/accounts/login/"


@pytest.fixture
def email(google: str) -> str:
    """An address that this Google has never seen."""
    return f"ada.{uuid.uuid4().hex[:8]}@example.org"


def _refused(client: Client, answer: Any, words: str) -> None:
    """Nobody came in, and the next page says why and lets the person try again."""
    assert answer.redirect_chain[-1][0] == LOGIN_PAGE
    page = answer.content.decode()
    assert words in page
    assert 'role="alert"' in page
    assert LOGIN in page
    assert "_auth_user_id" not in client.session
    assert not User.objects.exists()


def test_whoever_denies_is_told_how_to_try_again(email: str, client: Client) -> None:
    _refused(client, sign_in(client, email, decision="deny"), "You need to grant access")


def test_a_signed_in_person_who_denies_stays_signed_in(email: str, client: Client) -> None:
    client.force_login(User.objects.create_user("grace@example.org"))
    answer = sign_in(client, email, decision="deny")
    assert answer.redirect_chain == [("/", 302)]
    assert "You need to grant access" in answer.content.decode()


def test_without_a_ticked_service_the_rest_is_connected_and_the_gap_is_told(
    email: str, client: Client
) -> None:
    answer = sign_in(client, email, unticked=("calendar", "drive"))
    assert "Without access to Calendar and Drive" in answer.content.decode()
    user = User.objects.get(email=email)
    with tenant(user.id):
        connection = Connection.objects.get(user_id=user.id)
    missing = [name for name, held in by_service(connection.scopes).items() if held.missing]
    assert missing == ["gcal", "gdrive"]


def test_without_the_address_nobody_comes_in(email: str, client: Client) -> None:
    answer = sign_in(client, email, unticked=("userinfo.email",))
    _refused(client, answer, "did not tell us your e-mail address")


def test_another_state_than_ours_is_refused(email: str, client: Client) -> None:
    back = decide(to_google(client), email)
    _refused(
        client, client.get(back.replace("state=", "state=x"), follow=True), "was not started here"
    )


def test_the_callback_of_another_browser_is_refused(email: str, client: Client) -> None:
    back = decide(to_google(client), email)
    _refused(client, Client().get(back, follow=True), "was not started here")


def test_a_callback_works_once(email: str, client: Client) -> None:
    back = decide(to_google(client), email)
    assert client.get(back)["Location"] == "/"
    client.logout()
    answer = client.get(back, follow=True)
    assert "was not started here" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("query", ["", "?code=x", "?error=server_error", "?state=&code="])
def test_a_callback_that_nobody_asked_for_is_refused(
    google: str, client: Client, query: str
) -> None:
    _refused(client, client.get(CALLBACK + query, follow=True), "was not started here")


def _back(client: Client, **answer: str) -> str:
    state = asked_of_google(to_google(client))["state"]
    return f"{CALLBACK}?{urlencode({'state': state, **answer})}"


def test_a_code_that_is_no_longer_good_is_told(google: str, client: Client) -> None:
    answer = client.get(_back(client, code="used-up"), follow=True)
    _refused(client, answer, "The login session expired")


def test_any_other_error_of_google_is_told_without_its_words(google: str, client: Client) -> None:
    answer = client.get(_back(client, error="<script>x"), follow=True)
    _refused(client, answer, "Google sign-in failed")
    assert "<script>x" not in answer.content.decode()


def test_a_client_that_google_does_not_know_is_told(
    email: str, client: Client, settings: Settings
) -> None:
    back = decide(to_google(client), email)
    settings.GOOGLE_CLIENT_SECRET = "wrong"
    _refused(client, client.get(back, follow=True), "configuration issue")


@pytest.mark.parametrize(
    ("status", "words"), [(429, "Too many login attempts"), (503, "cannot be reached")]
)
def test_a_google_that_is_busy_is_told(
    email: str, client: Client, google: str, status: int, words: str
) -> None:
    back = decide(to_google(client), email)
    faults(google, {"match": "POST /token", "status": status})
    _refused(client, client.get(back, follow=True), words)


def test_a_google_that_is_away_is_told(email: str, client: Client, settings: Settings) -> None:
    back = decide(to_google(client), email)
    settings.GOOGLE_OAUTH_ROOT = "http://127.0.0.1:9"
    _refused(client, client.get(back, follow=True), "cannot be reached")


@pytest.mark.parametrize("name", ["scope", "auth_params", "process", "action"])
def test_the_browser_cannot_choose_what_google_is_asked(
    google: str, client: Client, name: str
) -> None:
    answer = client.get(LOGIN, {name: "https://www.googleapis.com/auth/admin"})
    assert answer.status_code == 400
    assert name in answer.json()["error"]["message"]


def test_without_a_google_client_nothing_is_offered(
    client: Client, db: None, settings: Settings
) -> None:
    settings.GOOGLE_CLIENT_ID = ""
    assert client.get(LOGIN).json()["error"]["code"] == "google_not_configured"
    assert "Google" not in client.get(LOGIN_PAGE).content.decode()


def test_an_account_of_another_person_is_not_connected(email: str, client: Client) -> None:
    sign_in(client, email, follow=False)
    owner = User.objects.get(email=email)
    other = User.objects.create_user("grace@example.org")
    client.force_login(other)
    answer = sign_in(client, email)
    assert "belongs to another person" in answer.content.decode()
    for user, connections in ((owner, 1), (other, 0)):
        with tenant(user.id):
            assert Connection.objects.filter(user_id=user.id).count() == connections


def test_an_account_with_the_address_of_another_person_is_not_connected(
    email: str, client: Client
) -> None:
    User.objects.create_user(email, factories.PASSWORD)
    client.force_login(User.objects.create_user("grace@example.org"))
    assert "belongs to another person" in sign_in(client, email).content.decode()


def test_a_person_who_was_closed_out_stays_out(email: str, client: Client) -> None:
    sign_in(client, email, follow=False)
    client.logout()
    User.objects.filter(email=email).update(is_active=False)
    assert "This account is closed" in sign_in(client, email).content.decode()
    assert "_auth_user_id" not in client.session


def test_an_address_that_google_does_not_host_takes_over_nobody_in_production(
    email: str, client: Client, settings: Settings
) -> None:
    settings.LOCAL = False
    user = User.objects.create_user(email, factories.PASSWORD)
    assert "Sign in to it first" in sign_in(client, email).content.decode()
    assert "_auth_user_id" not in client.session
    client.force_login(user)
    sign_in(client, email, follow=False)
    with tenant(user.id):
        assert Connection.objects.filter(user_id=user.id, email=email).exists()


@pytest.mark.parametrize("page", ["signup/", "email/", "confirm-email/x/"])
def test_nobody_takes_an_address_without_google(client: Client, db: None, page: str) -> None:
    client.force_login(User.objects.create_user("grace@example.org"))
    assert client.post(f"/accounts/{page}", {"email": "ada@example.org"}).status_code == 404


class _Answers(HTTPServer):
    """A Google that says of people what the test makes it say."""

    def __init__(self, signer: Signer, certificates: Signer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.signer, self.certificates = signer, certificates
        self.claims: dict[str, Any] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: _Answers

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "a", "id_token": self.server.signer.sign(self.server.claims)})

    def do_GET(self) -> None:
        self._answer(self.server.certificates.certificates())

    def log_message(self, format: str, *args: Any) -> None:
        """Quietly."""

    def _answer(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def speaker(settings: Settings, tmp_path: Path) -> Iterator[_Answers]:
    signer = Signer(tmp_path / "key.pem")
    with _Answers(signer, signer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.GOOGLE_OAUTH_ROOT = server.url
        settings.GOOGLE_CLIENT_ID = settings.GOOGLE_CLIENT_SECRET = "ours"
        server.claims = {
            "iss": "https://accounts.google.com",
            "aud": "ours",
            "sub": "1",
            "email": "ada@example.org",
            "email_verified": True,
            "iat": 1_000_000_000,
            "exp": 4_000_000_000,
        }
        yield server
        server.shutdown()
        thread.join()


def test_what_a_token_must_say_lets_in(speaker: _Answers, client: Client) -> None:
    assert client.get(_back(client, code="x"))["Location"] == "/"
    assert User.objects.get().email == "ada@example.org"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"email_verified": False}, "has not verified"),
        ({"email_verified": "true"}, "has not verified"),
        ({"email": ""}, "did not tell us"),
        ({"aud": "somebody-else"}, "Google sign-in failed"),
        ({"iss": "https://elsewhere.example"}, "Google sign-in failed"),
        ({"exp": 1_000_000_001}, "Google sign-in failed"),
    ],
)
def test_a_token_that_says_otherwise_does_not(
    speaker: _Answers, client: Client, changed: dict[str, Any], words: str
) -> None:
    speaker.claims |= changed
    _refused(client, client.get(_back(client, code="x"), follow=True), words)


def test_a_token_that_another_signed_does_not(
    speaker: _Answers, client: Client, tmp_path: Path
) -> None:
    speaker.certificates = Signer(tmp_path / "another.pem")
    answer = client.get(_back(client, code="x"), follow=True)
    _refused(client, answer, "Google sign-in failed")
