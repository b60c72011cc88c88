"""`/api/v1/actions`: what was proposed, and the taps on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from agents.models import Action
from tests import factories
from tests import factories_conversations as made
from tests.api_client import Api, problem
from tests.factories import Person
from tests.google_simulator import control
from tests.simulated_google import faults


@pytest.fixture
def action(connected: Person) -> Action:
    return made.action(connected, made.conversation(connected))


@pytest.fixture
def api(connected: Person) -> Api:
    return Api(connected.user)


def drafts(google: str, person: Person) -> list[dict[str, Any]]:
    state = control(google, "GET", f"state?email={person.user.email}")
    return list(state["drafts"])


def test_actions_are_listed_by_status_the_latest_first(api: Api, connected: Person) -> None:
    about = made.conversation(connected)
    for days, status in enumerate(["proposed", "rejected", "proposed"]):
        at = made.NOW + timedelta(days=days)
        made.action(connected, about, status=status, proposed_at=at, operation=f"o{days}")
    listed = api.get("actions").json()
    assert [row["operation"] for row in listed["results"]] == ["o2", "o1", "o0"]
    first = api.get("actions?status=proposed&limit=1").json()
    assert first["results"][0]["operation"] == "o2"
    (second,) = api.get(first["next"]).json()["results"]
    assert second["operation"] == "o0"
    assert problem(api.get("actions?status=odd"), 400)["message"].startswith("status: ")


def test_one_action_has_the_same_shape_as_in_the_list(api: Api, action: Action) -> None:
    (listed,) = api.get("actions").json()["results"]
    assert api.get(f"actions/{action.id}").json() == listed
    assert listed["arguments"] == made.MAIL
    assert listed["receipt"] is None


def test_approving_with_changes_does_it_once(
    api: Api, action: Action, connected: Person, google: str
) -> None:
    path = f"actions/{action.id}/approve"
    done = api.post(path, {"arguments": {"subject": "Oil ☀"}})
    assert done.status_code == 200, done.content
    assert done.json()["status"] == "done"
    assert done.json()["arguments"]["subject"] == "Oil ☀"
    assert done.json()["receipt"]["google_id"]
    assert api.post(path).json()["receipt"] == done.json()["receipt"]
    assert len(drafts(google, connected)) == 1

    undone = api.post(f"actions/{action.id}/undo")
    assert undone.json()["status"] == "undone"
    assert drafts(google, connected) == []
    assert problem(api.post(path), 409)["code"] == "wrong_state"


def test_a_rejected_action_stays_undone(
    api: Api, action: Action, connected: Person, google: str
) -> None:
    assert api.post(f"actions/{action.id}/reject").json()["status"] == "rejected"
    assert problem(api.post(f"actions/{action.id}/approve"), 409)["code"] == "wrong_state"
    assert problem(api.post(f"actions/{action.id}/undo"), 409)["code"] == "wrong_state"
    assert drafts(google, connected) == []


@pytest.mark.parametrize(
    "arguments",
    [
        {"to": ["nobody"]},
        {"shell": "rm"},
        {"body": "a\0b"},
        {"subject": [[[[[[[[[[1]]]]]]]]]]},
        ["to"],
        "to",
    ],
)
def test_changes_that_make_no_sense_are_refused(api: Api, action: Action, arguments: Any) -> None:
    problem(api.post(f"actions/{action.id}/approve", {"arguments": arguments}), 400)
    assert api.get(f"actions/{action.id}").json()["status"] == "proposed"


def test_what_google_refuses_is_told_in_its_services_words(
    api: Api, action: Action, google: str
) -> None:
    api.post(f"actions/{action.id}/approve")
    faults(google, {"match": "DELETE .*drafts", "status": 503, "times": 1})
    error = problem(api.post(f"actions/{action.id}/undo"), 503)
    assert error["code"] == "gmail_unavailable"


def test_an_action_of_another_person_does_not_exist(action: Action) -> None:
    grace = Api(factories.person("grace@example.org").user)
    for known in (action.id, uuid4()):
        problem(grace.get(f"actions/{known}"), 404)
        for tap in ("approve", "reject", "undo"):
            problem(grace.post(f"actions/{known}/{tap}"), 404)
    assert grace.get("actions").json()["results"] == []
