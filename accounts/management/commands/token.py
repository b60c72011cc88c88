"""`manage.py token --email E`: a bearer token for the API."""

from __future__ import annotations

from typing import Any

from accounts.command_line import PersonCommand, person_of
from accounts.tokens import create_token


class Command(PersonCommand):
    help = "Makes and prints a bearer token for the API. It cannot be shown again."

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_of(options["email"])
        self.stdout.write(create_token(user_id=person.id, name="command line"))
