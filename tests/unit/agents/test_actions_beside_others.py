"""What others do meanwhile stays: writes and their undo touch only what is their own."""

from __future__ import annotations

from typing import Any

import pytest

from agents import actions
from agents.errors import StepError
from tests.factories import Person
from tests.factories_search import run
from tests.unit.agents.acting import Json, carried_out, google_of, undone, which
from tests.unit.agents.material import NOW, stored_turn

ANN, BO, CY = "ann@port.example", "bo@port.example", "cy@port.example"
START, END = "2026-03-12T10:00:00+01:00", "2026-03-12T11:00:00+01:00"


@pytest.fixture
def events(connected: Person, google: str) -> Any:
    return google_of(connected, google, "calendar").events()


@pytest.fixture
def event(connected: Person, events: Any) -> Json:
    guests = [{"email": connected.user.email}, {"email": BO}]
    times = {"start": {"dateTime": START}, "end": {"dateTime": END}}
    body = {"summary": "Oil delivery", "location": "Quay 4", "attendees": guests, **times}
    made: Json = events.insert(calendarId="primary", body=body).execute()
    return made


def others(events: Any, event: Json, **fields: Any) -> None:
    events.patch(calendarId="primary", eventId=event["id"], body=fields).execute()


def now(events: Any, event: Json) -> Json:
    found: Json = events.get(calendarId="primary", eventId=event["id"]).execute()
    return found


def guests(events: Any, event: Json) -> dict[str, str]:
    return {g["email"]: g["responseStatus"] for g in now(events, event)["attendees"]}


def card(person: Person, event: Json, **said: Any) -> tuple[Json, Json]:
    """The arguments of a change as they are proposed, and their provenance: what was not said is
    the event's own, as it was when it was shown."""
    shown: Json = {"title": "Oil delivery", "start": START, "end": END, "location": "Quay 4"}
    shown |= {"attendees": [person.user.email, BO], "description": None}
    shown |= {"calendar_id": "primary", "event_id": event["id"], "time_zone": "UTC"}
    own = {name: {"source": "content", "ref": event["id"]} for name in shown}
    return shown | said, own | {name: {"source": "user", "ref": None} for name in said}


def change(person: Person, arguments: Json, provenance: Json, **edits: Any) -> Json:
    async def go() -> Json:
        action = await actions.propose(
            user_id=person.id,
            turn_id=await stored_turn(person.id),
            connection_id=person.connection.id,
            agent="gcal",
            operation="update_event",
            arguments=arguments,
            provenance=provenance,
            now=NOW,
        )
        return await actions.approve_and_execute(**which(person, action), arguments=edits or None)

    return run(go())


def test_a_change_leaves_what_others_changed_since_the_card_was_made(
    connected: Person, events: Any, event: Json
) -> None:
    new = [{"email": connected.user.email}, {"email": BO}, {"email": CY}]
    others(events, event, summary="Oil delivery, moved", attendees=new)
    done = change(connected, *card(connected, event, location="Quay 9"))
    assert done["status"] == "done"
    found = now(events, event)
    assert (found["summary"], found["location"]) == ("Oil delivery, moved", "Quay 9")
    assert guests(events, event).keys() == {connected.user.email, BO, CY}


def test_a_guest_is_added_beside_one_whom_another_invited_meanwhile(
    connected: Person, events: Any, event: Json
) -> None:
    others(events, event, attendees=[{"email": connected.user.email}, {"email": BO}, {"email": CY}])
    change(connected, *card(connected, event, attendees=[connected.user.email, BO, ANN]))
    assert guests(events, event).keys() == {connected.user.email, BO, CY, ANN}


def test_whom_the_person_takes_off_the_card_is_no_longer_invited(
    connected: Person, events: Any, event: Json
) -> None:
    said = card(connected, event, location="Quay 9")
    change(connected, *said, attendees=[connected.user.email])
    assert guests(events, event).keys() == {connected.user.email}


def test_whom_the_wish_took_off_stays_off_where_the_card_is_edited(
    connected: Person, events: Any, event: Json
) -> None:
    said = card(connected, event, attendees=[connected.user.email], uninvited=[BO])
    change(connected, *said, attendees=[connected.user.email, CY])
    assert guests(events, event).keys() == {connected.user.email, CY}


def test_undo_of_a_change_keeps_later_answers_and_later_changes(
    connected: Person, events: Any, event: Json
) -> None:
    said = card(connected, event, location="Quay 9", attendees=[connected.user.email, BO, ANN])
    done = change(connected, *said)
    accepted = [{**g, "responseStatus": "accepted"} for g in now(events, event)["attendees"]]
    others(events, event, summary="Oil and water", attendees=[*accepted, {"email": CY}])
    assert undone(connected, done)["status"] == "undone"
    found = now(events, event)
    assert (found["summary"], found["location"]) == ("Oil and water", "Quay 4")
    answers = {connected.user.email: "accepted", BO: "accepted", CY: "needsAction"}
    assert guests(events, event) == answers


def test_undo_of_what_another_changed_again_is_refused(
    connected: Person, events: Any, event: Json
) -> None:
    done = change(connected, *card(connected, event, location="Quay 9"))
    others(events, event, location="Quay 1")
    with pytest.raises(StepError) as refused:
        undone(connected, done)
    assert refused.value.code == "changed_meanwhile"
    assert now(events, event)["location"] == "Quay 1"


def test_undo_of_an_answer_takes_back_the_answer_alone(
    connected: Person, events: Any, event: Json
) -> None:
    wanted = card(connected, event)[0] | {"response": "declined"}
    done = carried_out(connected, "gcal", "respond_event", wanted)
    later = [
        {**guest, "responseStatus": "accepted"} if guest["email"] == BO else guest
        for guest in now(events, event)["attendees"]
    ]
    others(events, event, summary="Oil and water", attendees=later)
    undone(connected, done)
    assert guests(events, event) == {connected.user.email: "needsAction", BO: "accepted"}
    assert now(events, event)["summary"] == "Oil and water"
