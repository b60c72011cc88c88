"""Proposed events, changes, cancellations and answers to invitations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agents.errors import StepError
from agents.query import Item
from agents.scheduling import bounds, days
from agents.understanding import halves
from agents.workspace import besides, fitting, recipients, several
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.looking import fetch_one
from agents.workspace.overlaps import with_overlaps
from agents.workspace.proposing import propose
from search.text import fold

WEEK = timedelta(days=7)
DEFAULT_LENGTH = timedelta(hours=1)
MANY_EVENTS = 12  # that are cancelled one by one
UNTITLED = "(No title)"
_WORD = re.compile(r"[^\W_]+")
_DEFAULT = {"source": "default", "ref": None}
_PROFILE = {"source": "profile", "ref": None}
Provenance = dict[str, dict[str, str | None]]


async def create_event(call: Call, context: Context) -> Outcome:
    """Proposes an event; without a time of day it lasts the whole day. Raises StepError."""
    zone = ZoneInfo(context.query.time_zone)
    asked = besides.on_its_day(call, zone)
    if "start" not in asked:
        raise StepError("invalid_arguments", "an event needs a time")
    is_free = False
    if fitting.is_open(asked):
        asked, is_free = await fitting.fitted(asked, call, context, zone)
    start, end = _times(asked, zone)
    arguments = {
        "calendar_id": "primary",
        "event_id": None,
        "title": str(call.arguments.get("title") or UNTITLED),
        "start": start,
        "end": end,
        "time_zone": context.query.time_zone,
        "attendees": recipients.addresses(call, context, "attendees"),
        "location": call.arguments.get("location"),
        "description": call.arguments.get("description"),
    }
    if often := call.arguments.get("repeats"):
        arguments["repeats"] = str(often)
    provenance = {name: _said(name, call) for name in arguments}
    provenance["start"] = dict(_DEFAULT) if is_free else provenance["start"]
    provenance["end"] = dict(provenance["start"])
    provenance["time_zone"] = _PROFILE
    provenance["attendees"] = recipients.provenance(call, context, "attendees")
    outcome = await propose(
        context, "gcal", "create_event", arguments=arguments, provenance=provenance
    )
    return await with_overlaps(outcome, call, context)


async def update_event(call: Call, context: Context) -> Outcome:
    """Proposes a change: the event as it will be, what stays as it is from the event itself.

    Raises StepError.
    """
    event = await _event(call, context)
    zone = ZoneInfo(context.query.time_zone)
    start, end = _moved(event, besides.on_its_day(call, zone), zone)
    guests = [str(guest.get("email")) for guest in event.details.get("attendees") or ()]
    added = recipients.addresses(call, context, "attendees")
    off = _taken_off(event, call.arguments.get("uninvited") or ())
    shown = _shown(event, context)
    arguments = {
        **shown,
        "title": call.arguments.get("title") or event.title,
        "start": start or shown["start"],
        "end": end or shown["end"],
        "attendees": [g for g in dict.fromkeys((*guests, *added)) if g not in off],
        "location": call.arguments.get("location") or event.details.get("location") or None,
        "description": call.arguments.get("description"),
    }
    if not any(arguments[name] != shown.get(name) for name in ("title", "start", "end")) and not (
        added or off or call.arguments.get("location") or call.arguments.get("description")
    ):
        raise StepError("invalid_arguments", "nothing was said that should change")
    provenance = _of_event(arguments, event)
    for name in ("title", "location", "description"):
        if call.arguments.get(name):
            provenance[name] = dict(recipients.USER)
    if start:
        provenance |= {"start": dict(recipients.USER), "end": dict(recipients.USER)}
    if off:
        arguments["uninvited"] = off
        provenance |= {"attendees": dict(recipients.USER), "uninvited": dict(recipients.USER)}
    if added:
        provenance["attendees"] = recipients.provenance(call, context, "attendees")
    outcome = await _proposed(call, context, event, arguments, provenance)
    return await with_overlaps(outcome, call, context, itself=event) if start else outcome


def _taken_off(event: Item, names: Sequence[str]) -> list[str]:
    """The addresses of the guests who shall no longer come, by their names or addresses. Raises
    StepError where a name is no guest's, or that of several."""
    found: list[str] = []
    for name in names:
        said = set(fold(name).split())
        meant = [
            str(guest.get("email"))
            for guest in event.details.get("attendees") or ()
            if said <= set(_WORD.findall(fold(f"{guest.get('name') or ''} {guest.get('email')}")))
            or str(guest.get("email")).lower() == name.lower()
        ]
        if len(meant) != 1:
            raise StepError("nothing_to_act_on", "it is not clear who is to be taken off")
        found += meant
    return found


async def delete_event(call: Call, context: Context) -> Outcome:
    """Proposes to cancel an event; of a recurring one this occurrence; of several each, at most
    MANY_EVENTS. Raises StepError."""
    if not isinstance(call.arguments["event_id"], list):
        return await _cancelled(call, context, await _event(call, context))
    events = [item for key, item in call.sources.items() if key.startswith("event_id:")]
    if not events:
        raise StepError("nothing_to_act_on")
    writes = [(1, _cancelled(call, context, event)) for event in events[:MANY_EVENTS]]
    return await several.proposed(writes, left_out=len(events) - len(writes))


async def _cancelled(call: Call, context: Context, event: Item) -> Outcome:
    arguments = _shown(event, context)
    return await _proposed(call, context, event, arguments, _of_event(arguments, event))


async def respond_event(call: Call, context: Context) -> Outcome:
    """Proposes the answer to an invitation. Raises StepError."""
    event = await _event(call, context)
    arguments = {**_shown(event, context), "response": call.arguments["response"]}
    said = {"response": dict(recipients.USER)}
    return await _proposed(call, context, event, arguments, {**_of_event(arguments, event), **said})


async def _event(call: Call, context: Context) -> Item:
    """The event that the step before found, or that of the id."""
    event = call.sources.get("event_id")
    if event is not None:
        return event
    one = replace(call, arguments={"id": call.arguments["event_id"]})
    return await fetch_one("gcal", one, context)


async def _proposed(
    call: Call,
    context: Context,
    event: Item,
    arguments: Mapping[str, Any],
    provenance: Provenance,
) -> Outcome:
    return await propose(
        context,
        "gcal",
        call.step.operation,
        arguments=arguments,
        provenance=provenance,
        about=event,
    )


def _shown(event: Item, context: Context) -> dict[str, Any]:
    """What tells an event: where it is, its title and its time."""
    zone = ZoneInfo(context.query.time_zone)
    start, end = bounds(event)
    if event.details.get("all_day"):
        first, last = days(event, zone)
        shown_start, shown_end = first.isoformat(), (last + timedelta(days=1)).isoformat()
    else:
        shown_start, shown_end = (moment.astimezone(zone).isoformat() for moment in (start, end))
    return {
        "calendar_id": str(event.details.get("calendar_id") or "primary"),
        "event_id": event.id,
        "title": event.title,
        "start": shown_start,
        "end": shown_end,
        "time_zone": context.query.time_zone,
    }


def _times(arguments: Mapping[str, Any], zone: ZoneInfo) -> tuple[str, str]:
    """Start and end as the contract has them: days where both are midnights, else moments."""
    start: datetime = arguments["start"].astimezone(zone)
    minutes = arguments.get("duration_minutes")
    end: datetime = (arguments.get("end") or start + DEFAULT_LENGTH).astimezone(zone)
    whole_days = start.time() == end.time() == time(0) and end > start
    if whole_days and (not minutes or minutes % (24 * 60) == 0):
        return start.date().isoformat(), end.date().isoformat()
    if minutes:
        end = start + timedelta(minutes=minutes)
    return start.isoformat(), max(end, start + timedelta(minutes=1)).isoformat()


def _moved(
    event: Item, arguments: Mapping[str, Any], zone: ZoneInfo
) -> tuple[str | None, str | None]:
    """The new start and end, if a new time was said: the length stays unless it was said too, and
    a new day keeps the time of day, a new time of day the day."""
    minutes = arguments.get("duration_minutes")
    begins, ends = (moment.astimezone(zone) for moment in bounds(event))
    length = timedelta(minutes=minutes) if minutes else ends - begins
    if arguments.get("longer_minutes") or arguments.get("shift_minutes"):
        return _by_so_much(event, arguments, zone)
    if "start" not in arguments:
        if not minutes or event.details.get("all_day"):
            return None, None
        return begins.isoformat(), (begins + length).isoformat()
    wanted: datetime = arguments["start"].astimezone(zone)
    if arguments.get("near_day") and not arguments.get("same_day"):
        wanted = min(wanted, wanted + WEEK, key=lambda day: abs(day - begins))
    if arguments.get("either_half") and not event.details.get("all_day"):
        wanted = halves.nearer(wanted, begins.hour * 60 + begins.minute)
    names_a_day = wanted.time() == time(0) and _is_whole_day(arguments, zone)
    if event.details.get("all_day"):
        if not names_a_day:
            return _times(arguments, zone)
        first, last = days(event, zone)
        count = (last - first).days + 1
        return wanted.date().isoformat(), (wanted.date() + timedelta(days=count)).isoformat()
    if arguments.get("same_day"):
        start = datetime.combine(begins.date(), wanted.time(), zone)
    elif names_a_day:
        start = datetime.combine(wanted.date(), begins.time(), zone)
    else:
        start = wanted
    return start.isoformat(), (start + length).isoformat()


def _by_so_much(
    event: Item, arguments: Mapping[str, Any], zone: ZoneInfo
) -> tuple[str | None, str | None]:
    """Later, earlier, longer or shorter; whole days change by days alone."""
    longer = timedelta(minutes=arguments.get("longer_minutes") or 0)
    shift = timedelta() if longer else timedelta(minutes=arguments["shift_minutes"])
    start: date
    end: date
    if event.details.get("all_day"):
        start, last = days(event, zone)
        end = last + timedelta(days=1)
        if (shift + longer) % timedelta(days=1):
            return None, None
    else:
        start, end = (moment.astimezone(zone) for moment in bounds(event))
    lasts = arguments.get("duration_minutes")
    end = start + timedelta(minutes=lasts) if lasts and not longer else end
    start, end = start + shift, end + shift + longer
    return (None, None) if longer and end <= start else (start.isoformat(), end.isoformat())


def _is_whole_day(arguments: Mapping[str, Any], zone: ZoneInfo) -> bool:
    end = arguments.get("end")
    return end is None or end.astimezone(zone).time() == time(0)


def _said(name: str, call: Call) -> dict[str, str | None]:
    if name in call.sources:
        return {"source": "content", "ref": call.sources[name].id}
    return dict(recipients.USER) if call.arguments.get(name) else dict(_DEFAULT)


def _of_event(arguments: Mapping[str, Any], event: Item) -> Provenance:
    known: Provenance = {name: {"source": "content", "ref": event.id} for name in arguments}
    return {**known, "time_zone": dict(_PROFILE)}
