"""Sign-ins in the audit, as Django's own signals tell of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest

from accounts import audit
from accounts.models import User


def listen() -> None:
    """Record every sign-in from now on, and every failed one of a person who exists."""
    user_logged_in.connect(_signed_in, dispatch_uid="audit")
    user_login_failed.connect(_failed, dispatch_uid="audit")


def _signed_in(sender: object, request: HttpRequest | None, user: User, **_: Any) -> None:
    audit.record(user_id=user.id, actor=audit.PERSON, event=audit.Event.SIGNED_IN)


def _failed(sender: object, credentials: dict[str, Any], **_: Any) -> None:
    """What was typed is kept nowhere: it may be a password in the wrong field."""
    typed = credentials.get("email") or credentials.get("username") or ""
    person = User.objects.filter(email=str(typed).strip().lower()).first()
    if person is not None:
        # Whoever typed it is not known to be the person.
        audit.record(user_id=person.id, actor=audit.SYSTEM, event=audit.Event.SIGN_IN_FAILED)
