"""Calendar API v3: calendars, settings, and reading events."""

from datetime import datetime, timedelta
from typing import Any

from accounts.google.simulator import agenda, calendar_write, freebusy, recurrence
from accounts.google.simulator.call import Call, Handler, Reply
from accounts.google.simulator.errors import ApiError, invalid, not_found
from accounts.google.simulator.paging import decode_token, encode_token, paginate
from accounts.google.simulator.store import Json

# the sync guide: what may not stand beside a syncToken
FORBIDDEN_WITH_TOKEN = (
    "iCalUID",
    "orderBy",
    "privateExtendedProperty",
    "q",
    "sharedExtendedProperty",
    "timeMin",
    "timeMax",
    "updatedMin",
)
# a first call with one of these gets no sync token
NO_TOKEN_FOR = (
    "iCalUID",
    "orderBy",
    "privateExtendedProperty",
    "q",
    "sharedExtendedProperty",
    "updatedMin",
)
KEPT_IN_TOKEN = ("singleEvents", "timeMin", "timeMax")
GONE = "Sync token is no longer valid, a full sync is required."


def list_calendars(call: Call) -> Json:
    held = list(agenda.calendars(call.account, call.email).values())
    size = max(1, min(call.params["maxResults"] or 100, 250))
    page, token = paginate(
        held, token=call.params["pageToken"], size=size, identity=lambda c: str(c["id"])
    )
    answer: Json = {
        "kind": "calendar#calendarList",
        "etag": _list_etag(call),
        "items": [_entry(c) for c in page],
    }
    return answer | (
        {"nextPageToken": token} if token else {"nextSyncToken": _sync_token(call, "")}
    )


def get_entry(call: Call) -> Json:
    return _entry(agenda.calendar(call.account, call.email, call.path["calendarId"]))


def get_calendar(call: Call) -> Json:
    held = agenda.calendar(call.account, call.email, call.path["calendarId"])
    return {"kind": "calendar#calendar", "etag": _etag(held)} | {
        key: held[key] for key in ("id", "summary", "description", "timeZone") if key in held
    }


def settings(call: Call) -> dict[str, str]:
    primary = agenda.calendar(call.account, call.email, "primary")
    return {
        "timezone": primary["timeZone"],
        "locale": "en",
        "format24HourTime": "true",
        "weekStart": "1",
        "dateFieldOrder": "DMY",
    }


def list_settings(call: Call) -> Json:
    items = [_setting(name, value) for name, value in settings(call).items()]
    return {
        "kind": "calendar#settings",
        "etag": _list_etag(call),
        "items": items,
        "nextSyncToken": _sync_token(call, ""),
    }


def get_setting(call: Call) -> Json:
    name = call.path["setting"]
    if name not in settings(call):
        raise not_found("Not Found")
    return _setting(name, settings(call)[name])


def get_event(call: Call) -> Reply | Json:
    held = agenda.calendar(call.account, call.email, call.path["calendarId"])
    event = agenda.find(call.account, held, call.path["eventId"])
    if event is None:
        raise not_found("Not Found")
    if call.headers.get("If-None-Match") == event["etag"]:
        return Reply(304, body=b"", headers={"ETag": event["etag"]})
    return agenda.view(event, call.email)


def list_events(call: Call) -> Json:
    held = agenda.calendar(call.account, call.email, call.path["calendarId"])
    params = dict(call.params)
    since, number = 0, call.account.current_number(agenda.COUNTER)
    if params["syncToken"]:
        since = _read_token(call, held["id"], params)
    else:
        _check(params)
    events = _changed(call, held, params, since) if since else _listed(call, held, params)
    return _answer(call, held, params, events, number)


def list_instances(call: Call) -> Json:
    held = agenda.calendar(call.account, call.email, call.path["calendarId"])
    master = agenda.find(call.account, held, call.path["eventId"])
    if master is None:
        raise not_found("Not Found")
    params = dict(call.params) | {
        "singleEvents": True,
        "orderBy": "startTime",
        "q": None,
        "iCalUID": None,
        "updatedMin": None,
        "eventTypes": [],
    }
    events = [e for e in _listed(call, held, params) if e.get("recurringEventId") == master["id"]]
    return _answer(call, held, params, events, 0)


def _answer(call: Call, held: Json, params: Json, events: list[Json], number: int) -> Json:
    size = max(1, min(params["maxResults"] or 250, 2500))
    page, token = paginate(
        events, token=params["pageToken"], size=size, identity=lambda e: str(e["id"])
    )
    answer: Json = {
        "kind": "calendar#events",
        "etag": _list_etag(call),
        "summary": held["summary"],
        "updated": max(
            (e["updated"] for e in events if "updated" in e),
            default=f"{call.now:%Y-%m-%dT%H:%M:%S}.000Z",
        ),
        "timeZone": params["timeZone"] or held["timeZone"],
        "accessRole": "owner",
        "defaultReminders": [],
        "items": [agenda.view(event, call.email) for event in page],
    }
    if token:
        answer["nextPageToken"] = token
    elif number and not any(params.get(name) for name in NO_TOKEN_FOR):
        kept = {name: params[name] for name in KEPT_IN_TOKEN if params[name] is not None}
        answer["nextSyncToken"] = _sync_token(call, held["id"], **kept)
    return answer


def _listed(call: Call, held: Json, params: Json) -> list[Json]:
    """A full listing: what stands (and, if asked for, what was cancelled) in the window."""
    low, high = _time(params, "timeMin"), _time(params, "timeMax")
    if low and high and high <= low:
        raise invalid(
            "The specified time range is empty.", parameter="timeMax", reason="timeRangeEmpty"
        )
    events = _visible(call, held, params, high)
    events = [e for e in events if _inside(e, held, low, high) and _asked_for(e, params)]
    if params["orderBy"] == "startTime":
        events.sort(key=lambda e: (recurrence.moment(_start(e), held["timeZone"]), e["id"]))
    elif params["orderBy"] == "updated":
        events.sort(key=lambda e: (e["updated"], e["id"]))
    return events


def _visible(call: Call, held: Json, params: Json, high: datetime | None) -> list[Json]:
    stored = agenda.records(call.account, held["id"])
    until = high or call.now + recurrence.HORIZON
    events: list[Json] = []
    for record in stored.values():
        event = record["event"]
        if params["singleEvents"] and "recurrence" in event:
            if event["status"] != "cancelled":
                events += [
                    i
                    for i in agenda.expand(event, held["timeZone"], until=until)
                    if i["id"] not in stored
                ]
            continue
        exception = "recurringEventId" in event and not params["singleEvents"]
        if (
            event["status"] != "cancelled"
            or params["showDeleted"]
            or (exception and _stands(stored, event))
        ):
            events.append(
                event
                if event["status"] != "cancelled"
                else agenda.tombstone(event)
                | {key: event[key] for key in ("start", "updated") if key in event}
            )
    return events


def _stands(stored: dict[str, Json], exception: Json) -> bool:
    """Cancelled occurrences of a standing series are listed, so that clients can leave them out."""
    master = stored.get(exception["recurringEventId"], {}).get("event", {})
    return bool(master.get("status", "cancelled") != "cancelled")


def _changed(call: Call, held: Json, params: Json, since: int) -> list[Json]:
    """What changed after a sync token, the deleted as tombstones."""
    stored = agenda.records(call.account, held["id"])
    low, high = _time(params, "timeMin"), _time(params, "timeMax")
    until = high or call.now + recurrence.HORIZON
    events: list[Json] = []
    for record in sorted(stored.values(), key=lambda r: int(r["seq"])):
        if record["seq"] <= since:
            continue
        event = record["event"]
        if params["singleEvents"] and "recurrence" in event:
            instances = [
                i
                for i in agenda.expand(event, held["timeZone"], until=until)
                if i["id"] not in stored
            ]
            events += [
                agenda.tombstone(i) if i["status"] == "cancelled" else i
                for i in instances
                if _inside(i, held, low, high)
            ]
            events += [_ghost(event, key, start) for key, start in record.get("ghosts", {}).items()]
        elif event["status"] == "cancelled":
            events.append(agenda.tombstone(event))
        elif _inside(event, held, low, high):
            events.append(event)
    return events


def _ghost(event: Json, key: str, start: Json) -> Json:
    return agenda.tombstone(event) | {
        "id": key,
        "recurringEventId": event["id"],
        "originalStartTime": start,
    }


def _inside(event: Json, held: Json, low: datetime | None, high: datetime | None) -> bool:
    """timeMin bounds the end and timeMax the start, both exclusive."""
    if low is None and high is None:
        return True
    zone = held["timeZone"]
    if "start" not in event:
        return True
    if "recurrence" in event:
        until = high or (low or recurrence.moment(event["start"], zone)) + timedelta(days=3660)
        return any(
            low is None or recurrence.moment(end, zone) > low
            for _, end in recurrence.occurrences(event, zone, until=until)
        )
    begins = recurrence.moment(event["start"], zone)
    ends = recurrence.moment(event.get("end") or event["start"], zone)
    return (low is None or ends > low) and (high is None or begins < high)


def _asked_for(event: Json, params: Json) -> bool:
    if params["iCalUID"] and event.get("iCalUID") != params["iCalUID"]:
        return False
    if params["updatedMin"] and event.get("updated", "") < params["updatedMin"]:
        return False
    if params["eventTypes"] and event.get("eventType", "default") not in params["eventTypes"]:
        return False
    if not params["q"]:
        return True
    people = [*event.get("attendees", []), event.get("organizer", {})]
    texts = [event.get(key, "") for key in ("summary", "description", "location")]
    texts += [person.get(key, "") for person in people for key in ("email", "displayName")]
    haystack = " ".join(texts).casefold()
    return all(word in haystack for word in params["q"].casefold().split())


def _check(params: Json) -> None:
    if params["orderBy"] == "startTime" and not params["singleEvents"]:
        raise invalid(
            "The requested ordering is not available for the particular query.",
            parameter="orderBy",
            reason="badRequest",
        )


def _read_token(call: Call, calendar_id: str, params: dict[str, Any]) -> int:
    """The number to go on from; fills in what the first call asked. Raises ApiError 400, 410."""
    for name in FORBIDDEN_WITH_TOKEN:
        if params[name]:
            raise invalid(
                f"Sync token cannot be used with {name}.", parameter=name, reason="badRequest"
            )
    if params["showDeleted"] is False:
        raise invalid(
            "Sync token cannot be used with showDeleted=false.",
            parameter="showDeleted",
            reason="badRequest",
        )
    try:
        token = decode_token(params["syncToken"])
        since, first = int(token["n"]), dict(token["p"])
        same = token["c"] == calendar_id
    except (ValueError, KeyError, TypeError) as error:
        raise ApiError(410, "fullSyncRequired", GONE) from error
    floor = int((call.account.get("floors", "gcal") or {"value": 0})["value"])
    if not same or since < floor or since > call.account.current_number(agenda.COUNTER):
        raise ApiError(410, "fullSyncRequired", GONE)
    if bool(params["singleEvents"]) != bool(first.get("singleEvents")):
        raise invalid(
            "Sync token cannot be used with other parameters than the first call's.",
            parameter="singleEvents",
            reason="badRequest",
        )
    params.update(timeMin=first.get("timeMin"), timeMax=first.get("timeMax"))
    return since


def _sync_token(call: Call, calendar_id: str, **kept: Any) -> str:
    number = call.account.current_number(agenda.COUNTER)
    return encode_token({"n": number, "c": calendar_id, "p": kept})


def _time(params: Json, name: str) -> datetime | None:
    """An RFC 3339 time; the offset is mandatory. Raises ApiError 400."""
    if not params[name]:
        return None
    try:
        value = datetime.fromisoformat(params[name])
    except ValueError as error:
        raise invalid("Bad Request", parameter=name, reason="badRequest") from error
    if value.tzinfo is None:
        raise invalid("Bad Request", parameter=name, reason="badRequest")
    return value


def _start(event: Json) -> Json:
    return dict(event.get("start") or event.get("originalStartTime") or {"date": "1970-01-01"})


def _entry(held: Json) -> Json:
    entry: Json = {
        "kind": "calendar#calendarListEntry",
        "etag": _etag(held),
        "id": held["id"],
        "summary": held["summary"],
        "timeZone": held["timeZone"],
        "colorId": "14",
        "backgroundColor": "#9fe1e7",
        "foregroundColor": "#000000",
        "selected": True,
        "accessRole": "owner",
        "defaultReminders": [],
        "conferenceProperties": {"allowedConferenceSolutionTypes": ["hangoutsMeet"]},
    }
    if held.get("description"):
        entry["description"] = held["description"]
    return entry | ({"primary": True} if held.get("primary") else {})


def _setting(name: str, value: str) -> Json:
    return {"kind": "calendar#setting", "etag": f'"{name}"', "id": name, "value": value}


def _etag(held: Json) -> str:
    return f'"{held.get("seq", 1)}"'


def _list_etag(call: Call) -> str:
    return f'"p{call.account.current_number(agenda.COUNTER)}"'


METHODS: dict[str, Handler] = {
    "calendar.calendarList.list": list_calendars,
    "calendar.calendarList.get": get_entry,
    "calendar.calendars.get": get_calendar,
    "calendar.settings.list": list_settings,
    "calendar.settings.get": get_setting,
    "calendar.events.list": list_events,
    "calendar.events.get": get_event,
    "calendar.events.instances": list_instances,
    **calendar_write.METHODS,
    **freebusy.METHODS,
}
