"""`manage.py classify`: what the product understands, one utterance a line."""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from agents.intent import classify, warm
from agents.query import Query

BAD_USAGE = 2
UNREACHABLE = 4
NOBODY = uuid.UUID(int=0)


class Command(BaseCommand):
    help = "Reads one utterance a line, prints one JSON object a line. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", help="the clock of the questions, ISO 8601")
        parser.add_argument("--timezone", help="such as Europe/Berlin; UTC by default")
        parser.add_argument("--email", help="the person whose time zone is taken")

    def handle(self, *args: Any, **options: Any) -> None:
        user_id, zone = NOBODY, "UTC"
        if options["email"]:
            user_id, zone = _person(options["email"])
        zone = options["timezone"] or zone
        now = _clock(options["now"], _zone(zone))
        warm()
        for line in _lines():
            intent = classify(Query(text=line, user_id=user_id, now=now, time_zone=zone))
            self.stdout.write(json.dumps(intent.as_json(), ensure_ascii=False))
            self.stdout.flush()


def _lines() -> Iterator[str]:
    """The lines of standard input; bytes that are no UTF-8 are replaced."""
    source = getattr(sys.stdin, "buffer", None)
    if source is None:
        yield from (line.rstrip("\r\n") for line in sys.stdin)
    else:
        for raw in source:
            yield raw.decode("utf-8", "replace").rstrip("\r\n")


def _person(email: str) -> tuple[uuid.UUID, str]:
    try:
        found = get_user_model().objects.filter(email__iexact=email).first()
    except DatabaseError as error:
        raise CommandError(
            f"The database cannot be reached: {error}", returncode=UNREACHABLE
        ) from error
    if found is None:
        raise CommandError(f"There is no person {email}.", returncode=BAD_USAGE)
    return found.pk, str(getattr(found, "time_zone", "") or "UTC")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # not found, not a key, a directory
        raise CommandError(f"{name!r} is no time zone.", returncode=BAD_USAGE) from error


def _clock(text: str | None, zone: ZoneInfo) -> datetime:
    """The given moment (in the zone, if it says none), or now."""
    if not text:
        return datetime.now(UTC).astimezone(zone)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            f"{text!r} is no moment; write it like 2026-11-22T10:00:00+01:00.",
            returncode=BAD_USAGE,
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
