"""One line for one item: a mail, an event, a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from agents.query import Item, Query
from agents.scheduling import bounds, days
from agents.synthesis import wording
from agents.synthesis.sentences import best_passage

QUOTE = 360
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
}
_RESPONSES: Mapping[str, str] = {
    "accepted": "accepted",
    "declined": "declined",
    "tentative": "perhaps",
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


def sender(item: Item) -> str:
    name = item.details.get("sender_name") or item.details.get("sender_email") or "unknown sender"
    return wording.plain(str(name))


def quote(item: Item, wanted: frozenset[str], *, limit: int = QUOTE) -> str:
    """The best passage of an item, verbatim, in quotation marks; "" where there is no text."""
    text = item.text or str(item.details.get("snippet") or "")
    said = wording.shortened(best_passage(text, wanted, limit), limit)
    return f"“{wording.plain(said)}”" if said else ""


def mail_line(item: Item, query: Query, wanted: frozenset[str], mark: str) -> str:
    when = f", {wording.day_and_clock(item.when, query)}" if item.when else ""
    said = quote(item, wanted, limit=SNIPPET)
    return f"**{title(item)}**, from {sender(item)}{when}{': ' + said if said else ''} {mark}"


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


def guest_list(item: Item, limit: int = 12) -> str:
    """`With A (accepted) and B (not answered).`, or "" for an event without guests."""
    guests = [
        f"{person(guest)} ({_RESPONSES.get(str(guest.get('response')), 'not answered')})"
        for guest in item.details.get("attendees") or ()
    ]
    more = f" and {len(guests) - limit} more" if len(guests) > limit else ""
    return f"With {wording.joined(guests[:limit])}{more}." if guests else ""


def file_line(item: Item, query: Query, mark: str) -> str:
    """Name, kind, folder, last change, owner and who it is shared with."""
    kind = _KINDS.get(str(item.details.get("mime_type") or ""), "file")
    folder = str(item.details.get("path") or "").rpartition("/")[0]
    where = f" in {wording.plain(folder)}" if folder else ""
    changed = f", changed {wording.short_day(item.when, query)}" if item.when else ""
    return f"**{title(item)}** ({kind}{where}{changed}). {shared(item)} {mark}"


def shared(item: Item) -> str:
    """`Owner: A. Shared with B (can edit) and C (can view).`"""
    owners = [person(entry) for entry in item.details.get("owners") or ()]
    owned = f"Owner: {wording.joined(owners)}. " if owners else ""
    others = [
        f"{person(entry)} ({_ROLES.get(str(entry.get('role')), 'has access')})"
        for entry in _shares(item)
    ]
    if not others and str(item.details.get("account") or "") not in " ".join(owners):
        # Google shows the permissions of a file only to those who may share it.
        return f"{owned}Shared with you; with whom else is shown only to people who can share it."
    if not others:
        return f"{owned}Not shared with anyone."
    return f"{owned}Shared with {wording.joined(others)}."


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
        return f"{wording.plain(name)} <{email}>".replace("<", "(").replace(">", ")")
    return wording.plain(name or email)


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
