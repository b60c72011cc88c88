"""Events that are made, changed, deleted and answered: once, and restored by undo."""

from __future__ import annotations

from typing import Any

import pytest

from agents import actions
from agents.errors import StepError
from tests.factories import Person
from tests.factories_search import run
from tests.simulated_google import calls_since, faults, last_call
from tests.unit.agents.acting import (
    Json,
    carried_out,
    google_of,
    propose,
    state,
    undone,
    which,
)

EVENT: Json = {
    "calendar_id": "primary",
    "event_id": None,
    "title": "Pier survey ☀",
    "start": "2026-03-12T15:00:00+01:00",
    "end": "2026-03-12T16:00:00+01:00",
    "time_zone": "Europe/Berlin",
    "attendees": ["bo@port.example"],
    "location": "Quay 4",
    "description": None,
}


@pytest.fixture
def event(connected: Person, google: str) -> Json:
    """An event that Bo invited the person to."""
    guests = [{"email": connected.user.email}, {"email": "bo@port.example"}]
    body = {
        "summary": "Oil delivery",
        "start": {"dateTime": "2026-03-12T10:00:00+01:00", "timeZone": "Europe/Berlin"},
        "end": {"dateTime": "2026-03-12T11:00:00+01:00", "timeZone": "Europe/Berlin"},
        "attendees": guests,
    }
    events = google_of(connected, google, "calendar").events()
    made: Json = events.insert(calendarId="primary", body=body).execute()
    return made


def at_google(person: Person, google: str, event_id: str) -> Json:
    events = google_of(person, google, "calendar").events()
    found: Json = events.get(calendarId="primary", eventId=event_id).execute()
    return found


def changing(event: Json, **fields: Any) -> Json:
    return {**EVENT, "event_id": event["id"], "attendees": None, "location": None} | fields


def moments(event: Json) -> tuple[str, str]:
    return event["start"]["dateTime"], event["end"]["dateTime"]


def writes(google: str, before: int, person: Person) -> list[str]:
    calls = calls_since(google, before, person.user.email)
    return [str(call["method"]) for call in calls if call["method"] not in ("GET", "HEAD")]


def test_an_event_is_made_with_its_guests_and_has_googles_receipt(
    connected: Person, google: str
) -> None:
    done = carried_out(connected, "gcal", "create_event", EVENT)
    assert done["status"] == "done"
    made = at_google(connected, google, done["receipt"]["google_id"])
    assert made["summary"] == EVENT["title"]
    assert moments(made) == (EVENT["start"], EVENT["end"])
    assert [guest["email"] for guest in made["attendees"]] == ["bo@port.example"]
    assert done["receipt"]["url"] == made["htmlLink"]


def test_an_event_of_whole_days_has_no_times(connected: Person, google: str) -> None:
    days = {"start": "2026-03-12", "end": "2026-03-14", "attendees": []}
    done = carried_out(connected, "gcal", "create_event", EVENT | days)
    made = at_google(connected, google, done["receipt"]["google_id"])
    assert (made["start"]["date"], made["end"]["date"]) == ("2026-03-12", "2026-03-14")


@pytest.mark.parametrize("kind", ["reset", "reset_after"])
def test_an_event_whose_answer_was_lost_is_looked_up_and_never_made_twice(
    connected: Person, google: str, kind: str
) -> None:
    before = last_call(google)
    faults(google, {"match": "POST .*events", "kind": kind, "times": 1})
    done = carried_out(connected, "gcal", "create_event", EVENT)
    made = [e for e in state(connected, google)["events"] if e["summary"] == EVENT["title"]]
    assert done["status"] == ("done" if kind == "reset_after" else "unknown")
    assert len(made) == (1 if kind == "reset_after" else 0)
    assert writes(google, before, connected).count("POST") <= 1


def test_undo_takes_a_new_event_back(connected: Person, google: str) -> None:
    done = carried_out(connected, "gcal", "create_event", EVENT)
    assert undone(connected, done)["status"] == "undone"
    assert at_google(connected, google, done["receipt"]["google_id"])["status"] == "cancelled"


def test_an_event_is_moved_and_the_rest_of_it_stays(
    connected: Person, google: str, event: Json
) -> None:
    done = carried_out(connected, "gcal", "update_event", changing(event, title="Oil delivery"))
    moved = at_google(connected, google, event["id"])
    assert done["status"] == "done"
    assert moments(moved) == (EVENT["start"], EVENT["end"])
    assert moved["summary"] == "Oil delivery"
    assert len(moved["attendees"]) == 2


def test_undo_moves_it_back(connected: Person, google: str, event: Json) -> None:
    done = carried_out(connected, "gcal", "update_event", changing(event, location="Quay 9"))
    undone(connected, done)
    restored = at_google(connected, google, event["id"])
    assert moments(restored) == moments(event)
    assert restored["summary"] == "Oil delivery"
    assert "location" not in restored


def test_a_change_that_another_one_overtakes_is_refused(
    connected: Person, google: str, event: Json
) -> None:
    faults(google, {"match": "PATCH .*events", "status": 412, "times": 1})
    failed = carried_out(connected, "gcal", "update_event", changing(event))
    assert failed["status"] == "failed"
    assert failed["error"]["code"] == "changed_meanwhile"
    assert moments(at_google(connected, google, event["id"])) == moments(event)


def test_a_change_whose_answer_was_lost_is_proved_by_the_event(
    connected: Person, google: str, event: Json
) -> None:
    faults(google, {"match": "PATCH .*events", "kind": "reset_after", "times": 1})
    assert carried_out(connected, "gcal", "update_event", changing(event))["status"] == "done"


def test_a_guest_who_is_added_leaves_the_others_answers_as_they_are(
    connected: Person, google: str, event: Json
) -> None:
    events = google_of(connected, google, "calendar").events()
    answered = [{"email": "bo@port.example", "responseStatus": "accepted"}]
    events.patch(calendarId="primary", eventId=event["id"], body={"attendees": answered}).execute()
    guests = {"attendees": ["bo@port.example", "cy@port.example"], "start": None, "end": None}
    carried_out(connected, "gcal", "update_event", changing(event, **guests))
    found = {g["email"]: g["responseStatus"] for g in _guests(connected, google, event)}
    assert found == {"bo@port.example": "accepted", "cy@port.example": "needsAction"}


def _guests(person: Person, google: str, event: Json) -> list[Json]:
    found: list[Json] = at_google(person, google, event["id"])["attendees"]
    return found


def test_a_deleted_event_comes_back_by_undo(connected: Person, google: str, event: Json) -> None:
    wanted = {**changing(event), "start": moments(event)[0], "end": moments(event)[1]}
    done = carried_out(connected, "gcal", "delete_event", wanted)
    assert at_google(connected, google, event["id"])["status"] == "cancelled"
    assert undone(connected, done)["status"] == "undone"
    back = at_google(connected, google, event["id"])
    assert (back["status"], back["summary"]) == ("confirmed", "Oil delivery")


def test_an_event_that_moved_since_it_was_shown_is_not_deleted(
    connected: Person, google: str, event: Json
) -> None:
    failed = carried_out(connected, "gcal", "delete_event", changing(event))
    assert failed["error"]["code"] == "changed_meanwhile"
    assert at_google(connected, google, event["id"])["status"] == "confirmed"


def test_an_event_that_is_gone_cannot_be_deleted_again(
    connected: Person, google: str, event: Json
) -> None:
    events = google_of(connected, google, "calendar").events()
    events.delete(calendarId="primary", eventId=event["id"]).execute()
    failed = carried_out(connected, "gcal", "delete_event", changing(event))
    assert (failed["status"], failed["error"]["code"]) == ("failed", "not_found")


def test_an_invitation_is_answered_for_the_person_alone_and_undone(
    connected: Person, google: str, event: Json
) -> None:
    done = carried_out(connected, "gcal", "respond_event", changing(event, response="declined"))
    answers = {g["email"]: g["responseStatus"] for g in _guests(connected, google, event)}
    assert answers == {connected.user.email: "declined", "bo@port.example": "needsAction"}
    undone(connected, done)
    assert {g["responseStatus"] for g in _guests(connected, google, event)} == {"needsAction"}


@pytest.mark.parametrize(
    "arguments",
    [
        {"start": None},
        {"end": EVENT["start"]},
        {"start": "soon"},
        {"start": "2026-03-12"},
        {"attendees": ["nobody"]},
        {"time_zone": "Nowhere/Land"},
    ],
)
def test_what_makes_no_event_is_refused_before_it_is_proposed(
    connected: Person, arguments: Json
) -> None:
    with pytest.raises(StepError) as refused:
        run(propose(connected, "gcal", "create_event", EVENT | arguments))
    assert refused.value.code == "invalid_arguments"


def test_google_being_down_before_the_change_is_a_failure_and_not_unknown(
    connected: Person, google: str, event: Json
) -> None:
    faults(google, {"match": "GET .*events", "status": 503})

    async def go() -> Json:
        action = await propose(connected, "gcal", "update_event", changing(event))
        return await actions.approve_and_execute(**which(connected, action))

    failed = run(go())
    assert (failed["status"], failed["error"]["code"]) == ("failed", "calendar_unavailable")
