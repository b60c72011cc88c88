"""From a typed reference to the value it stands for.

Paths: `items` (all), `items[0].<field>`, `items[*].<field>` (of all), `data.<key>`, `best.<field>`
and `sure.<field>` (the item that matches the words of the step best; `sure` where it will be
written to: of files the one that is meant beyond doubt), `named.<field>` (the file whose title the
question holds), `discussed.<field>` (the best mail of the thread that is meant), `every.<field>`
(of all that match, as an argument of its own), and `booking.<field>`, which is the best booking
mail of the step, judged with everything else that was found. Fields of an item are its own, those
of its `details`, `reply_address`, `message_id`, `begins`, `ends`, `organizer_address`,
`owner_address`, `attachment` and `everybody`; a booking also has `reference` and `flight`. A step
that found nothing is answered for by its fallback.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from agents import discussions, matching
from agents.bookings import find_booking
from agents.file_meant import file_meant
from agents.query import Item, Reference, StepResult
from agents.scheduling import bounds

_PATH = re.compile(
    r"items(?:\[(?P<index>\d+|\*)\]\.(?P<field>\w+))?|data\.(?P<key>\w+)"
    r"|(?P<choice>best|sure|named|every|discussed)\.(?P<chosen>\w+)|booking\.(?P<booked>\w+)"
)
Found = tuple[Any, Item | None]
NOTHING: Found = (None, None)


def is_path(path: str) -> bool:
    """Whether `resolve` understands it."""
    return _PATH.fullmatch(path) is not None


def references_of(value: Any) -> tuple[Reference, ...]:
    """The references in an argument: one, a tuple of them, of which the first counts that gives
    something, or a list of values and of them, which all count."""
    if isinstance(value, Reference):
        return (value,)
    if isinstance(value, tuple | list):
        return tuple(part for part in value if isinstance(part, Reference))
    return ()


def resolve(
    value: Any,
    results: Mapping[str, StepResult],
    *,
    wanted: tuple[str, ...] = (),
    own_address: str = "",
    question: str = "",
) -> Found:
    """The value of an argument and the item it came from; `(None, None)` when there is none."""
    references = references_of(value)
    if not references:
        return value, None
    for reference in references:
        found = _one(reference, results, wanted, own_address, question)
        if found[0] not in (None, "", ()) and found[0] != []:
            return found
    return NOTHING


def resolve_argument(
    name: str,
    value: Any,
    results: Mapping[str, StepResult],
    *,
    wanted: tuple[str, ...] = (),
    own_address: str = "",
    question: str = "",
) -> tuple[Any, dict[str, Item]]:
    """The value of an argument, and the items it came from by the argument's name; of a list by
    `name:index`, and what gives nothing is left out of it."""
    if isinstance(value, Reference) and value.path.startswith("every."):
        return _every(name, value, results)
    if not isinstance(value, list):
        found, item = resolve(
            value, results, wanted=wanted, own_address=own_address, question=question
        )
        return found, {name: item} if item is not None else {}
    values: list[Any] = []
    sources: dict[str, Item] = {}
    for part in value:
        found, item = resolve(
            part, results, wanted=wanted, own_address=own_address, question=question
        )
        if found in (None, "") or found in values:
            continue
        if item is not None:
            sources[f"{name}:{len(values)}"] = item
        values.append(found)
    return values or None, sources


def _every(
    name: str, reference: Reference, results: Mapping[str, StepResult]
) -> tuple[Any, dict[str, Item]]:
    """The field of each item that matches, and these items by `name:index`."""
    result = effective(reference.step_id, results)
    path = _PATH.fullmatch(reference.path)
    if result is None or path is None:
        return None, {}
    items = matching.every(result, result.step.arguments)
    values = [field(item, path["chosen"]) for item in items]
    return values or None, {f"{name}:{number}": item for number, item in enumerate(items)}


def _one(
    reference: Reference,
    results: Mapping[str, StepResult],
    wanted: tuple[str, ...],
    own: str,
    question: str,
) -> Found:
    result = effective(reference.step_id, results)
    match = _PATH.fullmatch(reference.path)
    if result is None or match is None:
        return NOTHING
    if match["key"]:
        return result.data.get(match["key"]), None
    if match["booked"]:
        return _booked(match["booked"], result, results, wanted, own)
    if match["choice"]:
        return _chosen(match["choice"], match["chosen"], result, own, question)
    if match["index"] is None:
        return result.items, None
    if match["index"] == "*":
        values = [field(item, match["field"]) for item in result.items]
        return [value for value in values if value], next(iter(result.items), None)
    index = int(match["index"])
    if index >= len(result.items):
        return NOTHING
    return field(result.items[index], match["field"]), result.items[index]


def _chosen(choice: str, name: str, result: StepResult, own: str, question: str) -> Found:
    """The field of the item of a step that is meant."""
    if choice == "discussed":
        mail = discussions.discussed(result, result.step.arguments, question)
        return (field(mail, name), mail) if mail else NOTHING
    if choice == "sure" and any(item.service == "gdrive" for item in result.items):
        file = file_meant(result, question)
        is_theirs = file is not None and matching.may_be_shared(file, own)
        return (field(file, name), file) if file and is_theirs else NOTHING
    chosen = (
        matching.named_in(result.items, question)
        if choice == "named"
        else matching.best(result, result.step.arguments, sure=choice == "sure", question=question)
    )
    return (field(chosen, name), chosen) if chosen else NOTHING


def effective(step_id: str, results: Mapping[str, StepResult]) -> StepResult | None:
    """The result of a step, or of the fallback that answered for it: where it found nothing, or
    where another service found what is about it and it did not."""
    result = results.get(step_id)
    if result is None:
        return None
    for other in results.values():
        if other.step.when_empty != step_id:
            continue
        fallback = effective(other.step.id, results)
        if fallback is None or not fallback.items:
            continue
        if not result.items or (matching.is_weak(result) and not matching.is_weak(fallback)):
            return fallback
    return result


def field(item: Item, name: str) -> Any:
    """A field of an item: one of its own or of its details, or None."""
    if name == "reply_address":
        return _answered(item)
    if name == "message_id":
        return item.key[1] if item.key[0] == "rfc822_message_id" else None
    if name in ("begins", "ends"):
        begins, ends = span(item)
        return begins if name == "begins" else ends
    if name == "organizer_address":
        return parseaddr(str(item.details.get("organizer") or ""))[1] or None
    if name == "owner_address":
        owners = [one for one in item.details.get("owners") or () if isinstance(one, Mapping)]
        return next((str(one["email"]) for one in owners if one.get("email")), None)
    if name == "everybody":
        return everybody(item) or None
    if name == "attachment":
        files = item.details.get("attachments") or ()
        return next((str(f["filename"]) for f in files if f.get("filename")), None)
    if name in ("id", "title", "url", "text", "when"):
        return getattr(item, name)
    return item.details.get(name)


def _answered(mail: Item) -> str | list[str] | None:
    """Whom an answer goes to: who wrote the mail, or whom it went to where the person sent it (as
    in Gmail), which its label tells: anybody may write their address on the head of a mail."""
    sender = str(mail.details.get("sender_email") or "")
    if "SENT" in (mail.details.get("labels") or ()):
        people = (one for one in mail.details.get("to") or () if isinstance(one, Mapping))
        found = (str(one.get("email") or "").lower() for one in people)
        return list(dict.fromkeys(one for one in found if one)) or sender
    return parseaddr(str(mail.details.get("reply_to") or ""))[1] or sender or None


def everybody(item: Item) -> list[str]:
    """The addresses of all who are invited to an event, or on the head of a mail; not those of the
    person's own account."""
    own = str(item.details.get("account") or "").lower()
    people = [one for key in ("attendees", "to", "cc") for one in item.details.get(key) or ()]
    known = [one for one in people if isinstance(one, Mapping) and not one.get("self")]
    found = (str(one.get("email") or "").lower() for one in known)
    return [address for address in dict.fromkeys(found) if address and address != own]


def span(item: Item) -> tuple[datetime | None, datetime | None]:
    """When an item begins and ends: an event by its times, all else is a moment."""
    if item.service != "gcal" or item.when is None:
        return item.when, item.when
    return bounds(item)


def _booked(
    name: str,
    result: StepResult,
    results: Mapping[str, StepResult],
    wanted: tuple[str, ...],
    own_address: str,
) -> Found:
    others = [
        item
        for other in results.values()
        if other.step.agent != result.step.agent
        for item in other.items
    ]
    about = str(result.step.arguments.get("query") or "")
    booking = find_booking(
        result.items, others, about=about, wanted=wanted, own_address=own_address
    )
    if booking is None:
        return NOTHING
    if name == "reference":
        return booking.reference, booking.source
    if name == "flight":
        return booking.flight, booking.item
    return field(booking.item, name), booking.item
