"""All events of an account's calendars, each occurrence by itself, as records."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from accounts.google.calendar import (
    Calendar,
    Event,
    get_events,
    list_calendars,
    list_events,
    list_recurrences,
)
from accounts.google.client import GoogleAccount
from accounts.google.errors import Gone, GoogleError, NotFound
from search.records import EventRecord
from search.text import html_text, language
from sync.pages import Page, Skip

AHEAD = timedelta(days=366)
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-z]{2,6};|&#\d+;")
_MEETING = re.compile(
    r"https://(?:[\w-]+\.)*(?:zoom\.us|meet\.google\.com|teams\.microsoft\.com|teams\.live\.com"
    r"|webex\.com|whereby\.com|meet\.jit\.si|gotomeeting\.com|bluejeans\.com)/[^\s\"'<>)\]]+"
)
log = logging.getLogger(__name__)


def pages(account: GoogleAccount, *, now: datetime) -> Iterator[Page]:
    """The events of every calendar that begin before a year from now, the primary one first.

    Raises GoogleError.
    """
    done = 0
    for calendar in list_calendars(account):
        rules = list_recurrences(account, calendar.id)
        for listed in list_events(account, calendar.id, until=now + AHEAD):
            events = _completed(account, calendar, listed.events)
            outcomes = [_read(event, calendar, rules) for event in events]
            done += len(outcomes)
            yield Page(
                records=tuple(o for o in outcomes if isinstance(o, EventRecord)),
                seen=tuple(o.google_id for o in outcomes),
                skipped=tuple(o for o in outcomes if isinstance(o, Skip)),
                done=done,
                resource=calendar.id,
                cursor=listed.sync_token,
                is_last=bool(listed.sync_token),
            )


def record_of(
    event: Event, calendar: Calendar, rules: Mapping[str, tuple[str, ...]]
) -> EventRecord:
    """The record of an occurrence or a single event.

    Raises KeyError, TypeError or ValueError when it has no time that can be read.
    """
    zone = _zone(calendar.time_zone)
    start, is_all_day = _moment(event["start"], zone)
    end, _ = _moment(event["end"], zone) if event.get("end") else (start, is_all_day)
    recurring_id = str(event.get("recurringEventId", ""))
    title = str(event.get("summary", ""))
    description = _plain(str(event.get("description", "")))
    return EventRecord(
        google_id=str(event["id"]),
        calendar_id=calendar.id,
        calendar_name=calendar.name,
        ical_uid=str(event.get("iCalUID", "")),
        recurring_event_id=recurring_id,
        recurrence=rules.get(recurring_id, tuple(event.get("recurrence", ()))),
        title=title,
        description=description,
        location=str(event.get("location", "")),
        organizer=_organizer(event),
        attendees=tuple(_attendee(entry) for entry in event.get("attendees", ())),
        starts_at=start,
        ends_at=max(start, end),
        is_all_day=is_all_day,
        time_zone=str(event["start"].get("timeZone") or calendar.time_zone),
        meeting_link=_meeting_link(event),
        web_link=str(event.get("htmlLink", "")),
        status=str(event.get("status", "confirmed")),
        transparency=str(event.get("transparency", "opaque")),
        updated_at=_updated(event),
        language=language(f"{title}\n{description}") or "",
    )


def _completed(account: GoogleAccount, calendar: Calendar, events: Sequence[Event]) -> list[Event]:
    """The events, with those that were cancelled as they were: a list guarantees no more than the
    ids of those. What Google no longer tells of one is left out."""
    bare = [str(e["id"]) for e in events if _is_cancelled(e) and not e.get("summary")]
    found = get_events(account, calendar.id, bare)
    complete: list[Event] = []
    for event in events:
        answer = found.get(str(event.get("id")), event)
        if isinstance(answer, NotFound | Gone):
            continue
        if isinstance(answer, GoogleError):
            raise answer
        if not _is_cancelled(answer) or (answer.get("start") and answer.get("summary")):
            complete.append(answer)
    return complete


def _is_cancelled(event: Event) -> bool:
    return event.get("status") == "cancelled"


def _read(
    event: Event, calendar: Calendar, rules: Mapping[str, tuple[str, ...]]
) -> EventRecord | Skip:
    event_id = str(event.get("id", ""))
    try:
        return record_of(event, calendar, rules)
    except UNREADABLE as error:
        log.warning("event %s is skipped: %s", event_id, type(error).__name__)
        return Skip(event_id, "unreadable: it has no time that can be read")


def _moment(when: Mapping[str, Any], zone: ZoneInfo) -> tuple[datetime, bool]:
    """An instant, and whether it is a whole day: then midnight in the calendar's zone."""
    if when.get("dateTime"):
        moment = datetime.fromisoformat(str(when["dateTime"]))
        if moment.tzinfo is None:
            moment = moment.replace(
                tzinfo=_zone(str(when["timeZone"])) if when.get("timeZone") else zone
            )
        return moment.astimezone(UTC), False
    day = date.fromisoformat(str(when["date"]))
    return datetime.combine(day, time.min, zone).astimezone(UTC), True


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _plain(description: str) -> str:
    return html_text(description) if _MARKUP.search(description) else description


def _organizer(event: Event) -> str:
    organizer = event.get("organizer") or {}
    name, email = str(organizer.get("displayName", "")), str(organizer.get("email", ""))
    return f"{name} <{email}>" if name and email else name or email


def _attendee(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": str(entry.get("displayName", "")),
        "email": str(entry.get("email", "")),
        "response": str(entry.get("responseStatus", "")),
        "self": bool(entry.get("self", False)),
    }


def _meeting_link(event: Event) -> str:
    """Google's own link, another provider's, or one to a known provider in the event's words."""
    if event.get("hangoutLink"):
        return str(event["hangoutLink"])
    for entry in (event.get("conferenceData") or {}).get("entryPoints", ()):
        if entry.get("entryPointType") == "video" and entry.get("uri"):
            return str(entry["uri"])
    found = _MEETING.search(f"{event.get('location', '')}\n{event.get('description', '')}")
    return found[0].rstrip(".,;") if found else ""


def _updated(event: Event) -> datetime | None:
    text = event.get("updated")
    return datetime.fromisoformat(str(text)) if text else None
