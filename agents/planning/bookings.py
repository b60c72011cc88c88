"""A booking is held by somebody outside: what cancels or changes it is a mail to them."""

from __future__ import annotations

from agents.planning import searching
from agents.query import Intent, Query, Reference, Service, Step

SEARCH_LIMIT = 10
_ALWAYS: tuple[Service, ...] = ("gmail", "gcal")


def is_about_booking(intent: Intent) -> bool:
    return bool(intent.entities.get("about_booking")) and intent.operation not in (
        "search",
        "summarize",
        "read",
        "find_time",
    )


def steps(intent: Intent, query: Query) -> tuple[Step, ...]:
    """Searches mail and calendar (and drive when it was named) in parallel, then drafts a mail
    to the sender of the booking, with the reference that was found.

    Mail keeps no dates (a booking is older than its journey); only events to come can still be
    cancelled.
    """
    services = (*_ALWAYS, *(s for s in intent.services if s not in _ALWAYS))
    words = " ".join((searching.topic(intent), *searching.people(intent))).strip()
    looks = tuple(
        _look(service, f"s{n}", words, intent, query) for n, service in enumerate(services, 1)
    )
    ids = tuple(step.id for step in looks)
    drafted = Step(
        f"s{len(looks) + 1}",
        "gmail",
        "draft_email",
        {
            "purpose": str(intent.entities.get("verb") or "cancel"),
            "about": words,
            "to": Reference(ids[0], "booking.reply_address"),
            "subject": Reference(ids[0], "booking.title"),
            "booking_reference": Reference(ids[0], "booking.reference"),
            "flight": Reference(ids[0], "booking.flight"),
            "thread_id": Reference(ids[0], "booking.thread_id"),
            "in_reply_to": Reference(ids[0], "booking.message_id"),
            **({"message": intent.entities["message"]} if "message" in intent.entities else {}),
        },
        depends_on=ids,
    )
    return (*looks, drafted)


def _look(service: Service, step_id: str, words: str, intent: Intent, query: Query) -> Step:
    arguments: dict[str, object] = {"limit": SEARCH_LIMIT}
    if service == "gcal":
        arguments["after"] = searching.start_of_day(query)
        if intent.time_range is not None and intent.time_range.start is not None:
            arguments["after"] = intent.time_range.start
        if intent.time_range is not None and intent.time_range.end is not None:
            arguments["before"] = intent.time_range.end
    if not words:
        return Step(step_id, service, "list", arguments)
    return Step(step_id, service, "search", {"query": words, **arguments})
