"""The tokens of a connected Google account: sealed in the database, renewed under a lock."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import connection as database
from redis import Redis

from accounts import audit
from accounts.encryption import EncryptionError, decrypt, encrypt
from accounts.google.client import GoogleAccount
from accounts.google.errors import GoogleError, NeedsReconnect
from accounts.google.quotas import Quota
from accounts.google.revocation import REVOKE_URL, revoke
from accounts.google.tokens import TOKEN_URL, Client, Exchange, RenewingCredentials, Tokens
from accounts.models import Connection
from accounts.tenancy import tenant

log = logging.getLogger(__name__)
ACCESS, REFRESH = "access_token", "refresh_token"


def open_account(
    connection: Connection, *, attempts: int = 4, timeout: float = 20.0
) -> GoogleAccount:
    """The account behind a connection, ready for calls from any thread.

    Args:
        attempts: how often reads are tried again; 0 where a person waits.
        timeout: seconds for each step of a call.

    Raises NeedsReconnect when its tokens cannot be read.
    """
    user_id, connection_id = connection.user_id, connection.id

    def renew(stale: str, exchange: Exchange) -> Tokens:
        return _renewed(user_id, connection_id, stale, exchange)

    root = settings.GOOGLE_API_ROOT
    return GoogleAccount(
        user_id=user_id,
        connection_id=connection_id,
        email=connection.email,
        root=root,
        credentials=RenewingCredentials(_opened(connection), client=_client(), renew=renew),
        # The quotas are Google's: another root has its own.
        quota=None if root else _quota(connection),
        attempts=attempts,
        timeout=timeout,
    )


def open_connection(
    *, user_id: UUID, connection_id: UUID, attempts: int = 4, timeout: float = 20.0
) -> GoogleAccount:
    """As `open_account`, by the connection's id, from any thread. Raises NeedsReconnect."""
    try:
        with _own_database_connection(), tenant(user_id):
            connection = Connection.objects.get(user_id=user_id, id=connection_id)
    except Connection.DoesNotExist as error:
        raise NeedsReconnect("This Google account is no longer connected.") from error
    return open_account(connection, attempts=attempts, timeout=timeout)


def connect_account(
    *, user_id: UUID, email: str, google_sub: str, scopes: Sequence[str], tokens: Tokens
) -> Connection:
    """The person's connection to this Google account, made or renewed, with its tokens sealed.

    An earlier refresh token stays where no new one came.
    """
    with tenant(user_id):
        connection = Connection.objects.select_for_update().filter(
            user_id=user_id, email=email
        ).first() or Connection(user_id=user_id, email=email)
        connection.google_sub = google_sub
        connection.scopes = list(scopes)
        connection.status = Connection.Status.ACTIVE
        is_new = connection._state.adding
        _seal(connection, tokens)
        connection.save()
        if is_new:
            audit.record(
                user_id=user_id,
                actor=audit.PERSON,
                event=audit.Event.CONNECTION_ADDED,
                subject=f"connection:{connection.id}",
            )
    return connection


def disconnect_account(*, user_id: UUID, connection_id: UUID) -> bool:
    """Forgets the account and, by the database's cascade, what is cached of it; then asks Google
    to end the access, once and for a few seconds. False if the person has none such."""
    with tenant(user_id):
        connection = Connection.objects.filter(user_id=user_id, id=connection_id).first()
        if connection is None:
            return False
        Connection.objects.filter(user_id=user_id, id=connection_id).delete()
        audit.record(
            user_id=user_id,
            actor=audit.PERSON,
            event=audit.Event.CONNECTION_REMOVED,
            subject=f"connection:{connection_id}",
        )
    try:
        held = _opened(connection)
        revoke(held.refresh_token or held.access_token, revoke_url=_revoke_url())
    except GoogleError as error:
        log.warning("Google did not end the access of %s: %s", connection_id, error)
    return True


def _renewed(user_id: UUID, connection_id: UUID, stale: str, exchange: Exchange) -> Tokens:
    """Tokens that are newer than the stale access token: another's, or from the exchange.

    The row is locked meanwhile, so that of all processes one asks Google.
    """
    try:
        with _own_database_connection(), tenant(user_id):
            row = Connection.objects.select_for_update().get(user_id=user_id, id=connection_id)
            held = _opened(row)
            if held.access_token and held.access_token != stale:
                return held
            tokens = exchange(held.refresh_token)
            _seal(row, tokens)
            row.status = Connection.Status.ACTIVE
            row.save()
            return tokens
    except NeedsReconnect:
        with _own_database_connection(), tenant(user_id):
            Connection.objects.filter(user_id=user_id, id=connection_id).update(
                status=Connection.Status.REVOKED
            )
        raise
    except Connection.DoesNotExist as error:
        raise NeedsReconnect("This Google account is no longer connected.") from error


@contextmanager
def _own_database_connection() -> Iterator[None]:
    """Leaves no database connection behind in a thread that had none."""
    was_open = database.connection is not None
    try:
        yield
    finally:
        if not was_open:
            database.close()


def _seal(connection: Connection, tokens: Tokens) -> None:
    user_id = connection.user_id
    connection.access_token = encrypt(tokens.access_token, user_id=user_id, purpose=ACCESS)
    if tokens.refresh_token:
        connection.refresh_token = encrypt(tokens.refresh_token, user_id=user_id, purpose=REFRESH)
    connection.token_expires_at = tokens.expires_at


def _opened(connection: Connection) -> Tokens:
    expires_at: datetime | None = connection.token_expires_at
    try:
        return Tokens(
            access_token=_decrypted(connection, connection.access_token, ACCESS),
            refresh_token=_decrypted(connection, connection.refresh_token, REFRESH),
            expires_at=expires_at,
        )
    except EncryptionError as error:
        raise NeedsReconnect(f"The stored access to Google cannot be read: {error}.") from error


def _decrypted(connection: Connection, sealed: bytes | memoryview | None, purpose: str) -> str:
    if not sealed:
        return ""
    return decrypt(bytes(sealed), user_id=connection.user_id, purpose=purpose)


def _client() -> Client:
    root = settings.GOOGLE_OAUTH_ROOT
    return Client(
        client_id=settings.GOOGLE_CLIENT_ID,
        client_secret=settings.GOOGLE_CLIENT_SECRET,
        token_url=f"{root}/token" if root else TOKEN_URL,
    )


def _revoke_url() -> str:
    root = settings.GOOGLE_OAUTH_ROOT
    return f"{root}/revoke" if root else REVOKE_URL


def _quota(connection: Connection) -> Quota:
    person = connection.google_sub or connection.email
    return Quota(redis=_redis(settings.CACHES["default"]["LOCATION"]), person=person)


@cache
def _redis(url: str) -> Redis:
    return Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
