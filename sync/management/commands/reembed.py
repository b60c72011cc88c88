"""`manage.py reembed`: everybody's vectors by the embedding model that the settings name now."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core.management.base import CommandParser

from accounts.command_line import ExitCode, person_of, stop
from accounts.models import Connection, User
from accounts.tenancy import tenant
from search import moving
from search.embeddings.base import EmbeddingError, embedder
from sync.command import SyncCommand


class Command(SyncCommand):
    help = (
        "Reads again what has no vectors of the present embedding model, and lets each person be "
        "searched by it once theirs are complete; until then they are searched by the old one. "
        "Stopped at any time, it goes on where it was when started again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", help="only this person")

    def handle(self, *args: Any, **options: Any) -> None:
        people = [person_of(options["email"])] if options["email"] else _everybody()
        try:
            model = embedder().model_id
            waiting = [person for person in people if _is_moving(person.id)]
        except EmbeddingError as error:
            stop(str(error), ExitCode.FAILED)
        result: dict[str, Any] = {
            "model": model,
            "people": len(people),
            "already": len(people) - len(waiting),
            "moved": 0,
            "items_without_vectors": 0,
            "failed": {},
        }
        for number, person in enumerate(waiting, 1):
            self.progress(f"{number} of {len(waiting)}: {person.email}")
            failure, without = self._move(person.id)
            if failure:
                self.progress(f"{person.email} is still searched by the old model: {failure}")
                result["failed"][person.email] = failure
            else:
                result["moved"] += 1
                result["items_without_vectors"] += without
        self.stdout.write(json.dumps(result, ensure_ascii=False))
        if result["failed"]:
            message = f"{len(result['failed'])} of {len(waiting)} could not be moved"
            stop(message, ExitCode.PARTIAL if result["moved"] else ExitCode.FAILED)

    def _move(self, user_id: UUID) -> tuple[str, int]:
        """Why the person could not be moved, or "" and how many of their items Google would not
        let us read again: these are found by their words alone."""
        with tenant(user_id):
            is_connected = Connection.objects.filter(user_id=user_id).exists()
        failures = self.sync(user_id).failures if is_connected else {}
        if failures:
            return "; ".join(f"{service}: {error}" for service, error in failures.items()), 0
        with tenant(user_id):
            without = moving.left(user_id)
            moving.settle(user_id, leaving=True)
        return "", without


def _everybody() -> list[User]:
    return list(User.objects.order_by("created_at", "id"))


def _is_moving(user_id: UUID) -> bool:
    with tenant(user_id):
        return moving.is_moving(user_id)
