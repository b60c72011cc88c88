"""Bearer tokens of API clients: shown once, kept as a SHA-256."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from django.db import connection

from accounts import audit
from accounts.models import ApiToken
from accounts.tenancy import tenant

PREFIX = "wo_"


def create_token(*, user_id: UUID, name: str = "", expires_at: datetime | None = None) -> str:
    """A new token of this person: `wo_` and 43 characters. It cannot be shown again."""
    token = PREFIX + secrets.token_urlsafe(32)
    with tenant(user_id):
        kept = ApiToken.objects.create(
            user_id=user_id, name=name, digest=_digest(token), expires_at=expires_at
        )
        audit.record(
            user_id=user_id,
            actor=audit.PERSON,
            event=audit.Event.TOKEN_CREATED,
            subject=f"token:{kept.id}",
        )
    return token


def owner_of_token(token: str) -> UUID | None:
    """Whose token it is; None when it is unknown, revoked or expired. For synchronous views."""
    key = token_key(token)
    if key is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_token_owner(%s)", [key])
        row = cursor.fetchone()
    return row[0] if row else None


def token_key(token: str) -> bytes | None:
    """What is kept of a token; None for what is none."""
    return _digest(token) if token.startswith(PREFIX) else None


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
