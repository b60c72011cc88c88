"""An approved mail waits a moment in which it can be stopped."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from agents import actions, sending
from agents.deciding import Decision, decide
from conversations.draining import drain
from tests.factories import Person
from tests.factories_search import run
from tests.google_simulator import control
from tests.unit.agents.acting import propose

MAIL = {"to": ["bo@port.example"], "cc": [], "bcc": [], "subject": "Pier", "body": "At nine?"}
MAIL = {**MAIL, "thread_id": ""}


@pytest.fixture(autouse=True)
def short_window(settings: Settings) -> None:
    settings.SEND_WINDOW_SECONDS = 1


async def _decide(person: Person, decision: Decision, action: dict[str, Any]) -> dict[str, Any]:
    return await decide(
        decision, user_id=person.id, action_id=UUID(action["id"]), now=timezone.now()
    )


async def _now(person: Person, action: dict[str, Any]) -> str:
    known = await actions.get(user_id=person.id, action_id=UUID(action["id"]))
    return str(known["status"])


async def _until(person: Person, action: dict[str, Any], status: str) -> None:
    async with asyncio.timeout(20):
        while await _now(person, action) != status:
            await asyncio.sleep(0.05)


def sent(person: Person, google: str) -> list[Any]:
    state = control(google, "GET", f"state?email={person.user.email}")
    return [mail for mail in state["messages"] if "SENT" in mail["labelIds"]]


def test_an_approved_mail_goes_out_after_the_window_and_once(
    connected: Person, google: str
) -> None:
    async def go() -> dict[str, Any]:
        action = await propose(connected, "gmail", "send_email", MAIL)
        approved = await _decide(connected, "approve", action)
        await _decide(connected, "approve", action)
        await _until(connected, action, "done")
        return approved

    approved = run(go())
    assert approved["status"] == "approved"
    assert approved["sends_at"] > timezone.now().isoformat()[:10]
    assert len(sent(connected, google)) == 1


@pytest.mark.parametrize(("decision", "status"), [("undo", "undone"), ("reject", "rejected")])
def test_within_the_window_it_is_stopped_for_good(
    connected: Person, google: str, decision: Decision, status: str
) -> None:
    async def go() -> tuple[str, str]:
        action = await propose(connected, "gmail", "send_email", MAIL)
        await _decide(connected, "approve", action)
        stopped = await _decide(connected, decision, action)
        await asyncio.sleep(1.3)
        return stopped["status"], await _now(connected, action)

    assert run(go()) == (status, status)
    assert sent(connected, google) == []


def test_what_no_process_waits_with_any_more_is_sent_by_approving_again(
    connected: Person, google: str
) -> None:
    async def go() -> tuple[str, str]:
        action = await propose(connected, "gmail", "send_email", MAIL)
        before = timezone.now() - timedelta(minutes=5)
        await actions.approve(user_id=connected.id, action_id=UUID(action["id"]), now=before)
        lost = await _now(connected, action)
        return lost, (await _decide(connected, "approve", action))["status"]

    assert run(go()) == ("approved", "done")
    assert len(sent(connected, google)) == 1


def test_what_can_be_undone_does_not_wait(connected: Person) -> None:
    async def go() -> str:
        action = await propose(connected, "gmail", "draft_email", MAIL)
        return str((await _decide(connected, "approve", action))["status"])

    assert run(go()) == "done"


def test_a_process_that_goes_waits_for_what_was_approved(connected: Person, google: str) -> None:
    async def go() -> None:
        action = await propose(connected, "gmail", "send_email", MAIL)
        await _decide(connected, "approve", action)
        assert sending.is_waiting()
        await drain(seconds=20)
        assert not sending.is_waiting()

    run(go())
    assert len(sent(connected, google)) == 1
