"""A Google Takeout export becomes a person's simulated Google account, and the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.credentials import connect_account, open_account
from accounts.google.calendar import list_calendars
from accounts.google.errors import GoogleError
from accounts.models import Connection, User
from search.stored import name_of_sender
from search.tables import SERVICES
from sync import simulator
from sync.errors import NoExport, SyncError
from sync.takeout import as_zip

NO_TIME_ZONE = "UTC"  # what a person has who never said


@dataclass(frozen=True, slots=True)
class Imported:
    """The person, and what of the export could not be loaded: `[{"reason", "n"}]` by service."""

    user: User
    skipped: dict[str, list[dict[str, Any]]]


def import_export(
    path: Path,
    *,
    email: str,
    password: str | None,
    say: Callable[[str], None],
    replace: bool = False,
) -> Imported:
    """Load the export at `path` into the account of `email`, and make the person if need be.

    Args:
        password: of a new person, or the new one of a known person; without one a new person
            cannot sign in with a password.
        replace: empty the account before.

    Raises NoExport, BadExport, NoSimulator: then there is no new person.
    """
    email = _checked(email)
    with as_zip(path) as archive:
        say(f"loading {path} ({archive.stat().st_size / 1e6:.1f} MB) into the account of {email}")
        if replace:
            simulator.empty_account(email)
        answer = simulator.load_takeout(email=email, archive=archive)
    user = _person(email, password)
    connection = connect(user)
    if user.time_zone == NO_TIME_ZONE:
        _take_time_zone(user, connection)
    return Imported(user=user, skipped=_skipped(answer))


def take_name(user: User) -> None:
    """Gives a person without a name the one under which they write."""
    user.refresh_from_db(fields=["name"])
    if not user.name:
        user.name = name_of_sender(user_id=user.id, address=user.email)[:200]
        user.save(update_fields=["name"])


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


def _take_time_zone(user: User, connection: Connection) -> None:
    try:
        calendars = list_calendars(open_account(connection))
    except GoogleError as error:
        raise SyncError(str(error), retry_after=error.retry_after) from error
    if calendars and calendars[0].time_zone in available_timezones():
        user.time_zone = calendars[0].time_zone
        user.save(update_fields=["time_zone"])


def _skipped(answer: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {service: list((answer.get(service) or {}).get("skipped") or []) for service in SERVICES}
