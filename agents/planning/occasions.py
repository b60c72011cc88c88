"""Steps for questions about time: events that are named in words, their guests, a journey."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from agents.planning import filters, searching
from agents.query import Intent, Query, Reference, Step

AHEAD_DAYS = 90
TRIP_LIMIT = 30
ABSENCES = "out of office, holidays, leave: who is away and when"


def has_occasions(intent: Intent) -> bool:
    return bool(intent.entities.get("occasions"))


def clashes(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The named events with their day; where it is asked whether somebody is away then, what the
    documents and mails say of absences, held against the calendar."""
    look = Step("s1", "gcal", "conflicts", _looked_up(intent, query))
    if not intent.entities.get("absence"):
        return (look,)
    window = intent.time_range
    start = window.start if window and window.start else searching.start_of_day(query)
    end = window.end if window and window.end else start + timedelta(days=AHEAD_DAYS)
    document = Step("s2", "gdrive", "search", {"query": ABSENCES, "limit": 5})
    read = Step("s2r", "gdrive", "read", {"id": Reference("s2", "best.id")}, depends_on=("s2",))
    against = {"after": start, "before": end, "against": Reference("s2r", "items[0].text")}
    return (
        look,
        document,
        read,
        Step("s3", "gcal", "conflicts", against, depends_on=("s2r",)),
    )


def guests(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The named event with its guests, and the mails of those who cannot come."""
    words = " ".join(intent.entities["occasions"])
    declined = {"query": f"{words} declined cannot come", "limit": searching.SEARCH_LIMIT}
    return (
        Step("s1", "gcal", "named", _looked_up(intent, query)),
        Step("s2", "gmail", "search", declined),
    )


def trip(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The events at a place, to come or else past, and the document that tells of them."""
    words = filters.topic(intent)
    asked = {"query": words, "limit": TRIP_LIMIT}
    ahead = {**asked, "after": searching.start_of_day(query)}
    document = {"query": f"{words} itinerary", "limit": searching.SEARCH_LIMIT}
    return (
        Step("s1", "gcal", "search", ahead),
        Step("s1b", "gcal", "search", asked, depends_on=("s1",), when_empty="s1"),
        Step("s2", "gdrive", "search", document),
    )


def _looked_up(intent: Intent, query: Query) -> dict[str, Any]:
    window = intent.time_range
    start = window.start if window and window.start else searching.start_of_day(query)
    asked: dict[str, Any] = {"things": tuple(intent.entities["occasions"]), "after": start}
    if window and window.end:
        asked["before"] = window.end
    return asked
