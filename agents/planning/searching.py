"""Steps that look: one search or list a service, each with the fallback that widens it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agents.query import SERVICES, Intent, Query, Service, Step

SEARCH_LIMIT = 10
LIST_LIMIT = 50
NEXT_LIMIT = 3
AGENDA_DAYS = 7
_SHAPES_OF_A_LIST = frozenset({"agenda", "next"})
_AHEAD_SHAPES = frozenset({"agenda", "next"})


def steps(intent: Intent, query: Query) -> tuple[Step, ...]:
    """A search step for each service, and the fallbacks of those that have something to widen."""
    made: list[Step] = []
    for service in intent.services or SERVICES:
        made.extend(look(intent, query, service, f"s{len(made) + 1}"))
    return tuple(made)


def look(intent: Intent, query: Query, service: Service, step_id: str) -> tuple[Step, ...]:
    """The step that looks in one service, and its fallback where something can be widened."""
    arguments = _ARGUMENTS[service](intent)
    first = Step(step_id, service, _operation(intent, arguments), arguments)
    if first.operation == "list" and service == "gcal":
        return (Step(step_id, service, "list", _agenda(intent, query, arguments)),)
    wider = _wider(intent, arguments)
    if wider is None:
        return (first,)
    fallback = Step(
        f"{step_id}b",
        service,
        "search" if wider.get("query") else "list",
        wider,
        depends_on=(step_id,),
        when_empty=step_id,
    )
    return first, fallback


def topic(intent: Intent) -> str:
    """The words to search for, with the codes that the person named."""
    words = [str(intent.entities.get("topic") or "")]
    words += [code for code in intent.entities.get("references", ()) if code not in words[0]]
    return " ".join(word for word in words if word)


def people(intent: Intent) -> tuple[str, ...]:
    """The people as the person named them: addresses first."""
    entities = intent.entities
    return (*entities.get("addresses", ()), *entities.get("people", ()))


def _operation(intent: Intent, arguments: Mapping[str, Any]) -> str:
    if intent.entities.get("shape") in _SHAPES_OF_A_LIST and not arguments.get("query"):
        return "list"
    return "search" if arguments.get("query") else "list"


def _times(intent: Intent) -> dict[str, datetime]:
    if intent.time_range is None:
        return {}
    times = {"after": intent.time_range.start, "before": intent.time_range.end}
    return {name: time for name, time in times.items() if time is not None}


def _mail(intent: Intent) -> dict[str, Any]:
    flags = intent.entities.get("flags", ())
    labels = [*intent.entities.get("labels", ()), *(("STARRED",) if "starred" in flags else ())]
    filters: dict[str, Any] = {
        **_mail_people(intent),
        **_times(intent),
        "unread": True if "unread" in flags else None,
        "has_attachment": True if "attachment" in flags else None,
        "labels": tuple(labels),
    }
    return _asked(topic(intent), filters, intent)


def _mail_people(intent: Intent) -> dict[str, Any]:
    who = people(intent)
    if not who:
        return {}
    direction = intent.entities.get("direction", "from")
    if direction == "with" or len(who) > 1:
        return {"participants": who}
    return {"recipient" if direction == "to" else "sender": who[0]}


def _events(intent: Intent) -> dict[str, Any]:
    who = people(intent)
    return _asked(
        topic(intent), {**({"participants": who} if who else {}), **_times(intent)}, intent
    )


def _files(intent: Intent) -> dict[str, Any]:
    filters: dict[str, Any] = {
        **_file_people(intent),
        **_times(intent),
        "file_types": tuple(intent.entities.get("file_types", ())),
    }
    words = topic(intent)
    if people(intent) and not ({"owner", "shared_with"} & filters.keys()):
        words = " ".join((words, *people(intent))).strip()
    return _asked(words, filters, intent)


def _file_people(intent: Intent) -> dict[str, Any]:
    who = people(intent)
    direction = intent.entities.get("direction")
    if len(who) != 1 or direction not in ("from", "to", "with"):
        return {}
    return {"owner" if direction == "from" else "shared_with": who[0]}


_ARGUMENTS = {"gmail": _mail, "gcal": _events, "gdrive": _files}


def _asked(words: str, filters: Mapping[str, Any], intent: Intent) -> dict[str, Any]:
    kept = {name: value for name, value in filters.items() if value not in (None, ())}
    many = not words or intent.entities.get("shape") == "count"
    limit = LIST_LIMIT if many else SEARCH_LIMIT
    return {**({"query": words} if words else {}), **kept, "limit": limit}


def _agenda(intent: Intent, query: Query, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """A list of events always has a start: today for an agenda, this moment for what is next."""
    shape = intent.entities.get("shape")
    bounded = {**arguments, "order": "soonest"}
    if "after" not in bounded and ("before" not in bounded or shape in _AHEAD_SHAPES):
        bounded["after"] = query.now if shape == "next" else start_of_day(query)
        if "before" not in bounded and shape != "next" and "participants" not in bounded:
            bounded["before"] = bounded["after"] + timedelta(days=AGENDA_DAYS)
    if shape == "next":
        bounded["limit"] = NEXT_LIMIT
        bounded["after"] = max(bounded["after"], query.now)
    return bounded


def start_of_day(query: Query) -> datetime:
    """Midnight of the question's day in the person's zone."""
    local = query.now.astimezone(ZoneInfo(query.time_zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _wider(intent: Intent, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
    """The same search without its dates, or else with its people as words, or else without its
    kinds; None where nothing can be dropped. A bare list stays as it was asked."""
    if not arguments.get("query"):
        return None
    for names in (("after", "before"), ("labels", "unread", "has_attachment"), ("file_types",)):
        if any(name in arguments for name in names):
            return {name: value for name, value in arguments.items() if name not in names}
    filters = {"sender", "recipient", "participants", "owner", "shared_with"} & arguments.keys()
    if not filters:
        return None
    kept = {name: value for name, value in arguments.items() if name not in filters}
    return {**kept, "query": " ".join((arguments["query"], *people(intent)))}
