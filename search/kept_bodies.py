"""Full texts of mails, which are kept only for who wants it, and go when that ends."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from accounts.signals import full_bodies_unwanted
from accounts.tenancy import tenant
from search import state
from search.models import Email


def listen() -> None:
    """From now on remove what is kept of whoever wants it no longer."""
    full_bodies_unwanted.connect(_unwanted, dispatch_uid="search")


def forget(*, user_id: UUID) -> int:
    """Removes the full texts of the person's mails, in the caller's transaction where there is one;
    of how many. What is found and shown without them stays."""
    with tenant(user_id):
        state.raise_version(user_id)
        kept = Email.objects.filter(user_id=user_id, body_full__isnull=False)
        # The hash was of the row with its body: an empty one lets the next sync write it anew.
        return kept.update(body_full=None, content_hash=b"")


def _unwanted(sender: object, user_id: UUID, **_: Any) -> None:
    forget(user_id=user_id)
