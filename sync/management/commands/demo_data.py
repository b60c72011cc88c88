"""`manage.py demo_data`: the demonstration people and their data, relative to today."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from accounts.command_line import ExitCode, stop
from accounts.models import Connection, User
from accounts.tenancy import tenant
from search.tables import SERVICES
from sync.command import SyncCommand, refuse
from sync.errors import SyncError
from sync.importing import import_export
from sync.models import SyncStatus
from sync.profiles import take_name

GENERATOR = "accounts.google.simulator.demonstration"
PEOPLE = ("demo@example.com", "second@example.com")
STAFF = "support@example.com"


class Command(SyncCommand):
    help = "Makes the demonstration people and data. Passwords: DEMO_PASSWORDS, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="only if it is not there yet")
        parser.add_argument("--today", type=date.fromisoformat, help="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOCAL:
            stop("The demonstration people exist in ENVIRONMENT=local only.", ExitCode.BAD_USAGE)
        passwords = _passwords()
        if options["if_empty"] and _is_there():
            _make_people(passwords)
            self.progress("the demonstration data is there already")
            return
        # The day where the person is: the demonstration is for whoever sits here.
        today = options["today"] or date.today()  # noqa: DTZ011
        with tempfile.TemporaryDirectory() as folder:
            self.progress(f"writing the demonstration data of {today}")
            _generate(Path(folder), today)
            result = {email: self._import(Path(folder) / email, email) for email in PEOPLE}
        _make_people(passwords)
        self.stdout.write(json.dumps(result, ensure_ascii=False))

    def _import(self, path: Path, email: str) -> dict[str, Any]:
        try:
            imported = import_export(
                path, email=email, password=None, say=self.progress, replace=True
            )
            outcome = self.sync(imported.user.id, full=True)
            take_name(user_id=imported.user.id)
        except SyncError as error:
            refuse(error)
        for service, failure in outcome.failures.items():
            stop(
                f"{service}: {failure}",
                ExitCode.UNREACHABLE if failure.unreachable else ExitCode.FAILED,
            )
        return outcome.as_json(imported.skipped)


def _generate(folder: Path, today: date) -> None:
    command = [sys.executable, "-m", GENERATOR, "--today", str(today), "--out", str(folder)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        stop("The demonstration data could not be written.", ExitCode.FAILED)


def _passwords() -> dict[str, str]:
    try:
        given = json.loads(os.environ.get("DEMO_PASSWORDS") or "{}")
        return {str(email): str(password) for email, password in given.items()}
    except (ValueError, AttributeError):
        stop("DEMO_PASSWORDS is no JSON object of addresses and passwords.", ExitCode.BAD_USAGE)


def _make_people(passwords: dict[str, str]) -> None:
    for email in (*PEOPLE, STAFF):
        user = User.objects.filter(email=email).first() or User.objects.create_user(email)
        user.is_staff = email == STAFF
        user.is_demonstration = True
        # Who tries the product out should not meet the free plan's burst limit.
        user.plan = "pro" if email == PEOPLE[0] else "free"
        password = passwords.get(email)
        if password and not user.check_password(password):
            user.set_password(password)
        user.save()


def _is_there() -> bool:
    """Whether every service of both people was synced to the end once."""
    people = User.objects.filter(email__in=PEOPLE)
    return len(people) == len(PEOPLE) and all(_was_synced(user) for user in people)


def _was_synced(user: User) -> bool:
    with tenant(user.id):
        connected = Connection.objects.filter(user_id=user.id).count()
        synced = SyncStatus.objects.filter(
            user_id=user.id, resource="", last_synced_at__isnull=False
        ).count()
    return connected > 0 and synced >= connected * len(SERVICES)
