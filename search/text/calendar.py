"""Invitations and calendar files (iCalendar, RFC 5545) become text."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from search.text.folding import clean

_MOST_EVENTS: Final = 2000
_ENTRIES: Final = ("VEVENT", "VTODO", "VJOURNAL")
_LARGEST: Final = 4_000_000
_PLAIN: Final = (("Where", "location"), ("Status", "status"), ("Link", "url"))
_METHODS: Final = {"CANCEL": "Cancelled", "REPLY": "Reply", "COUNTER": "Proposed new time"}


def calendar_text(text: str) -> tuple[str, tuple[str, ...]]:
    """(the events of an iCalendar file as lines of text, what could not be read)."""
    from icalendar import Calendar  # heavy, and few mails need it

    if len(text) > _LARGEST:
        return "", ("too large for a calendar",)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except Exception as error:  # noqa: BLE001 - a parser of foreign data raises what it likes
        return _unparsed(text), (f"no valid calendar: {clean(str(error))[:120]}",)
    entries, problems = _entries(calendars)
    if not entries and not problems and "BEGIN:VEVENT" in text.upper():
        return _unparsed(text), ("the calendar is incomplete",)
    return clean("\n\n".join(entries)), tuple(problems)


def _entries(calendars: Iterable[Any]) -> tuple[list[str], list[str]]:
    """(the text of each entry, what is wrong)"""
    entries: list[str] = []
    problems: list[str] = []
    for calendar in calendars:
        method = _METHODS.get(str(calendar.get("method", "")).upper(), "")
        for component in calendar.walk():
            if component.name not in _ENTRIES:
                continue
            if len(entries) >= _MOST_EVENTS:
                return entries, [*problems, f"only the first {_MOST_EVENTS} events were read"]
            try:
                entries.append(_entry(component, method))
            except Exception as error:  # noqa: BLE001 - broken values raise on any access
                problems.append(f"an event is broken: {clean(str(error))[:120]}")
    return entries, problems


def _entry(component: Any, method: str) -> str:
    title = _value(component, "summary") or "(no title)"
    lines = [f"{method}: {title}" if method else title]
    when = " – ".join(filter(None, (_time(component, "dtstart"), _time(component, "dtend"))))
    lines += [f"When: {when}"] if when else []
    repeats = component.get("rrule")
    if repeats is not None:
        rules = repeats if isinstance(repeats, list) else [repeats]
        lines += [f"Repeats: {rule.to_ical().decode('utf-8', 'replace')}" for rule in rules]
    lines += [f"{name}: {_value(component, key)}" for name, key in _PLAIN if component.get(key)]
    if component.get("organizer"):
        lines += [f"Organizer: {person}" for person in _people(component, "organizer")]
    if component.get("attendee"):
        lines.append(f"Attendees: {', '.join(_people(component, 'attendee'))}")
    description = _value(component, "description")
    return "\n".join([*lines, description] if description else lines)


def _value(component: Any, key: str) -> str:
    value = component.get(key)
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _time(component: Any, key: str) -> str:
    value = component.get(key)
    moment = _attribute(value, "dt")
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%d %H:%M %Z").strip()
    return moment.isoformat() if isinstance(moment, date) else ""


def _attribute(value: Any, name: str) -> Any:
    """An attribute, or None where the value is broken (it then raises an error of icalendar)."""
    try:
        return getattr(value, name, None)
    except ValueError:
        return None


def _people(component: Any, key: str) -> list[str]:
    value = component.get(key)
    return [_person(one) for one in (value if isinstance(value, list) else [value])]


def _person(value: Any) -> str:
    email = str(value).removeprefix("mailto:").removeprefix("MAILTO:")
    parameters = _attribute(value, "params") or {}
    name, answer = str(parameters.get("CN", "")), str(parameters.get("PARTSTAT", ""))
    shown = f"{name} <{email}>" if name and name != email else email
    return f"{shown} ({answer.lower()})" if answer and answer != "NEEDS-ACTION" else shown


def _unparsed(text: str) -> str:
    """The readable lines of a calendar that no parser accepts."""
    unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
    kept = []
    for line in unfolded.split("\n"):
        name, _, value = line.partition(":")
        if name.split(";")[0].upper() in ("SUMMARY", "LOCATION", "DESCRIPTION", "DTSTART", "DTEND"):
            kept.append(value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";"))
    return clean("\n".join(kept))
