"""Google Calendar: calendars and events (developers.google.com/calendar/api/v3/reference).

Events stay as Google's JSON: what an event is for the index is decided where it is indexed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.google.client import GoogleAccount
from accounts.google.errors import GoogleError

PAGE = 250
Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar in the person's list. `time_zone` is an IANA name or ""."""

    id: str
    name: str
    time_zone: str
    is_primary: bool
    access_role: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events; `sync_token` is there on the last page only."""

    events: tuple[Event, ...]
    sync_token: str = ""


def list_calendars(account: GoogleAccount) -> list[Calendar]:
    """The calendars that the person sees, the primary one first. Raises GoogleError."""
    calendars = account.service("calendar").calendarList()
    found: list[Calendar] = []
    request = calendars.list(maxResults=PAGE)
    while request is not None:
        answer = account.read(request)
        found += [_calendar(item) for item in answer.get("items", ()) if not item.get("deleted")]
        request = calendars.list_next(request, answer)
    return sorted(found, key=lambda calendar: not calendar.is_primary)


def list_events(
    account: GoogleAccount, calendar_id: str, *, until: datetime | None
) -> Iterator[EventPage]:
    """All events that begin before `until`, with each occurrence of a recurring one by itself,
    and those that were cancelled. Raises GoogleError."""
    events = account.service("calendar").events()
    request = events.list(
        calendarId=calendar_id,
        singleEvents=True,
        showDeleted=True,
        maxResults=PAGE,
        **({"timeMax": until.isoformat()} if until else {}),
    )
    while request is not None:
        answer = account.read(request)
        yield EventPage(
            events=tuple(answer.get("items", ())),
            sync_token=str(answer.get("nextSyncToken", "")),
        )
        request = events.list_next(request, answer)


def get_event(account: GoogleAccount, calendar_id: str, event_id: str) -> Event:
    """One event, with the etag that a change has to name. Raises GoogleError (NotFound)."""
    events = account.service("calendar").events()
    answer: Event = account.read(events.get(calendarId=calendar_id, eventId=event_id))
    return answer


def get_events(
    account: GoogleAccount, calendar_id: str, ids: Sequence[str]
) -> dict[str, Event | GoogleError]:
    """Events by id, in batches; one that cannot be had is there as its error.

    Raises GoogleError when the failure may pass, or concerns all of them.
    """
    events = account.service("calendar").events()
    return account.read_all(
        "calendar", {i: events.get(calendarId=calendar_id, eventId=i) for i in ids}
    )


def insert_event(
    account: GoogleAccount, calendar_id: str, body: Mapping[str, Any], *, invites: bool
) -> Event:
    """A new event; with an `id` of the caller's own it cannot be made twice. With `invites` its
    guests get a mail.

    Raises GoogleError: Conflict where the id exists; after Unavailable nobody knows whether the
    event does.
    """
    events = account.service("calendar").events()
    answer: Event = account.write(
        events.insert(calendarId=calendar_id, body=dict(body), sendUpdates=_updates(invites))
    )
    return answer


def patch_event(
    account: GoogleAccount,
    calendar_id: str,
    event_id: str,
    body: Mapping[str, Any],
    *,
    etag: str = "",
    invites: bool = False,
) -> Event:
    """Changes the fields of `body`; None drops one. With `etag` only if the event is still that.

    Raises GoogleError: PreconditionFailed where it is not.
    """
    events = account.service("calendar").events()
    request = events.patch(
        calendarId=calendar_id, eventId=event_id, body=dict(body), sendUpdates=_updates(invites)
    )
    answer: Event = account.write(_if_match(request, etag))
    return answer


def delete_event(
    account: GoogleAccount,
    calendar_id: str,
    event_id: str,
    *,
    etag: str = "",
    invites: bool = False,
) -> None:
    """Cancels an event. Raises GoogleError: Gone where it was cancelled before,
    PreconditionFailed where it is not what `etag` says."""
    events = account.service("calendar").events()
    request = events.delete(calendarId=calendar_id, eventId=event_id, sendUpdates=_updates(invites))
    account.write(_if_match(request, etag))


def _updates(invites: bool) -> str:
    return "all" if invites else "none"


def _if_match(request: Any, etag: str) -> Any:
    if etag:
        request.headers["If-Match"] = etag
    return request


def _calendar(item: Mapping[str, Any]) -> Calendar:
    return Calendar(
        id=str(item["id"]),
        name=str(item.get("summaryOverride") or item.get("summary") or item["id"]),
        time_zone=str(item.get("timeZone", "")),
        is_primary=bool(item.get("primary", False)),
        access_role=str(item.get("accessRole", "")),
    )


def list_recurrences(account: GoogleAccount, calendar_id: str) -> dict[str, tuple[str, ...]]:
    """The rules (RFC 5545, RRULE and so on) of the recurring events, by their ids: occurrences
    do not carry them. Raises GoogleError."""
    events = account.service("calendar").events()
    rules: dict[str, tuple[str, ...]] = {}
    request = events.list(
        calendarId=calendar_id,
        singleEvents=False,
        maxResults=PAGE,
        fields="items(id,recurrence),nextPageToken",
    )
    while request is not None:
        answer = account.read(request)
        rules |= {
            str(item["id"]): tuple(item["recurrence"])
            for item in answer.get("items", ())
            if item.get("recurrence")
        }
        request = events.list_next(request, answer)
    return rules
