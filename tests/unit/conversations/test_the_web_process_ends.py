"""A process that is killed in the middle of an answer, and one that is told to go: nobody is left
waiting, nothing comes twice, and who was answered in part is told so."""

from __future__ import annotations

import asyncio
import json
import signal
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from accounts.tenancy import tenant
from benchmarks.websocket_client import Closed, Connection, connect
from conversations.models import Conversation, Message, Turn
from tests import factories
from tests.unit.conversations.conftest import PIECES, HeldModel
from tests.web_process import WebProcess, running_web

QUESTION = "find the mail about the lighthouse"
RESTARTING = 4012

pytestmark = pytest.mark.xdist_group("web process")


@pytest.fixture
def web(token: str, model: HeldModel) -> Iterator[WebProcess]:
    with running_web(OPENAI_API_KEY="sk-test", OPENAI_BASE_URL=model.server.url) as process:
        yield process


async def _until(socket: Connection, *types: str) -> list[dict[str, Any]]:
    events = [await asyncio.wait_for(socket.receive(), 30)]
    while events[-1]["type"] not in types:
        events.append(await asyncio.wait_for(socket.receive(), 30))
    return events


async def _asked(web: WebProcess, token: str) -> tuple[Connection, list[dict[str, Any]]]:
    """A socket that has seen the first words of an answer."""
    socket = await connect(web.url, token)
    socket.send(type="ask", query=QUESTION, request_id="r-1")
    return socket, await _until(socket, "token")


async def _close_code(socket: Connection) -> int:
    try:
        await _until(socket)
    except Closed as closed:
        await socket.close()
        return closed.code
    raise AssertionError("still open")


def _time_passes(person: factories.Person) -> None:
    """The lease of what ran is over."""
    with tenant(person.id):
        over = Turn.objects.filter(user_id=person.id).update(
            alive_until=Now() - timedelta(seconds=1)
        )
    assert over == 1


def _stored(person: factories.Person) -> tuple[list[str], int, int]:
    with tenant(person.id):
        states = Turn.objects.filter(user_id=person.id).order_by("created_at")
        messages = Message.objects.filter(user_id=person.id).count()
        conversations = Conversation.objects.filter(user_id=person.id).count()
        return [turn.status for turn in states], messages, conversations


def _task(web: WebProcess, token: str, turn_id: str) -> dict[str, Any]:
    request = urllib.request.Request(
        f"{web.url}/api/v1/tasks/{turn_id}", headers={"Authorization": f"Bearer {token}"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return dict(json.loads(answer.read()))


def test_after_a_crash_a_person_is_told_and_can_ask_again(
    ada: factories.Person, token: str, web: WebProcess, model: HeldModel
) -> None:
    async def crash() -> list[dict[str, Any]]:
        socket, seen = await _asked(web, token)
        web.kill()
        await socket.close()
        return seen

    async def come_back(turn_id: str, after: int) -> list[list[dict[str, Any]]]:
        socket = await connect(web.url, token)
        socket.send(type="resume", turn_id=turn_id, after=after)
        rest = await _until(socket, "error", "turn.finished")
        socket.send(type="ask", query=QUESTION, request_id="r-1")  # as a page that missed it
        same = await _until(socket, "error", "turn.finished")
        socket.send(type="ask", query=QUESTION, request_id="r-2")
        again = await _until(socket, "error", "turn.finished")
        await socket.close()
        return [rest, same, again]

    model.answers()
    seen = asyncio.run(crash())
    model.go_on()
    _time_passes(ada)
    web.start()
    model.answers()
    rest, same, again = asyncio.run(come_back(seen[0]["turn_id"], seen[-1]["seq"]))
    numbers = [event["seq"] for event in seen + rest]
    assert numbers == list(range(1, len(numbers) + 1))
    assert rest[-1]["error"]["code"] == "interrupted"
    assert same[-1]["error"]["code"] == "interrupted"
    assert same[-1]["turn_id"] == seen[0]["turn_id"]
    assert again[-1]["type"] == "turn.finished"
    assert _stored(ada) == (["failed", "done"], 1, 2)


def test_told_to_go_it_ends_the_answer_and_lets_nobody_in(
    ada: factories.Person, token: str, web: WebProcess, model: HeldModel
) -> None:
    async def go() -> tuple[list[dict[str, Any]], dict[str, Any], list[int]]:
        idle = await connect(web.url, token)
        socket, seen = await _asked(web, token)
        web.process.send_signal(signal.SIGTERM)
        codes = [await _close_code(idle)]
        assert web.is_refusing()
        socket.send(type="ask", query=QUESTION, request_id="r-2")
        (refused,) = await _until(socket, "error")
        model.go_on()
        seen += await _until(socket, "turn.finished")
        return seen, refused, [*codes, await _close_code(socket)]

    model.answers()
    seen, refused, codes = asyncio.run(go())
    assert "".join(e["text"] for e in seen if e["type"] == "token") == "".join(PIECES)
    assert refused["error"]["code"] == "restarting"
    assert codes == [RESTARTING, RESTARTING]
    assert web.process.wait(20) == 0
    assert _stored(ada) == (["done"], 1, 1)


def test_what_does_not_end_in_time_is_marked_as_interrupted(
    ada: factories.Person, token: str, web: WebProcess, model: HeldModel
) -> None:
    async def go() -> tuple[list[dict[str, Any]], int]:
        socket, seen = await _asked(web, token)
        web.process.send_signal(signal.SIGTERM)
        seen += await _until(socket, "error")
        return seen, await _close_code(socket)

    model.answers()
    seen, code = asyncio.run(go())
    model.go_on()
    assert seen[-1]["error"]["code"] == "interrupted"
    assert code == RESTARTING
    assert web.process.wait(20) == 0
    assert _stored(ada) == (["failed"], 0, 1)
    web.start()
    assert _task(web, token, seen[0]["turn_id"])["error"]["code"] == "interrupted"
