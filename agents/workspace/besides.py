"""The day of an event that is made or moved, where another event tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agents.errors import StepError
from agents.matching import text_of
from agents.query import Item, TimeRange
from agents.scheduling import bounds, days, takes_time
from agents.words import content_words
from agents.workspace import occasions
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.looking import listing

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
AWAY = timedelta(days=7)  # how long before it one may set out for something
LOOKED_AT = 200
_SETS_OUT = re.compile(
    r"^(?:the |my |our )?(?:fly|flying|flight|travel|leave|set off|set out)\b", re.IGNORECASE
)
_JOURNEY = re.compile(
    r"\b(?:flight|fly|flying|airport|train|ferry|eurostar|coach|departure|depart)\b", re.IGNORECASE
)
_FLIGHT_NUMBER = re.compile(r"\b[A-Z]{2} ?\d{3,4}\b")  # or that of an order
_list = listing("gcal")


async def told(call: Call, context: Context) -> Outcome:
    """The event that `thing` names, from `after` on; of a journey its first leg, which need not
    name what it leads to."""
    thing, after = str(call.arguments["thing"]), call.arguments.get("after")
    (found,) = await occasions.named((thing,), TimeRange(after, None), call, context)
    if found.event is None:
        return Outcome()
    event = found.event
    if _SETS_OUT.match(thing):
        event = await _first_leg(event, call, context)
    return Outcome(items=(event,), as_of=event.as_of)


async def _first_leg(event: Item, call: Call, context: Context) -> Item:
    """The first journey in the days before an event that shares a word with it or with `thing`,
    or else the only journey there; or the event itself."""
    begins, ends = bounds(event)
    start = max(begins - AWAY, context.query.now)
    asked = {"after": start, "before": max(ends, begins + DAY), "limit": LOOKED_AT}
    found = await _list(replace(call, arguments={**asked, "order": "soonest"}), context)
    legs = [item for item in found.items if takes_time(item) and _is_journey(item)]
    said = f"{call.arguments['thing']} {event.title} {event.details.get('location') or ''}"
    words = content_words(_SETS_OUT.sub("", _JOURNEY.sub("", said)))
    there = [leg for leg in legs if words & content_words(text_of(leg))]
    plain = [leg for leg in legs if _JOURNEY.search(f"{leg.title}\n{leg.text}")]
    return next(iter(there or (plain if len(plain) == 1 else ())), event)


def _is_journey(item: Item) -> bool:
    text = f"{item.title}\n{item.text}"
    return bool(_JOURNEY.search(text) or _FLIGHT_NUMBER.search(text))


def on_its_day(call: Call, zone: ZoneInfo) -> Mapping[str, Any]:
    """The arguments of the call with their times on the day that is `day_shift` days from
    `day_of`; the whole day where no time was said. As they are where no event tells the day.

    Raises StepError("nothing_to_act_on") where that event was not found.
    """
    if "day_of" not in call.step.arguments:
        return call.arguments
    told = call.arguments.get("day_of")
    if not isinstance(told, datetime):
        raise StepError("nothing_to_act_on", "the event that tells the day was not found")
    teller = call.sources.get("day_of")
    if edge := call.arguments.get("edge"):
        return _right_beside(call, told, after=edge == "after")
    first = told.astimezone(zone).date() if teller is None else days(teller, zone)[0]
    day = first + timedelta(days=int(call.arguments.get("day_shift") or 0))
    start, end = call.arguments.get("start"), call.arguments.get("end")
    if start is None:
        midnight = datetime.combine(day, time(), zone)
        return {**call.arguments, "start": midnight, "end": midnight + DAY}
    begins = start.astimezone(zone)
    away = day - begins.date()
    moved = {"start": begins + away}
    if end is not None:
        moved["end"] = end.astimezone(zone) + away
    return {**call.arguments, **moved}


def _right_beside(call: Call, told: datetime, *, after: bool) -> Mapping[str, Any]:
    """The arguments with their times right after `told`, or right before it: as long as was said,
    or as what is moved takes."""
    teller, moved = call.sources.get("day_of"), call.sources.get("event_id")
    if teller is not None and teller.details.get("all_day"):
        raise StepError("nothing_to_act_on", "what lasts the whole day has nothing right beside it")
    minutes = call.arguments.get("duration_minutes")
    begins, ends = bounds(moved) if moved is not None else (told, told + HOUR)
    length = timedelta(minutes=minutes) if minutes else ends - begins
    start = told if after else told - length
    return {**call.arguments, "start": start, "end": start + length}
