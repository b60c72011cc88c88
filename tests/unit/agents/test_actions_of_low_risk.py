"""What reaches nobody else and can be undone is done at once for whoever chose that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.models import Mode, User
from agents.query import Step
from agents.synthesis import proposals
from agents.workspace.base import Call
from agents.workspace.proposing import is_low_risk
from agents.workspace.registry import AGENTS
from tests.factories import Person
from tests.factories_search import run
from tests.unit.agents.acting import Json, and_queued, state
from tests.unit.agents.material import context, intent, query, stored_turn

START = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)


def made(person: Person, operation: str, **arguments: Any) -> Json:
    """The action of a new event after the step that proposes it."""

    async def go() -> Json:
        said = "lunch with bo@port.example"
        asked = context(query(said, user_id=person.id), intent(operation))
        asked = replace(asked, turn_id=await stored_turn(person.id))
        call = Call(Step("s1", "gcal", operation), {"title": "Lunch", "start": START, **arguments})
        outcome = await AGENTS["gcal"].operations[operation].run(call, asked)
        return dict(outcome.action or {})

    return run(and_queued(go()))


def choose(person: Person, mode: Mode) -> None:
    User.objects.filter(id=person.id).update(mode=mode)


def titles(person: Person, google: str) -> list[str]:
    return [event["summary"] for event in state(person, google)["events"]]


def test_an_event_without_guests_needs_no_tap(connected: Person, google: str) -> None:
    choose(connected, Mode.ALLOW_LOW_RISK)
    action = made(connected, "create_event")
    assert (action["status"], titles(connected, google)) == ("done", ["Lunch"])
    assert action["receipt"]["google_id"]
    assert proposals.proposed(action, query()).startswith("Done, as your settings allow")


@pytest.mark.parametrize(
    ("mode", "guests"), [(Mode.ALLOW_LOW_RISK, ["bo@port.example"]), (Mode.ASK, [])]
)
def test_whoever_is_invited_and_whoever_wants_to_be_asked_is_not_surprised(
    connected: Person, google: str, mode: Mode, guests: list[str]
) -> None:
    choose(connected, mode)
    action = made(connected, "create_event", attendees=guests)
    assert (action["status"], titles(connected, google)) == ("proposed", [])


@pytest.mark.parametrize(
    ("operation", "arguments", "is_low"),
    [
        ("archive_email", {"message_ids": ["m1"]}, True),
        ("archive_email", {"message_ids": ["m1", "m2"]}, False),
        ("label_email", {"message_ids": ["m1"], "add_labels": ["Pier"]}, True),
        ("label_email", {"message_ids": ["m1"], "add_labels": ["Trash"]}, False),
        ("label_email", {"message_ids": ["m1"], "add_labels": ["SPAM"]}, False),
        ("trash_email", {"message_ids": ["m1"]}, False),
        ("send_email", {}, False),
    ],
)
def test_only_what_concerns_one_thing_and_throws_nothing_away_needs_no_tap(
    operation: str, arguments: Json, *, is_low: bool
) -> None:
    assert is_low_risk(operation, arguments) is is_low
