"""People and what belongs to them, made through the public models."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accounts.models import Connection, User
from accounts.tenancy import tenant

PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Person:
    """A person with one Google account."""

    user: User
    connection: Connection

    @property
    def id(self) -> UUID:
        return self.user.id


def person(email: str, *, time_zone: str = "Europe/Berlin") -> Person:
    user = User.objects.create_user(email, PASSWORD, time_zone=time_zone, name=email.split("@")[0])
    with tenant(user.id):
        connection = Connection.objects.create(user=user, email=email)
    return Person(user=user, connection=connection)
