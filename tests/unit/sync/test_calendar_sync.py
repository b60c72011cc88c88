"""Events from Google into the cache."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps import apps

from accounts.credentials import open_account
from accounts.google.client import GoogleAccount
from accounts.models import Connection
from accounts.tenancy import tenant
from sync.importing import import_export
from sync.models import SyncStatus
from sync.runner import SyncReport, sync_service
from sync.simulator import empty_account
from tests.takeout_exports import write_export

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
START = {"dateTime": "2026-03-03T10:00:00+01:00", "timeZone": "Europe/Berlin"}
END = {"dateTime": "2026-03-03T11:00:00+01:00", "timeZone": "Europe/Berlin"}

EVENT = (
    "BEGIN:VEVENT\nUID:one@example.org\nDTSTAMP:20260301T100000Z\n{dates}"
    "SUMMARY:From elsewhere\nEND:VEVENT\n"
)


def sync(connection: Connection) -> SyncReport:
    return sync_service(
        user_id=connection.user_id, connection_id=connection.id, service="gcal", now=NOW
    )


def stored(connection: Connection) -> list[dict[str, Any]]:
    events = apps.get_model("search", "Event").objects.filter(user_id=connection.user_id)
    with tenant(connection.user_id):
        return [dict(row) for row in events.order_by("starts_at").values()]


def add(account: GoogleAccount, calendar_id: str = "primary", **event: Any) -> dict[str, Any]:
    events = account.service("calendar").events()
    body = {"summary": "Meeting", "start": START, "end": END} | event
    return dict(account.write(events.insert(calendarId=calendar_id, body=body)))


def load(connection: Connection, folder: Path, name: str, events: str, time_zone: str) -> None:
    """A further calendar beside the primary one."""
    both = {connection.email: "", name: events}
    export = write_export(folder, calendars=both, time_zone=time_zone)
    import_export(export, email=connection.email, password=None, say=lambda _: None)


def calendars(connection: Connection) -> dict[str, str]:
    """The cursors by calendar."""
    with tenant(connection.user_id):
        states = SyncStatus.objects.filter(user_id=connection.user_id).exclude(resource="")
        return dict(states.values_list("resource", "cursor"))


def test_an_event_is_cached_with_its_facts(connection: Connection) -> None:
    add(
        open_account(connection),
        summary="Planung",
        description="<p>Agenda: <b>Zahlen</b></p> https://zoom.us/j/4711.",
        location="Raum 5",
        attendees=[{"email": "bo@example.net", "displayName": "Bo", "responseStatus": "accepted"}],
        transparency="transparent",
    )

    sync(connection)

    (row,) = stored(connection)
    assert (row["title"], row["location"], row["status"]) == ("Planung", "Raum 5", "confirmed")
    assert "Agenda: Zahlen" in row["preview"]
    assert row["meeting_link"] == "https://zoom.us/j/4711"
    assert row["attendees"][0] | {"self": False} == {
        "name": "Bo", "email": "bo@example.net", "response": "accepted", "self": False
    }  # fmt: skip
    assert row["starts_at"] == datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert (row["time_zone"], row["transparency"]) == ("Europe/Berlin", "transparent")
    assert row["ical_uid"]
    assert row["web_link"].startswith("http")


def test_each_occurrence_is_a_row_with_the_rule_of_its_series_for_a_year(
    connection: Connection,
) -> None:
    master = add(open_account(connection), recurrence=["RRULE:FREQ=MONTHLY"])

    report = sync(connection)

    rows = stored(connection)
    assert report.new == len(rows) == 13
    assert {row["recurring_event_id"] for row in rows} == {master["id"]}
    assert all(row["recurrence"] == ["RRULE:FREQ=MONTHLY"] for row in rows)
    assert len({row["google_id"] for row in rows}) == 13
    # Ten in the morning in Berlin, before and after the clocks change.
    assert [rows[0]["starts_at"].hour, rows[4]["starts_at"].hour] == [9, 8]


def test_a_whole_day_begins_at_midnight_where_the_calendar_is(
    connection: Connection, tmp_path: Path
) -> None:
    dates = "DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260312\n"
    load(connection, tmp_path, "Tokyo", EVENT.format(dates=dates), "Asia/Tokyo")

    sync(connection)

    (row,) = stored(connection)
    assert row["is_all_day"]
    assert row["starts_at"] == datetime(2026, 3, 9, 15, tzinfo=UTC)
    assert row["ends_at"] == datetime(2026, 3, 11, 15, tzinfo=UTC)
    assert (row["calendar_name"], row["time_zone"]) == ("Tokyo", "Asia/Tokyo")


def test_a_cancelled_event_stays_with_its_status(connection: Connection) -> None:
    account = open_account(connection)
    event = add(account)
    sync(connection)
    account.write(
        account.service("calendar").events().delete(calendarId="primary", eventId=event["id"])
    )

    report = sync(connection)

    assert (report.new, report.changed, report.removed) == (0, 1, 0)
    (row,) = stored(connection)
    assert (row["title"], row["status"]) == ("Meeting", "cancelled")


def test_every_calendar_has_its_own_cursor_and_goes_with_its_events(
    connection: Connection, tmp_path: Path
) -> None:
    dates = "DTSTART:20260310T100000Z\nDTEND:20260310T110000Z\n"
    load(connection, tmp_path, "Team", EVENT.format(dates=dates), "Europe/Berlin")
    add(open_account(connection))
    sync(connection)
    cursors = calendars(connection)
    assert len(cursors) == 2
    assert connection.email in cursors
    assert all(cursors.values())
    empty_account(connection.email)
    add(open_account(connection), summary="After")

    report = sync(connection)

    assert (report.new, report.removed) == (1, 2)
    assert [row["title"] for row in stored(connection)] == ["After"]
    assert set(calendars(connection)) == {connection.email}


def test_a_second_run_changes_nothing(connection: Connection) -> None:
    add(open_account(connection), recurrence=["RRULE:FREQ=WEEKLY"])
    sync(connection)

    report = sync(connection)

    assert (report.new, report.changed, report.removed) == (0, 0, 0)
    assert report.embedding_seconds == 0
