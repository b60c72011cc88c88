"""`manage.py search QUERY --email E --service S`: one search of one service."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from accounts.command_line import ExitCode, PersonCommand, person_of, stop
from accounts.models import User
from accounts.tenancy import close_pool
from search.embeddings.base import EmbeddingError, embed_query
from search.filters import Filters
from search.hybrid import MODES, SearchResults, SearchUnavailable, search
from search.tables import SERVICES


class Command(PersonCommand):
    help = "Searches one service of one person."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("query")
        parser.add_argument("--service", required=True, choices=SERVICES)
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--sender", help="part of a name or address")
        parser.add_argument("--after", help="a date or moment, ISO 8601")
        parser.add_argument("--before", help="a date or moment, ISO 8601; not included")
        parser.add_argument("--mode", choices=MODES, default="hybrid")
        parser.add_argument("--json", action="store_true", help="print the whole object")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_of(options["email"])
        filters = Filters(
            sender=options["sender"] or None,
            after=_moment("--after", options["after"], person),
            before=_moment("--before", options["before"], person),
        )
        if options["limit"] < 1:
            stop("--limit must be at least 1", ExitCode.BAD_USAGE)
        try:
            found = asyncio.run(_search(person, filters, options))
        except SearchUnavailable as error:
            stop(f"{error}. Start it with: make services", ExitCode.UNREACHABLE)
        except EmbeddingError as error:
            stop(str(error), ExitCode.FAILED if error.give_up else ExitCode.UNREACHABLE)
        self.stdout.write(
            json.dumps(found.as_json(), ensure_ascii=False, indent=2)
            if options["json"]
            else _as_text(found)
        )


async def _search(person: User, filters: Filters, options: dict[str, Any]) -> SearchResults:
    try:
        if options["mode"] != "lexical":
            await embed_query("warm")  # a server has its model loaded: `took_ms` is the search's
        return await search(
            user_id=person.pk,
            service=options["service"],
            query=options["query"],
            filters=filters,
            limit=options["limit"],
            mode=options["mode"],
        )
    finally:
        await close_pool()


def _moment(name: str, text: str | None, person: User) -> datetime | None:
    """A date is its first moment; without an offset it is in the person's zone."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        stop(f"{name} {text!r} is no ISO 8601 date, as in 2026-03-01", ExitCode.BAD_USAGE)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(person.time_zone))


def _as_text(found: SearchResults) -> str:
    lines = []
    for number, hit in enumerate(found.results, 1):
        lines += [f"{number}. {hit.title or '(no title)'}  {hit.when:%Y-%m-%d %H:%M} UTC"]
        lines += [f"   {hit.snippet}", f"   {hit.url}"]
    return "\n".join([*lines, f"{len(found.results)} results, {found.took_ms:.0f} ms"])
