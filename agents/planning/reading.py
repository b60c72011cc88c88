"""Steps that open, summarise and look for free time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from agents.planning import searching
from agents.query import SERVICES, Citation, Intent, Query, Reference, Service, Step

FREE_TIME_DAYS = 7
MANY_CITED = 8


def steps(intent: Intent, query: Query) -> tuple[Step, ...]:
    """`read` by the id of a cited item, or of the best hit; `summarize` reads the whole thread
    of the best mail; `find_time` reads the calendar."""
    if intent.operation == "find_time":
        return (_free_time(intent, query),)
    cited = cited_item(intent, query)
    if cited is not None:
        return (read_citation(cited, "s1", intent),)
    made: list[Step] = []
    for service in intent.services or SERVICES:
        made.extend(_find_and_read(intent, query, service, f"s{len(made) + 1}"))
    return tuple(made)


def cited_item(intent: Intent, query: Query) -> Citation | None:
    """The item of the last answer that the person points at ("the second one")."""
    ordinal = intent.entities.get("ordinal")
    cited = _listed(intent, query)
    if not ordinal or not cited:
        return None
    index = ordinal - 1 if ordinal > 0 else len(cited) + ordinal
    return cited[index] if 0 <= index < len(cited) else None


def cited_items(intent: Intent, query: Query) -> tuple[Citation, ...]:
    """The items of the last answer, where the person points at several ("the first two")."""
    numbers = tuple(intent.entities.get("ordinals") or ())[:MANY_CITED]
    cited = _listed(intent, query)
    return tuple(one for one in cited if one.n in numbers)


def _listed(intent: Intent, query: Query) -> tuple[Citation, ...]:
    """What was cited so many turns back as the person points at, or last."""
    back = int(intent.entities.get("turns_back") or 0)
    if back:
        return query.earlier[-back].citations if back <= len(query.earlier) else ()
    return next((turn.citations for turn in reversed(query.earlier) if turn.citations), ())


def read_citation(cited: Citation, step_id: str, intent: Intent) -> Step:
    """Reads a cited item; a mail that is to be summarised with its whole thread."""
    whole = intent.operation == "summarize" and cited.service == "gmail"
    return Step(step_id, cited.service, "thread" if whole else "read", {"id": cited.id})


def _find_and_read(
    intent: Intent, query: Query, service: Service, step_id: str
) -> tuple[Step, ...]:
    looks = searching.look(intent, query, service, step_id)
    if intent.operation == "summarize" and not looks[0].arguments.get("query"):
        return looks  # a digest of a list needs no single item
    needed = tuple(step.id for step in looks)
    whole = intent.operation == "summarize" and service == "gmail"
    best = Step(
        f"{step_id}r",
        service,
        "thread" if whole else "read",
        {"id": Reference(step_id, "discussed.id" if whole else "best.id")},
        depends_on=needed,
    )
    return (*looks, best)


def _free_time(intent: Intent, query: Query) -> Step:
    window = intent.time_range
    after = max(window.start, query.now) if window and window.start else query.now
    before = window.end if window and window.end else after + timedelta(days=FREE_TIME_DAYS)
    arguments: dict[str, Any] = {"after": after, "before": before}
    for name in ("duration_minutes", "since", "until"):
        if name in intent.entities:
            arguments[name] = intent.entities[name]
    if hours := intent.entities.get("hours"):
        arguments["hours"] = (hours[0], hours[1])
    return Step("s1", "gcal", "find_time", arguments)
