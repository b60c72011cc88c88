"""Incremental sync of the simulated Calendar (developers.google.com/calendar/api/guides/sync)."""

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
def events(url: str, email: str) -> Any:
    return google_client(url, "calendar", access_token(url, email)).events()


def insert(events: Any, day: str = "2026-12-01", **more: Any) -> Json:
    body = {
        "summary": "Meeting",
        "start": {"dateTime": f"{day}T10:00:00Z", "timeZone": "UTC"},
        "end": {"dateTime": f"{day}T11:00:00Z", "timeZone": "UTC"},
    } | more
    return dict(events.insert(calendarId="primary", body=body).execute())


def pages(events: Any, **options: Any) -> list[Json]:
    found, token = [], None
    while True:
        page = events.list(calendarId="primary", pageToken=token, **options).execute()
        found.append(page)
        token = page.get("nextPageToken")
        if token is None:
            return found


def refusal(request: Any) -> tuple[int, str]:
    with pytest.raises(HttpError) as error:
        request.execute()
    reason = json.loads(error.value.content)["error"]["errors"][0]["reason"]
    return error.value.status_code, reason


def test_the_sync_token_is_on_the_last_page_only(events: Any) -> None:
    made = [insert(events)["id"] for _ in range(5)]
    found = pages(events, maxResults=2)
    assert [("nextSyncToken" in page) for page in found] == [False, False, True]
    assert sorted(e["id"] for page in found for e in page["items"]) == sorted(made)


def test_a_sync_tells_only_what_changed_and_the_deleted_as_tombstones(events: Any) -> None:
    kept, changed, deleted = (insert(events, description="secret") for _ in range(3))
    token = pages(events)[-1]["nextSyncToken"]
    assert pages(events, syncToken=token)[-1]["items"] == []
    events.patch(calendarId="primary", eventId=changed["id"], body={"summary": "B"}).execute()
    events.delete(calendarId="primary", eventId=deleted["id"]).execute()
    new = insert(events)
    items = pages(events, syncToken=token)[-1]["items"]
    by_id = {e["id"]: e for e in items}
    assert set(by_id) == {changed["id"], deleted["id"], new["id"]}
    assert kept["id"] not in by_id
    assert by_id[deleted["id"]]["status"] == "cancelled"
    assert "description" not in by_id[deleted["id"]]
    assert "start" not in by_id[deleted["id"]]


@pytest.mark.parametrize(
    "options",
    [
        {"q": "x"},
        {"orderBy": "updated"},
        {"timeMin": "2026-01-01T00:00:00Z"},
        {"timeMax": "2026-01-01T00:00:00Z"},
        {"updatedMin": "2026-01-01T00:00:00Z"},
        {"iCalUID": "x"},
        {"privateExtendedProperty": "a=b"},
        {"sharedExtendedProperty": "a=b"},
        {"showDeleted": False},
        {"singleEvents": True},
    ],
)
def test_a_sync_token_forbids_other_parameters(events: Any, options: Json) -> None:
    token = pages(events)[-1]["nextSyncToken"]
    request = events.list(calendarId="primary", syncToken=token, **options)
    assert refusal(request)[0] == 400


def test_old_and_foreign_tokens_are_gone(events: Any, url: str, email: str) -> None:
    token = pages(events)[-1]["nextSyncToken"]
    control(url, "POST", f"expire?email={email}")
    old = events.list(calendarId="primary", syncToken=token)
    assert refusal(old) == (410, "fullSyncRequired")
    foreign = events.list(calendarId="primary", syncToken="bm9uc2Vuc2U")
    assert refusal(foreign) == (410, "fullSyncRequired")
    fresh = pages(events)[-1]["nextSyncToken"]
    assert pages(events, syncToken=fresh)[-1]["items"] == []


def test_expanded_syncs_tell_the_occurrences_that_fell_away(events: Any) -> None:
    made = insert(events, recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    token = pages(events, singleEvents=True)[-1]["nextSyncToken"]
    body = {"recurrence": ["RRULE:FREQ=DAILY;COUNT=2"]}
    events.patch(calendarId="primary", eventId=made["id"], body=body).execute()
    page = pages(events, syncToken=token, singleEvents=True)[-1]
    status = {e["id"]: e["status"] for e in page["items"]}
    assert status == {
        f"{made['id']}_20261201T100000Z": "confirmed",
        f"{made['id']}_20261202T100000Z": "confirmed",
        f"{made['id']}_20261203T100000Z": "cancelled",
    }
    events.delete(calendarId="primary", eventId=made["id"]).execute()
    page = pages(events, syncToken=page["nextSyncToken"], singleEvents=True)[-1]
    assert {e["status"] for e in page["items"]} == {"cancelled"}


def test_the_window_of_the_first_call_holds_for_the_sync(events: Any) -> None:
    token = pages(events, timeMin="2026-12-01T00:00:00Z")[-1]["nextSyncToken"]
    insert(events, "2026-11-01")
    inside = insert(events, "2026-12-05")
    assert [e["id"] for e in pages(events, syncToken=token)[-1]["items"]] == [inside["id"]]


def test_searches_get_no_sync_token(events: Any) -> None:
    assert "nextSyncToken" not in pages(events, q="x")[-1]
    ordered = pages(events, orderBy="startTime", singleEvents=True)[-1]
    assert "nextSyncToken" not in ordered
