"""What narrows a search of each service, from what the person said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from agents.query import Intent, Query, Service

# Files that somebody sent are attachments of mails.
_CAME_BY_MAIL = re.compile(
    r"\b(?:sent|mailed|e-?mailed|attached|attachments?|forwarded|received|got from)\b",
    re.IGNORECASE,
)
_OF_AN_EVENT = frozenset({"when", "where", "who"})
_OF_MAILS = frozenset({"mails", "few", "digest"})  # whose sender is asked for
_OVER = re.compile(r"\b(?:was|were|did|had|went|happened|took place)\b", re.IGNORECASE)


def topic(intent: Intent) -> str:
    """The words to search for, with the codes that the person named."""
    words = [str(intent.entities.get("topic") or "")]
    words += [code for code in intent.entities.get("references", ()) if code not in words[0]]
    return " ".join(word for word in words if word)


def people(intent: Intent) -> tuple[str, ...]:
    """The people as the person named them: addresses first."""
    entities = intent.entities
    return (*entities.get("addresses", ()), *entities.get("people", ()))


def known_address(intent: Intent, name: str) -> str | None:
    """The address that a name was resolved to, from the person's own mail and events."""
    contacts = intent.entities.get("contacts") or {}
    candidates = contacts.get(name) or ()
    return str(candidates[0]["address"]) if candidates else None


def who(intent: Intent, name: str) -> str:
    """What to filter by: the address where the name was resolved, or else the name."""
    return known_address(intent, name) or name


def everybody(intent: Intent) -> tuple[str, ...]:
    """All the people named, as filters."""
    return tuple(who(intent, name) for name in people(intent))


def of_service(service: Service, intent: Intent, query: Query) -> dict[str, Any]:
    """The filters of a search in one service; those with nothing to say are left out."""
    found = {**_FILTERS[service](intent), **_times(service, intent, query)}
    if service == "gmail" and _are_of_any(intent, query):
        found["sender"] = found.pop("participants", None)
    if service == "gmail" and _CAME_BY_MAIL.search(query.text):
        found["file_types"] = tuple(intent.entities.get("file_types", ()))
    return {name: value for name, value in found.items() if value not in (None, (), "")}


def _are_of_any(intent: Intent, query: Query) -> bool:
    """ "Mails from Ana and Bo": nobody else than both can have written one."""
    named = people(intent)
    if len(named) < 2 or intent.entities.get("direction") != "from":
        return False
    if intent.entities.get("shape") in _OF_MAILS:
        return True
    said = r"\W+(?:(?:and|or)\W+)?(?:from |by )?".join(re.escape(name) for name in named)
    return re.search(rf"\b(?:from|by) {said}\b", query.text, re.IGNORECASE) is not None


def _times(service: Service, intent: Intent, query: Query) -> dict[str, Any]:
    """Mail and files are never of a time to come: then the time is what they are about."""
    window = intent.time_range
    if window is None:
        return {}
    if service != "gcal" and window.start is not None and window.start > query.now:
        return {}
    return {"after": _still_to_come(service, intent, query), "before": window.end}


def _still_to_come(service: Service, intent: Intent, query: Query) -> datetime | None:
    """When, where and with whom something is this week is asked of the rest of the week."""
    start = intent.time_range.start if intent.time_range else None
    if service != "gcal" or start is None or intent.entities.get("shape") not in _OF_AN_EVENT:
        return start
    local = query.now.astimezone(ZoneInfo(query.time_zone))
    today = local.replace(hour=0, minute=0, second=0, microsecond=0)
    end = intent.time_range.end if intent.time_range else None
    is_on = start < today and end is not None and today < end
    return today if is_on and not _OVER.search(query.text) else start


def _mail(intent: Intent) -> dict[str, Any]:
    flags = intent.entities.get("flags", ())
    starred = ("STARRED",) if "starred" in flags else ()
    return {
        **_mail_people(intent),
        "unread": True if "unread" in flags else None,
        "personal": True if "personal" in flags else None,
        "newsletters": True if "newsletters" in flags else None,
        "circle": intent.entities.get("circle"),
        "language": intent.entities.get("language"),
        "has_attachment": _has_attachment(flags),
        "besides": intent.entities.get("besides"),
        "not_by": tuple(intent.entities.get("not_by", ())),
        "labels": (*intent.entities.get("labels", ()), *starred),
    }


def _has_attachment(flags: Sequence[str]) -> bool | None:
    if "bare" in flags:
        return False
    return True if "attachment" in flags else None


def _mail_people(intent: Intent) -> dict[str, Any]:
    named = everybody(intent)
    if not named:
        return {}
    direction = intent.entities.get("direction", "from")
    if direction == "with" or len(named) > 1:
        return {"participants": named}
    return {"recipient" if direction == "to" else "sender": named[0]}


def _events(intent: Intent) -> dict[str, Any]:
    return {"participants": everybody(intent)}


def _files(intent: Intent) -> dict[str, Any]:
    return {
        **_file_people(intent),
        "file_types": tuple(intent.entities.get("file_types", ())),
    }


def _file_people(intent: Intent) -> dict[str, Any]:
    """Who owns it and whom it is shared with; who shared it is not kept, and mostly its owner."""
    entities = intent.entities
    if entities.get("shape") == "shared_with" and topic(intent):
        return {}  # whom a file is shared with is the question, and no way to find it
    owner = entities.get("owner") or entities.get("shared_by")
    shared = entities.get("shared_with_person")
    if owner or shared:
        return {
            "owner": who(intent, first(owner)) if owner else None,
            "shared_with": who(intent, first(shared)) if shared else None,
        }
    named = everybody(intent)
    direction = entities.get("direction")
    if len(named) != 1 or direction not in ("from", "to", "with"):
        return {}
    return {"owner" if direction == "from" else "shared_with": named[0]}


def first(value: str | Sequence[str]) -> str:
    """The one name, or the first of several."""
    return value if isinstance(value, str) else next(iter(value), "")


_FILTERS: Mapping[Service, Callable[[Intent], dict[str, Any]]] = {
    "gmail": _mail,
    "gcal": _events,
    "gdrive": _files,
}
