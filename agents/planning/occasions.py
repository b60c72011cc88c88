"""Steps for questions about time: events that are named in words, their guests, a journey."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from agents.planning import filters, searching
from agents.query import Intent, Query, Reference, Step

AHEAD_DAYS = 90
ROW_DAYS = 100  # in which the next of a row is looked for
ROW_LIMIT = 500
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
    """The named event with its guests, and the mails of those who cannot come; and, for where the
    calendar has none, what else tells of it."""
    words = " ".join(intent.entities["occasions"])
    declined = {"query": f"{words} declined cannot come", "limit": searching.SEARCH_LIMIT}
    look = _look(intent, query)
    if look.operation == "named":
        look = replace(look, arguments={**look.arguments, "with_guests": True})
    return (look, Step("s2", "gmail", "search", declined), *_others(intent, query))


def _others(intent: Intent, query: Query) -> tuple[Step, ...]:
    """A plain search for the same words, where there are any."""
    if not filters.topic(intent):
        return ()
    plain = replace(intent, entities={**intent.entities, "shape": "when"})
    return tuple(_renamed(step) for step in searching.steps(plain, query))


def length(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The named event; and, for where the calendar has none, what else tells of it."""
    return (_look(intent, query), *_others(intent, query))


def row(intent: Intent, query: Query) -> tuple[Step, ...]:
    """Events of one name, after one of them or before it."""
    window = intent.time_range
    asked: dict[str, Any] = {"limit": ROW_LIMIT, "order": "soonest"}
    if window and window.start:
        asked["after"] = window.start + timedelta(minutes=1)
        asked["before"] = window.start + timedelta(days=ROW_DAYS)
    elif window and window.end:
        asked["after"] = window.end - timedelta(days=ROW_DAYS)
        asked["before"] = window.end
    return (Step("s1", "gcal", "list", asked),)


def row_days(intent: Intent, query: Query) -> tuple[Step, ...]:
    """All events of the time in which the days of a row are asked for."""
    window = intent.time_range
    start = window.start if window and window.start else query.now
    end = window.end if window and window.end else start + timedelta(days=ROW_DAYS)
    asked = {"after": start, "before": end, "order": "soonest", "limit": ROW_LIMIT}
    return (Step("s1", "gcal", "list", asked),)


def told(intent: Intent, query: Query) -> tuple[Step, ...]:
    """What mails say of a time, of somebody's or of all; else what is newest of them."""
    window = intent.time_range
    asked: dict[str, Any] = {"begins": window.start if window else None}
    asked["ends"] = window.end if window else None
    first = Step("s1", "gmail", "told", asked)
    named = filters.everybody(intent)
    if not named:
        return (first,)
    newest = {"sender": named[0], "order": "newest", "limit": 3}
    return (
        replace(first, arguments={**asked, "sender": named[0]}),
        Step("s1b", "gmail", "list", newest, depends_on=("s1",), when_empty="s1"),
    )


def due(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The events of a time, and what mails say has to be done in it."""
    window = intent.time_range
    span = {"begins": window.start, "ends": window.end} if window else {}
    return (*listed(intent, query), Step("s2", "gmail", "told", {**span, "due": True}))


def beside(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The events after or before one that is named, on its day."""
    window = intent.time_range
    start = window.start if window and window.start else query.now
    # Without a day, "after lunch" is that of today.
    ahead = timedelta(days=1 if intent.entities.get("hours") else AHEAD_DAYS)
    end = window.end if window and window.end else searching.start_of_day(query) + ahead
    asked: dict[str, Any] = {"after": max(start, query.now), "before": end}
    asked |= {name: intent.entities[name] for name in ("since", "until") if name in intent.entities}
    return (Step("s1", "gcal", "find_time", asked),)


def listed(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The events of a time."""
    window = intent.time_range
    start = window.start if window and window.start else searching.start_of_day(query)
    end = window.end if window and window.end else start + timedelta(days=1)
    asked = {"after": start, "before": end, "order": "soonest", "limit": ROW_LIMIT}
    return (Step("s1", "gcal", "list", asked),)


def last_with(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The newest events with somebody that are over, and the newest mails."""
    asked = {"participants": filters.everybody(intent), "before": query.now, "order": "newest"}
    asked["limit"] = 3
    return Step("s1", "gcal", "list", asked), Step("s2", "gmail", "list", asked)


def beside_day(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The named event, and what is on the day beside it."""
    days = {"days": int(intent.entities.get("days") or 0)}
    return (Step("s1", "gcal", "named", {**_looked_up(intent, query), **days}),)


def _renamed(step: Step) -> Step:
    """A step of a search, behind the one that looks the event up."""
    return replace(
        step,
        id=f"o{step.id}",
        depends_on=tuple(f"o{name}" for name in step.depends_on),
        when_empty=f"o{step.when_empty}" if step.when_empty else None,
    )


def _look(intent: Intent, query: Query) -> Step:
    """The event of the turn before, which is known; or the one that is named."""
    event_id = intent.entities.get("event_id")
    if event_id:
        return Step("s1", "gcal", "read", {"id": event_id})
    return Step("s1", "gcal", "named", _looked_up(intent, query))


def trip(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The events at a place, to come or else past, and the document that tells of them."""
    words = filters.topic(intent)
    document = Step("s2", "gdrive", "search", {"query": f"{words} itinerary", "limit": 10})
    window = intent.time_range
    if window and window.start and window.end:
        asked = {"after": window.start, "before": window.end, "order": "soonest"}
        return Step("s1", "gcal", "list", {**asked, "limit": ROW_LIMIT}), document
    asked = {"query": words, "limit": TRIP_LIMIT}
    ahead = {**asked, "after": searching.start_of_day(query)}
    return (
        Step("s1", "gcal", "search", ahead),
        Step("s1b", "gcal", "search", asked, depends_on=("s1",), when_empty="s1"),
        document,
    )


def _looked_up(intent: Intent, query: Query) -> dict[str, Any]:
    window = intent.time_range
    asked: dict[str, Any] = {"things": tuple(intent.entities["occasions"])}
    if intent.entities.get("latest"):
        return {**asked, "before": query.now, "latest": True}
    asked["after"] = window.start if window and window.start else searching.start_of_day(query)
    if window and window.end:
        asked["before"] = window.end
    if instead := intent.entities.get("instead"):
        asked["instead"] = (instead,)
    return asked


SHAPES: Final[Mapping[str, Callable[[Intent, Query], tuple[Step, ...]]]] = {
    "guests": guests,
    "trip": trip,
    "length": length,
    "row": row,
    "row_days": row_days,
    "told": told,
    "due": due,
    "beside": beside,
    "beside_day": beside_day,
    "last_with": last_with,
    "window": listed,
    "edge": listed,
    "load": listed,
}
