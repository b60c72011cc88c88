"""A Google Takeout export becomes a person's simulated Google account, and the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.credentials import connect_account
from accounts.models import Connection, User
from search.tables import SERVICES
from sync import simulator
from sync.errors import NoExport
from sync.profiles import take_time_zone
from sync.takeout import as_zip


@dataclass(frozen=True, slots=True)
class Imported:
    """The person, and by service how much of the export was read and what of it could not be
    loaded: `[{"reason", "n"}]`."""

    user: User
    read: dict[str, int]
    skipped: dict[str, list[dict[str, Any]]]


def import_export(
    path: Path,
    *,
    email: str,
    password: str | None,
    say: Callable[[str], None],
    replace: bool = False,
    name: str = "",
) -> Imported:
    """Load the export at `path` into the account of `email`, and make the person if need be.

    Args:
        password: of a new person, or the new one of a known person; without one a new person
            cannot sign in with a password.
        replace: empty the account before.
        name: what the export is called in errors; its path without one.

    Raises NoExport, BadExport, NoSimulator: then there is no new person.
    """
    email = _checked(email)
    with as_zip(path, name=name) as archive:
        say(f"loading {path} ({archive.stat().st_size / 1e6:.1f} MB) into the account of {email}")
        if replace:
            simulator.empty_account(email)
        answer = simulator.load_takeout(email=email, archive=archive)
    user = _person(email, password)
    connection = connect(user)
    take_time_zone(user_id=user.id, connection_id=connection.id)
    told = {service: answer.get(service) or {} for service in SERVICES}
    return Imported(
        user=user,
        read={service: int(counts.get("read") or 0) for service, counts in told.items()},
        skipped={service: list(counts.get("skipped") or []) for service, counts in told.items()},
    )


def connect(user: User) -> Connection:
    """Connect the person to the simulated account of the same address. Raises NoSimulator."""
    tokens, google_sub, scopes = simulator.sign_in(user.email)
    return connect_account(
        user_id=user.id, email=user.email, google_sub=google_sub, scopes=scopes, tokens=tokens
    )


def _checked(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise NoExport(f"{email!r} is no e-mail address.") from error
    return email


def _person(email: str, password: str | None) -> User:
    with transaction.atomic():
        user = User.objects.filter(email=email).first()
        if user is None:
            return User.objects.create_user(email, password)
        if password is not None:
            user.set_password(password)
            user.save(update_fields=["password"])
        return user
