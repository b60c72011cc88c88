"""Google's OAuth 2.0 endpoints (developers.google.com/identity/protocols/oauth2/web-server)."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

from accounts.google.simulator.api import authorise
from accounts.google.simulator.call import Reply, Request
from accounts.google.simulator.consent import page
from accounts.google.simulator.errors import ApiError
from accounts.google.simulator.store import Json
from accounts.google.simulator.tokens import CLIENT_ID, CLIENT_SECRET, LIFETIME
from accounts.google.simulator.world import World, normal_email

ISSUER = "https://accounts.google.com"
BASE = "https://www.googleapis.com/auth/"
SHORT_NAMES = {"email": BASE + "userinfo.email", "profile": BASE + "userinfo.profile"}
Form = dict[str, list[str]]


def refused(code: str, description: str, status: int = 400) -> Reply:
    """An OAuth error (RFC 6749, 5.2)."""
    return Reply(
        status,
        json={"error": code, "error_description": description},
        headers={"Cache-Control": "no-store"},
    )


def show_consent(world: World, request: Request) -> Reply:
    """The page where a person picks an account and ticks scopes."""
    asked = request.query
    problem = _problem(asked)
    if problem:
        return Reply(
            400,
            body=page("Access blocked", problem),
            headers={"Content-Type": "text/html; charset=utf-8"},
        )
    return Reply(
        body=page(
            "Sign in to the simulated Google",
            "",
            asked=asked,
            emails=world.emails(),
            scopes=_scopes(asked),
        ),
        headers={
            "Content-Type": "text/html; charset=utf-8",
            "Cache-Control": "no-store",
            "X-Frame-Options": "DENY",
        },
    )


def decide_consent(world: World, request: Request) -> Reply:
    """Allow or deny; sends the browser back to the redirect_uri."""
    asked, form = request.query, parse_qs(request.body.decode("utf-8", "replace"))
    origin = request.headers.get("Origin")
    if origin and origin not in (request.root, "null"):
        raise ApiError(403, "forbidden", "The consent page answers to itself only.")
    problem = _problem(asked)
    if problem:
        return refused("invalid_request", problem)
    back: dict[str, str] = {"state": _one(asked, "state")} if "state" in asked else {}
    ticked = frozenset(SHORT_NAMES.get(name, name) for name in form.get("scope", []))
    ticked &= frozenset(_scopes(asked))
    if _one(form, "decision") != "allow" or not ticked:
        return _redirect(asked, back | {"error": "access_denied"})
    email = normal_email(_one(form, "email"))
    world.account(email)
    had = world.tokens.granted(email)
    scopes = ticked | had if _one(asked, "include_granted_scopes") == "true" else ticked
    again = "consent" in _one(asked, "prompt").split()
    code = world.tokens.new_code(
        {
            "email": email,
            "scopes": scopes,
            "redirect_uri": _one(asked, "redirect_uri"),
            "challenge": _one(asked, "code_challenge"),
            "nonce": _one(asked, "nonce"),
            "method": _one(asked, "code_challenge_method") or "plain",
            "offline": _one(asked, "access_type") == "offline" and (again or not had),
        },
        now=world.now(),
    )
    return _redirect(
        asked,
        back
        | {"code": code, "scope": " ".join(sorted(scopes)), "authuser": "0", "prompt": "consent"},
    )


def token(world: World, request: Request) -> Reply:
    """Exchange a code, or renew an access token."""
    form = parse_qs(request.body.decode("utf-8", "replace"))
    client, secret = _client(request, form)
    if client != CLIENT_ID or not hmac.compare_digest(secret.encode(), CLIENT_SECRET.encode()):
        return refused("invalid_client", "The OAuth client was not found.", 401)
    kind = _one(form, "grant_type")
    if kind == "authorization_code":
        return _exchange(world, form)
    if kind == "refresh_token":
        return _renew(world, form)
    return refused("unsupported_grant_type", f"Invalid grant_type: {kind}")


def revoke(world: World, request: Request) -> Reply:
    form = parse_qs(request.body.decode("utf-8", "replace"))
    wanted = _one(form, "token") or request.one("token") or ""
    if not wanted or not world.tokens.revoke(wanted):
        return refused("invalid_token", "Token expired or revoked")
    return Reply(json={})


def userinfo(world: World, request: Request) -> Reply:
    try:
        grant = authorise(world, request)
    except ApiError:
        return refused("invalid_request", "Invalid Credentials", 401)
    return Reply(json=_person(world, grant.email, grant.scopes))


def certificates(world: World, request: Request) -> Reply:
    return Reply(
        json=world.signer.certificates(), headers={"Cache-Control": "public, max-age=3600"}
    )


def keys(world: World, request: Request) -> Reply:
    return Reply(json=world.signer.keys(), headers={"Cache-Control": "public, max-age=3600"})


def _exchange(world: World, form: Form) -> Reply:
    details = world.tokens.take_code(_one(form, "code"), now=world.now())
    if details is None:
        return refused("invalid_grant", "Malformed auth code.")
    if _one(form, "redirect_uri") != details["redirect_uri"]:
        return refused("redirect_uri_mismatch", "Bad Request")
    if details["challenge"] and not _verified(details, _one(form, "code_verifier")):
        return refused("invalid_grant", "Invalid code verifier.")
    access, refresh = world.tokens.issue(
        email=details["email"],
        scopes=details["scopes"],
        now=world.now(),
        offline=details["offline"],
    )
    answer = {
        "access_token": access,
        "expires_in": LIFETIME,
        "token_type": "Bearer",
        "scope": " ".join(sorted(details["scopes"])),
    }
    if refresh:
        answer["refresh_token"] = refresh
    if "openid" in details["scopes"]:
        answer["id_token"] = _id_token(world, details, access)
    return Reply(json=answer, headers={"Cache-Control": "no-store"})


def _renew(world: World, form: Form) -> Reply:
    renewed = world.tokens.refresh(_one(form, "refresh_token"), now=world.now())
    if renewed is None:
        return refused("invalid_grant", "Token has been expired or revoked.")
    access, record = renewed
    return Reply(
        json={
            "access_token": access,
            "expires_in": LIFETIME,
            "token_type": "Bearer",
            "scope": " ".join(record["scopes"]),
        },
        headers={"Cache-Control": "no-store"},
    )


def _id_token(world: World, details: Json, access: str) -> str:
    now = int(world.now().timestamp())
    half = hashlib.sha256(access.encode()).digest()[:16]
    claims = {
        "iss": ISSUER,
        "aud": CLIENT_ID,
        "azp": CLIENT_ID,
        "iat": now,
        "exp": now + LIFETIME,
        "at_hash": base64.urlsafe_b64encode(half).decode().rstrip("="),
        **_person(world, details["email"], details["scopes"]),
    }
    if details["nonce"]:
        claims["nonce"] = details["nonce"]
    return world.signer.sign(claims)


def _person(world: World, email: str, scopes: frozenset[str]) -> Json:
    person: Json = {"sub": world.tokens.subject(email)}
    if SHORT_NAMES["email"] in scopes:
        person |= {"email": email, "email_verified": True}
    if SHORT_NAMES["profile"] in scopes:
        name = email.partition("@")[0].replace(".", " ").title()
        person |= {"name": name, "given_name": name.split()[0]}
    return person


def _verified(details: Json, verifier: str) -> bool:
    if details["method"] == "plain":
        return hmac.compare_digest(verifier.encode(), details["challenge"].encode())
    digest = hashlib.sha256(verifier.encode()).digest()
    made = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return hmac.compare_digest(made.encode(), details["challenge"].encode())


def _problem(asked: Form) -> str:
    """Why the request cannot be shown, or an empty string."""
    if _one(asked, "client_id") != CLIENT_ID:
        return "Error 401: invalid_client. The OAuth client was not found."
    if _one(asked, "response_type") != "code":
        return "Error 400: unsupported_response_type. Only the code flow is simulated."
    if not _loopback(_one(asked, "redirect_uri")):
        return "Error 400: redirect_uri_mismatch. Only loopback addresses are registered."
    if not _scopes(asked):
        return "Error 400: invalid_request. Missing required parameter: scope."
    if _one(asked, "code_challenge_method") not in ("", "S256", "plain"):
        return "Error 400: invalid_request. Unknown code_challenge_method."
    return ""


def _loopback(uri: str) -> bool:
    parts = urlsplit(uri)
    return (
        parts.scheme in ("http", "https")
        and not parts.fragment
        and parts.hostname in ("localhost", "127.0.0.1", "::1", "testserver")
    )


def _scopes(asked: Form) -> list[str]:
    names = _one(asked, "scope").split()
    return list(dict.fromkeys(SHORT_NAMES.get(name, name) for name in names))


def _client(request: Request, form: Form) -> tuple[str, str]:
    """Client id and secret, from the form or from HTTP Basic."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            user, _, password = base64.b64decode(text).decode().partition(":")
        except ValueError:
            return "", ""
        return user, password
    return _one(form, "client_id"), _one(form, "client_secret")


def _redirect(asked: Form, values: dict[str, str]) -> Reply:
    uri = _one(asked, "redirect_uri")
    separator = "&" if urlsplit(uri).query else "?"
    return Reply(
        302,
        body=b"",
        headers={"Location": uri + separator + urlencode(values), "Cache-Control": "no-store"},
    )


def _one(values: Form, name: str) -> str:
    return (values.get(name) or [""])[-1]


ENDPOINTS: dict[tuple[str, str], Callable[[World, Request], Reply]] = {
    ("GET", "/o/oauth2/v2/auth"): show_consent,
    ("POST", "/o/oauth2/v2/auth"): decide_consent,
    ("POST", "/token"): token,
    ("POST", "/revoke"): revoke,
    ("GET", "/oauth2/v3/userinfo"): userinfo,
    ("GET", "/oauth2/v1/certs"): certificates,
    ("GET", "/oauth2/v3/certs"): keys,
}
