"""What people do reaches the audit, in the transaction of the deed and without its content."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from accounts import audit
from accounts.credentials import connect_account, disconnect_account
from accounts.google.tokens import Tokens
from accounts.tenancy import close_pool
from agents import actions
from conversations.asked import start_turn
from tests import factories

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
SECRET = "heliotrope"
ARGUMENTS = {"to": ["bo@example.net"], "cc": [], "subject": SECRET, "body": SECRET}

pytestmark = pytest.mark.django_db(transaction=True)


def run(work: Coroutine[Any, Any, Any]) -> Any:
    async def closing() -> Any:
        try:
            return await work
        finally:
            await close_pool()

    return asyncio.run(closing())


def events(user_id: UUID) -> list[str]:
    return [entry.event for entry in audit.entries(user_id=user_id)]


async def ask(person: factories.Person, request_id: str) -> UUID:
    turn = await start_turn(
        user_id=person.id, query=SECRET, conversation_id=None, request_id=request_id
    )
    return turn.id


async def propose(person: factories.Person) -> UUID:
    turn_id = await ask(person, "one")
    action = await actions.propose(
        user_id=person.id,
        turn_id=turn_id,
        connection_id=person.connection.id,
        agent="gmail",
        operation="draft_email",
        arguments=ARGUMENTS,
        provenance={},
        now=NOW,
    )
    return UUID(action["id"])


def test_a_question_is_recorded_once_however_often_it_is_sent() -> None:
    person = factories.person("ada@example.org")

    run(ask(person, "one"))
    run(ask(person, "one"))

    assert events(person.id) == ["question_asked"]


def test_every_change_of_an_actions_state_is_recorded_with_both_states() -> None:
    person = factories.person("ada@example.org")

    async def decide() -> None:
        action_id = await propose(person)
        await actions.approve(user_id=person.id, action_id=action_id, now=NOW)
        await actions.approve(user_id=person.id, action_id=action_id, now=NOW)

    run(decide())

    asked, proposed, approved = audit.entries(user_id=person.id)
    assert asked.event == "question_asked"
    assert (proposed.actor, proposed.before) == ("system", None)
    assert proposed.after == {"status": "proposed", "agent": "gmail", "operation": "draft_email"}
    assert (approved.actor, approved.event) == ("person", "action_approved")
    assert approved.before == {"status": "proposed"}


def test_proposing_the_same_again_and_rejecting_are_recorded_once() -> None:
    person = factories.person("ada@example.org")

    async def decide() -> None:
        await propose(person)
        action_id = await propose(person)
        await actions.reject(user_id=person.id, action_id=action_id, now=NOW)

    run(decide())

    assert events(person.id) == ["question_asked", "action_proposed", "action_rejected"]


def test_an_action_whose_outcome_nobody_knows_is_recorded_so(settings: Any) -> None:
    settings.GOOGLE_API_ROOT = settings.GOOGLE_OAUTH_ROOT = "http://127.0.0.1:9"  # nobody listens
    person = factories.person("ada@example.org")

    async def carry_out() -> None:
        action_id = await propose(person)
        await actions.approve_and_execute(user_id=person.id, action_id=action_id, now=NOW)

    run(carry_out())

    assert events(person.id)[-3:] == ["action_approved", "action_executing", "action_unknown"]
    assert audit.verify(user_id=person.id).broken_at is None


def test_no_word_of_the_person_is_in_the_audit() -> None:
    person = factories.person("ada@example.org")

    run(propose(person))

    text = str(audit.entries(user_id=person.id))
    assert SECRET not in text
    assert "bo@example.net" not in text


def test_connecting_and_disconnecting_an_account_are_recorded() -> None:
    person = factories.person("ada@example.org")
    tokens = Tokens(access_token="a", refresh_token="", expires_at=NOW)

    for _ in range(2):  # the second time only renews it
        connection = connect_account(
            user_id=person.id, email="second@example.org", google_sub="2", scopes=[], tokens=tokens
        )
    disconnect_account(user_id=person.id, connection_id=connection.id)

    assert events(person.id) == ["connection_added", "connection_removed"]
