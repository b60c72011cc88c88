"""What a write is given: what the person said of it, and references to what was found for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from agents.planning import filters
from agents.query import Intent, Operation, Query, Reference
from agents.understanding import shifts, wording
from agents.understanding.rules import EVENT
from agents.understanding.wishes.messages import before_it

_MAILS = (
    r"(?:e-?mails|mails|messages|newsletters|notifications|alerts|reminders|receipts|invoices|bills"
    r"|statements|promotions|offers|digests|threads|conversations|invitations)"
)
_ALL = re.compile(
    r"\b(?:all|every|everything|ones(?! (?:of|about) )|stuff|the lot|alle|tous|toutes"
    rf"|todas|todos|tutti|tutte|tüm|bütün|{_MAILS})\b",
    re.IGNORECASE,
)
# "The mail about the invoices" is one: what stands behind it tells which.
_OF_IT = re.compile(
    r"\b(?:the|that|this|an?|my|\S+['’]s)(?: [\w'’-]+){0,3}? (?:e-?mail|mail|message|newsletter"
    r"|notification|alert|reminder|receipt|invoice|bill|statement|promotion|offer|digest|thread"
    rf"|conversation|invitation|letter|note|one|answer|reply)\b(?![- ]{_MAILS}\b)"
    r"|\b(?:about|regarding|re|concerning|with|saying|says|where|which|who|sends?|sent)\b",
    re.IGNORECASE,
)
_LENGTHS = {"extend": 1, "lengthen": 1, "prolong": 1, "shorten": -1}

Found = Callable[
    [str], Any
]  # a reference, or several of which the first counts that gives something
Addresses = list[Any]


# At the head of the wish, and of people: "reply to all of her questions" is to her.
_TO_ALL = re.compile(
    r"(?:(?:send|write|draft|do)(?: an?| the)? )?(?:(?:reply|respond|write back)(?: to)?[- ]all"
    r"(?=\s*(?:$|[,:;.!–-]|(?:that|to|on|in|saying|and|with|about)\b))"
    r"|(?:reply|respond|answer|write back)(?: to)?[- ](?:everyone|everybody)\b(?!['’]s))",
    re.IGNORECASE,
)


def _answer_mail(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    copies = {"cc": found("everybody")} if _TO_ALL.match(wording.request(query.text)) else {}
    return {
        **copies,
        "to": found("reply_address"),
        "subject": found("title"),
        "thread_id": found("thread_id"),
        "in_reply_to": found("message_id"),
        **said_of(intent),
    }


def _forward(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    return {
        "message_id": found("id"),
        "subject": found("title"),
        "to": whom,
        **said_of(intent),
    }


# "All" of other things makes no cancellation one of many: "the all team call", "all details are in
# the mail".
_ALL_EVENTS = re.compile(
    r"(?<!\bthe )(?<!\bmy )(?<!\ban )\ball\b(?![- ](?:hands|day|staff)\b)"
    rf"(?=(?: of)?(?: the| my| our| these| those)?(?: [\w'’-]+){{0,2}}? (?:{EVENT}s?|on|of"
    r"|to-?day|tomorrow|\w+days?|this|next)\b)"
    r"|\b(?:cancel|delete|remove|clear|drop|bin|scrap|wipe|skip|axe|call off|rid of) all\b"
    r"(?![- ](?:hands|day|staff)\b)"
    r"|\b(?:cancel|delete|remove|clear|drop|bin|scrap|wipe|skip|axe|call off|rid of) (?:my|our|the"
    r"|any|these|those) (?:other |remaining )?(?:meetings|calls|appointments|events|commitments"
    r"|engagements)\b(?! (?:series|room))"
    r"|\b(?:them all|every|everything|clear my|the lot|alle|tous"
    r"|todas|todos|tutti|bütün)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:(?P<n>two|three|four|five|\d{1,2}) (?:latest|newest|last|most recent)"
    r"|(?:latest|newest|last|most recent) (?P<n2>two|three|four|five|\d{1,2}))\b",
    re.IGNORECASE,
)
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}


def speaks_of_many(intent: Intent, query: Query) -> bool:
    """Whether all mails are meant that match, and not one."""
    if intent.entities.get("all"):
        return True
    asked = _before_what_tells_it(query.text)
    return bool(_ALL.search(asked)) and not _SEVERAL.search(asked)


def _before_what_tells_it(text: str) -> str:
    """The part of a wish that says what is put away: "archive the mail", and not what it is
    about, nor what somebody shall be told."""
    asked = before_it(text)
    one = _OF_IT.search(asked)
    return asked[: one.end()] if one else asked


def speaks_of_all_events(query: Query) -> bool:
    """Whether all events are meant that match, and not one."""
    return bool(_ALL_EVENTS.search(before_it(query.text)))


def number_of(query: Query) -> int:
    """How many of the newest are meant, where that was said; else 1."""
    found = _SEVERAL.search(_before_what_tells_it(query.text))
    said = (found["n"] or found["n2"]).lower() if found else "1"
    return NUMBERS.get(said) or int(said)


def _tidy(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    """One mail, or all that match where the person speaks of several."""
    one = found("id")
    chosen: Any = [one]
    if one.path.startswith("sure.") and speaks_of_many(intent, query):
        chosen = Reference(one.step_id, "every.id")
    elif one.path.startswith("sure.") and (number := number_of(query)) > 1:
        chosen = [Reference(one.step_id, f"items[{n}].id") for n in range(number)]
    entities = intent.entities
    labels = {name: tuple(entities.get(name, ())) for name in ("labels", "flags", "remove")}
    return {
        "message_ids": chosen,
        **{name: value for name, value in labels.items() if value},
    }


def _change(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    event = event_of(intent)
    if shift := shift_minutes(intent, query):
        way = _LENGTHS.get(str(intent.entities.get("verb")))
        event = {"longer_minutes": way * abs(shift)} if way else {"shift_minutes": shift}
        if not way and (lasts := intent.entities.get("lasts_minutes")):
            event["duration_minutes"] = lasts
    for name in ("same_day", "either_half", "near_day"):
        if intent.entities.get(name):
            event[name] = True
    if "title" in event and not intent.entities.get("title"):
        del event["title"]  # the topic tells which event it is, not what it shall be called
    if uninvited := intent.entities.get("uninvited"):
        event["uninvited"] = list(uninvited)
    return {"event_id": found("id"), **event, **({"attendees": whom} if whom else {})}


def _delete(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    one = found("id")
    if one.path.startswith("sure.") and speaks_of_all_events(query):
        return {"event_id": Reference(one.step_id, "every.id")}
    return {"event_id": one}


def _respond(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    response = intent.entities.get("response") or "accepted"
    return {"event_id": found("id"), "response": response}


def _share(intent: Intent, query: Query, found: Found, whom: Addresses) -> dict[str, Any]:
    role = intent.entities.get("role")
    return {"file_id": found("id"), "email": whom, **({"role": role} if role else {})}


ARGUMENTS: Mapping[Operation, Callable[[Intent, Query, Found, Addresses], dict[str, Any]]] = {
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


def shift_minutes(intent: Intent, query: Query) -> int:
    """The minutes by which an event shall move, where that was said instead of a new time."""
    if shift := intent.entities.get("shift_minutes"):
        return int(shift)
    minutes = intent.entities.get("duration_minutes")
    if intent.operation != "update_event" or not minutes:
        return 0
    return shifts.shift_of(query.text, int(minutes))


def said_of(intent: Intent) -> dict[str, Any]:
    """What the person said the mail should say."""
    entities = intent.entities
    said = {
        "message": entities.get("message"),
        "about": entities.get("about") or filters.topic(intent),
        "title": entities.get("subject") or entities.get("title"),
    }
    return {name: value for name, value in said.items() if value}


def event_of(intent: Intent) -> dict[str, Any]:
    """What the person said of an event."""
    entities = intent.entities
    window = intent.time_range
    event = {
        "title": entities.get("title") or entities.get("topic"),
        "start": window.start if window else None,
        "end": window.end if window else None,
        "location": entities.get("location"),
        "description": entities.get("message"),
        "duration_minutes": entities.get("duration_minutes"),
        "repeats": entities.get("repeats"),
    }
    return {name: value for name, value in event.items() if value}
