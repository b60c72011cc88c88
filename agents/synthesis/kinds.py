"""Which events of an agenda are meant: work or private ones, those elsewhere, a part of the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from agents.query import Item
from agents.scheduling import SATURDAY, WORK_ENDS, bounds, days, takes_time
from agents.synthesis import wording
from agents.synthesis.free import clock_of
from agents.synthesis.material import Material

MIDNIGHT = 24 * 60
ONE_DAY = timedelta(hours=25)  # one of them has an hour more
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
_REMOTE = re.compile(
    r"\b(?:online|remote|video|zoom|teams|meet|webex|skype|phone|tel)\b|https?:"
    r"|^\+?[\d\s()./-]{6,}$",
    re.IGNORECASE,
)
_SAID = {
    "work": " for work", "private": " that are private", "away": " outside the office",
    "absent": " away", "weekends": " at weekends",
    "online": " online or by phone", "nowhere": " without a place",
}  # fmt: skip
_ABSENCE = re.compile(
    r"\b(?:out of (?:the )?office|ooo|annual leave|on leave|holidays?|vacation|day off|days off"
    r"|time off|away|trip|weekend in|week in|visit to|conference|urlaub|congés?|vacaciones|izin)\b",
    re.IGNORECASE,
)
# "Ana off": somebody else's.
_OF_OTHERS = re.compile(
    r"^[A-ZÀ-Þ]\w+(?: and [A-ZÀ-Þ]\w+)?(?:'s)? (?:is |are )?(?:off|away|out|on (?:leave|holiday)"
    r"|leave|holidays?|vacation|visits?)\b"
)


def is_narrowed(material: Material) -> bool:
    return bool(material.intent.entities.get("only") or material.intent.entities.get("hours"))


def chosen(events: Sequence[Item], material: Material) -> list[Item]:
    """The events that the question leaves in."""
    only = material.intent.entities.get("only")
    hours = material.intent.entities.get("hours")
    kept = [e for e in events if not hours or _is_within(e, hours, material)]
    if only == "away":
        return [e for e in kept if is_elsewhere(e)]
    if only == "online":
        return [e for e in kept if _is_online(e)]
    if only == "nowhere":
        return [e for e in kept if not _place(e) and not e.details.get("meeting_link")]
    if only == "absent":
        return [e for e in kept if is_absence(e, material)]
    if only == "weekends":
        zone = wording.zone_of(material.query)
        return [e for e in kept if days(e, zone)[1].weekday() >= SATURDAY]
    if only in ("work", "private"):
        return [e for e in kept if is_private(e, material) == (only == "private")]
    return kept


def said(material: Material) -> str:
    """` for work`, `, 06:00–12:00 each day`."""
    hours = material.intent.entities.get("hours")
    only = _SAID.get(str(material.intent.entities.get("only") or ""), "")
    return only + (_of_hours(hours) if hours else "")


def _of_hours(hours: Sequence[int]) -> str:
    if hours[0] == 0:
        return f" before {clock_of(hours[1])}"
    if hours[1] >= MIDNIGHT:
        return f" after {clock_of(hours[0])}"
    return f", {clock_of(hours[0])}–{clock_of(hours[1])} each day"


def nearest(events: Sequence[Item], material: Material) -> Item | None:
    """Where nothing is before or after an hour, what comes next to it on the one day asked for."""
    hours, asked = material.intent.entities.get("hours"), material.intent.time_range
    if not hours or not asked or not asked.start or not asked.end:
        return None
    if asked.end - asked.start > ONE_DAY or (hours[0] and hours[1] < MIDNIGHT):
        return None
    timed = [e for e in events if takes_time(e) and not e.details.get("all_day")]
    if hours[0]:
        return max(timed, key=lambda e: bounds(e)[1], default=None)
    return min(timed, key=lambda e: bounds(e)[0], default=None)


def is_absence(event: Item, material: Material) -> bool:
    """Whether it takes the person away: leave, a journey, days at another place."""
    if not event.details.get("all_day") or _OF_OTHERS.match(event.title):
        return False
    first, last = days(event, wording.zone_of(material.query))
    several = first != last and bool(str(event.details.get("location") or "").strip())
    return several or bool(_ABSENCE.search(event.title))


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
    place = _place(event)
    return bool(place) and not _INDOORS.search(place)


def _is_online(event: Item) -> bool:
    return bool(event.details.get("meeting_link") or _REMOTE.search(_place(event)))


def _place(event: Item) -> str:
    return str(event.details.get("location") or "").strip()


def _is_within(event: Item, hours: Sequence[int], material: Material) -> bool:
    if event.details.get("all_day"):
        return False
    zone = wording.zone_of(material.query)
    start, end = (moment.astimezone(zone) for moment in bounds(event))
    begins = start.hour * 60 + start.minute
    ends = begins + int((end - start).total_seconds() // 60)
    return begins < hours[1] and max(ends, begins + 1) > hours[0]
