"""`manage.py sync --email E`: bring the cache up to Google's state now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from accounts.command_line import person_of
from search.tables import SERVICES
from sync.command import SyncCommand, refuse
from sync.errors import SyncError


class Command(SyncCommand):
    help = "Syncs a person's mail, calendar and drive now, and prints what changed."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--service", choices=SERVICES, help="only this one")
        parser.add_argument("--full", action="store_true", help="look at everything again")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_of(options["email"])
        services = (options["service"],) if options["service"] else SERVICES
        try:
            outcome = self.sync(person.id, services, full=options["full"])
        except SyncError as error:
            refuse(error)
        self.finish(outcome, outcome.as_json())
