"""`manage.py reindex`: what was indexed by older rules, read again and written by the new ones."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core.management.base import CommandParser

from accounts.command_line import ExitCode, person_of, stop
from accounts.models import Connection, User
from accounts.tenancy import tenant
from search.rows import RULES
from search.stored import count_outdated
from sync.command import SyncCommand


class Command(SyncCommand):
    help = (
        "Reads again what was indexed by other rules than those of this release, a page at a time, "
        "and writes it anew; vectors are made anew only where what they stand for changed. People "
        "go on searching. Stopped at any time, it goes on where it was when started again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", help="only this person")

    def handle(self, *args: Any, **options: Any) -> None:
        everybody = User.objects.order_by("created_at", "id")
        people = [person_of(options["email"])] if options["email"] else list(everybody)
        waiting = [(person, left) for person in people if (left := _outdated(person.id))]
        result: dict[str, Any] = {
            "rules": RULES,
            "people": len(people),
            "already": len(people) - len(waiting),
            "rewritten": 0,
            "items_left": 0,
            "failed": {},
        }
        for number, (person, outdated) in enumerate(waiting, 1):
            self.progress(f"{number} of {len(waiting)}: {person.email}, {outdated} items")
            failure = self._rewrite(person.id)
            left = _outdated(person.id)
            result["rewritten"] += outdated - left
            result["items_left"] += left
            if failure:
                self.progress(f"{left} items of {person.email} are still as they were: {failure}")
                result["failed"][person.email] = failure
        self.stdout.write(json.dumps(result, ensure_ascii=False))
        if result["failed"]:
            message = f"{len(result['failed'])} of {len(waiting)} could not be finished"
            stop(message, ExitCode.PARTIAL if result["rewritten"] else ExitCode.FAILED)

    def _rewrite(self, user_id: UUID) -> str:
        """Why not everything could be read, or \"\"."""
        with tenant(user_id):
            if not Connection.objects.filter(user_id=user_id).exists():
                return "no Google account is connected"
        failures = self.sync(user_id).failures
        return "; ".join(f"{service}: {error}" for service, error in failures.items())


def _outdated(user_id: UUID) -> int:
    with tenant(user_id):
        return count_outdated(user_id=user_id)
