"""Sign-in at the simulator, as a web server application does it."""

import base64
import hashlib
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import pytest
from google.auth import jwt
from googleapiclient.errors import HttpError

from tests.google_simulator import access_token, control, google_client, running_simulator

Json = dict[str, Any]
BASE = "https://www.googleapis.com/auth/"
BACK = "http://127.0.0.1:8000/accounts/google/login/callback/"
READ = BASE + "gmail.readonly"
CALENDAR = BASE + "calendar"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_simulator(tmp_path_factory.mktemp("google")) as address:
        yield address


@pytest.fixture
def email() -> str:
    return f"{uuid4().hex[:10]}@example.org"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def post(url: str, values: Any, headers: dict[str, str] | None = None) -> tuple[int, Any]:
    """Status and body (or the address of a redirect) of a form that was sent."""
    data = urlencode(values, doseq=True).encode()
    request = urllib.request.Request(url, data=data, headers=headers or {})
    try:
        with urllib.request.build_opener(NoRedirect).open(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 302:
                return 302, error.headers["Location"]
            return error.code, json.load(error)


def asked(scope: str, **more: str) -> str:
    return urlencode(
        {
            "client_id": "simulator",
            "response_type": "code",
            "redirect_uri": BACK,
            "scope": scope,
            "state": "s t",
            "access_type": "offline",
            "prompt": "consent",
            **more,
        }
    )


def consent(
    url: str,
    email: str,
    scope: str,
    decision: str = "allow",
    ticked: str = "",
    **more: str,
) -> dict[str, str]:
    """What comes back to the redirect_uri after the person has decided."""
    form = {
        "email": email,
        "decision": decision,
        "scope": (ticked or scope).split(),
    }
    status, location = post(f"{url}/o/oauth2/v2/auth?{asked(scope, **more)}", form)
    assert status == 302
    assert location.startswith(BACK)
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def exchange(url: str, code: str, **more: str) -> tuple[int, Json]:
    return post(
        f"{url}/token",
        {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": "simulator",
            "client_secret": "simulator",
            "redirect_uri": BACK,
            **more,
        },
    )


def renew(url: str, token: str, **more: str) -> tuple[int, Json]:
    return post(
        f"{url}/token",
        {
            "grant_type": "refresh_token",
            "refresh_token": token,
            "client_id": "simulator",
            "client_secret": "simulator",
            **more,
        },
    )


def signed_in(url: str, email: str, scope: str, **more: str) -> Json:
    status, tokens = exchange(url, consent(url, email, scope, **more)["code"])
    assert status == 200
    return tokens


def status_of(url: str, token: str) -> int:
    """What a call of getProfile with this token is answered."""
    path = f"{url}/gmail/v1/users/me/profile"
    request = urllib.request.Request(path, headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_the_consent_page_lists_each_scope_to_tick(url: str) -> None:
    with urllib.request.urlopen(f"{url}/o/oauth2/v2/auth?{asked(f'{READ} {CALENDAR}')}") as answer:
        page = answer.read().decode()
        assert answer.headers["Content-Type"].startswith("text/html")
    assert page.count('type="checkbox"') == 2
    assert READ in page
    assert CALENDAR in page
    assert "<script" not in page


@pytest.mark.parametrize(
    "change",
    [{"client_id": "other"}, {"redirect_uri": "https://evil.example/"}, {"response_type": "token"}],
)
def test_a_bad_request_shows_no_form(url: str, change: dict[str, str]) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(f"{url}/o/oauth2/v2/auth?{asked(READ, **change)}")
    with error.value:
        assert error.value.code == 400
        assert "<form" not in error.value.read().decode()


def test_deny_and_unticked_scopes(url: str, email: str) -> None:
    denied = consent(url, email, READ, decision="deny")
    assert denied == {"error": "access_denied", "state": "s t"}
    back = consent(url, email, f"{READ} {CALENDAR}", ticked=CALENDAR)
    assert back["scope"] == CALENDAR
    status, tokens = exchange(url, back["code"])
    assert (status, tokens["scope"]) == (200, CALENDAR)
    assert status_of(url, tokens["access_token"]) == 403
    assert consent(url, email, READ, ticked=BASE + "drive")["error"] == "access_denied"


def test_granted_scopes_are_included_only_when_asked(url: str, email: str) -> None:
    signed_in(url, email, READ)
    alone = signed_in(url, email, CALENDAR)
    assert alone["scope"] == CALENDAR
    both = signed_in(url, email, BASE + "drive", include_granted_scopes="true")
    assert set(both["scope"].split()) == {READ, CALENDAR, BASE + "drive"}


def test_a_refresh_token_comes_only_offline_and_with_consent(url: str, email: str) -> None:
    assert "refresh_token" not in signed_in(url, email, READ, access_type="online")
    assert "refresh_token" in signed_in(url, email, READ)
    assert "refresh_token" not in signed_in(url, email, READ, prompt="select_account")
    first_time = signed_in(url, f"new-{email}", READ, prompt="select_account")
    assert "refresh_token" in first_time


def test_the_code_works_once_with_its_redirect_uri_client_and_verifier(
    url: str, email: str
) -> None:
    code = consent(url, email, READ)["code"]
    assert exchange(url, code)[0] == 200
    assert exchange(url, code)[1]["error"] == "invalid_grant"
    code = consent(url, email, READ)["code"]
    status, answer = exchange(url, code, redirect_uri=BACK + "other")
    assert (status, answer["error"]) == (400, "redirect_uri_mismatch")
    assert exchange(url, "4/0Anothing")[1]["error"] == "invalid_grant"
    code = consent(url, email, READ)["code"]
    assert exchange(url, code, client_secret="wrong")[0] == 401
    assert exchange(url, code)[0] == 200


def test_pkce_takes_only_the_right_verifier(url: str, email: str) -> None:
    verifier = "v" * 64
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    pkce = {"code_challenge": challenge, "code_challenge_method": "S256"}
    for wrong in ({}, {"code_verifier": challenge}, {"code_verifier": "w" * 64}):
        code = consent(url, email, READ, **pkce)["code"]
        assert exchange(url, code, **wrong)[1]["error"] == "invalid_grant"
    code = consent(url, email, READ, **pkce)["code"]
    assert exchange(url, code, code_verifier=verifier)[0] == 200


def test_the_id_token_is_signed_by_the_published_certificates(url: str, email: str) -> None:
    tokens = signed_in(url, email, "openid email profile " + READ, nonce="n1")
    with urllib.request.urlopen(f"{url}/oauth2/v1/certs") as answer:
        certificates = json.load(answer)
    assert all(pem.startswith("-----BEGIN CERTIFICATE-----") for pem in certificates.values())
    claims = jwt.decode(  # type: ignore[no-untyped-call]
        tokens["id_token"], certs=certificates, audience="simulator"
    )
    assert claims["iss"] == "https://accounts.google.com"
    assert (claims["email"], claims["email_verified"], claims["nonce"]) == (email, True, "n1")
    head, _, signature = tokens["id_token"].split(".")
    forged = base64.urlsafe_b64encode(json.dumps(claims | {"sub": "1"}).encode()).decode()
    with pytest.raises(ValueError):
        jwt.decode(  # type: ignore[no-untyped-call]
            f"{head}.{forged.rstrip('=')}.{signature}", certs=certificates, audience="simulator"
        )
    request = urllib.request.Request(
        f"{url}/oauth2/v3/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}
    )
    with urllib.request.urlopen(request) as answer:
        person = json.load(answer)
    assert (person["sub"], person["email"]) == (claims["sub"], email)


def test_access_tokens_expire_and_are_renewed(tmp_path: Any, email: str) -> None:
    with running_simulator(tmp_path) as url:
        tokens = signed_in(url, email, READ)
        assert tokens["expires_in"] == 3600
        assert status_of(url, tokens["access_token"]) == 200
        control(url, "POST", "clock", {"advance": 3601})
        assert status_of(url, tokens["access_token"]) == 401
        status, renewed = renew(url, tokens["refresh_token"])
        assert status == 200
        assert "refresh_token" not in renewed
        assert status_of(url, renewed["access_token"]) == 200


@pytest.mark.parametrize("which", ["refresh_token", "access_token"])
def test_revocation_takes_the_whole_family(url: str, email: str, which: str) -> None:
    tokens = signed_in(url, email, READ)
    renewed = renew(url, tokens["refresh_token"])[1]
    assert post(f"{url}/revoke", {"token": tokens[which]})[0] == 200
    for token in (tokens["access_token"], renewed["access_token"]):
        assert status_of(url, token) == 401
    status, answer = renew(url, tokens["refresh_token"])
    assert (status, answer["error"]) == (400, "invalid_grant")
    assert post(f"{url}/revoke", {"token": tokens[which]})[0] == 400


def test_invalid_grant_on_demand(tmp_path: Any, email: str) -> None:
    with running_simulator(tmp_path) as url:
        tokens = signed_in(url, email, READ)
        rule = {"match": "POST /token", "kind": "invalid_grant", "times": 1}
        control(url, "POST", "faults", {"rules": [rule]})
        assert renew(url, tokens["refresh_token"])[1]["error"] == "invalid_grant"
        assert renew(url, tokens["refresh_token"])[0] == 200


def test_unknown_tokens_are_401_and_narrow_ones_403(url: str, email: str) -> None:
    assert status_of(url, "ya29.unknown") == 401
    narrow = access_token(url, email, CALENDAR)
    assert status_of(url, narrow) == 403
    events = google_client(url, "calendar", narrow).events()
    assert events.list(calendarId="primary").execute()["items"] == []
    reader = google_client(url, "gmail", access_token(url, email, READ)).users()
    with pytest.raises(HttpError) as error:
        reader.drafts().create(userId="me", body={"message": {"raw": "eA=="}}).execute()
    content = json.loads(error.value.content)["error"]
    assert content["code"] == 403
    assert content["errors"][0]["reason"] == "insufficientPermissions"


def test_googles_credentials_renew_themselves(url: str, email: str) -> None:
    import google_auth_httplib2
    import httplib2
    from google.oauth2.credentials import Credentials

    tokens = control(url, "POST", "token", {"email": email})
    credentials = Credentials(  # type: ignore[no-untyped-call]
        token=None, refresh_token=tokens["refresh_token"], token_uri=f"{url}/token",
        client_id="simulator", client_secret="simulator",
    )  # fmt: skip
    plain = httplib2.Http()
    credentials.refresh(google_auth_httplib2.Request(plain))  # type: ignore[no-untyped-call]
    plain.close()
    assert status_of(url, str(credentials.token)) == 200
