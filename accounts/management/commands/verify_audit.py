"""`manage.py verify_audit [--email E]`: whether the audit is as it was written."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts import audit
from accounts.command_line import ExitCode, person_of, stop
from accounts.models import User


class Command(BaseCommand):
    help = "Checks the hash chain of one person's audit, or of everybody's."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", help="only this person")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["email"]:
            ids = [person_of(options["email"]).id]
        else:
            ids = list(User.objects.order_by("id").values_list("id", flat=True))
        chains = {person: audit.verify(user_id=person) for person in ids}
        broken = {str(p): c.broken_at for p, c in chains.items() if c.broken_at is not None}
        entries = sum(chain.entries for chain in chains.values())
        result = {"people": len(chains), "entries": entries, "broken": broken}
        self.stdout.write(json.dumps(result))
        if broken:
            stop(f"the audit of {len(broken)} people was tampered with", ExitCode.FAILED)
