"""Calendar of the simulator, through Google's own client."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from googleapiclient.errors import HttpError

from tests.google_simulator import access_token, control, google_client, running_simulator

Json = dict[str, Any]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_simulator(tmp_path_factory.mktemp("google")) as address:
        yield address


@pytest.fixture
def email() -> str:
    return f"{uuid4().hex[:10]}@example.org"


@pytest.fixture
def calendar(url: str, email: str) -> Any:
    return google_client(url, "calendar", access_token(url, email))


def meeting(day: str = "2026-12-01", **more: Any) -> Json:
    return {
        "summary": "Meeting",
        "start": {"dateTime": f"{day}T10:00:00", "timeZone": "Europe/Berlin"},
        "end": {"dateTime": f"{day}T11:00:00", "timeZone": "Europe/Berlin"},
    } | more


def insert(calendar: Any, body: Json, **options: Any) -> Json:
    made = calendar.events().insert(calendarId="primary", body=body, **options).execute()
    return dict(made)


def listed(calendar: Any, **options: Any) -> list[Json]:
    answer = calendar.events().list(calendarId="primary", **options).execute()
    return list(answer["items"])


def refusal(request: Any) -> tuple[int, str]:
    with pytest.raises(HttpError) as error:
        request.execute()
    reason = json.loads(error.value.content)["error"]["errors"][0]["reason"]
    return error.value.status_code, reason


def test_ids_of_the_client_follow_googles_rules_and_are_used_once(calendar: Any) -> None:
    made = insert(calendar, meeting(id="abcdv0123456789"))
    assert made["id"] == "abcdv0123456789"
    events = calendar.events()
    again = events.insert(calendarId="primary", body=meeting(id=made["id"]))
    assert refusal(again) == (409, "duplicate")
    for bad in ("abcd", "ABCDE", "wxyz0", "abc-de"):
        refused = events.insert(calendarId="primary", body=meeting(id=bad))
        assert refusal(refused) == (400, "invalid")
    events.delete(calendarId="primary", eventId=made["id"]).execute()
    assert refusal(again) == (409, "duplicate")


def test_deleting_twice_is_gone_and_the_event_stays_as_cancelled(calendar: Any) -> None:
    made = insert(calendar, meeting())
    delete = calendar.events().delete(calendarId="primary", eventId=made["id"])
    delete.execute()
    assert refusal(delete) == (410, "deleted")
    got = calendar.events().get(calendarId="primary", eventId=made["id"]).execute()
    assert got["status"] == "cancelled"
    assert listed(calendar) == []
    assert [e["id"] for e in listed(calendar, showDeleted=True)] == [made["id"]]
    missing = calendar.events().delete(calendarId="primary", eventId="nothing0000")
    assert refusal(missing) == (404, "notFound")


def test_if_match_refuses_what_was_changed_meanwhile(calendar: Any) -> None:
    made = insert(calendar, meeting())
    events = calendar.events()
    changed = events.patch(calendarId="primary", eventId=made["id"], body={"summary": "B"})
    changed.headers["If-Match"] = made["etag"]
    second = changed.execute()
    assert second["etag"] != made["etag"]
    stale = events.patch(calendarId="primary", eventId=made["id"], body={"summary": "C"})
    stale.headers["If-Match"] = made["etag"]
    assert refusal(stale) == (412, "conditionNotMet")
    stale = events.delete(calendarId="primary", eventId=made["id"])
    stale.headers["If-Match"] = made["etag"]
    assert refusal(stale) == (412, "conditionNotMet")
    got = events.get(calendarId="primary", eventId=made["id"]).execute()
    assert got["summary"] == "B"


def test_patch_keeps_and_update_replaces(calendar: Any) -> None:
    made = insert(calendar, meeting(location="Room 1", description="Long"))
    events = calendar.events()
    body = {"location": "Room 2", "description": None}
    patched = events.patch(calendarId="primary", eventId=made["id"], body=body).execute()
    assert (patched["location"], patched["summary"]) == ("Room 2", "Meeting")
    assert "description" not in patched
    updated = events.update(calendarId="primary", eventId=made["id"], body=meeting()).execute()
    assert "location" not in updated
    assert updated["iCalUID"] == made["iCalUID"]


def test_times_need_a_zone_and_an_order(calendar: Any) -> None:
    events = calendar.events()
    naive = {
        "start": {"dateTime": "2026-12-01T10:00:00"},
        "end": {"dateTime": "2026-12-01T11:00:00"},
    }
    backwards = meeting() | {"end": {"dateTime": "2026-12-01T09:00:00+01:00"}}
    mixed = meeting() | {"end": {"date": "2026-12-01"}}
    for body in (naive, backwards, mixed, {"summary": "no times"}):
        assert refusal(events.insert(calendarId="primary", body=body))[0] == 400
    unknown_rule = meeting(recurrence=["RRULE:FREQ=SOMETIMES"])
    assert refusal(events.insert(calendarId="primary", body=unknown_rule))[0] == 400


def test_a_series_keeps_its_local_time_across_the_change_of_clocks(calendar: Any) -> None:
    made = insert(calendar, meeting("2026-10-19", recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"]))
    times = [e["start"]["dateTime"] for e in listed(calendar, singleEvents=True)]
    assert times == [
        "2026-10-19T10:00:00+02:00",
        "2026-10-26T10:00:00+01:00",
        "2026-11-02T10:00:00+01:00",
    ]
    ids = [e["id"] for e in listed(calendar, singleEvents=True)]
    assert ids[0] == f"{made['id']}_20261019T080000Z"
    assert [e["id"] for e in listed(calendar)] == [made["id"]]


def test_exceptions_of_a_series_replace_their_occurrences(calendar: Any) -> None:
    rule = ["RRULE:FREQ=DAILY;COUNT=4", "EXDATE;TZID=Europe/Berlin:20261202T100000"]
    made = insert(calendar, meeting(recurrence=rule))
    events = calendar.events()
    third = f"{made['id']}_20261203T090000Z"
    moved = meeting("2026-12-03") | {"summary": "Moved"}
    moved["start"]["dateTime"], moved["end"]["dateTime"] = (
        "2026-12-03T15:00:00",
        "2026-12-03T16:00:00",
    )
    events.patch(calendarId="primary", eventId=third, body=moved).execute()
    events.delete(calendarId="primary", eventId=f"{made['id']}_20261204T090000Z").execute()
    shown = listed(calendar, singleEvents=True, orderBy="startTime")
    assert [(e["summary"], e["start"]["dateTime"]) for e in shown] == [
        ("Meeting", "2026-12-01T10:00:00+01:00"),
        ("Moved", "2026-12-03T15:00:00+01:00"),
    ]
    assert shown[1]["originalStartTime"]["dateTime"] == "2026-12-03T10:00:00+01:00"
    assert shown[1]["recurringEventId"] == made["id"]
    instances = events.instances(calendarId="primary", eventId=made["id"]).execute()["items"]
    assert [e["id"] for e in instances] == [e["id"] for e in shown]


def test_until_in_utc_and_whole_day_series(calendar: Any) -> None:
    insert(calendar, meeting(recurrence=["RRULE:FREQ=DAILY;UNTIL=20261203T090000Z"]))
    assert len(listed(calendar, singleEvents=True)) == 3
    body = {
        "summary": "Holiday",
        "start": {"date": "2026-12-24"},
        "end": {"date": "2026-12-26"},
        "recurrence": ["RRULE:FREQ=YEARLY;COUNT=2"],
    }
    made = insert(calendar, body)
    days = listed(calendar, singleEvents=True, q="holiday", timeMax="2030-01-01T00:00:00Z")
    assert [(e["start"], e["end"]) for e in days] == [
        ({"date": "2026-12-24"}, {"date": "2026-12-26"}),
        ({"date": "2027-12-24"}, {"date": "2027-12-26"}),
    ]
    assert days[1]["id"] == f"{made['id']}_20271224"


def test_time_min_bounds_the_end_and_time_max_the_start(calendar: Any) -> None:
    made = insert(calendar, meeting())  # 09:00 to 10:00 UTC

    def found(low: str, high: str) -> bool:
        day = "2026-12-01T"
        events = listed(calendar, timeMin=f"{day}{low}Z", timeMax=f"{day}{high}Z")
        return [e["id"] for e in events] == [made["id"]]

    assert found("09:30:00", "09:40:00")
    assert not found("10:00:00", "12:00:00")
    assert not found("08:00:00", "09:00:00")
    assert found("09:59:59", "12:00:00")
    assert found("08:00:00", "09:00:01")


@pytest.mark.parametrize(
    "options",
    [
        {"timeMin": "2026-12-01T00:00:00"},
        {"timeMin": "yesterday"},
        {"timeMin": "2026-12-02T00:00:00Z", "timeMax": "2026-12-01T00:00:00Z"},
        {"orderBy": "startTime"},
    ],
)
def test_bad_parameters_are_refused(calendar: Any, options: Json) -> None:
    assert refusal(calendar.events().list(calendarId="primary", **options))[0] == 400


def test_q_looks_at_texts_and_people(calendar: Any) -> None:
    guests = [{"email": "ida@example.net", "displayName": "Ida Öst"}]
    made = insert(calendar, meeting(location="Kaffeehaus", attendees=guests))
    for q in ("meeting", "KAFFEE", "ida@example", "öst", "meeting öst"):
        assert [e["id"] for e in listed(calendar, q=q)] == [made["id"]]
    assert listed(calendar, q="meeting nobody") == []


def test_guests_are_invited_only_when_asked(calendar: Any, url: str, email: str) -> None:
    guests = [{"email": "ida@example.net"}, {"email": email}]
    made = insert(calendar, meeting(attendees=guests))
    assert [g["responseStatus"] for g in made["attendees"]] == ["needsAction", "needsAction"]
    assert [g.get("self", False) for g in made["attendees"]] == [False, True]

    def notified() -> list[str]:
        state = control(url, "GET", f"state?email={email}")
        return [n["to"] for n in state["notifications"]]

    assert notified() == []
    insert(calendar, meeting(attendees=guests), sendUpdates="all")
    assert notified() == ["ida@example.net"]


def test_a_meet_link_is_made_on_request(calendar: Any) -> None:
    request = {
        "createRequest": {"requestId": "r1", "conferenceSolutionKey": {"type": "hangoutsMeet"}}
    }
    made = insert(calendar, meeting(conferenceData=request), conferenceDataVersion=1)
    assert made["hangoutLink"].startswith("https://meet.google.com/")
    assert "hangoutLink" not in insert(calendar, meeting(conferenceData=request))


def test_free_busy_joins_what_overlaps_and_leaves_out_what_does_not_count(
    calendar: Any, url: str, email: str
) -> None:
    insert(calendar, meeting())
    longer = meeting()
    longer["start"]["dateTime"], longer["end"]["dateTime"] = (
        "2026-12-01T10:30:00",
        "2026-12-01T12:00:00",
    )
    insert(calendar, longer)
    insert(calendar, meeting("2026-12-02", transparency="transparent"))
    declined = [{"email": email, "responseStatus": "declined"}]
    insert(calendar, meeting("2026-12-03", attendees=declined))
    other = f"other-{email}"
    theirs = google_client(url, "calendar", access_token(url, other))
    insert(theirs, meeting("2026-12-04"))
    body = {
        "timeMin": "2026-12-01T00:00:00Z", "timeMax": "2026-12-05T00:00:00Z",
        "items": [{"id": "primary"}, {"id": other}, {"id": "nobody@example.net"}],
    }  # fmt: skip
    answer = calendar.freebusy().query(body=body).execute()["calendars"]
    assert answer["primary"]["busy"] == [
        {"start": "2026-12-01T09:00:00Z", "end": "2026-12-01T11:00:00Z"}
    ]
    assert len(answer[other]["busy"]) == 1
    assert answer["nobody@example.net"]["errors"][0]["reason"] == "notFound"


def test_the_primary_calendar_and_the_settings_are_there_from_the_start(
    calendar: Any, email: str
) -> None:
    entries = calendar.calendarList().list().execute()["items"]
    assert [(e["id"], e["primary"]) for e in entries] == [(email, True)]
    assert calendar.calendarList().get(calendarId="primary").execute()["id"] == email
    assert calendar.calendars().get(calendarId=email).execute()["timeZone"] == "UTC"
    assert calendar.settings().get(setting="timezone").execute()["value"] == "UTC"
    assert refusal(calendar.calendarList().get(calendarId="no@example.net")) == (404, "notFound")


def test_an_unchanged_event_is_not_sent_again(calendar: Any) -> None:
    made = insert(calendar, meeting())
    request = calendar.events().get(calendarId="primary", eventId=made["id"])
    request.headers["If-None-Match"] = made["etag"]
    with pytest.raises(HttpError) as error:
        request.execute()
    assert error.value.status_code == 304
    calendar.events().patch(
        calendarId="primary", eventId=made["id"], body={"summary": "B"}
    ).execute()
    assert request.execute()["summary"] == "B"
