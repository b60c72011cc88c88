"""`manage.py import_takeout PATH --email E`: a Google Takeout export, ready to be asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from sync.command import SyncCommand, refuse
from sync.errors import SyncError
from sync.importing import import_export
from sync.profiles import take_name


class Command(SyncCommand):
    help = "Loads a Google Takeout export into the simulated Google Workspace and syncs it."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("path", type=Path, help="the export: a directory or a .zip")
        parser.add_argument("--password", help="what the person signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            imported = import_export(
                options["path"],
                email=options["email"],
                password=options["password"],
                say=self.progress,
            )
            outcome = self.sync(imported.user.id, full=True)
            take_name(user_id=imported.user.id)
        except SyncError as error:
            refuse(error)
        self.finish(outcome, outcome.as_json(imported.skipped))
