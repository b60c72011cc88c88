"""What a sign-in with Google leaves behind: the connection with its sealed tokens."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.signals import user_logged_in
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.signals import social_account_added
from django.contrib import messages
from django.http import HttpRequest

from accounts.credentials import connect_account
from accounts.google.tokens import Tokens
from accounts.models import Connection, User
from accounts.scopes import by_service
from accounts.signals import account_connected
from accounts.tenancy import tenant

NOTICE: Final = "google"  # the tag of what is told about it on the next page
NAMES: Final = {"gmail": "Gmail", "gcal": "Calendar", "gdrive": "Drive"}


def listen() -> None:
    """Keep what every sign-in and every further account brings, from now on."""
    user_logged_in.connect(_signed_in, dispatch_uid="google")
    social_account_added.connect(_added, dispatch_uid="google")


def keep_connection(request: HttpRequest, user: User, sociallogin: Any) -> None:
    """Store the tokens and the scopes that were granted, and say what is missing."""
    account, token = sociallogin.account, sociallogin.token
    email = str(account.extra_data["email"]).lower()
    _follow_a_new_address(user, google_sub=account.uid, email=email)
    connection = connect_account(
        user_id=user.id,
        email=email,
        google_sub=account.uid,
        scopes=sociallogin.granted_scopes,
        tokens=Tokens(token.token, token.token_secret, token.expires_at),
    )
    services = by_service(connection.scopes)
    missing = [NAMES[name] for name, scopes in services.items() if scopes.missing]
    if missing:
        messages.warning(request, _without(missing), extra_tags=NOTICE)
    allowed = [name for name, scopes in services.items() if not scopes.missing]
    account_connected.send(
        sender=Connection, user_id=user.id, connection_id=connection.id, services=allowed
    )


def _signed_in(request: HttpRequest, user: User, sociallogin: Any = None, **_: Any) -> None:
    if sociallogin is not None:
        keep_connection(request, user, sociallogin)


def _added(request: HttpRequest, sociallogin: Any, **_: Any) -> None:
    """Also sent, before `user_logged_in`, for a known person's first sign-in with Google."""
    if sociallogin.state.get("process") == AuthProcess.CONNECT:
        keep_connection(request, sociallogin.user, sociallogin)


def _follow_a_new_address(user: User, *, google_sub: str, email: str) -> None:
    """A Google account can get another address; it stays the same account."""
    with tenant(user.id):
        mine = Connection.objects.filter(user_id=user.id)
        if not mine.filter(email=email).exists():
            mine.filter(google_sub=google_sub).update(email=email)


def _without(missing: list[str]) -> str:
    names = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
    return (
        f"Some permissions were not granted. Without access to {names}, answers come from the rest."
        " Connect the account again to add it."
    )
