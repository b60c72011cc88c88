"""Without Redis a turn runs and streams to whoever is in its process."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Any

import pytest

from tests.sockets import another_process, in_a_process, open_socket, tokens
from tests.unit.conversations.conftest import PIECES, HeldModel

QUESTION = "find the mail about the lighthouse"


@pytest.fixture(autouse=True)
def no_redis(settings: Any) -> None:
    settings.ENV = replace(settings.ENV, redis_channels_url="redis://127.0.0.1:1/0")


def test_a_turn_streams_and_can_be_joined_again_in_its_process(token: str) -> None:
    async def ask() -> tuple[Any, Any]:
        async with open_socket(token=token) as socket:
            asked = await socket.ask(QUESTION)
        async with open_socket(token=token) as socket:
            return asked, await socket.resume(asked[0]["turn_id"], 3)

    asked, resumed = in_a_process(ask())
    assert asked[-1]["type"] == "turn.finished"
    assert resumed == asked[3:]


def test_it_is_logged_once(
    token: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conversations.write_behind.AFTER_FAILURE_SECONDS", 0.01)

    async def ask() -> None:
        async with open_socket(token=token) as socket:
            for _ in range(3):
                await socket.ask(QUESTION)
                await asyncio.sleep(0.1)

    with caplog.at_level(logging.WARNING, "conversations"):
        in_a_process(ask())
    told = [r for r in caplog.records if "Redis cannot be reached" in r.getMessage()]
    assert len(told) == 1


def test_another_process_gets_the_answer_when_it_is_stored(
    token: str, model: HeldModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conversations.mirrors.SILENCE_SECONDS", 0.2)

    async def follow(turn_id: str) -> list[dict[str, Any]]:
        async with open_socket(token=token) as socket:
            await socket.say(type="resume", turn_id=turn_id, after=5)
            model.go_on()
            return await socket.hear_until("turn.finished", "error")

    async def run(elsewhere: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        async with open_socket(token=token) as socket:
            await socket.say(type="ask", query=QUESTION)
            own = await socket.hear_until("token")
            followed = elsewhere(follow(own[0]["turn_id"]))
            own += await socket.hear_until("turn.finished")
            return own, await asyncio.wrap_future(followed)

    model.answers()
    with another_process() as elsewhere:
        own, (followed,) = in_a_process(run(elsewhere))
    assert tokens(own) == "".join(PIECES)
    assert followed["message"]["answer"] == own[-1]["message"]["answer"]
    assert followed["seq"] == 6


def test_after_a_restart_the_events_are_gone_and_say_where_the_answer_is(token: str) -> None:
    async def ask() -> str:
        async with open_socket(token=token) as socket:
            return str((await socket.ask(QUESTION))[0]["turn_id"])

    async def resume(turn_id: str) -> dict[str, Any]:
        async with open_socket(token=token) as socket:
            return (await socket.resume(turn_id))[0]

    turn_id = in_a_process(ask())
    error = in_a_process(resume(turn_id))["error"]
    assert error["code"] == "gone"
    assert error["action_url"] == f"/api/v1/tasks/{turn_id}"
