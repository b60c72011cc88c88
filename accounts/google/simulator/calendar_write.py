"""Calendar API v3: making, changing and deleting events."""

import base64
import re
import secrets
from datetime import date, datetime

from accounts.google.simulator import agenda, recurrence
from accounts.google.simulator.call import Call, Handler
from accounts.google.simulator.errors import ApiError, invalid, not_found
from accounts.google.simulator.store import Json

WRITABLE = (
    "summary",
    "description",
    "location",
    "start",
    "end",
    "recurrence",
    "attendees",
    "status",
    "transparency",
    "visibility",
    "reminders",
    "colorId",
    "extendedProperties",
    "conferenceData",
    "eventType",
    "outOfOfficeProperties",
    "focusTimeProperties",
    "attachments",
    "source",
    "guestsCanModify",
    "guestsCanInviteOthers",
    "guestsCanSeeOtherGuests",
    "originalStartTime",
)
ID = re.compile(r"[a-v0-9]{5,1024}")


def insert(call: Call) -> Json:
    held = agenda.calendar(call.account, call.email, call.path["calendarId"])
    event_id = call.body.get("id") or secrets.token_hex(13)
    if not ID.fullmatch(str(event_id)):
        raise invalid("Invalid resource id value.", parameter="id")
    if event_id in agenda.records(call.account, held["id"]):
        raise ApiError(409, "duplicate", "The requested identifier already exists.")
    event = _fresh(call, held, event_id) | _given(call, {})
    if call.params["conferenceDataVersion"] == 1:
        event |= _conference(event)
    else:
        event.pop("conferenceData", None)
    return _save(call, held, _checked(event))


def update(call: Call) -> Json:
    """Replace an event: what the body does not have is dropped."""
    held, event = _target(call)
    kept = {key: value for key, value in event.items() if key not in WRITABLE}
    if "recurringEventId" in event:
        kept["originalStartTime"] = event["originalStartTime"]
    return _save(call, held, _checked(kept | {"status": "confirmed"} | _given(call, event)))


def patch(call: Call) -> Json:
    """Change only what the body has; null drops a field."""
    held, event = _target(call)
    changed = event | _given(call, event)
    for key, value in call.body.items():
        if value is None and key in WRITABLE:
            changed.pop(key, None)
    return _save(call, held, _checked(changed))


def delete(call: Call) -> None:
    held, event = _target(call)
    if event["status"] == "cancelled":
        raise ApiError(410, "deleted", "Resource has been deleted")
    _notify(call, event)
    now = call.now
    agenda.save(call.account, held["id"], event | {"status": "cancelled"}, now=now)
    for record in list(agenda.records(call.account, held["id"]).values()):
        inner = record["event"]
        if inner.get("recurringEventId") == event["id"] and inner["status"] != "cancelled":
            agenda.save(call.account, held["id"], inner | {"status": "cancelled"}, now=now)


def _target(call: Call) -> tuple[Json, Json]:
    """The calendar and the event to change. Raises ApiError 404, or 412 on a failed If-Match."""
    held = agenda.calendar(call.account, call.email, call.path["calendarId"])
    event = agenda.find(call.account, held, call.path["eventId"])
    if event is None:
        raise not_found("Not Found")
    wanted = call.headers.get("If-Match", "*")
    if wanted not in ("*", event["etag"]):
        raise ApiError(412, "conditionNotMet", "Precondition Failed")
    return held, event


def _given(call: Call, old: Json) -> Json:
    """What the body sets, guests with their answers and times in Google's form."""
    given = {
        key: call.body[key] for key in WRITABLE if key in call.body and call.body[key] is not None
    }
    if "attendees" in given:
        given["attendees"] = [_guest(guest, call.email) for guest in given["attendees"]]
    for key in ("start", "end"):
        if key in given:
            given[key] = {k: v for k, v in given[key].items() if v is not None}
    if {"start", "end"} & given.keys() and old:
        given["sequence"] = old.get("sequence", 0) + 1
    return given


def _guest(guest: Json, email: str) -> Json:
    address = str(guest.get("email", "")).strip()
    if "@" not in address:
        raise invalid("Invalid attendee email.", parameter="attendees")
    answer = guest.get("responseStatus", "needsAction")
    shown = {
        key: guest[key]
        for key in (
            "displayName",
            "optional",
            "comment",
            "organizer",
            "resource",
            "additionalGuests",
        )
        if key in guest
    }
    return {"email": address} | shown | {"responseStatus": answer}


def _fresh(call: Call, held: Json, event_id: str) -> Json:
    eid = base64.urlsafe_b64encode(f"{event_id} {held['id']}".encode()).decode().rstrip("=")
    return {
        "kind": "calendar#event",
        "id": event_id,
        "status": "confirmed",
        "htmlLink": f"https://www.google.com/calendar/event?eid={eid}",
        "created": f"{call.now:%Y-%m-%dT%H:%M:%S}.000Z",
        "creator": {"email": call.email},
        "organizer": {"email": held["id"]}
        | ({} if held.get("primary") else {"displayName": held["summary"]}),
        "iCalUID": call.body.get("iCalUID") or f"{event_id}@google.com",
        "sequence": 0,
        "reminders": {"useDefault": True},
        "eventType": "default",
    }


def _conference(event: Json) -> Json:
    request = (event.get("conferenceData") or {}).get("createRequest")
    if not request:
        return {}
    code = secrets.token_hex(5)
    link = f"https://meet.google.com/{code[:3]}-{code[3:7]}-{code[7:]}"
    return {
        "hangoutLink": link,
        "conferenceData": {
            "createRequest": request | {"status": {"statusCode": "success"}},
            "entryPoints": [{"entryPointType": "video", "uri": link, "label": link[8:]}],
            "conferenceSolution": {"key": {"type": "hangoutsMeet"}, "name": "Google Meet"},
            "conferenceId": link.rsplit("/", 1)[1],
        },
    }


def _checked(event: Json) -> Json:
    """Raises ApiError 400 for times or rules that Google would refuse."""
    start, end = event.get("start"), event.get("end")
    if not start:
        raise invalid("Missing start time.", reason="required")
    if not end:
        raise invalid("Missing end time.", reason="required")
    if ("date" in start) != ("date" in end):
        raise invalid("Invalid start time.", reason="invalid")
    times = [_point(when, "recurrence" in event) for when in (start, end)]
    if times[1] < times[0] or ("date" in start and times[1] == times[0]):
        raise invalid("The specified time range is empty.", reason="timeRangeEmpty")
    if "recurrence" in event:
        try:
            recurrence.rules(
                event["recurrence"], times[0].replace(tzinfo=None), recurrence.zone("UTC")
            )
        except (ValueError, TypeError, AttributeError) as error:
            raise invalid("Invalid recurrence rule.", parameter="recurrence") from error
    return event


def _point(when: Json, recurring: bool) -> datetime:
    try:
        if "date" in when:
            day = date.fromisoformat(when["date"])
            return datetime(day.year, day.month, day.day, tzinfo=recurrence.zone("UTC"))
        value = datetime.fromisoformat(when["dateTime"])
        named = bool(when.get("timeZone"))
        if value.tzinfo is None and not named:
            raise invalid("Missing time zone definition for start time.", reason="required")
        if recurring and not named:
            raise invalid("Missing time zone definition for start time.", reason="required")
        return recurrence.moment(when, "UTC")
    except (KeyError, TypeError, ValueError) as error:
        raise invalid("Invalid start time.", reason="invalid") from error


def _save(call: Call, held: Json, event: Json) -> Json:
    """Store it with times in the calendar's offset, and count the invitations."""
    for key in ("start", "end"):
        if "dateTime" in event[key]:
            when = event[key]
            name = when.get("timeZone") or held["timeZone"]
            value = recurrence.moment(when, held["timeZone"]).astimezone(recurrence.zone(name))
            event = event | {
                key: {"dateTime": value.isoformat().replace("+00:00", "Z"), "timeZone": name}
            }
    saved = agenda.save(call.account, held["id"], event, now=call.now)
    _notify(call, saved)
    return agenda.view(saved, call.email)


def _notify(call: Call, event: Json) -> None:
    """Invitations go out only when sendUpdates asks for them; Google's default is none."""
    wanted = call.params.get("sendUpdates") or (
        "all" if call.params.get("sendNotifications") else "none"
    )
    for guest in event.get("attendees", []):
        if wanted == "none" or guest["email"].lower() == call.email:
            continue
        number = call.account.next_number("notifications")
        call.account.put(
            "notifications",
            str(number),
            {
                "service": "gcal",
                "to": guest["email"],
                "item": event["id"],
                "at": call.now.isoformat(),
            },
        )


METHODS: dict[str, Handler] = {
    "calendar.events.insert": insert,
    "calendar.events.update": update,
    "calendar.events.patch": patch,
    "calendar.events.delete": delete,
}
