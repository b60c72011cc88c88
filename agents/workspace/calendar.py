"""The calendar's agent."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from agents import scheduling
from agents.query import TimeRange
from agents.workspace import clashes, events
from agents.workspace.base import Agent, Call, Capability, Context, Outcome
from agents.workspace.looking import counting, fetch_one, listing, searching

FREE_TIME_LIMIT = 500
_list = listing("gcal")


async def read(call: Call, context: Context) -> Outcome:
    """An event by its id."""
    item = await fetch_one("gcal", call, context)
    return Outcome(items=(item,), as_of=item.as_of)


async def find_time(call: Call, context: Context) -> Outcome:
    """The events of `[after, before)` and, in `data["free"]`, the gaps between them."""
    arguments = {**call.arguments, "order": "soonest", "limit": FREE_TIME_LIMIT}
    found = await _list(Call(call.step, arguments), context)
    minutes = call.arguments.get("duration_minutes")
    whole = call.arguments["before"] - call.arguments["after"]
    free = scheduling.free_slots(
        found.items,
        window=TimeRange(call.arguments["after"], call.arguments["before"]),
        zone=ZoneInfo(context.query.time_zone),
        duration=timedelta(minutes=minutes) if minutes else min(scheduling.DEFAULT_DURATION, whole),
    )
    return Outcome(items=found.items, as_of=found.as_of, data={"free": free})


async def conflicts(call: Call, context: Context) -> Outcome:
    """The events of `[after, before)` that overlap, in `data["conflicts"]` as pairs of their
    ids, or with `event` (an id) only those with this one; or with `against` (a text) those in
    the dates that it names, in `data["against"]` as `{"event", "line", "range"}`, with all those
    dates in `data["named"]`."""
    arguments = {**call.arguments, "order": "soonest", "limit": FREE_TIME_LIMIT}
    found = await _list(Call(call.step, arguments), context)
    if "against" in call.arguments:
        return _against(str(call.arguments["against"]), found, context)
    pairs = clashes.overlapping(found.items, with_event=call.arguments.get("event"))
    involved = {event_id for pair in pairs for event_id in pair}
    items = tuple(item for item in found.items if item.id in involved)
    return Outcome(items=items, as_of=found.as_of, data={"conflicts": pairs})


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
        "conflicts": Capability(conflicts, frozenset({"after"})),
        "find_time": Capability(find_time, frozenset({"after", "before"})),
        **_WRITES,
    },
)
