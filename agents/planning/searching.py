"""Steps that look: one search or list a service, each with the fallbacks that widen it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agents.planning import widening
from agents.planning.filters import of_service, people, topic
from agents.query import SERVICES, Intent, Query, Service, Step
from agents.understanding import glossary, reading

__all__ = ["LIST_LIMIT", "SEARCH_LIMIT", "look", "people", "start_of_day", "steps", "topic"]

SEARCH_LIMIT = widening.SEARCH_LIMIT
LIST_LIMIT = 50
NEXT_LIMIT = 3
AGENDA_LIMIT = 500  # events of a time that has an end
AGENDA_DAYS = 7
_CHOOSES = frozenset({"sender", "recipient", "participants", "labels", "unread", "owner"})
_AHEAD_SHAPES = frozenset({"agenda", "next"})
_LISTS = frozenset({"count", "list"})
_FILE_PEOPLE = frozenset({"owner", "shared_with"})

_CONTACT = re.compile(
    r"\b(?:(?:(?:tele)?phone|mobile)(?: numbers?)?|number to (?:call|ring)|contact details"
    r"|e-?mail address|telefonnummer|num[ée]ro de t[ée]l[ée]phone|tel[ée]fono"
    r"|telefon numaras[ıi])\b",
    re.IGNORECASE,
)
# What an event seldom says of itself.
_IN_WRITING = re.compile(
    r"\b(?:why|how come|how much|costs?|prices?|fees?|charg(?:es?|ed|ing)|deposit|refund\w*"
    r"|references?|codes?"
    r"|passwords?|notice|allowed|permitted|rules?|terms|wie ?viel|kostet|combien|coûte|cuánto"
    r"|cuesta|ne kadar|warum|pourquoi|neden)\b",
    re.IGNORECASE,
)


def steps(intent: Intent, query: Query) -> tuple[Step, ...]:
    """A search step for each service, and the fallbacks of those that have something to widen."""
    intent, services = _to_reach_somebody(intent, query)
    return tuple(
        step
        for number, service in enumerate(services, 1)
        for step in look(intent, query, service, f"s{number}")
    )


def _to_reach_somebody(intent: Intent, query: Query) -> tuple[Intent, tuple[Service, ...]]:
    """What is looked for, and where: how to reach somebody stands in their mail, which seldom
    calls a phone number one; what something costs, in mails and files."""
    services = intent.services or SERVICES
    if services == ("gcal",) and _IN_WRITING.search(query.text):
        services = ("gcal", "gmail", "gdrive")
    if not _CONTACT.search(query.text):
        return intent, services
    words = " ".join(_CONTACT.sub(" ", str(intent.entities.get("topic") or "")).split())
    if words:
        intent = replace(intent, entities={**intent.entities, "topic": words})
    return intent, services if "gmail" in services else (*services, "gmail")


def look(intent: Intent, query: Query, service: Service, step_id: str) -> tuple[Step, ...]:
    """The step that looks in one service, and its fallbacks where something can be widened."""
    first = Step(step_id, service, "list", arguments(intent, query, service))
    if intent.entities.get("shape") == "count":
        return _counted(Step(step_id, service, "count", first.arguments))
    if first.arguments.get("query"):
        asked = {**first.arguments, **in_full(intent, query)}
        first = Step(step_id, service, "search", asked)
        return (first, *widening.wider(first, intent))
    if service == "gcal":
        return (Step(step_id, service, "list", _agenda(intent, query, first.arguments)),)
    return (first,)


def _counted(first: Step) -> tuple[Step, ...]:
    """All that pass the filters; those that also hold every word, where any do."""
    wider = {name: value for name, value in first.arguments.items() if name != "query"}
    if "query" not in first.arguments or not _CHOOSES & wider.keys():
        return (first,)
    return first, Step(
        f"{first.id}b", first.agent, "count", wider, depends_on=(first.id,), when_empty=first.id
    )


def in_full(intent: Intent, query: Query) -> dict[str, str]:
    """The whole question, which finds better than the words of its topic; none where these are not
    all of it (they may be those of the turn before), or where it is a list that is asked for."""
    if intent.operation != "search" or intent.entities.get("shape") in _LISTS:
        return {}
    if intent.entities.get("phrases") or _CONTACT.search(query.text):
        # What stands in quotation marks would have to be there word by word; a phone number is
        # seldom called one.
        return {}
    text = reading.plainly(query.text)
    said = text.casefold()
    is_all = all(word.casefold() in said for word in topic(intent).split())
    return {"question": glossary.to_search_for(query.text, text)} if is_all else {}


def arguments(intent: Intent, query: Query, service: Service) -> dict[str, Any]:
    """What is searched for in a service, how it is narrowed, and how much of it is wanted."""
    words = topic(intent)
    narrowed = of_service(service, intent, query)
    asks_whom = intent.entities.get("shape") == "shared_with" and bool(words)
    if service == "gdrive" and not asks_whom and not _FILE_PEOPLE & narrowed.keys():
        words = " ".join((words, *people(intent))).strip()
    many = not words or intent.entities.get("shape") == "count"
    asked = {"query": words} if words else {}
    return {**asked, **narrowed, "limit": LIST_LIMIT if many else SEARCH_LIMIT}


def _agenda(intent: Intent, query: Query, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """A list of events always has a start: today for an agenda, this moment for what is next."""
    shape = intent.entities.get("shape")
    bounded = {**arguments, "order": "soonest"}
    if "after" not in bounded and ("before" not in bounded or shape in _AHEAD_SHAPES):
        bounded["after"] = query.now if shape == "next" else start_of_day(query)
        if "before" not in bounded and shape != "next" and "participants" not in bounded:
            bounded["before"] = bounded["after"] + timedelta(days=AGENDA_DAYS)
    if "before" in bounded and "after" in bounded:
        bounded["limit"] = AGENDA_LIMIT
    if shape == "next":
        bounded["limit"] = NEXT_LIMIT
        bounded["after"] = max(bounded["after"], query.now)
    return bounded


def start_of_day(query: Query) -> datetime:
    """Midnight of the question's day in the person's zone."""
    local = query.now.astimezone(ZoneInfo(query.time_zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
