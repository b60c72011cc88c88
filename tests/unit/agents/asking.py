"""Questions to the local understanding, with a fixed clock (a Wednesday)."""

from __future__ import annotations

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from agents.intent import classify
from agents.query import Citation, EarlierTurn, Intent, Query, Service

ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo(ZONE))
NOBODY = uuid.UUID(int=0)


def ask(text: str, *earlier: EarlierTurn, now: datetime = NOW, time_zone: str = ZONE) -> Intent:
    return classify(Query(text, NOBODY, now, time_zone, earlier))


def turn(text: str, *services: Service) -> EarlierTurn:
    """An earlier turn whose answer cited one thing of each service, in this order."""
    citations = tuple(
        Citation(n, service, f"id-{n}", f"Title {n}", "https://example.org", NOW, ("path", str(n)))
        for n, service in enumerate(services, 1)
    )
    return EarlierTurn(text, "An answer.", ask(text), citations, NOW)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))


def interval(intent: Intent) -> tuple[str | None, str | None]:
    """The time range in local time, to the minute."""
    found = intent.time_range
    if found is None:
        return None, None
    zone = ZoneInfo(ZONE)
    start, end = (
        moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else None
        for moment in (found.start, found.end)
    )
    return start, end
