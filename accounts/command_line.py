"""What every command of the product shares: the person it is for and its exit codes."""

from __future__ import annotations

import sys
from enum import IntEnum
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError
from psycopg import OperationalError as ConnectionFailed
from psycopg.errors import UndefinedTable
from redis.exceptions import ConnectionError as RedisUnreachable

from accounts.models import User
from accounts.tenancy import DatabaseBusy


class ExitCode(IntEnum):
    DONE = 0
    FAILED = 1
    BAD_USAGE = 2
    PARTIAL = 3
    UNREACHABLE = 4


UNREACHABLE = (OperationalError, ConnectionFailed, RedisUnreachable, DatabaseBusy)


def stop(message: str, code: ExitCode) -> NoReturn:
    """Ends a command with one line on standard error."""
    raise CommandError(message, returncode=int(code))


def person_of(email: str) -> User:
    """The person with this address. Ends the command with code 2 if there is none."""
    try:
        return User.objects.get(email=email.strip().lower())
    except User.DoesNotExist:
        stop(
            f"There is no person {email}. Import their mail first: "
            f"manage.py import_takeout PATH --email {email}",
            ExitCode.BAD_USAGE,
        )


class PersonCommand(BaseCommand):
    """A command for one person, `--email E`. Standard output carries only the result."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="the person's address")

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except UNREACHABLE as error:
            first = str(error).strip().splitlines()[0]
            stop(
                f"The database or Redis cannot be reached ({first}). "
                "Start them with: make services",
                ExitCode.UNREACHABLE,
            )

        except ProgrammingError as error:
            if not isinstance(error.__cause__, UndefinedTable):
                raise
            stop(
                "The database has not all tables yet. Make them with: manage.py migrate",
                ExitCode.FAILED,
            )

    def progress(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)
