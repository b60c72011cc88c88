"""What else is in the calendar at the time of an event that is proposed."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from agents.errors import StepError
from agents.query import Item
from agents.scheduling import bounds, takes_time
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.looking import listing

log = logging.getLogger(__name__)

LOOKED_AT = 20
LONGEST = timedelta(days=2)  # what lasts longer is beside everything
_list = listing("gcal")


async def with_overlaps(
    outcome: Outcome, call: Call, context: Context, *, itself: Item | None = None
) -> Outcome:
    """The outcome of a proposed event, in `data["overlaps"]` the events of the same time that
    make the person busy. `itself` is the event that changes. Days as a whole overlap with nothing;
    where the calendar does not answer, nothing is said."""
    span = _span(outcome)
    if span is None:
        return outcome
    asked = {"after": span[0], "before": span[1], "order": "soonest", "limit": LOOKED_AT}
    try:
        found = await _list(replace(call, arguments=asked), context)
    except StepError as error:
        log.warning("it is not known what a proposed event overlaps: %s", error)
        return outcome
    beside = tuple(item for item in found.items if _overlaps(item, span, itself))
    return replace(outcome, data={**outcome.data, "overlaps": beside}) if beside else outcome


def _span(outcome: Outcome) -> tuple[datetime, datetime] | None:
    arguments: Any = outcome.action["arguments"] if outcome.action else {}
    start, end = str(arguments.get("start") or ""), str(arguments.get("end") or "")
    if len(start) <= len("2026-01-31") or not end:
        return None
    return datetime.fromisoformat(start), datetime.fromisoformat(end)


def _overlaps(item: Item, span: tuple[datetime, datetime], itself: Item | None) -> bool:
    if item.details.get("all_day") or not takes_time(item):
        return False
    start, end = bounds(item)
    if itself is not None:
        copied = (item.key, start) == (itself.key, bounds(itself)[0])  # in another account
        if copied or item.id == itself.id:
            return False
    return end - start <= LONGEST and start < span[1] and span[0] < end
