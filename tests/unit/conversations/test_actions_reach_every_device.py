"""An action that was decided on one device is seen on the person's others."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.test import AsyncClient

from accounts.models import User
from accounts.tokens import create_token
from agents.models import Action
from conversations.notices import POLL_SECONDS, notices
from sync import importing
from tests import factories_conversations as made
from tests.factories import Person
from tests.simulated_google import google, simulator_url
from tests.sockets import Socket, another_process, in_a_process, open_socket

__all__ = ["google", "simulator_url"]


@pytest.fixture
def connected(google: str, transactional_db: None) -> Person:
    user = User.objects.create_user(f"{uuid.uuid4().hex}@example.org", time_zone="Europe/Berlin")
    return Person(user=user, connection=importing.connect(user))


@pytest.fixture
def action(connected: Person) -> Action:
    return made.action(connected, made.conversation(connected))


async def statuses(socket: Socket, last: str) -> list[str]:
    heard: list[str] = []
    while last not in heard:
        event = await socket.hear()
        assert event["type"] == "action.updated"
        heard.append(event["action"]["status"])
    return heard


def test_another_tab_sees_each_state_and_the_asking_one_its_answer(
    connected: Person, action: Action
) -> None:
    token = create_token(user_id=connected.id)

    async def two_tabs() -> tuple[list[str], dict[str, Any]]:
        async with open_socket(token=token) as one, open_socket(token=token) as other:
            await other.say(type="ping")
            await other.hear()
            await one.say(type="approve", action_id=str(action.id))
            return await statuses(other, "done"), await one.hear()

    seen, answer = in_a_process(two_tabs())
    assert seen == ["approved", "executing", "done"]
    assert answer["action"]["status"] == "done"


def test_a_device_at_another_process_sees_it_too(connected: Person, action: Action) -> None:
    token = create_token(user_id=connected.id)

    async def watching() -> list[str]:
        async with open_socket(token=token) as socket:
            return await statuses(socket, "rejected")

    async def rejecting(seen: Any) -> None:
        async with open_socket(token=token) as socket:
            # Until the other process listens: each notice may be lost.
            while not seen.done():
                await notices().tell(
                    connected.id, {"type": "action.updated", "action": {"status": "rejected"}}
                )
                await asyncio.sleep(POLL_SECONDS)
            await socket.say(type="ping")
            await socket.hear_until("pong")

    with another_process() as start:
        seen = start(watching())
        in_a_process(rejecting(seen))
        assert seen.result(20) == ["rejected"]


def test_what_the_api_decides_is_seen_on_the_socket(connected: Person, action: Action) -> None:
    token = create_token(user_id=connected.id)

    async def with_api() -> list[str]:
        async with open_socket(token=token) as socket:
            await socket.say(type="ping")
            await socket.hear()
            answer = await AsyncClient().post(
                f"/api/v1/actions/{action.id}/reject",
                "{}",
                content_type="application/json",
                headers={"Authorization": f"Bearer {token}"},
            )
            assert answer.status_code == 200
            return await statuses(socket, "rejected")

    assert in_a_process(with_api()) == ["rejected"]


def test_nobody_else_is_told(connected: Person, action: Action, other_person: Person) -> None:
    mine, theirs = create_token(user_id=connected.id), create_token(user_id=other_person.id)

    async def both() -> dict[str, Any]:
        async with open_socket(token=mine) as one, open_socket(token=theirs) as other:
            await other.say(type="ping")
            await other.hear()
            await one.say(type="reject", action_id=str(action.id))
            await one.hear()
            await other.say(type="ping")
            return await other.hear()

    assert in_a_process(both())["type"] == "pong"


def test_without_redis_the_tabs_of_a_process_are_still_told(
    connected: Person, action: Action, settings: Any
) -> None:
    settings.ENV = replace(settings.ENV, redis_channels_url="redis://127.0.0.1:1/0")
    token = create_token(user_id=connected.id)

    async def two_tabs() -> list[str]:
        async with open_socket(token=token) as one, open_socket(token=token) as other:
            await other.say(type="ping")
            await other.hear()
            await one.say(type="reject", action_id=str(action.id))
            return await statuses(other, "rejected")

    assert in_a_process(two_tabs()) == ["rejected"]
