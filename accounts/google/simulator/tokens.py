"""Codes, access and refresh tokens, and what each person granted to which client."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.google.simulator.store import Json, Store

LIFETIME = 3_600
CODE_LIFETIME = 600
CLIENT_ID = "simulator"
CLIENT_SECRET = "simulator"


@dataclass(frozen=True)
class Grant:
    """What a good access token stands for."""

    email: str
    scopes: frozenset[str]


class Tokens:
    """Durable but for the one-time codes; tokens are kept as hashes only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._codes: dict[str, Json] = {}

    def subject(self, email: str) -> str:
        """The stable ``sub`` of an account: 21 digits, as Google's are."""
        digest = int(hashlib.sha256(f"sub\n{email}".encode()).hexdigest(), 16)
        return f"1{digest % 10**20:020d}"

    def granted(self, email: str) -> frozenset[str]:
        """All scopes that the person has granted to the client so far."""
        with self._store.lock:
            return frozenset((self._store.get("grants", email) or {}).get("scopes", ()))

    def issue(
        self, *, email: str, scopes: frozenset[str], now: datetime, offline: bool
    ) -> tuple[str, str | None]:
        """A new access token and, if ``offline``, a refresh token that can renew it."""
        refresh = "1//" + secrets.token_urlsafe(48) if offline else None
        with self._store.transaction():
            union = sorted(scopes | self.granted(email))
            self._store.put("grants", email, {"scopes": union})
            if refresh:
                self._store.put(
                    "refresh", _name(refresh), {"email": email, "scopes": sorted(scopes)}
                )
            access = self._new_access(email, scopes, now, _name(refresh) if refresh else None)
        return access, refresh

    def refresh(self, token: str, *, now: datetime) -> tuple[str, Json] | None:
        """A new access token for a refresh token, or None when it is not (or no longer) good."""
        with self._store.transaction():
            record = self._store.get("refresh", _name(token))
            if record is None:
                return None
            scopes = frozenset(record["scopes"])
            return self._new_access(record["email"], scopes, now, _name(token)), record

    def check(self, token: str, *, now: datetime) -> Grant | None:
        """Whose access token this is; None when unknown, expired or revoked."""
        with self._store.lock:
            record = self._store.get("access", _name(token))
        if record is None or datetime.fromisoformat(record["expires"]) <= now:
            return None
        return Grant(email=record["email"], scopes=frozenset(record["scopes"]))

    def revoke(self, token: str) -> bool:
        """Revoke an access or refresh token with everything that hangs on it."""
        with self._store.transaction():
            name = _name(token)
            access = self._store.get("access", name)
            parent = access["refresh"] if access else name
            record = access or self._store.get("refresh", name)
            if record is None:
                return False
            self._store.remove("access", name)
            if parent:
                self._store.remove("refresh", parent)
                self._drop_access(lambda held: bool(held["refresh"] == parent))
            self._store.remove("grants", record["email"])
            return True

    def forget(self, email: str) -> None:
        """Drop all tokens and grants of one account."""
        with self._store.transaction():
            self._drop_access(lambda held: bool(held["email"] == email))
            for name, held in list(self._store.all("refresh").items()):
                if held["email"] == email:
                    self._store.remove("refresh", name)
            self._store.remove("grants", email)

    def new_code(self, details: Json, *, now: datetime) -> str:
        """A one-time authorisation code that stands for ``details``."""
        code = "4/0A" + secrets.token_urlsafe(40)
        deadline = now + timedelta(seconds=CODE_LIFETIME)
        self._codes[code] = details | {"expires": deadline}
        return code

    def take_code(self, code: str, *, now: datetime) -> Json | None:
        """What the code stands for, once; None when unknown, used or too old."""
        details = self._codes.pop(code, None)
        return details if details and details["expires"] > now else None

    def _new_access(
        self, email: str, scopes: frozenset[str], now: datetime, refresh: str | None
    ) -> str:
        token = "ya29." + secrets.token_urlsafe(64)
        self._drop_access(lambda held: datetime.fromisoformat(held["expires"]) <= now)
        expires = now + timedelta(seconds=LIFETIME)
        self._store.put(
            "access",
            _name(token),
            {
                "email": email,
                "scopes": sorted(scopes),
                "refresh": refresh,
                "expires": expires.isoformat(),
            },
        )
        return token

    def _drop_access(self, wanted: Callable[[Json], bool]) -> None:
        for name, held in list(self._store.all("access").items()):
            if wanted(held):
                self._store.remove("access", name)


def _name(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
