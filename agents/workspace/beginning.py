"""The next event that begins at an hour: "my three o'clock"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

from agents.query import Item
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.looking import listing

LOOKED_AT: Final = 200
_list = listing("gcal")


async def beginning(call: Call, context: Context) -> Outcome:
    """The events of the first day in `[after, before)` on which any begins at the time of day of
    `at`, by the person's clock: what begins half an hour later is another one."""
    zone = ZoneInfo(context.query.time_zone)
    at = call.arguments["at"].astimezone(zone)
    asked = {"after": call.arguments["after"], "before": call.arguments["before"]}
    asked |= {"order": "soonest", "limit": LOOKED_AT}
    found = await _list(replace(call, arguments=asked), context)
    minutes = at.hour * 60 + at.minute
    there = [e for e in found.items if _begins(e, zone) == minutes]
    there = [e for e in there if e.when and e.when >= call.arguments["after"]]
    first = next((e.when for e in there), None)
    day = first.astimezone(zone).date() if first else None
    items = (e for e in there if e.when and e.when.astimezone(zone).date() == day)
    return replace(found, items=tuple(items))


def _begins(event: Item, zone: ZoneInfo) -> int:
    """Its minute of the day; none of what lasts all day."""
    if event.when is None or event.details.get("all_day"):
        return -1
    local = event.when.astimezone(zone)
    return local.hour * 60 + local.minute
