"""The calendar's agent."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from agents import scheduling
from agents.errors import StepError
from agents.query import Item, TimeRange
from agents.workspace import beginning, besides, clashes, events, occasions
from agents.workspace.base import Agent, Call, Capability, Context, Outcome
from agents.workspace.looking import counting, fetch_one, listing, searching
from agents.workspace.shown import showing

FREE_TIME_LIMIT = 500
PAST = timedelta(days=120)  # in which the last of a row is looked for
EVENING = time(17)  # free time after what ends later is of the evening
EARLIEST = timedelta(hours=7)  # free time before something begins then
_list = listing("gcal")


async def read(call: Call, context: Context) -> Outcome:
    """An event by its id."""
    item = await fetch_one("gcal", call, context)
    return Outcome(items=(item,), as_of=item.as_of)


async def find_time(call: Call, context: Context) -> Outcome:
    """The events of `[after, before)` and, in `data["free"]`, the gaps between them of at least
    `duration_minutes`, by `hours` only in these minutes of each day. `since` and `until` name
    events, in words, that bound the time: `data["since"]` and `data["until"]` are their ids."""
    asked = call.arguments
    window = TimeRange(asked["after"], asked["before"])
    said = {name: str(asked[name]) for name in ("since", "until") if asked.get(name)}
    known = await occasions.named(tuple(said.values()), window, call, context) if said else ()
    bounding = {name: found.event for name, found in zip(said, known, strict=True)}
    window = _bounded(window, bounding, ZoneInfo(context.query.time_zone))
    arguments: dict[str, Any] = {"after": window.start, "before": window.end}
    arguments |= {"order": "soonest", "limit": FREE_TIME_LIMIT}
    found = await _list(Call(call.step, arguments), context)
    minutes = asked.get("duration_minutes")
    least = min(scheduling.DEFAULT_DURATION, _length(window))
    between = len(bounding) == 2 and not minutes
    free = scheduling.free_slots(
        found.items,
        window=window,
        zone=ZoneInfo(context.query.time_zone),
        duration=timedelta(minutes=minutes or 1) if minutes or between else least,
        hours=asked.get("hours"),
    )
    data: dict[str, Any] = {"free": free, "window": window}
    data |= {name: event.id if event else "" for name, event in bounding.items()}
    ids = {item.id for item in found.items}
    more = tuple(e for e in bounding.values() if e is not None and e.id not in ids)
    return Outcome(items=(*found.items, *more), as_of=found.as_of, data=data)


def _bounded(window: TimeRange, events: Mapping[str, Item | None], zone: ZoneInfo) -> TimeRange:
    """From the end of the one event to the beginning of the other, or to the end of that day."""
    start, end = window.start, window.end
    since, until = events.get("since"), events.get("until")
    if since is not None:
        start = scheduling.bounds(since)[1]
        late = start.astimezone(zone).time() >= EVENING
        closes = scheduling.DAY_ENDS if late else scheduling.WORK_ENDS
        day_end = datetime.combine(start.astimezone(zone).date(), closes, zone)
        end = min(end, day_end) if end and end > start else day_end
    if until is not None:
        begins, day = scheduling.bounds(until)[0], occasions.day_of(until, zone)
        end = begins
        if since is None and day.start:
            opens = day.start + EARLIEST
            start = max(start, opens) if start and start < begins else opens
    if start and end and start >= end:
        return TimeRange(end, end + timedelta(minutes=1))
    return TimeRange(start, end)


def _length(window: TimeRange) -> timedelta:
    return window.end - window.start if window.start and window.end else timedelta.max


async def conflicts(call: Call, context: Context) -> Outcome:
    """The events of `[after, before)` that overlap, in `data["conflicts"]` as pairs of their
    ids, or with `event` (an id) only those with this one; or with `against` (a text) those in
    the dates that it names, in `data["against"]` as `{"event", "line", "range"}`, with all those
    dates in `data["named"]`. With `things` (one or two events in words) these are looked up:
    `data["things"]` are their ids, and the items are those of their day."""
    if "things" in call.arguments:
        return await _around(call, context)
    if "after" not in call.arguments:
        raise StepError("invalid_arguments", "clashes need a time, or the events in words")
    arguments = {**call.arguments, "order": "soonest", "limit": FREE_TIME_LIMIT}
    found = await _list(Call(call.step, arguments), context)
    if "against" in call.arguments:
        text = str(call.arguments["against"])
        return await asyncio.to_thread(_against, text, found, context)
    pairs = clashes.overlapping(found.items, with_event=call.arguments.get("event"))
    involved = {event_id for pair in pairs for event_id in pair}
    items = tuple(item for item in found.items if item.id in involved)
    return Outcome(items=items, as_of=found.as_of, data={"conflicts": pairs})


async def _around(call: Call, context: Context) -> Outcome:
    """The events that are named, and those of the same day."""
    asked = call.arguments
    window = TimeRange(asked.get("after"), asked.get("before"))
    things = await occasions.named(tuple(asked["things"]), window, call, context)
    known = {thing.event.id: thing.event for thing in things if thing.event is not None}
    day = window
    if known:
        day = occasions.day_of(next(iter(known.values())), ZoneInfo(context.query.time_zone))
    listed: tuple[Item, ...] = ()
    as_of = None
    if day.start and day.end:
        arguments = {"after": day.start, "before": day.end, "order": "soonest"}
        found = await _list(Call(call.step, {**arguments, "limit": FREE_TIME_LIMIT}), context)
        listed, as_of = found.items, found.as_of
    items = {**{item.id: item for item in listed}, **known}
    pairs = [p for i in known for p in clashes.overlapping(items.values(), with_event=i)]
    if not known:
        pairs = list(clashes.overlapping(listed))
    data = {
        "things": tuple(t.event.id if t.event else "" for t in things),
        "words": tuple(thing.words for thing in things),
        "conflicts": tuple(dict.fromkeys(pairs)),
    }
    return Outcome(items=tuple(items.values()), as_of=as_of, data=data)


async def named(call: Call, context: Context) -> Outcome:
    """The one or two events that `things` name (or else `instead`), in `[after, before)` or else
    from now on; with
    `days` also those of the day that is so many after the first: `data["listed"]` are their ids,
    `data["day"]` is its midnight and `data["anchor"]` the id of the named one."""
    window = TimeRange(call.arguments.get("after"), call.arguments.get("before"))
    guests = bool(call.arguments.get("with_guests"))
    things = tuple(call.arguments["things"])
    found = await occasions.named(things, window, call, context, with_guests=guests)
    if not any(one.event for one in found) and (instead := call.arguments.get("instead")):
        found = await occasions.named(instead, window, call, context, with_guests=guests)
    known = tuple(one.event for one in found if one.event is not None)
    if known and call.arguments.get("latest"):
        known = (await _latest_of(known[0], call, context),)
    elif len(known) == 1 and known[0].details.get("recurring_event_id"):
        known = (await _soonest_of(known[0], window, call, context),)
    as_of = known[0].as_of if known else None
    if not known or "days" not in call.arguments:
        return Outcome(items=known, as_of=as_of)
    zone = ZoneInfo(context.query.time_zone)
    day = occasions.day_of(known[0], zone)
    shift = int(call.arguments["days"])
    edge = day.end if shift > 0 else day.start
    start = edge + timedelta(days=shift - (shift > 0)) if edge else None
    arguments = {"after": start, "before": start + timedelta(days=1) if start else None}
    listed = await _list(
        Call(call.step, {**arguments, "order": "soonest", "limit": FREE_TIME_LIMIT}), context
    )
    data = {"anchor": known[0].id, "day": start, "listed": tuple(i.id for i in listed.items)}
    return Outcome(items=(*known, *listed.items), as_of=as_of, data=data)


async def _latest_of(event: Item, call: Call, context: Context) -> Item:
    """Of a row of events of one name the one that was last."""
    now = context.query.now
    arguments = {"after": now - PAST, "before": now, "order": "newest", "limit": FREE_TIME_LIMIT}
    listed = await _list(Call(call.step, arguments), context)
    return next((i for i in listed.items if i.title == event.title), event)


async def _soonest_of(event: Item, window: TimeRange, call: Call, context: Context) -> Item:
    """Of a row of events of one name the first in the window: a search finds one of them."""
    begins = scheduling.bounds(event)[0]
    if window.start is None or begins <= window.start:
        return event
    arguments = {"after": window.start, "before": begins, "order": "soonest"}
    listed = await _list(Call(call.step, {**arguments, "limit": FREE_TIME_LIMIT}), context)
    return next((i for i in listed.items if i.title == event.title), event)


def _against(text: str, found: Outcome, context: Context) -> Outcome:
    query = context.query
    times = clashes.named_times(text, now=query.now, time_zone=query.time_zone)
    hits = clashes.within(found.items, times)
    held = [{"event": e.id, "line": t.line, "range": t.range} for e, t in hits]
    named = [{"line": t.line, "range": t.range} for t in times]
    return Outcome(
        items=tuple(event for event, _ in hits),
        as_of=found.as_of,
        data={"against": tuple(held), "named": tuple(named)},
    )


_WRITES: Final = {
    "create_event": Capability(events.create_event, writes=True),
    "update_event": Capability(events.update_event, frozenset({"event_id"}), writes=True),
    "delete_event": Capability(events.delete_event, frozenset({"event_id"}), writes=True),
    "respond_event": Capability(events.respond_event, frozenset({"event_id"}), writes=True),
}

AGENT: Final = Agent(
    "gcal",
    {
        "search": Capability(searching("gcal"), frozenset({"query"})),
        "list": Capability(_list),
        "read": Capability(read, frozenset({"id"})),
        "count": Capability(counting("gcal")),
        "conflicts": Capability(conflicts),
        "named": Capability(named, frozenset({"things"})),
        "shown": Capability(showing("gcal"), frozenset({"ids"})),
        "beginning": Capability(beginning.beginning, frozenset({"at", "after", "before"})),
        "told": Capability(besides.told, frozenset({"thing"})),
        "find_time": Capability(find_time, frozenset({"after", "before"})),
        **_WRITES,
    },
)
