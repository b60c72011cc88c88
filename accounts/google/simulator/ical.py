"""iCalendar (RFC 5545) as Calendar API events."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from accounts.google.simulator import recurrence
from accounts.google.simulator.errors import SimulatorError
from accounts.google.simulator.store import Json

EVENT = re.compile(rb"^BEGIN:VEVENT\r?\n.*?^END:VEVENT\r?$", re.M | re.S)
ZONE = re.compile(rb"^BEGIN:VTIMEZONE\r?\n.*?^END:VTIMEZONE\r?$\n?", re.M | re.S)
ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
STATUS = {"TENTATIVE": "tentative", "CANCELLED": "cancelled"}
VISIBILITY = {"PRIVATE": "private", "CONFIDENTIAL": "confidential"}
ALPHABET = "0123456789abcdefghijklmnopqrstuv"


class BadEvent(SimulatorError):
    """An event that cannot be read; the message is the reason that is counted."""


@dataclass(frozen=True)
class Parsed:
    """A calendar file; ``broken`` counts the events that are no iCalendar."""

    zone: str
    description: str
    events: list[Any] = field(default_factory=list)
    broken: int = 0


def name_of(data: bytes) -> str:
    match = re.search(rb"^X-WR-CALNAME[^:\r\n]*:([^\r\n]*)", data, re.M)
    return match[1].decode("utf-8", "replace").replace("\\,", ",").strip() if match else ""


def parse(data: bytes) -> Parsed | None:
    """The events of a file, read one by one so that a broken one costs only itself."""
    if b"BEGIN:VCALENDAR" not in data:
        return None
    zones = b"".join(ZONE.findall(data))
    header = _text(data, b"X-WR-TIMEZONE"), _text(data, b"X-WR-CALDESC")
    events, broken = [], data.count(b"BEGIN:VEVENT") - len(EVENT.findall(data))
    for block in EVENT.findall(data):
        whole = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + zones + block + b"\r\nEND:VCALENDAR\r\n"
        try:
            events += Calendar.from_ical(whole).walk("VEVENT")
        except (ValueError, KeyError, IndexError, AttributeError, TypeError):
            broken += 1
    return Parsed(zone=header[0], description=header[1], events=events, broken=broken)


def event(component: Any, *, zone: str, seed: str, calendar: Json, email: str) -> Json:
    """One VEVENT as an event resource. Raises BadEvent with the reason."""
    uid = str(component.get("UID") or "").strip()
    uid = uid or hashlib.sha256(component.to_ical()).hexdigest()
    master_id = event_id(f"{seed}\n{uid}")
    start, end = _times(component, zone)
    made: Json = {
        "kind": "calendar#event", "id": master_id, "iCalUID": uid, "start": start, "end": end,
        "status": STATUS.get(_word(component, "STATUS"), "confirmed"),
        "created": _stamp(component, "CREATED", "DTSTAMP"),
        "creator": {"email": email}, "organizer": _organizer(component, calendar),
        "sequence": _number(component, "SEQUENCE"), "reminders": {"useDefault": True},
        "eventType": "default",
    }  # fmt: skip
    made |= _texts(component) | _extras(component)
    if component.get("RECURRENCE-ID") is not None:
        original = _when(component, "RECURRENCE-ID", zone)
        made |= {"id": recurrence.instance_id(master_id, original),
                 "recurringEventId": master_id, "originalStartTime": original}  # fmt: skip
    else:
        made |= _recurrence(component, start, zone)
    eid = base64.urlsafe_b64encode(f"{made['id']} {calendar['id']}".encode()).decode().rstrip("=")
    return made | {"htmlLink": f"https://www.google.com/calendar/event?eid={eid}"}


def event_id(seed: str) -> str:
    """26 characters of base32hex, which Google takes as an id."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:17], "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(26))


def _times(component: Any, zone: str) -> tuple[Json, Json]:
    start = _when(component, "DTSTART", zone)
    if component.get("DTEND") is not None:
        end = _when(component, "DTEND", zone)
    else:
        end = _after(start, _duration(component, whole_days="date" in start))
    if ("date" in start) != ("date" in end):
        raise BadEvent("event whose end does not fit its start")
    if recurrence.moment(end, zone) < recurrence.moment(start, zone):
        raise BadEvent("event that ends before it starts")
    return start, end


def _when(component: Any, name: str, zone: str) -> Json:
    held = component.get(name)
    held = held[0] if isinstance(held, list) else held
    try:
        value = held.dt
    except Exception as error:  # icalendar raises kinds of its own here
        what = "start" if name == "DTSTART" else name.lower()
        raise BadEvent(f"event without a readable {what}") from error
    return _point(value, zone)


def _point(value: date | datetime, zone: str) -> Json:
    if not isinstance(value, datetime):
        return {"date": value.isoformat()}
    name = _zone_name(value, zone)
    tz = recurrence.zone(name)
    local = value.astimezone(tz) if value.tzinfo else value.replace(tzinfo=tz)
    return {"dateTime": local.isoformat().replace("+00:00", "Z"), "timeZone": name}


def _zone_name(value: datetime, zone: str) -> str:
    """The event's own zone; UTC and home-made zones are shown in the calendar's."""
    key = str(getattr(value.tzinfo, "key", "") or "")
    if not key or key in ("UTC", "Etc/UTC", "GMT"):
        return zone
    return key if recurrence.zone(key).key == key else zone


def _duration(component: Any, *, whole_days: bool) -> timedelta:
    held = component.get("DURATION")
    try:
        length = held.dt if held is not None else None
    except Exception as error:  # icalendar raises kinds of its own here
        raise BadEvent("event without a readable duration") from error
    if isinstance(length, timedelta):
        return length
    return timedelta(days=1) if whole_days else timedelta()


def _after(start: Json, length: timedelta) -> Json:
    if "date" in start:
        days = max(length.days, 1)
        return {"date": (date.fromisoformat(start["date"]) + timedelta(days=days)).isoformat()}
    tz = recurrence.zone(start["timeZone"])
    ends = (datetime.fromisoformat(start["dateTime"]).astimezone(UTC) + length).astimezone(tz)
    return start | {"dateTime": ends.isoformat().replace("+00:00", "Z")}


def _recurrence(component: Any, start: Json, zone: str) -> Json:
    lines = []
    for name in ("RRULE", "EXRULE"):
        held = component.get(name)
        for rule in held if isinstance(held, list) else [held]:
            if rule is not None:
                lines.append(f"{name}:{rule.to_ical().decode()}")
    for name in ("RDATE", "EXDATE"):
        held = component.get(name)
        for dates in held if isinstance(held, list) else [held]:
            lines += [_date_line(name, item.dt, zone) for item in getattr(dates, "dts", [])]
    if not lines:
        return {}
    first = recurrence.moment(start, zone)
    try:
        recurrence.rules(lines, first.replace(tzinfo=None), recurrence.zone(zone))
    except (ValueError, TypeError) as error:
        raise BadEvent("event with an unreadable recurrence rule") from error
    return {"recurrence": lines}


def _date_line(name: str, value: Any, zone: str) -> str:
    value = value[0] if isinstance(value, tuple) else value
    if not isinstance(value, datetime):
        return f"{name};VALUE=DATE:{value:%Y%m%d}"
    point = _point(value, zone)
    local = datetime.fromisoformat(point["dateTime"])
    return f"{name};TZID={point['timeZone']}:{local:%Y%m%dT%H%M%S}"


def _organizer(component: Any, calendar: Json) -> Json:
    held = component.get("ORGANIZER")
    if held is None or "@" not in str(held):
        shown = {"email": calendar["id"]}
        return shown if calendar.get("primary") else shown | {"displayName": calendar["summary"]}
    return _person(held)


def _person(held: Any) -> Json:
    address = re.sub(r"^mailto:", "", str(held), flags=re.I).strip()
    name = str(held.params.get("CN") or "").strip('"')
    return {"email": address} | ({"displayName": name} if name and name != address else {})


def _guests(component: Any, organizer: str) -> list[Json]:
    held = component.get("ATTENDEE")
    guests = []
    for guest in held if isinstance(held, list) else [held]:
        if guest is None or "@" not in str(guest):
            continue
        shown = _person(guest)
        answer = ANSWERS.get(str(guest.params.get("PARTSTAT", "")).upper(), "needsAction")
        if str(guest.params.get("ROLE", "")).upper() == "OPT-PARTICIPANT":
            shown["optional"] = True
        if str(guest.params.get("CUTYPE", "")).upper() == "RESOURCE":
            shown["resource"] = True
        if shown["email"].lower() == organizer:
            shown["organizer"] = True
        guests.append(shown | {"responseStatus": answer})
    return guests


def _texts(component: Any) -> Json:
    texts = {"summary": "SUMMARY", "description": "DESCRIPTION", "location": "LOCATION"}
    return {key: str(component.get(name)) for key, name in texts.items() if component.get(name)}


def _extras(component: Any) -> Json:
    extras: Json = {}
    organizer = re.sub(r"^mailto:", "", str(component.get("ORGANIZER") or ""), flags=re.I).lower()
    guests = _guests(component, organizer)
    if guests:
        extras["attendees"] = guests
    if _word(component, "TRANSP") == "TRANSPARENT":
        extras["transparency"] = "transparent"
    if _word(component, "CLASS") in VISIBILITY:
        extras["visibility"] = VISIBILITY[_word(component, "CLASS")]
    link = str(component.get("X-GOOGLE-CONFERENCE") or component.get("CONFERENCE") or "")
    if link.startswith("https://"):
        extras |= _conference(link)
    return extras


def _conference(link: str) -> Json:
    meet = link.startswith("https://meet.google.com/")
    data = {
        "entryPoints": [{"entryPointType": "video", "uri": link, "label": link[8:]}],
        "conferenceSolution": {"key": {"type": "hangoutsMeet" if meet else "addOn"},
                               "name": "Google Meet" if meet else "Video call"},
        "conferenceId": link.rstrip("/").rsplit("/", 1)[1],
    }  # fmt: skip
    return {"conferenceData": data} | ({"hangoutLink": link} if meet else {})


def _word(component: Any, name: str) -> str:
    return str(component.get(name) or "").strip().upper()


def _number(component: Any, name: str) -> int:
    text = _word(component, name)
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0


def _stamp(component: Any, *names: str) -> str:
    for name in names:
        try:
            value = component.get(name).dt
        except Exception:  # noqa: S112, BLE001  (absent or broken: the next one will do)
            continue
        if isinstance(value, datetime):
            at = value if value.tzinfo else value.replace(tzinfo=UTC)
            return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
    return "1970-01-01T00:00:00.000Z"


def _text(data: bytes, name: bytes) -> str:
    match = re.search(rb"^" + name + rb"[^:\r\n]*:([^\r\n]*)", data, re.M)
    text = match[1].decode("utf-8", "replace").strip() if match else ""
    return text.replace("\\,", ",").replace("\\n", "\n")
