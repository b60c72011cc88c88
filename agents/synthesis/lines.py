"""One line for one item: a mail, an event, a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agents.query import Item, Query
from agents.scheduling import bounds, days
from agents.synthesis import wording
from agents.synthesis.sentences import best_passage, own_words
from agents.words import holds, weight, words_of

QUOTE = 360
_OPEN = frozenset({"anyone", "domain"})
SNIPPET = 160
_KINDS: Mapping[str, str] = {
    "application/vnd.google-apps.document": "Google Doc",
    "application/vnd.google-apps.spreadsheet": "Google Sheet",
    "application/vnd.google-apps.presentation": "Google Slides",
    "application/vnd.google-apps.folder": "folder",
    "application/pdf": "PDF",
    "text/plain": "text",
    "text/csv": "CSV",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "text/markdown": "text",
    "image/png": "picture",
    "image/jpeg": "picture",
}
_ROLES: Mapping[str, str] = {
    "reader": "can view",
    "commenter": "can comment",
    "writer": "can edit",
    "fileOrganizer": "can manage",
    "organizer": "can manage",
}


def title(item: Item) -> str:
    return wording.plain(item.title) or "(no title)"


def is_own(item: Item) -> bool:
    """Whether the person wrote the mail."""
    details = item.details
    address = str(details.get("sender_email") or "").lower()
    own = str(details.get("account") or "").lower()
    return bool(address and address == own) or "SENT" in (details.get("labels") or ())


def sender(item: Item) -> str:
    """The name of who wrote a mail; `you` for the person."""
    if is_own(item):
        return "you"
    name = item.details.get("sender_name") or item.details.get("sender_email") or "unknown sender"
    return wording.plain(str(name))


def said_text(item: Item) -> str:
    """What a mail's writer says; the whole text of anything else."""
    text = item.text or str(item.details.get("snippet") or "")
    if item.service == "gcal":
        return f"{text}\n\n{item.details.get('location') or ''}".strip()
    if item.service != "gmail":
        return text
    return own_words(text, writer=str(item.details.get("sender_name") or ""))


def quote(
    item: Item,
    wanted: frozenset[str],
    *,
    limit: int = QUOTE,
    holding: re.Pattern[str] | None = None,
) -> str:
    """The best passage of an item, verbatim, in quotation marks; "" where there is no text."""
    words = focus(item, wanted)
    said = wording.shortened(best_passage(said_text(item), words, limit, holding=holding), limit)
    return f"“{wording.plain(said)}”" if said else ""


def focus(item: Item, wanted: frozenset[str]) -> frozenset[str]:
    """The wanted words that tell one sentence of an item from another: not those of its title."""
    of_title = set(words_of(item.title))
    rest = frozenset(stem for stem in wanted if not holds(stem, of_title))
    return rest if any(weight(stem) == 1 for stem in rest) else wanted


def mail_line(
    item: Item, query: Query, wanted: frozenset[str], mark: str, *, limit: int = SNIPPET
) -> str:
    when = f", {wording.day_and_clock(item.when, query)}" if item.when else ""
    said = quote(item, wanted, limit=limit)
    whom = _recipients(item) if is_own(item) else ""
    head = f"**{title(item)}**, from {sender(item)}{whom}{when}"
    return f"{head}{': ' + said if said else ''} {mark}"


def _recipients(mail: Item) -> str:
    """` to A and B`."""
    names = [name_of(one) for one in mail.details.get("to") or ()]
    return f" to {wording.joined(names[:3])}" if names else ""


def event_times(item: Item, query: Query) -> str:
    """`all day`, or the span in the person's zone, with the event's own where it differs."""
    start, end = bounds(item)
    if item.details.get("all_day"):
        first, last = days(item, wording.zone_of(query))
        return "all day" if first == last else f"until {wording.short_date(last, query)}, all day"
    own = wording.in_own_zone(start, str(item.details.get("time_zone") or ""), query)
    return f"{wording.span(start, end, query)}{own}"


def event_line(item: Item, query: Query, mark: str, *, with_day: bool = True) -> str:
    first = days(item, wording.zone_of(query))[0]
    day = f"{wording.short_date(first, query)}, " if with_day else ""
    place = item.details.get("location")
    where = f", {wording.plain(wording.shortened(str(place), 80))}" if place else ""
    return f"{day}{event_times(item, query)}: **{title(item)}**{where}{_answered(item)} {mark}"


def file_line(item: Item, query: Query, mark: str) -> str:
    """Name, kind, folder, last change, owner and who it is shared with."""
    changed = f", changed {wording.short_day(item.when, query)}" if item.when else ""
    return f"**{title(item)}** ({file_kind(item)}{changed}). {shared(item)} {mark}"


def file_kind(item: Item) -> str:
    """`Google Doc in Plans`."""
    folder = str(item.details.get("path") or "").rpartition("/")[0]
    where = f" in {wording.plain(folder)}" if folder else ""
    return f"{_KINDS.get(str(item.details.get('mime_type') or ''), 'file')}{where}"


def owners(item: Item) -> str:
    """`you`, or the owners' names; "" where they are not known."""
    own = str(item.details.get("account") or "").lower()
    return wording.joined([_called(entry, own) for entry in item.details.get("owners") or ()])


def shared(item: Item) -> str:
    """`Owner: A. Shared with B (can edit) and C (can view).`"""
    owned = f"Owner: {owners(item)}. " if owners(item) else ""
    others = shares(item)
    if others:
        return f"{owned}Shared with {wording.joined(others)}."
    if shows_shares(item):
        return f"{owned}Not shared with anyone."
    return f"{owned}Shared with you; with whom else is shown only to people who can share it."


def shares(item: Item) -> list[str]:
    """`B (can edit)` for each one it is shared with besides its owners."""
    own = str(item.details.get("account") or "").lower()
    return [
        f"{_called(entry, own)} ({_ROLES.get(str(entry.get('role')), 'has access')})"
        for entry in _shares(item)
    ]


def shows_shares(item: Item) -> bool:
    """Whether it is known with whom a file is shared: Google shows the permissions of a file only
    to those who may share it."""
    own = str(item.details.get("account") or "").lower()
    addresses = [
        str(entry.get("email") if isinstance(entry, Mapping) else entry).lower()
        for entry in item.details.get("owners") or ()
    ]
    return own in addresses or bool(_shares(item))


def person(entry: Mapping[str, Any] | str) -> str:
    """`Name (address)`, or whichever there is; link sharing as such."""
    if isinstance(entry, str):
        return wording.plain(entry)
    name, email = str(entry.get("name") or ""), str(entry.get("email") or "")
    if entry.get("type") == "anyone":
        return "anyone with the link"
    if entry.get("type") == "domain":
        return f"everyone at {wording.plain(email or name)}"
    if name and email and name != email:
        return f"{wording.plain(name)} ({wording.plain(email)})"
    return wording.plain(name or email)


def _called(entry: Mapping[str, Any] | str, own: str) -> str:
    email = str(entry.get("email") if isinstance(entry, Mapping) else entry).lower()
    return "you" if own and email == own else name_of(entry)


def name_of(entry: Mapping[str, Any] | str) -> str:
    """The name, or the address of those who have none; link sharing as such."""
    if isinstance(entry, Mapping) and entry.get("name") and entry.get("type") not in _OPEN:
        return wording.plain(str(entry["name"]))
    return person(entry)


def _shares(item: Item) -> Sequence[Mapping[str, Any]]:
    """Whom it is shared with besides its owners."""
    owners = {
        str(entry.get("email")) if isinstance(entry, Mapping) else str(entry)
        for entry in item.details.get("owners") or ()
    }
    return [
        entry if isinstance(entry, Mapping) else {"email": entry}
        for entry in item.details.get("shared_with") or ()
        if (entry.get("email") if isinstance(entry, Mapping) else entry) not in owners
        and not (isinstance(entry, Mapping) and entry.get("role") == "owner")
    ]


def _answered(item: Item) -> str:
    for attendee in item.details.get("attendees") or ():
        if attendee.get("self") and attendee.get("response") in ("declined", "tentative"):
            return f" (you answered: {attendee['response']})"
    return " (cancelled)" if item.details.get("status") == "cancelled" else ""
