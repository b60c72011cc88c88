"""The simulator's own controls, below /_control/; loopback only, like everything here."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from werkzeug.wrappers import Request as HttpRequest

from accounts.google.simulator import state, takeout
from accounts.google.simulator.call import Reply, json_body
from accounts.google.simulator.errors import ApiError, TakeoutError, invalid, not_found
from accounts.google.simulator.store import Json, Store
from accounts.google.simulator.tokens import LIFETIME
from accounts.google.simulator.world import World, normal_email

BASE = "https://www.googleapis.com/auth/"
DEFAULT_SCOPES = (
    BASE + "gmail.modify",
    BASE + "gmail.compose",
    BASE + "calendar",
    BASE + "drive",
    "openid",
    BASE + "userinfo.email",
    BASE + "userinfo.profile",
)


def answer(world: World, http: HttpRequest) -> Reply:
    """One control. Raises ApiError. Browsers are refused: pages of others must not steer this."""
    if http.headers.get("Origin") or http.headers.get("Sec-Fetch-Site", "none") != "none":
        raise ApiError(403, "forbidden", "Controls are not for browsers.")
    name = (http.method, http.path.removeprefix("/_control/").rstrip("/"))
    if name not in CONTROLS:
        raise not_found(f"No control {http.method} {http.path}")
    return Reply(json=CONTROLS[name](world, http))


def _health(world: World, http: HttpRequest) -> Json:
    return {"status": "ok", "accounts": world.emails(), "pid": os.getpid()}


def _token(world: World, http: HttpRequest) -> Json:
    body = json_body(http.get_data())
    scopes = body.get("scopes") or DEFAULT_SCOPES
    if isinstance(scopes, str):
        scopes = scopes.split()
    email = normal_email(str(body.get("email", "")))
    world.account(email)
    access, refresh = world.tokens.issue(
        email=email, scopes=frozenset(map(str, scopes)), now=world.now(), offline=True
    )
    return {
        "access_token": access,
        "refresh_token": refresh,
        "expires_in": LIFETIME,
        "email": email,
        "sub": world.tokens.subject(email),
        "scope": " ".join(scopes),
    }


def _state(world: World, http: HttpRequest) -> Json:
    account = _existing(world, http)
    with account.lock:
        return state.everything(account, _email(http))


def _requests(world: World, http: HttpRequest) -> Json:
    since = http.args.get("since", "0")
    if not since.isdigit():
        raise invalid("since is a number", parameter="since")
    return {"requests": world.log.since(int(since))}


def _faults(world: World, http: HttpRequest) -> Json:
    return {"rules": world.faults.replace(json_body(http.get_data()))}


def _takeout(world: World, http: HttpRequest) -> Json:
    email = normal_email(_email(http))
    with tempfile.TemporaryDirectory(dir=world.root / "uploads") as folder:
        path = Path(folder) / "takeout.zip"
        with open(path, "wb") as out:
            shutil.copyfileobj(http.stream, out, 1 << 20)
        try:
            return takeout.load(world, email=email, path=path)
        except TakeoutError as error:
            raise invalid(str(error), reason="invalidTakeout") from error


def _reset(world: World, http: HttpRequest) -> Json:
    account = _existing(world, http)
    account.clear()
    return {"email": _email(http), "status": "empty"}


def _expire(world: World, http: HttpRequest) -> Json:
    """Make every history id, sync token and page token given out so far too old."""
    account = _existing(world, http)
    with account.transaction():
        for service in ("gmail", "gcal", "gdrive"):
            account.next_number(service)  # a page token already counts the number to come
            floor = account.next_number(service)
            account.put("floors", service, {"value": floor})
    return {"email": _email(http), "status": "expired"}


def _clock(world: World, http: HttpRequest) -> Json:
    seconds = json_body(http.get_data()).get("advance")
    if not isinstance(seconds, int | float):
        raise invalid('Give {"advance": seconds}')
    world.advance(seconds)
    return {"now": world.now().isoformat()}


def _email(http: HttpRequest) -> str:
    return http.args.get("email", "").strip().lower()


def _existing(world: World, http: HttpRequest) -> Store:
    account = world.find(_email(http))
    if account is None:
        raise not_found(f"No account {_email(http)!r}")
    return account


CONTROLS: dict[tuple[str, str], Callable[[World, HttpRequest], Json]] = {
    ("GET", "health"): _health,
    ("POST", "token"): _token,
    ("GET", "state"): _state,
    ("GET", "requests"): _requests,
    ("POST", "faults"): _faults,
    ("POST", "takeout"): _takeout,
    ("POST", "reset"): _reset,
    ("POST", "expire"): _expire,
    ("POST", "clock"): _clock,
}
