"""Deciding on the socket about what was proposed."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.tokens import create_token
from agents.models import Action
from tests import factories
from tests import factories_conversations as made
from tests.factories import Person
from tests.google_simulator import control
from tests.sockets import in_a_process, open_socket


@pytest.fixture
def action(connected: Person) -> Action:
    return made.action(connected, made.conversation(connected))


async def _decide(token: str, *decisions: dict[str, Any]) -> list[dict[str, Any]]:
    async with open_socket(token=token) as socket:
        answers = []
        for decision in decisions:
            await socket.say(**decision)
            answers.append(await socket.hear())
        return answers


def test_an_approved_action_is_carried_out_once_and_undone(
    connected: Person, action: Action, google: str
) -> None:
    approve = {"type": "approve", "action_id": str(action.id), "arguments": {"subject": "Oil ☀"}}
    undo = {"type": "undo", "action_id": str(action.id)}
    token = create_token(user_id=connected.id)
    done, again, undone, late = in_a_process(_decide(token, approve, approve, undo, approve))
    assert done["type"] == "action.updated"
    assert done["action"]["status"] == "done"
    assert done["action"]["arguments"]["subject"] == "Oil ☀"
    assert again["action"]["receipt"] == done["action"]["receipt"]
    assert undone["action"]["status"] == "undone"
    assert late["error"]["code"] == "wrong_state"
    assert late["action_id"] == str(action.id)
    assert control(google, "GET", f"state?email={connected.user.email}")["drafts"] == []


def test_a_rejected_action_stays_rejected(connected: Person, action: Action) -> None:
    reject = {"type": "reject", "action_id": str(action.id)}
    approve = {"type": "approve", "action_id": str(action.id)}
    rejected, late = in_a_process(_decide(create_token(user_id=connected.id), reject, approve))
    assert rejected["action"]["status"] == "rejected"
    assert late["error"]["code"] == "wrong_state"


def test_changes_that_make_no_sense_are_told(connected: Person, action: Action) -> None:
    wrong = {"type": "approve", "action_id": str(action.id), "arguments": {"colour": "red"}}
    (answer,) = in_a_process(_decide(create_token(user_id=connected.id), wrong))
    assert answer["error"]["code"] == "invalid_arguments"


def test_an_action_of_another_person_does_not_exist(action: Action) -> None:
    grace = create_token(user_id=factories.person("grace@example.org").id)
    kinds = ({"type": kind, "action_id": str(action.id)} for kind in ("approve", "reject", "undo"))
    answers = in_a_process(_decide(grace, *kinds))
    assert {answer["error"]["code"] for answer in answers} == {"not_found"}
