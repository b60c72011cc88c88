"""Steps that write: the searches that a write needs first, then the write."""

from __future__ import annotations

from typing import Any

from agents.planning import reading, searching
from agents.query import Intent, Operation, Query, Reference, Service, Step

_MAIL: frozenset[Operation] = frozenset(
    {
        "draft_email",
        "send_email",
        "reply_email",
        "forward_email",
        "label_email",
        "archive_email",
        "trash_email",
    }
)
_ANSWERS: frozenset[Operation] = frozenset({"reply_email", "forward_email"})
_NEW_MAIL: frozenset[Operation] = frozenset({"draft_email", "send_email"})
_FILE: frozenset[Operation] = frozenset({"share_file", "unshare_file"})


def steps(intent: Intent, query: Query) -> tuple[Step, ...]:
    """A search for what the write is about (unless nothing is), then the write."""
    if intent.operation == "create_event":
        return (Step("s1", "gcal", "create_event", _event(intent)),)
    if intent.operation in _NEW_MAIL and not reading.cited_item(intent, query):
        return _new_mail(intent)
    service = _service(intent.operation)
    looks = _target(intent, query, service)
    return (*looks, _write(intent, service, looks))


def _service(operation: Operation) -> Service:
    if operation in _MAIL:
        return "gmail"
    return "gdrive" if operation in _FILE else "gcal"


def _target(intent: Intent, query: Query, service: Service) -> tuple[Step, ...]:
    """The steps that find what is written to: the cited item, or a search."""
    cited = reading.cited_item(intent, query)
    if cited is not None and cited.service == service:
        return (reading.read_citation(cited, "s1", intent),)
    looks = searching.look(intent, query, service, "s1")
    if service == "gcal" and looks[0].operation == "search" and "after" not in looks[0].arguments:
        ahead = {**looks[0].arguments, "after": searching.start_of_day(query)}
        return (Step("s1", service, "search", ahead),)
    return looks


def _write(intent: Intent, service: Service, looks: tuple[Step, ...]) -> Step:
    needed = tuple(step.id for step in looks)
    return Step(
        f"s{len(looks) + 1}",
        service,
        intent.operation,
        _arguments(intent, service, looks[0].id),
        depends_on=needed,
    )


def _arguments(intent: Intent, service: Service, found: str) -> dict[str, Any]:
    if service == "gcal":
        changes = _event(intent) if intent.operation == "update_event" else _answer(intent)
        return {"event_id": Reference(found, "items[0].id"), **changes}
    if service == "gdrive":
        return {"file_id": Reference(found, "items[0].id"), **_share(intent)}
    if intent.operation in _ANSWERS or intent.operation in _NEW_MAIL:
        return {
            "to": Reference(found, "items[0].reply_address"),
            "subject": Reference(found, "items[0].title"),
            "thread_id": Reference(found, "items[0].thread_id"),
            "in_reply_to": Reference(found, "items[0].message_id"),
            **_said(intent),
        }
    labels = intent.entities.get("labels", ())
    return {"message_id": Reference(found, "items[0].id"), **({"labels": labels} if labels else {})}


def _new_mail(intent: Intent) -> tuple[Step, ...]:
    """To an address the person typed, or to somebody they have mail with, found by name."""
    addresses = tuple(intent.entities.get("addresses", ()))
    names = tuple(intent.entities.get("people", ()))
    if addresses or not names:
        return (Step("s1", "gmail", intent.operation, {"to": addresses, **_said(intent)}),)
    look = Step("s1", "gmail", "search", {"query": names[0], "sender": names[0], "limit": 5})
    to = Reference("s1", "items[0].sender_email")
    return (
        look,
        Step("s2", "gmail", intent.operation, {"to": to, **_said(intent)}, depends_on=("s1",)),
    )


def _said(intent: Intent) -> dict[str, Any]:
    """What the person said the mail should say."""
    entities = intent.entities
    said = {
        "message": entities.get("message"),
        "about": searching.topic(intent),
        "title": entities.get("title"),
    }
    return {name: value for name, value in said.items() if value}


def _event(intent: Intent) -> dict[str, Any]:
    entities = intent.entities
    window = intent.time_range
    event = {
        "title": entities.get("title") or entities.get("topic"),
        "start": window.start if window else None,
        "end": window.end if window else None,
        "attendees": searching.people(intent),
        "duration_minutes": entities.get("duration_minutes"),
    }
    return {name: value for name, value in event.items() if value}


def _answer(intent: Intent) -> dict[str, Any]:
    """What an invitation is answered with; deleting needs nothing besides the event."""
    response = intent.entities.get("response")
    return {"response": response} if response and intent.operation == "respond_event" else {}


def _share(intent: Intent) -> dict[str, Any]:
    entities = intent.entities
    share = {"email": searching.people(intent), "role": entities.get("role")}
    return {name: value for name, value in share.items() if value}
