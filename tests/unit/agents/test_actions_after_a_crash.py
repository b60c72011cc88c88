"""A process that was killed while it carried out an action: what it did is looked up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from agents import actions
from agents.acting import records
from tests.factories import Person
from tests.factories_search import run
from tests.simulated_google import calls_since, last_call
from tests.unit.agents.acting import Json, google_of, propose, which
from tests.unit.agents.material import NOW

EVENT: Json = {
    "calendar_id": "primary",
    "event_id": None,
    "title": "Pier survey",
    "start": "2026-03-12T15:00:00+01:00",
    "end": "2026-03-12T16:00:00+01:00",
    "time_zone": "Europe/Berlin",
    "attendees": [],
    "location": None,
    "description": None,
}
LATER = NOW + timedelta(minutes=5)


async def claimed(person: Person, before: dict[str, Any] | None) -> Json:
    """An action that a process claimed and never finished."""
    action = await propose(person, "gcal", "create_event", EVENT)
    await actions.approve(**which(person, action))
    action_id = UUID(action["id"])
    claim = "status = 'executing', executing_since = %s"
    await records.change(person.id, action_id, claim, [NOW], came_from="approved")
    if before is not None:
        await records.remember(person.id, action_id, before)
    return action


def looked_up(person: Person, action: Json, **parts: Any) -> Json:
    return run(actions.execute(**(which(person, action) | {"now": LATER} | parts)))


@pytest.fixture
def prepared(connected: Person) -> Json:
    return run(claimed(connected, {"calendar_id": "primary"}))


def make_it(person: Person, google: str, action: Json) -> None:
    """What the lost process did before it was killed."""
    moments = {name: {"dateTime": EVENT[name]} for name in ("start", "end")}
    body = {"id": UUID(action["id"]).hex, "summary": EVENT["title"], **moments}
    google_of(person, google, "calendar").events().insert(calendarId="primary", body=body).execute()


def test_what_it_had_done_is_done(connected: Person, google: str, prepared: Json) -> None:
    make_it(connected, google, prepared)
    found = looked_up(connected, prepared)
    assert found["status"] == "done"
    assert found["receipt"]["google_id"] == UUID(prepared["id"]).hex


def test_what_nobody_can_prove_is_unknown_and_not_done_again(
    connected: Person, google: str, prepared: Json
) -> None:
    before = last_call(google)
    assert looked_up(connected, prepared)["status"] == "unknown"
    assert looked_up(connected, prepared)["status"] == "unknown"
    calls = calls_since(google, before, connected.user.email)
    assert {call["method"] for call in calls} == {"GET"}


def test_before_google_was_asked_for_anything_it_failed(connected: Person, google: str) -> None:
    action = run(claimed(connected, None))
    before = last_call(google)
    assert looked_up(connected, action)["status"] == "failed"
    assert calls_since(google, before, connected.user.email) == []


def test_what_may_still_run_is_left_alone(connected: Person, prepared: Json) -> None:
    soon = {"now": NOW + timedelta(seconds=30)}
    assert looked_up(connected, prepared, **soon)["status"] == "executing"


def test_whoever_looks_at_it_learns_how_it_ended(
    connected: Person, google: str, prepared: Json
) -> None:
    make_it(connected, google, prepared)
    looked = {**which(connected, prepared), "now": LATER}
    assert run(actions.get(**looked))["status"] == "done"
    assert run(actions.get(**{**looked, "now": None}))["status"] == "done"
