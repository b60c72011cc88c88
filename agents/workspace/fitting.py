"""The hour of an event of which only its length and the time around it were said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from agents import scheduling
from agents.query import TimeRange
from agents.workspace.base import Call, Context
from agents.workspace.looking import listing

ROOM: Final = timedelta(hours=2)  # that a window has beyond what shall fit into it
QUARTER: Final = timedelta(minutes=15)
LOOKED_AT: Final = 300
_list = listing("gcal")


def is_open(asked: Mapping[str, Any]) -> bool:
    """Whether what is asked for lasts much shorter than the time that it is put into."""
    start, end, minutes = (asked.get(name) for name in ("start", "end", "duration_minutes"))
    if start is None or end is None or not minutes or minutes % (24 * 60) == 0:
        return False
    return bool(end - start >= timedelta(minutes=minutes) + ROOM)


async def fitted(
    asked: Mapping[str, Any], call: Call, context: Context, zone: ZoneInfo
) -> tuple[Mapping[str, Any], bool]:
    """The arguments with the first time of the window that is free and still ahead, and whether
    there is one; else they have when the window begins, though not before nine."""
    length = timedelta(minutes=asked["duration_minutes"])
    first: datetime = max(asked["start"], context.query.now + QUARTER).astimezone(zone)
    end: datetime = asked["end"].astimezone(zone)
    opens = datetime.combine(first.date(), scheduling.WORK_STARTS, zone)
    if first < opens and end >= opens + length:
        first = opens
    arguments = {"after": first, "before": end, "order": "soonest", "limit": LOOKED_AT}
    found = await _list(replace(call, arguments=arguments), context)
    slots = scheduling.free_slots(
        found.items, window=TimeRange(first, end), zone=zone, duration=length + QUARTER
    )
    start = _rounded(slots[0].start or first) if slots else first
    return {**asked, "start": start, "end": start + length}, bool(slots)


def _rounded(moment: datetime) -> datetime:
    """Up to the next quarter of an hour."""
    midnight = datetime.combine(moment.date(), time(), moment.tzinfo)
    return moment + (midnight - moment) % QUARTER
