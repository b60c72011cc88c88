"""Calendars as Takeout writes them: one .ics for each, Google's X- properties included."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, vCalAddress, vRecur
from icalendar import Event as Component

from .model import Account, Event, Guest, Override, Person
from .when import Words, day_of, moment

DOMAIN = "calendar.example"


def uid(key: str) -> str:
    """``key@calendar.example``."""
    return f"{key}@{DOMAIN}"


def _address(guest: Guest) -> vCalAddress:
    address = vCalAddress(f"mailto:{guest.person.email}")
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = "REQ-PARTICIPANT"
    address.params["PARTSTAT"] = guest.answer
    address.params["CN"] = guest.person.name
    return address


def _times(component: Component, event: Event, today: date) -> None:
    if event.days:
        first = day_of(event.start, today)
        component.add("dtstart", first)
        component.add("dtend", first + timedelta(days=event.days))
        return
    start = moment(event.start, today, event.zone)
    end = start + timedelta(minutes=event.minutes)
    if event.end:
        end = moment(event.end, today, event.end_zone or event.zone)
    component.add("dtstart", start)
    component.add("dtend", end)


def _details(component: Component, event: Event, words: Words) -> None:
    component.add("summary", words.fill(event.title))
    description = words.fill(event.description.strip("\n"))
    if event.link:
        component.add("x-google-conference", event.link)
        description = f"{description}\n\nJoin the video call: {event.link}".strip()
    if description:
        component.add("description", description)
    if event.location:
        component.add("location", event.location)
    component.add("status", event.status)
    component.add("sequence", event.sequence)
    component.add("transp", "OPAQUE" if event.busy else "TRANSPARENT")


def _guests(component: Component, event: Event, owner: Person) -> None:
    if not event.guests:
        return
    organizer = event.organizer or owner
    address = vCalAddress(f"mailto:{organizer.email}")
    address.params["CN"] = organizer.name
    component.add("organizer", address)
    for guest in event.guests:
        component.add("attendee", _address(guest))


def _recurrence(component: Component, event: Event, today: date) -> None:
    if not event.rrule:
        return
    component.add("rrule", vRecur.from_ical(event.rrule))
    if event.skipped:
        start = moment(event.start, today, event.zone).timetz()
        zone = ZoneInfo(event.zone)
        skipped = [
            datetime.combine(day_of(spec, today), start.replace(tzinfo=zone))
            for spec in event.skipped
        ]
        component.add("exdate", skipped)


def _stamps(component: Component, event: Event, today: date) -> None:
    start = datetime.combine(day_of(event.start.split(" ")[0], today), datetime.min.time(), UTC)
    latest = datetime.combine(today, datetime.min.time(), UTC) - timedelta(days=1)
    created = min(start - timedelta(days=24), latest - timedelta(days=event.sequence + 2))
    component.add("dtstamp", latest)
    component.add("created", created + timedelta(hours=9, minutes=12))
    changed = latest - timedelta(days=1) if event.sequence else created
    component.add("last-modified", changed + timedelta(hours=9, minutes=40))


def _component(event: Event, owner: Person, words: Words, today: date) -> Component:
    component = Component()
    component.add("uid", uid(event.key))
    _times(component, event, today)
    _details(component, event, words)
    _guests(component, event, owner)
    _stamps(component, event, today)
    return component


def _occurrence(
    event: Event, override: Override, owner: Person, words: Words, today: date
) -> Component:
    due = f"{override.on} {event.start.split(' ')[1]}"
    changed = Event(
        key=event.key,
        title=override.title or event.title,
        start=override.start or due,
        minutes=override.minutes or event.minutes,
        zone=event.zone,
        description=override.description or event.description,
        location=override.location or event.location,
        link=event.link,
        organizer=event.organizer,
        guests=event.guests,
        status="CANCELLED" if override.cancelled else "CONFIRMED",
        sequence=event.sequence + 1,
    )
    component = _component(changed, owner, words, today)
    component.add("recurrence-id", moment(due, today, event.zone))
    return component


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Google Inc//Google Calendar 70.9054//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/London")
    return calendar


def calendars(account: Account, today: date) -> dict[str, bytes]:
    """File name to content; the first calendar is named after the e-mail address."""
    words = Words(account.dates, today)
    by_name: dict[str, Calendar] = {}
    for event in account.events:
        name = event.calendar or account.owner.email
        calendar = by_name.setdefault(name, _calendar(name))
        master = _component(event, account.owner, words, today)
        _recurrence(master, event, today)
        calendar.add_component(master)
        for override in event.overrides:
            calendar.add_component(_occurrence(event, override, account.owner, words, today))
    for calendar in by_name.values():
        for zone in sorted(calendar.get_missing_tzids()):
            definition = Timezone.from_tzid(
                zone,
                first_date=today - timedelta(days=400),
                last_date=today + timedelta(days=400),
            )
            calendar.add_component(definition)
    return {f"{name}.ics": calendar.to_ical() for name, calendar in by_name.items()}
