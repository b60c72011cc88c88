"""Asking on the chat's socket, and following what happens."""

from __future__ import annotations

from typing import Any

from tests.sockets import in_a_process, open_socket

QUESTION = "find the mail about the lighthouse"


def test_a_question_is_answered_event_by_event(token: str) -> None:
    async def asked() -> list[dict[str, Any]]:
        async with open_socket(token=token) as socket:
            return await socket.ask(QUESTION, request_id="r-1")

    events = in_a_process(asked())
    types = [event["type"] for event in events]
    assert types[:3] == ["turn.started", "intent", "plan"]
    assert types[-1] == "turn.finished"
    assert {"step.started", "step.finished", "token", "citations"} <= set(types)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert len({event["turn_id"] for event in events}) == 1
    assert events[0]["request_id"] == "r-1"
    streamed = "".join(event["text"] for event in events if event["type"] == "token")
    assert streamed.strip() == events[-1]["message"]["answer"].strip()


def test_the_same_request_joins_the_same_turn(token: str) -> None:
    async def twice() -> tuple[Any, Any]:
        async with open_socket(token=token) as one, open_socket(token=token) as other:
            return await one.ask(QUESTION, request_id="r"), await other.ask("x", request_id="r")

    first, second = in_a_process(twice())
    assert second == first
