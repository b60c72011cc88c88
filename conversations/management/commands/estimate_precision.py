"""`manage.py estimate_precision`: how good answers' first sources are, by clicks and ratings."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import CommandParser

from accounts.command_line import PersonCommand, person_of
from accounts.models import User
from conversations.precision import Estimate, estimate


class Command(PersonCommand):
    help = (
        "Estimates precision among the first five sources of answers from what people opened and "
        "how they rated. Prints counts alone, of everybody together."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", help="only this person")
        parser.add_argument("--days", type=int, default=30, help="of the last days (30)")

    def handle(self, *args: Any, **options: Any) -> None:
        everybody = User.objects.order_by("created_at", "id")
        people = [person_of(options["email"])] if options["email"] else list(everybody)
        since = datetime.now(UTC) - timedelta(days=options["days"])
        found = sum((estimate(user_id=person.id, since=since) for person in people), Estimate())
        result = {
            "precision_at_5": None if found.precision is None else round(found.precision, 4),
            "answers": found.answers,
            "rated": found.rated,
            "used": found.used,
            "sources": found.shown,
            "days": options["days"],
        }
        self.stdout.write(json.dumps(result))
