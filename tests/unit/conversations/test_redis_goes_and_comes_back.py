"""Redis that stops in the middle of an answer: whoever asked sees no difference; once it is back,
others can follow again, also what ran without it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from orchestrator.embedded import valkey
from orchestrator.embedded.data_dir import DataDir
from tests.sockets import another_process, in_a_process, open_socket, tokens
from tests.unit.conversations.conftest import PIECES, HeldModel
from tests.unit.orchestrator.embedded_servers import own_data_dir

QUESTION = "find the mail about the lighthouse"


@pytest.fixture
def own_redis(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[DataDir]:
    monkeypatch.setattr("conversations.write_behind.AFTER_FAILURE_SECONDS", 0.05)
    with own_data_dir() as data_dir:
        data_dir.root.mkdir(mode=0o711)
        server = valkey.up(data_dir)
        settings.ENV = replace(settings.ENV, redis_channels_url=server.url)
        default = {**settings.CACHES["default"], "LOCATION": server.url}
        settings.CACHES = {**settings.CACHES, "default": default}
        yield data_dir
        valkey.down(data_dir)


def test_the_answer_goes_on_and_later_others_can_follow_it(
    token: str, model: HeldModel, own_redis: DataDir
) -> None:
    async def resumed(turn_id: str) -> list[dict[str, Any]]:
        async with open_socket(token=token) as socket:
            return await socket.resume(turn_id)

    async def ask(elsewhere: Any) -> list[list[dict[str, Any]]]:
        async with open_socket(token=token) as socket:
            await socket.say(type="ask", query=QUESTION)
            first = await socket.hear_until("token")
            await asyncio.to_thread(valkey.down, own_redis)
            model.go_on()
            first += await socket.hear_until("turn.finished", "error")
            model.answers()
            without = await socket.ask(QUESTION)
            await asyncio.to_thread(valkey.up, own_redis)
            model.answers()
            again = await socket.ask(QUESTION)
            await asyncio.sleep(0.3)  # a failed flush is tried again, and takes all along
            asked = [first, without, again]
            # As another process sees them, from what is kept.
            copies = [elsewhere(resumed(events[0]["turn_id"])) for events in asked]
            return [*asked, *[await asyncio.wrap_future(copy) for copy in copies]]

    model.answers()
    with another_process() as elsewhere:
        first, without, again, *copies = in_a_process(ask(elsewhere))
    for events in (first, without, again):
        assert tokens(events) == "".join(PIECES)
        assert events[-1]["type"] == "turn.finished"
    assert copies == [first, without, again]
