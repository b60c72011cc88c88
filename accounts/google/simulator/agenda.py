"""Calendars and events as records, with the numbers that sync tokens count by."""

from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.google.simulator import recurrence
from accounts.google.simulator.errors import not_found
from accounts.google.simulator.store import Json, Store

COUNTER = "gcal"
DEFAULT_ZONE = "UTC"
INSTANCE_KEYS = (
    "kind",
    "status",
    "htmlLink",
    "created",
    "updated",
    "summary",
    "description",
    "location",
    "creator",
    "organizer",
    "attendees",
    "hangoutLink",
    "conferenceData",
    "iCalUID",
    "sequence",
    "reminders",
    "eventType",
    "transparency",
    "visibility",
    "colorId",
    "attachments",
    "guestsCanModify",
    "guestsCanInviteOthers",
)


def calendars(account: Store, email: str) -> dict[str, Json]:
    """All calendars by id, the primary one first; every account has one."""
    held = account.all("calendars")
    primary = {"id": email, "summary": email, "timeZone": DEFAULT_ZONE, "primary": True}
    return {email: held.get(email, primary)} | held


def calendar(account: Store, email: str, calendar_id: str) -> Json:
    """The calendar behind an id or ``primary``. Raises ApiError 404."""
    wanted = email if calendar_id == "primary" else calendar_id
    found = calendars(account, email).get(wanted)
    if found is None:
        raise not_found("Not Found")
    return found


def collection(calendar_id: str) -> str:
    return f"events:{calendar_id}"


def records(account: Store, calendar_id: str) -> dict[str, Json]:
    return account.all(collection(calendar_id))


def save(account: Store, calendar_id: str, event: Json, *, now: datetime, **extra: Any) -> Json:
    """Store a new or changed event with a fresh etag; returns it."""
    number = account.next_number(COUNTER)
    updated = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03d}Z"
    stamped = event | {"etag": f'"{int(now.timestamp() * 1000)}{number:07d}"', "updated": updated}
    old = account.get(collection(calendar_id), event["id"]) or {}
    kept = {key: value for key, value in old.items() if key in ("source", "ghosts")}
    record = kept | {"event": stamped, "seq": number} | extra
    ghosts = _ghosts(old.get("event"), stamped, now)
    if ghosts:
        record["ghosts"] = {**kept.get("ghosts", {}), **ghosts}
    account.put(collection(calendar_id), event["id"], record)
    return stamped


def _ghosts(old: Json | None, new: Json, now: datetime) -> Json:
    """Occurrences that a changed rule no longer has: they are told as cancelled once."""
    if not old or "recurrence" not in old or new["status"] == "cancelled":
        return {}
    until = now + recurrence.HORIZON
    before = {i["id"]: i["originalStartTime"] for i in expand(old, DEFAULT_ZONE, until=until)}
    after = {i["id"] for i in expand(new, DEFAULT_ZONE, until=until)} if "recurrence" in new else ()
    return {key: start for key, start in before.items() if key not in after}


def expand(event: Json, zone: str, *, until: datetime) -> list[Json]:
    """The generated instances of a recurring event that start before ``until``."""
    shared = {key: event[key] for key in INSTANCE_KEYS if key in event}
    return [
        shared
        | {
            "id": recurrence.instance_id(event["id"], start),
            "etag": event["etag"],
            "start": start,
            "end": end,
            "recurringEventId": event["id"],
            "originalStartTime": start,
        }
        for start, end in recurrence.occurrences(event, zone, until=until)
    ]


def find(account: Store, calendar_of: Json, event_id: str) -> Json | None:
    """An event or an instance (also a generated one) by id, cancelled ones too."""
    held = records(account, calendar_of["id"])
    if event_id in held:
        return dict(held[event_id]["event"])
    master_id, _, suffix = event_id.rpartition("_")
    master = held.get(master_id, {}).get("event")
    if not master or "recurrence" not in master:
        return None
    try:
        day = datetime.strptime(suffix[:8], "%Y%m%d").replace(tzinfo=UTC)
    except ValueError:
        return None
    until = day + timedelta(days=2)
    return next(
        (i for i in expand(master, calendar_of["timeZone"], until=until) if i["id"] == event_id),
        None,
    )


def view(event: Json, email: str) -> Json:
    """An event as the account sees it: its own entries marked with ``self``."""
    shown = dict(event)
    for key in ("creator", "organizer"):
        if shown.get(key, {}).get("email", "").lower() == email:
            shown[key] = shown[key] | {"self": True}
    if "attendees" in shown:
        shown["attendees"] = [
            guest | {"self": True} if guest.get("email", "").lower() == email else guest
            for guest in shown["attendees"]
        ]
    return shown


def tombstone(event: Json) -> Json:
    """What is guaranteed of a deleted event."""
    keys = ("kind", "etag", "id", "recurringEventId", "originalStartTime")
    return {key: event[key] for key in keys if key in event} | {"status": "cancelled"}
