"""One event: how long it takes, when it is by which clock, what comes after it, the next one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from agents.matching import text_of
from agents.query import Item, StepResult
from agents.scheduling import bounds, days, takes_time
from agents.synthesis import events, wording
from agents.synthesis.lines import event_line, title
from agents.synthesis.material import Material
from agents.words import content_words, coverage
from search.text import fold

MOSTLY: Final = 0.5  # of the words, in the title of the event that they name
_CALLED_OFF: Final = re.compile(
    r"^(?:no|not|kein\w*|pas d[e']|sin|aucun\w*)\b|\b(?:cancel\w*|called off|closed|abgesagt"
    r"|geschlossen|entfällt|annulé\w*|fermé\w*|cancelad[oa]|cerrad[oa]|iptal|kapalı|yok)\b",
    re.IGNORECASE,
)
_FREE: Final = re.compile(
    r"\b(?:holidays?|half[- ]term|inset|training day|day off|break|ferien|schulfrei|vacances"
    r"|vacaciones|tatil\w*)\b",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"https?://[^\s<>`]+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\+?\d[\d ()/-]{6,}\d")
_NOT: Final = re.compile(r"\b(?:no|not|never)\b|n['’]t\b", re.IGNORECASE)


def named_event(material: Material) -> Item | None:
    """The event that the first step looked up."""
    return next((i for r in material.results if r.step.id == "s1" for i in r.items), None)


def length(material: Material) -> str:
    """How long the event takes and until when; asked for the clock, its hours here and there.
    Empty where the calendar has no such event."""
    event = named_event(material)
    if material.intent.entities.get("no_school"):
        return _no_school(event, material)
    if event is None:
        return ""
    if material.intent.entities.get("strict") and not _is_called_so(event, material):
        return ""
    start, end = bounds(event)
    place = str(material.intent.entities.get("place") or "")
    if place:
        return _clock_at(event, place, material)
    for name, tell in _ASKED.items():
        if material.intent.entities.get(name):
            return tell(event, material)
    if not material.intent.entities.get("clock") and _is_only_near(event, material):
        return ""
    if material.intent.entities.get("clock") or event.details.get("all_day") or end <= start:
        return events.when_sentence(event, material)
    return events.length_sentence(event, material)


def _no_school(event: Item | None, material: Material) -> str:
    """The day without school that was asked for, or else that nothing says so and the next one."""
    window = material.intent.time_range
    where = wording.in_range(window, material.query)
    nothing = f"Nothing in your calendar says that there is no school{where}"
    if event is None or not (_CALLED_OFF.search(event.title) or _FREE.search(event.title)):
        return f"{nothing}."
    said = events.when_sentence(event, material)
    start, end = bounds(event)
    is_then = window is None or (
        (window.end is None or start < window.end) and (window.start is None or end > window.start)
    )
    return said if is_then else f"{nothing}; the next such day: {said}"


def _is_only_near(event: Item, material: Material) -> bool:
    """Whether its length is not that of what was asked for: a note on a day has none, and what a
    guest alone brings near ("the Lind warranty") is not called so."""
    start, end = bounds(event)
    wanted = content_words(material.topic)
    is_a_note = bool(event.details.get("all_day")) and end - start <= timedelta(days=1)
    return bool(wanted) and (is_a_note or coverage(wanted, event.title) == 0)


def _is_called_so(event: Item, material: Material) -> bool:
    """Whether the title holds every word that was asked for."""
    return coverage(content_words(material.topic), event.title) >= 1


def _still_on(event: Item, material: Material) -> str:
    """That an event is in the calendar, which says nothing of what mails say."""
    if not coverage(content_words(material.topic), text_of(event)):
        return ""
    if bounds(event)[1] <= material.query.now:
        return events.when_sentence(event, material)
    return f"It is still in your calendar: {events.when_sentence(event, material)}"


def _joined(event: Item, material: Material) -> str:
    """The link or the number to join a call by, as the calendar has it."""
    place = str(event.details.get("location") or "")
    told = f"{event.details.get('meeting_link') or ''}\n{place}\n{event.text}"
    found = _LINK.search(told) or _NUMBER.search(told)
    said = events.when_sentence(event, material)
    if found is None:
        return f"The calendar has no link and no number for it: {said}"
    return f"`{found[0].rstrip('.,;')}`: {said}"


def _within(event: Item, material: Material) -> str:
    """Whether an event begins, or ends, within minutes of the day."""
    said = events.when_sentence(event, material)
    if event.details.get("all_day"):
        return said
    first, last = material.intent.entities["within"]
    ends = material.intent.entities.get("side") == "ends"
    moment = bounds(event)[1 if ends else 0].astimezone(wording.zone_of(material.query))
    minutes = moment.hour * 60 + moment.minute
    return f"{'Yes' if first <= minutes <= last else 'No'}: {said}"


def _countdown(event: Item, material: Material) -> str:
    """How many days it is until an event."""
    zone = wording.zone_of(material.query)
    away = (days(event, zone)[0] - material.query.now.astimezone(zone).date()).days
    if away < 0:
        return events.when_sentence(event, material)
    number = {0: "Today", 1: "Tomorrow"}.get(away, f"**{_days_or_weeks(away, material)}**")
    return f"{number}: {events.when_sentence(event, material)}"


def _days_or_weeks(number: int, material: Material) -> str:
    """`75 days`; asked for weeks `10 weeks and 5 days (75 days)`."""
    said = wording.counted(number, "day")
    weeks, rest = divmod(number, 7)
    if not weeks or not re.search(r"\bweeks?\b", material.query.text, re.IGNORECASE):
        return said
    more = f" and {wording.counted(rest, 'day')}" if rest else ""
    return f"{wording.counted(weeks, 'week')}{more} ({said})"


def _checked(event: Item, material: Material) -> str:
    """Whether an event is when the question says it is; empty for an event of another name."""
    wanted = content_words(material.topic)
    if wanted and coverage(wanted, event.title) < MOSTLY:
        return ""  # who is invited or written of is not what it is called
    asked = datetime.fromisoformat(str(material.intent.entities["check"]["start"]))
    start = bounds(event)[0]
    said = events.when_sentence(event, material)
    is_clock = bool(material.intent.entities.get("by_clock"))
    first, last = days(event, wording.zone_of(material.query))
    at = asked if material.intent.time_range else _on_its_day(asked, start, material)
    same = start == at if is_clock else first <= asked.date() <= last
    if _CALLED_OFF.search(event.title) or _NOT.search(material.query.text):
        return said  # "no school" is no school that is on; a yes to "is it not?" tells nothing
    if same:
        return f"Yes: {said}"
    day = "" if is_clock else f", not {wording.on_day(asked.date(), material.query)}"
    return f"No{day}: {said}"


def _on_its_day(asked: datetime, start: datetime, material: Material) -> datetime:
    """An hour of no named day, on the day of the event."""
    zone = wording.zone_of(material.query)
    day = start.astimezone(zone)
    return asked.astimezone(zone).replace(year=day.year, month=day.month, day=day.day)


def _clock_at(event: Item, place: str, material: Material) -> str:
    """When an event begins and ends by the clock of a place."""
    zone = _zone_of(place)
    if zone is None:
        unknown = f"I do not know what time it is in {wording.plain(place)} then"
        return f"{unknown}; for you {events.when_sentence(event, material)}"
    start, end = (moment.astimezone(zone) for moment in bounds(event))
    there = f"{start:%H:%M}–{end:%H:%M}"
    said = f"**{title(event)}** is at **{there}** in {wording.plain(place)} ({zone.key})"
    own = events.moment(event, material)
    return f"{said}, for you {own}. {material.sources.cite(event)}"


def _zone_of(place: str) -> ZoneInfo | None:
    """The zone that is called after a place. That of the event tells nothing of other places."""
    found = _zones_by_place().get(fold(place).replace(" ", "_"))
    return ZoneInfo(found) if found else None


@cache
def _zones_by_place() -> dict[str, str]:
    """The list is read from the disk, some milliseconds long."""
    names = sorted(available_timezones(), reverse=True)
    return {name.rpartition("/")[2].lower(): name for name in names}


def beside(material: Material) -> str:
    """The events of a day after or before one of them."""
    result = next(r for r in material.results if r.step.operation == "find_time")
    name, word = ("since", "after") if "since" in result.data else ("until", "before")
    known = {item.id: item for item in result.items}
    event = known.get(str(result.data.get(name) or ""))
    if event is None and (hours := material.intent.entities.get("hours")):
        return _beside_hours(result, name, hours, material)
    if event is None:
        said = wording.plain(str(result.step.arguments.get(name) or ""))
        return f"I did not find “{said}” in your calendar."
    start, end = bounds(event)
    zone = wording.zone_of(material.query)
    day = days(event, zone)[0]
    others = [
        e
        for e in result.items
        if e.id != event.id
        and days(e, zone)[0] <= day <= days(e, zone)[1]
        and (bounds(e)[0] >= end if name == "since" else bounds(e)[1] <= start)
    ]
    head = f"**{title(event)}** ({events.moment(event, material)}) {material.sources.cite(event)}"
    if not others:
        return f"Nothing: your calendar is empty {word} {head} on that day."
    others.sort(key=lambda e: bounds(e)[0])
    lines = [
        "- " + event_line(e, material.query, material.sources.cite(e), with_day=False)
        for e in others
    ]
    return f"{word.capitalize()} {head} you have:\n" + "\n".join(lines)


def _beside_hours(result: StepResult, name: str, hours: Sequence[int], material: Material) -> str:
    """The events after or before what people do at such hours: a lunch that is no event."""
    zone = wording.zone_of(material.query)
    first, last = hours

    def is_beside(event: Item) -> bool:
        start, end = (moment.astimezone(zone) for moment in bounds(event))
        if event.details.get("all_day") or not takes_time(event):
            return False
        if name == "since":
            return start.date() < end.date() or end.hour * 60 + end.minute > last
        return start.hour * 60 + start.minute < first

    said = wording.plain(str(result.step.arguments.get(name) or ""))
    word = "after" if name == "since" else "before"
    clock = f"{(last if name == 'since' else first) // 60:02}:00"
    window = material.intent.time_range
    where = wording.in_range(window, material.query)
    found = sorted(filter(is_beside, result.items), key=lambda e: bounds(e)[0])
    if not found:
        return f"Nothing is in your calendar {word} {said} ({clock}){where}."
    is_long = bool(window and window.start and window.end
                   and window.end - window.start > timedelta(days=1))  # fmt: skip
    cite = material.sources.cite
    lines = ["- " + event_line(e, material.query, cite(e), with_day=is_long) for e in found]
    return f"{word.capitalize()} {said} ({clock}) you have{where}:\n" + "\n".join(lines)


def row(material: Material) -> str:
    """The next event of the same name, or the one before."""
    name = material.topic
    window = material.intent.time_range
    after = window.start if window else None
    alike = [
        e
        for e in material.found.get("gcal", ())
        if e.title.lower() == name.lower() and (after is None or bounds(e)[0] > after)
    ]
    ordered = sorted(alike, key=lambda e: bounds(e)[0])
    if not ordered:
        return f"I did not find another “{wording.plain(name)}” in your calendar."
    is_back = bool(material.intent.entities.get("backwards"))
    return events.when_sentence(ordered[-1] if is_back else ordered[0], material)


_ASKED: Final[Mapping[str, Callable[[Item, Material], str]]] = {
    "countdown": _countdown,
    "check": _checked,
    "within": _within,
    "link": _joined,
    "is_on": _still_on,
}
