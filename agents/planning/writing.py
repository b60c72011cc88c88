"""Steps that write: the searches that a write needs first, then the write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from agents.planning import addressing, filters, reading, searching
from agents.query import EMPTY, Intent, Operation, Query, Reference, Service, Step, TimeRange

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
_ADDS_PEOPLE = re.compile(
    r"^(?:please |can you |could you )*(?:add|invite|include)\b", re.IGNORECASE
)
_LATER = re.compile(
    r"\b(?:by|for)\s+(?:an?|half|\d+|one|two|three|a quarter)\b|\b(?:hours?|minutes?|mins?|h)\s+"
    r"(?:later|earlier|sooner|back|forward)\b",
    re.IGNORECASE,
)
_KINDS = frozenset(
    {
        "newsletter",
        "newsletters",
        "notification",
        "notifications",
        "promotion",
        "promotions",
        "spam",
    }
)
_LENGTHS = {"extend": 1, "lengthen": 1, "prolong": 1, "shorten": -1}
_EARLIER = re.compile(r"\b(?:earlier|sooner|forward)\b", re.IGNORECASE)
_COPY = re.compile(r"\b(?:cc|copy(?:ing)?|in copy)\b[:\s]+(?P<rest>.+)$", re.IGNORECASE)


def steps(intent: Intent, query: Query) -> tuple[Step, ...]:
    """A search for what the write is about (unless nothing is), then the write."""
    if intent.operation == "create_event":
        return _new_event(intent)
    cited = reading.cited_item(intent, query)
    if intent.operation in _NEW_MAIL and cited is None:
        return _new_mail(intent, query)
    service = _SERVICES.get(intent.operation, "gmail")
    whom = addressing.addressees(
        _recipients(intent, query), first=AFTER_LOOKS, without=_owners_of_it(intent)
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
    looks = searching.look(_what(intent, query), query, service, "s1")
    if service == "gcal":
        looks = (_ahead(looks[0], query),)
    return looks, lambda name: Reference("s1", f"sure.{name}")


def _ahead(look: Step, query: Query) -> Step:
    """Only an event to come can still be changed, unless the person named its time."""
    if look.operation == "search" and "after" not in look.arguments:
        return replace(look, arguments={**look.arguments, "after": searching.start_of_day(query)})
    return look


def _what(intent: Intent, query: Query) -> Intent:
    """The intent with only what describes the thing itself: not the new time of an event, nor
    the people that it goes to."""
    entities = {name: value for name, value in intent.entities.items() if name != "shape"}
    window = intent.time_range
    people = list(_owners_of_it(intent))
    if intent.operation == "update_event" and not _shift(intent, query):
        window = _range(entities.get("from_time"))
    if intent.operation in ("share_file", "forward_email") or _adds_people(intent, query):
        entities |= {"people": people, "addresses": [], "direction": "from"}
    if intent.operation == "reply_email":
        entities["direction"] = "from"
    if intent.operation == "label_email":
        entities |= {"labels": [], "flags": []}
    if _names_people(entities) and str(entities.get("topic", "")).lower() in _KINDS:
        entities["topic"] = ""  # any mail of theirs is one
    if intent.operation == "unshare_file":
        entities["direction"] = "with"
    return replace(intent, entities=entities, time_range=window)


def _range(said: Mapping[str, Any] | None) -> TimeRange | None:
    if not said:
        return None
    start, end = (said.get(name) for name in ("start", "end"))
    return TimeRange(
        datetime.fromisoformat(start) if start else None,
        datetime.fromisoformat(end) if end else None,
    )


def _names_people(entities: Mapping[str, Any]) -> bool:
    """Whether anybody is named whose mails they are."""
    return bool(entities.get("people") or entities.get("addresses"))


def _owners_of_it(intent: Intent) -> tuple[str, ...]:
    """Of the people named those whose mail is forwarded: all, where an address says to whom,
    else all but the last."""
    names = tuple(intent.entities.get("people", ()))
    if intent.operation != "forward_email":
        return ()
    return names if intent.entities.get("addresses") else names[:-1]


def _adds_people(intent: Intent, query: Query) -> bool:
    return intent.operation == "update_event" and bool(_ADDS_PEOPLE.match(query.text.strip()))


def _shift(intent: Intent, query: Query) -> int:
    """The minutes by which an event shall move, where that was said instead of a new time."""
    minutes = intent.entities.get("duration_minutes")
    if intent.operation != "update_event" or not minutes or not _LATER.search(query.text):
        return 0
    return -int(minutes) if _EARLIER.search(query.text) else int(minutes)


def _recipients(intent: Intent, query: Query) -> Intent:
    """The intent with only the people that the write goes to."""
    goes_to = ("share_file", "unshare_file", "forward_email")
    if intent.operation in goes_to or _adds_people(intent, query):
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
    if shift := _shift(intent, query):
        way = _LENGTHS.get(str(intent.entities.get("verb")))
        event = {"longer_minutes": way * abs(shift)} if way else {"shift_minutes": shift}
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


def _new_mail(intent: Intent, query: Query) -> tuple[Step, ...]:
    """To an address the person typed or has, or to somebody they have mail with, found by name;
    whoever was named after "cc" gets a copy."""
    copied = _COPY.search(query.text)
    named = [name for name in filters.people(intent) if copied and name in copied["rest"]]
    to = addressing.addressees(_with_people(intent, without=named))
    cc = addressing.addressees(_with_people(intent, only=named), first=len(to.steps) + 1)
    arguments = {"to": to.addresses, **_said(intent)}
    if cc.addresses:
        arguments["cc"] = cc.addresses
    looks = (*to.steps, *cc.steps)
    needed = tuple(step.id for step in looks)
    write = Step(f"s{len(looks) + 1}", "gmail", intent.operation, arguments, depends_on=needed)
    return (*looks, write)


def _with_people(
    intent: Intent, *, only: Sequence[str] | None = None, without: Sequence[str] = ()
) -> Intent:
    """The intent with some of its people."""
    kept = {
        name: [
            one
            for one in intent.entities.get(name, ())
            if (only is None or one in only) and one not in without
        ]
        for name in ("people", "addresses")
    }
    return replace(intent, entities={**intent.entities, **kept})


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
