"""Which events of an agenda are meant: work or private ones, those elsewhere, a part of the day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.query import Item
from agents.scheduling import SATURDAY, WORK_ENDS, bounds
from agents.synthesis import wording
from agents.synthesis.free import clock_of
from agents.synthesis.material import Material

EARLY = 7 * 60  # minutes of the day before which, and
LATE = WORK_ENDS.hour * 60  # from which on, an event is hardly for work
_PRIVATE = re.compile(
    r"\b(?:famil\w*|home|household|private?|personal|kids|children|school|birthdays?|haushalt|maison"
    r"|hogar|aile|ev)\b",
    re.IGNORECASE,
)
_INDOORS = re.compile(
    r"\b(?:room|raum|salle|sala|oda|desk|kitchen|online|remote|video|zoom|teams|meet|webex|skype"
    r"|phone|tel)\b|zimmer\b|https?:|^\+?[\d\s()./-]+$|^(?:the |my |our )?office$",
    re.IGNORECASE,
)
_SAID = {"work": " for work", "private": " that are private", "away": " outside the office"}


def is_narrowed(material: Material) -> bool:
    return bool(material.intent.entities.get("only") or material.intent.entities.get("hours"))


def chosen(events: Sequence[Item], material: Material) -> list[Item]:
    """The events that the question leaves in."""
    only = material.intent.entities.get("only")
    hours = material.intent.entities.get("hours")
    kept = [e for e in events if not hours or _is_within(e, hours, material)]
    if only == "away":
        return [e for e in kept if is_elsewhere(e)]
    if only in ("work", "private"):
        return [e for e in kept if is_private(e, material) == (only == "private")]
    return kept


def said(material: Material) -> str:
    """` for work`, `, 06:00–12:00 each day`."""
    hours = material.intent.entities.get("hours")
    only = _SAID.get(str(material.intent.entities.get("only") or ""), "")
    return only + (f", {clock_of(hours[0])}–{clock_of(hours[1])} each day" if hours else "")


def is_private(event: Item, material: Material) -> bool:
    """By its calendar; else by its hours: what is at weekends or in the evening is not work."""
    name = str(event.details.get("calendar_name") or "")
    if _PRIVATE.search(name):
        return True
    start = bounds(event)[0].astimezone(wording.zone_of(material.query))
    if event.details.get("all_day"):
        return start.weekday() >= SATURDAY
    minutes = start.hour * 60 + start.minute
    return start.weekday() >= SATURDAY or minutes >= LATE - 30 or minutes < EARLY


def is_elsewhere(event: Item) -> bool:
    """Whether it is at a place that is no room and no call."""
    place = str(event.details.get("location") or "")
    return bool(place.strip()) and not _INDOORS.search(place)


def _is_within(event: Item, hours: Sequence[int], material: Material) -> bool:
    if event.details.get("all_day"):
        return False
    zone = wording.zone_of(material.query)
    start, end = (moment.astimezone(zone) for moment in bounds(event))
    begins = start.hour * 60 + start.minute
    ends = begins + int((end - start).total_seconds() // 60)
    return begins < hours[1] and max(ends, begins + 1) > hours[0]
