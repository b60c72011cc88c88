"""Calendars of a Takeout export: read first, applied to the agenda afterwards."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from accounts.google.simulator import agenda, ical
from accounts.google.simulator.archive import Entry
from accounts.google.simulator.store import Json, Store

LARGEST = 256 * 2**20


@dataclass
class Batch:
    """What was read, and what could not be; all calendars with all their events."""

    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    calendars: list[Json] = field(default_factory=list)
    events: dict[str, dict[str, Json]] = field(default_factory=dict)


def read(entries: list[Entry], *, email: str, account: Store) -> Batch:
    """Read every .ics; each file is a calendar."""
    batch = Batch()
    texts = {}
    for entry in entries:
        if entry.size > LARGEST:
            batch.skipped[f"calendar larger than {LARGEST >> 20} MB"] += 1
            continue
        with entry.open() as stream:
            texts[entry.path] = stream.read()
    names = {path: ical.name_of(data) or PurePosixPath(path).stem for path, data in texts.items()}
    primary = _primary(names, email)
    for path, data in texts.items():
        calendar_id = email if path == primary else _calendar_id(email, path)
        _read_one(batch, data, calendar_id, names[path], email, is_primary=path == primary)
    return batch


def apply(batch: Batch, account: Store, *, now: datetime) -> tuple[int, int]:
    """Bring the agenda to what was read, inside a transaction; how many are new and changed."""
    new = changed = 0
    for held in batch.calendars:
        if account.get("calendars", held["id"]) != held:
            account.put("calendars", held["id"], held)
    for calendar_id, events in batch.events.items():
        for event in events.values():
            source = hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()
            old = account.get(agenda.collection(calendar_id), event["id"])
            if old and old.get("source") == source:
                continue
            agenda.save(account, calendar_id, event, now=now, source=source)
            new, changed = (new, changed + 1) if old else (new + 1, changed)
    return new, changed


def _read_one(
    batch: Batch, data: bytes, calendar_id: str, name: str, email: str, *, is_primary: bool
) -> None:
    parsed = ical.parse(data)
    if parsed is None:
        batch.read += 1
        batch.skipped["not a calendar"] += 1
        return
    held: Json = {"id": calendar_id, "summary": name, "timeZone": parsed.zone or "UTC"}
    if parsed.description:
        held["description"] = parsed.description
    batch.calendars.append(held | ({"primary": True} if is_primary else {}))
    events = batch.events.setdefault(calendar_id, {})
    batch.read += parsed.broken
    if parsed.broken:
        batch.skipped["event that is not iCalendar"] += parsed.broken
    seed = f"{email}\n{calendar_id}"
    for component in parsed.events:
        batch.read += 1
        try:
            event = ical.event(
                component, zone=held["timeZone"], seed=seed, calendar=held, email=email
            )
        except ical.BadEvent as error:
            batch.skipped[str(error)] += 1
            continue
        if event["id"] in events:
            batch.skipped["the same event twice"] += 1
        events[event["id"]] = event


def _primary(names: dict[str, str], email: str) -> str | None:
    """The calendar that has the account's address as its name, else the first."""
    for path, name in names.items():
        if email in (name.lower(), PurePosixPath(path).stem.lower()):
            return path
    return min(names, default=None)


def _calendar_id(email: str, path: str) -> str:
    digest = hashlib.sha256(f"{email}\n{PurePosixPath(path).stem}".encode()).hexdigest()
    return f"c_{digest}@group.calendar.google.com"
