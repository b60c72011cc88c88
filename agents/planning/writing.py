"""Steps that write: the searches that a write needs first, then the write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from agents.planning import addressing, filters, reading, searching
from agents.query import EMPTY, Intent, Operation, Query, Reference, Service, Step

_NEW_MAIL: frozenset[Operation] = frozenset({"draft_email", "send_email"})
_SERVICES: Mapping[Operation, Service] = {
    "update_event": "gcal",
    "delete_event": "gcal",
    "respond_event": "gcal",
    "share_file": "gdrive",
    "unshare_file": "gdrive",
}
MANY_SHARES = 4
AFTER_LOOKS = 2  # a search is s1, its fallbacks s1b and s1c
_ALL = re.compile(
    r"\b(?:all|every|everything|e-?mails|mails|messages|newsletters|notifications|alle|tous|toutes"
    r"|todos|todas|tutti|tutte|tüm|bütün)\b",
    re.IGNORECASE,
)
_ADDS_PEOPLE = frozenset({"add", "invite"})


def steps(intent: Intent, query: Query) -> tuple[Step, ...]:
    """A search for what the write is about (unless nothing is), then the write."""
    if intent.operation == "create_event":
        return _new_event(intent)
    cited = reading.cited_item(intent, query)
    if intent.operation in _NEW_MAIL and cited is None:
        return _new_mail(intent)
    service = _SERVICES.get(intent.operation, "gmail")
    whom = addressing.addressees(
        _recipients(intent), first=AFTER_LOOKS, without=_owners_of_it(intent)
    )
    looks, found = _target(intent, query, service)
    needed = (*(step.id for step in looks), *whom.step_ids)
    # Each person's access to a file is a write of its own.
    shares = service == "gdrive" and len(whom.addresses) > 1
    groups = [[one] for one in whom.addresses[:MANY_SHARES]] if shares else [whom.addresses]
    writes = (
        Step(
            f"s{AFTER_LOOKS + len(whom.steps) + number}",
            service,
            intent.operation,
            _ARGUMENTS[intent.operation](intent, query, found, group),
            depends_on=needed,
        )
        for number, group in enumerate(groups)
    )
    return (*looks, *whom.steps, *writes)


def _target(
    intent: Intent, query: Query, service: Service
) -> tuple[tuple[Step, ...], Callable[[str], Reference]]:
    """The steps that find what is written to, the cited item or a search, and the way to refer
    to a field of it."""
    cited = reading.cited_item(intent, query)
    if cited is not None and cited.service == service:
        return (
            (Step("s1", cited.service, "read", {"id": cited.id}),),
            lambda name: Reference("s1", f"items[0].{name}"),
        )
    looks = searching.look(_what(intent), query, service, "s1")
    if service == "gcal":
        looks = (_ahead(looks[0], query),)
    return looks, lambda name: Reference("s1", f"sure.{name}")


def _ahead(look: Step, query: Query) -> Step:
    """Only an event to come can still be changed, unless the person named its time."""
    if look.operation == "search" and "after" not in look.arguments:
        return replace(look, arguments={**look.arguments, "after": searching.start_of_day(query)})
    return look


def _what(intent: Intent) -> Intent:
    """The intent with only what describes the thing itself: not the new time of an event, nor
    the people that it goes to."""
    entities = {name: value for name, value in intent.entities.items() if name != "shape"}
    window = intent.time_range
    people = list(_owners_of_it(intent))
    if intent.operation == "update_event":
        window = entities.get("from_time")
    if intent.operation in ("share_file", "forward_email") or _adds_people(intent):
        entities |= {"people": people, "addresses": [], "direction": "from"}
    if intent.operation == "reply_email":
        entities["direction"] = "from"
    if intent.operation == "label_email":
        entities["labels"] = []
    if intent.operation == "unshare_file":
        entities["direction"] = "with"
    return replace(intent, entities=entities, time_range=window)


def _owners_of_it(intent: Intent) -> tuple[str, ...]:
    """Of the people named those whose mail is forwarded: all, where an address says to whom,
    else all but the last."""
    names = tuple(intent.entities.get("people", ()))
    if intent.operation != "forward_email":
        return ()
    return names if intent.entities.get("addresses") else names[:-1]


def _adds_people(intent: Intent) -> bool:
    return intent.operation == "update_event" and intent.entities.get("verb") in _ADDS_PEOPLE


def _recipients(intent: Intent) -> Intent:
    """The intent with only the people that the write goes to."""
    if intent.operation in ("share_file", "unshare_file", "forward_email") or _adds_people(intent):
        return intent
    return replace(intent, entities=EMPTY)


Found = Callable[[str], Reference]
Addresses = list[Any]


def _answer_mail(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    return {
        "to": found("reply_address"),
        "subject": found("title"),
        "thread_id": found("thread_id"),
        "in_reply_to": found("message_id"),
        **_said(intent),
    }


def _forward(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    return {
        "message_id": found("id"),
        "subject": found("title"),
        "to": whom,
        **_said(intent),
    }


def _tidy(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    """One mail, or all that match where the person speaks of several."""
    one = found("id")
    many = _ALL.search(query.text) and one.path.startswith("sure.")
    entities = intent.entities
    labels = {
        "labels": tuple(entities.get("labels", ())),
        "flags": tuple(entities.get("flags", ())),
    }
    return {
        "message_ids": Reference(one.step_id, "every.id") if many else [one],
        **{name: value for name, value in labels.items() if value},
    }


def _change(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    event = _event(intent)
    if intent.entities.get("same_day"):
        event["same_day"] = True
    if "title" in event and not intent.entities.get("title"):
        del event["title"]  # the topic tells which event it is, not what it shall be called
    return {"event_id": found("id"), **event, **({"attendees": whom} if whom else {})}


def _delete(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    return {"event_id": found("id")}


def _respond(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    response = intent.entities.get("response") or "accepted"
    return {"event_id": found("id"), "response": response}


def _share(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    role = intent.entities.get("role")
    return {"file_id": found("id"), "email": whom, **({"role": role} if role else {})}


_ARGUMENTS: Mapping[Operation, Callable[[Intent, Query, Found, Addresses], dict[str, Any]]] = {
    "draft_email": _answer_mail,
    "send_email": _answer_mail,
    "reply_email": _answer_mail,
    "forward_email": _forward,
    "label_email": _tidy,
    "archive_email": _tidy,
    "trash_email": _tidy,
    "update_event": _change,
    "delete_event": _delete,
    "respond_event": _respond,
    "share_file": _share,
    "unshare_file": _share,
}


def _new_mail(intent: Intent) -> tuple[Step, ...]:
    """To an address the person typed or has, or to somebody they have mail with, found by name."""
    whom = addressing.addressees(intent)
    arguments = {"to": whom.addresses, **_said(intent)}
    number = len(whom.steps) + 1
    write = Step(f"s{number}", "gmail", intent.operation, arguments, depends_on=whom.step_ids)
    return (*whom.steps, write)


def _new_event(intent: Intent) -> tuple[Step, ...]:
    whom = addressing.addressees(intent)
    arguments = {**_event(intent), **({"attendees": whom.addresses} if whom.addresses else {})}
    number = len(whom.steps) + 1
    write = Step(f"s{number}", "gcal", "create_event", arguments, depends_on=whom.step_ids)
    return (*whom.steps, write)


def _said(intent: Intent) -> dict[str, Any]:
    """What the person said the mail should say."""
    entities = intent.entities
    said = {
        "message": entities.get("message"),
        "about": filters.topic(intent),
        "title": entities.get("subject") or entities.get("title"),
    }
    return {name: value for name, value in said.items() if value}


def _event(intent: Intent) -> dict[str, Any]:
    entities = intent.entities
    window = intent.time_range
    event = {
        "title": entities.get("title") or entities.get("topic"),
        "start": window.start if window else None,
        "end": window.end if window else None,
        "location": entities.get("location"),
        "description": entities.get("message"),
        "duration_minutes": entities.get("duration_minutes"),
    }
    return {name: value for name, value in event.items() if value}
