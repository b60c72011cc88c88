"""Questions in two hops: the step that finds the second thing, and the first one narrowed by it.

"The deck that was mailed before the offsite": the offsite is looked for first, then the mail, from
before it began. Both steps are planned from the person's words; what the first one finds fills an
argument of the other and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from agents.planning import searching, widening
from agents.query import SERVICES, Intent, Query, Reference, Service, Step, TimeRange

ANCHOR = "s1"
ELSEWHERE = "s1x"  # where the first place holds none
ANCHOR_LIMIT = 5
NEIGHBOURS = 10
_TIMES: Mapping[str, dict[str, str]] = {
    "before": {"before": "begins"},
    "after": {"after": "ends"},
    "during": {"after": "begins", "before": "ends"},
}

# Somebody who is known by an item, and the field of it that tells who.
_SOMEBODY = {
    "organiser": "organizer_address",
    "writer": "sender_email",
    "owner": "owner_address",
}
_OVER = frozenset({"after", "during"})
# Where what is theirs is looked for.
_PLACES: Mapping[str, Service] = {"writer": "gmail", "owner": "gmail", "reader": "gdrive"}


def has_anchor(intent: Intent) -> bool:
    return bool(intent.entities.get("anchor"))


def steps(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The anchor's search, then a search of each service that is narrowed by what it found, and
    the same without that narrowing for where nothing is left."""
    anchor: Mapping[str, Any] = intent.entities["anchor"]
    first = anchor_step(intent, query)
    made = [first, *_elsewhere(first)]
    needed = tuple(step.id for step in made)
    main = replace(intent, entities={k: v for k, v in intent.entities.items() if k != "anchor"})
    relation = str(anchor.get("relation"))
    for number, service in enumerate(_services(intent, first, relation), 2):
        made.extend(_main(main, query, service, relation, f"s{number}", needed))
    return tuple(made)


def _services(intent: Intent, anchor: Step, relation: str) -> tuple[Service, ...]:
    """Where the first thing is looked for: what is about the anchor is not the anchor itself."""
    services = intent.services or SERVICES
    if relation in _PLACES:
        return (_PLACES[relation],)
    others = tuple(service for service in services if service != anchor.agent)
    return others if relation == "about" and others else services


def _elsewhere(anchor: Step) -> tuple[Step, ...]:
    """The anchor in the other place where such things are, for where the first holds none: a
    booking may be an event or only a mail."""
    other: Mapping[Service, Service] = {"gcal": "gmail", "gmail": "gcal"}
    if anchor.operation != "search" or anchor.agent not in other:
        return ()
    kept = ("query", "limit", "after", "before")
    arguments = {name: anchor.arguments[name] for name in kept if name in anchor.arguments}
    return (
        Step(
            ELSEWHERE,
            other[anchor.agent],
            "search",
            arguments,
            depends_on=(ANCHOR,),
            when_empty=ANCHOR,
        ),
    )


def anchor_step(intent: Intent, query: Query) -> Step:
    """The search for the second thing of a question."""
    anchor: Mapping[str, Any] = intent.entities["anchor"]
    service: Service = next(iter(anchor.get("services") or ()), "gcal")
    window = TimeRange(_moment(anchor.get("start")), _moment(anchor.get("end")))
    described = replace(
        intent,
        entities={
            "topic": anchor.get("topic") or "",
            "people": list(anchor.get("people") or ()),
            "contacts": intent.entities.get("contacts") or {},
            **({"direction": "with"} if service == "gcal" else {}),
        },
        time_range=window if window.start or window.end else None,
    )
    arguments = {**searching.arguments(described, query, service), "limit": ANCHOR_LIMIT}
    if anchor.get("relation") in _OVER and service == "gcal" and "gcal" not in intent.services:
        arguments.setdefault("before", query.now)  # what was written since is of what is over
    if anchor.get("relation") == "with_attachment" and service == "gmail":
        arguments["has_attachment"] = True
    if arguments.get("query") and not anchor.get("latest") and not anchor.get("next"):
        return Step(ANCHOR, service, "search", arguments)
    return _newest_or_next(service, arguments, anchor, query)


def _newest_or_next(
    service: Service, arguments: dict[str, Any], anchor: Mapping[str, Any], query: Query
) -> Step:
    """ "The last meeting with Ana", "my next flight": in the order of time."""
    ahead = bool(anchor.get("next"))
    bounds = {"after": query.now} if ahead else {"before": query.now}
    for name, value in bounds.items():
        arguments.setdefault(name, value)
    if arguments.get("query"):
        return Step(ANCHOR, service, "search", arguments)
    return Step(ANCHOR, service, "list", {**arguments, "order": "soonest" if ahead else "newest"})


def _main(
    intent: Intent,
    query: Query,
    service: Service,
    relation: str,
    step_id: str,
    needed: tuple[str, ...],
) -> tuple[Step, ...]:
    asked = searching.arguments(intent, query, service)
    narrowed = {**asked, **_narrowing(relation, service, asked)}
    operation = "search" if narrowed.get("query") else "list"
    if operation == "list" and service == "gcal":
        narrowed |= {"order": "newest" if relation == "before" else "soonest", "limit": NEIGHBOURS}
    first = Step(step_id, service, operation, narrowed, depends_on=needed)
    has_people = any(name in asked for name in ("sender", "recipient", "participants"))
    if relation in _PLACES:  # what others wrote is not theirs
        return (first,)
    if not asked.get("query") and not (has_people and narrowed.get("query")):
        return (first,)
    without = Step(
        f"{step_id}b",
        service,
        "search" if asked.get("query") else "list",
        asked,
        depends_on=(step_id,),
        when_empty=step_id,
    )
    return first, without


def _narrowing(relation: str, service: Service, asked: Mapping[str, Any]) -> dict[str, Any]:
    if relation in _TIMES:
        return {
            name: Reference(ANCHOR, f"best.{field}") for name, field in _TIMES[relation].items()
        }
    if relation == "reader":
        return {"shared_with": Reference(ANCHOR, "best.sender_email")}
    if relation in _SOMEBODY:
        field = _SOMEBODY[relation]
        return {"sender": Reference(ANCHOR, f"best.{field}")} if service == "gmail" else {}
    if relation == "with_attachment" and service == "gdrive":
        named = (Reference(ANCHOR, "best.attachment"), Reference(ANCHOR, "best.title"))
        return {"query": named, "limit": widening.SEARCH_LIMIT}
    words = str(asked.get("query") or "")
    return {} if words else {"query": Reference(ANCHOR, "best.title")}


def is_of_documents(intent: Intent) -> bool:
    """Whether what the question is held against is a file."""
    anchor = intent.entities.get("anchor") or {}
    return "gdrive" in (anchor.get("services") or ())


def file_step(intent: Intent, query: Query) -> Step:
    """The search for the file that the question is held against."""
    anchor = {**intent.entities["anchor"], "services": ["gdrive"]}
    return anchor_step(replace(intent, entities={**intent.entities, "anchor": anchor}), query)


def _moment(value: object) -> datetime | None:
    if isinstance(value, str):
        return datetime.fromisoformat(value)
    return value if isinstance(value, datetime) else None
