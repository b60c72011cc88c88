"""What is wrong with a message is told, and the socket stays."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from accounts.tokens import create_token
from conversations import consumers, socket_window
from tests import factories
from tests.sockets import in_a_process, open_socket

SHAPE = {"code", "title", "message", "action", "action_url", "retry_after"}


BAD = {
    "{": "not JSON",
    "[" * 30_000: "not JSON",
    "[1]": "not a JSON object",
    "{}": "type must be one of",
    '{"type": ["ask"]}': "type must be one of",
    '{"type": "fly"}': "type must be one of",
    '{"type": "ask"}': "missing",
    '{"type": "ask", "query": ""}': "empty",
    '{"type": "ask", "query": "a\\u0000b"}': "ull characters",
    '{"type": "ask", "query": "hi", "conversation_id": "seven"}': "conversation_id",
    '{"type": "resume", "turn_id": "seven"}': "turn_id",
    f'{{"type": "resume", "turn_id": "{uuid4()}", "after": -1}}': "after",
    '{"type": "approve"}': "action_id",
    f'{{"type": "ping", "x": "{"x" * 40_000}"}}': "longer than",
}


def test_a_bad_message_says_what_to_mend_and_the_socket_stays(token: str) -> None:
    async def say() -> list[dict[str, Any]]:
        async with open_socket(token=token) as socket:
            answers = []
            for text in (*BAD, '{"type": "ping"}'):
                await socket.say_text(text)
                answers.append(await socket.hear())
            return answers

    *errors, after = in_a_process(say())
    for error, words in zip(errors, BAD.values(), strict=True):
        assert error["type"] == "error"
        assert set(error["error"]) == SHAPE
        assert words in error["error"]["message"]
    assert after == {"type": "pong"}


def test_bytes_are_refused(token: str) -> None:
    async def say() -> dict[str, Any]:
        async with open_socket(token=token) as socket:
            await socket.connection.send_to(bytes_data=b"\x00")
            return await socket.hear()

    assert "binary" in in_a_process(say())["error"]["message"]


def test_an_error_names_the_request_that_it_is_about(token: str) -> None:
    async def ask() -> dict[str, Any]:
        async with open_socket(token=token) as socket:
            return (await socket.ask("hi", request_id="r-9", conversation_id=str(uuid4())))[0]

    error = in_a_process(ask())
    assert error["error"]["code"] == "not_found"
    assert error["request_id"] == "r-9"


def test_an_action_that_is_not_ones_own_does_not_exist(token: str) -> None:
    async def decide() -> list[dict[str, Any]]:
        async with open_socket(token=token) as socket:
            for decision in ("approve", "reject", "undo"):
                await socket.say(type=decision, action_id=str(uuid4()))
            return [await socket.hear() for _ in range(3)]

    assert {e["error"]["code"] for e in in_a_process(decide())} == {"not_found"}


def test_too_many_messages_end_the_socket(token: str) -> None:
    async def flood() -> int:
        async with open_socket(token=token) as socket:
            for _ in range(consumers.MESSAGES_A_PERIOD + 1):
                await socket.say(type="ping")
            return await socket.closed()

    assert in_a_process(flood()) == consumers.TOO_MANY


def test_asking_more_than_the_plan_allows_is_told(transactional_db: None) -> None:
    token = create_token(user_id=factories.person("joan@example.org").id)

    async def ask() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        async with open_socket(token=token) as socket:
            first = last = (await socket.ask("hello", request_id="r-1"))[-1]
            for _ in range(21):  # a minute may end meanwhile
                last = (await socket.ask("hello"))[-1]
                if last["type"] == "error":
                    break
            return first, last, (await socket.ask("hello", request_id="r-1"))[-1]

    first, last, again = in_a_process(ask())
    assert last["error"]["code"] == "rate_limited"
    assert last["error"]["retry_after"] > 0
    assert again == first


async def _replays(token: str, *, acknowledging: bool) -> int:
    """How often an answer could be had again before the server closed the socket (at most 20)."""
    async with open_socket(token=token) as socket:
        turn_id = (await socket.ask("find the mail about the lighthouse"))[0]["turn_id"]
        for n in range(20):
            await socket.say(type="resume", turn_id=turn_id, after=0)
            message: dict[str, Any] = {"text": ""}
            while '"turn.finished"' not in message["text"]:
                message = await socket.connection.receive_output(20.0)
                if message["type"] == "websocket.close":
                    assert message["code"] == consumers.NOT_READING
                    return n
            if acknowledging:
                await socket.say(
                    type="ack", turn_id=turn_id, seq=json.loads(message["text"])["seq"]
                )
    return 20


@pytest.mark.parametrize("acknowledging", [True, False])
def test_what_a_client_does_not_read_is_bounded(
    token: str, monkeypatch: pytest.MonkeyPatch, acknowledging: bool
) -> None:
    monkeypatch.setattr(socket_window, "MAX_UNREAD", 20_000)
    monkeypatch.setattr(socket_window, "PATIENCE_SECONDS", 0.05)
    replays = in_a_process(_replays(token, acknowledging=acknowledging))
    assert (replays == 20) is acknowledging
