"""Calendar API v3: freeBusy."""

from datetime import UTC, datetime

from accounts.google.simulator import agenda, recurrence
from accounts.google.simulator.call import Call, Handler
from accounts.google.simulator.errors import invalid
from accounts.google.simulator.store import Json, Store

Span = tuple[datetime, datetime]


def query(call: Call) -> Json:
    """When the asked calendars are busy, also other accounts' primary ones."""
    low, high = _bound(call, "timeMin"), _bound(call, "timeMax")
    if high <= low:
        raise invalid("The specified time range is empty.", reason="timeRangeEmpty")
    answer = {}
    for item in call.body.get("items") or []:
        calendar_id = str(item.get("id", ""))
        answer[calendar_id] = _busy(call, calendar_id, low, high)
    return {
        "kind": "calendar#freeBusy",
        "timeMin": _text(low),
        "timeMax": _text(high),
        "calendars": answer,
    }


def _busy(call: Call, calendar_id: str, low: datetime, high: datetime) -> Json:
    account, email = call.account, call.email
    other = call.world.find(calendar_id)
    if other is not None and calendar_id.lower() != email:
        account, email = other, calendar_id.lower()
    wanted = email if calendar_id == "primary" else calendar_id
    held = agenda.calendars(account, email).get(wanted)
    if held is None:
        return {"errors": [{"domain": "global", "reason": "notFound"}], "busy": []}
    spans = sorted(_spans(account, held, email, low, high))
    return {"busy": [{"start": _text(a), "end": _text(b)} for a, b in merge(spans)]}


def _spans(account: Store, held: Json, email: str, low: datetime, high: datetime) -> list[Span]:
    stored = dict(agenda.records(account, held["id"]))  # a copy: the lock may be another's
    spans: list[Span] = []
    for record in stored.values():
        event = record["event"]
        if event["status"] == "cancelled" or not _blocks(event, email):
            continue
        times = [(event["start"], event["end"])]
        if "recurrence" in event:
            times = [
                (i["start"], i["end"])
                for i in agenda.expand(event, held["timeZone"], until=high)
                if i["id"] not in stored
            ]
        for start, end in times:
            begins = recurrence.moment(start, held["timeZone"])
            ends = recurrence.moment(end, held["timeZone"])
            if ends > low and begins < high:
                spans.append((max(begins, low), min(ends, high)))
    return spans


def _blocks(event: Json, email: str) -> bool:
    if event.get("transparency") == "transparent":
        return False
    return not any(
        guest.get("email", "").lower() == email and guest.get("responseStatus") == "declined"
        for guest in event.get("attendees", [])
    )


def merge(spans: list[Span]) -> list[Span]:
    """Sorted spans with those that overlap or touch joined."""
    merged: list[Span] = []
    for begins, ends in spans:
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(ends, merged[-1][1]))
        else:
            merged.append((begins, ends))
    return merged


def _bound(call: Call, name: str) -> datetime:
    try:
        value = datetime.fromisoformat(str(call.body[name]))
    except (KeyError, ValueError) as error:
        raise invalid("Bad Request", parameter=name, reason="badRequest") from error
    if value.tzinfo is None:
        raise invalid("Bad Request", parameter=name, reason="badRequest")
    return value.astimezone(UTC)


def _text(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


METHODS: dict[str, Handler] = {"calendar.freebusy.query": query}
