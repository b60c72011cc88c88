"""A turn's events as server-sent events."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.test import AsyncClient
from redis import Redis

from accounts.tokens import create_token
from conversations import sse
from conversations.write_behind import stream_key
from tests import factories
from tests.sockets import in_a_process, numbers, open_socket, tokens
from tests.unit.conversations.conftest import PIECES, HeldModel

QUESTION = "find the mail about the lighthouse"
SSE = {"Accept": "text/event-stream"}


class Page:
    """A client of the API that reads streams piece by piece."""

    def __init__(self, token: str) -> None:
        self.client = AsyncClient()
        self.bearer = {"Authorization": f"Bearer {token}"}

    async def ask(self, **headers: str) -> Any:
        return await self.client.post(
            "/api/v1/query",
            {"query": QUESTION, "request_id": "r-1"},
            content_type="application/json",
            headers={**self.bearer, **headers},
        )

    async def rejoin(self, turn_id: str, **headers: str) -> Any:
        return await self._get(f"/api/v1/turns/{turn_id}/events", headers)

    async def task(self, turn_id: str) -> Any:
        return await self._get(f"/api/v1/tasks/{turn_id}", {})

    async def _get(self, url: str, headers: dict[str, str]) -> Any:
        return await self.client.get(url, headers={**self.bearer, **headers})


async def _events(response: Any, until: str = "turn.finished") -> list[dict[str, Any]]:
    """The events of a stream up to the first one of the type `until`."""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/event-stream"
    events: list[dict[str, Any]] = []
    async for chunk in response.streaming_content:
        fields = dict(line.split(": ", 1) for line in chunk.decode().strip().splitlines())
        body = json.loads(fields["data"])
        assert (fields["event"], fields["id"]) == (body["type"], str(body["seq"]))
        events.append(body)
        if body["type"] == until:
            break
    await response.streaming_content.aclose()
    return events


def test_a_question_streams_and_the_same_request_streams_the_same(token: str) -> None:
    async def ask() -> tuple[Any, Any]:
        page = Page(token)
        return await _events(await page.ask(**SSE)), await _events(await page.ask(**SSE))

    first, second = in_a_process(ask())
    assert second == first
    assert numbers(first) == list(range(1, len(first) + 1))
    assert first[0]["type"] == "turn.started"
    assert first[-1]["message"]["answer"].strip() == tokens(first).strip()


def test_a_stream_that_broke_resumes_after_the_last_event_id(token: str, model: HeldModel) -> None:
    async def resume() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        page = Page(token)
        before = await _events(await page.ask(**SSE), until="token")
        model.go_on()
        again = await page.rejoin(before[0]["turn_id"], **{"Last-Event-ID": str(before[-1]["seq"])})
        return before, await _events(again)

    model.answers()
    before, after = in_a_process(resume())
    assert tokens(before) == PIECES[0]
    assert tokens(before + after) == "".join(PIECES)
    assert numbers(before + after) == list(range(1, len(before + after) + 1))


def test_a_socket_and_a_stream_tell_the_same(token: str) -> None:
    async def both() -> tuple[Any, Any]:
        async with open_socket(token=token) as socket:
            asked = await socket.ask(QUESTION)
        return asked, await _events(await Page(token).rejoin(asked[0]["turn_id"]))

    asked, streamed = in_a_process(both())
    assert streamed == asked


def test_a_client_that_has_seen_the_end_is_told_to_stop(token: str) -> None:
    async def again() -> int:
        page = Page(token)
        events = await _events(await page.ask(**SSE))
        seen = {"Last-Event-ID": str(events[-1]["seq"])}
        return int((await page.rejoin(events[0]["turn_id"], **seen)).status_code)

    assert in_a_process(again()) == 204


def test_a_person_has_so_many_streams_and_no_more(token: str, model: HeldModel) -> None:
    async def open_many() -> tuple[int, str]:
        page = Page(token)
        streams = [await page.ask(**SSE) for _ in range(sse.STREAMS_A_PERSON)]
        for opened in streams:
            await anext(opened.streaming_content)
        refused = await page.ask(**SSE)
        for opened in streams[1:]:
            await opened.streaming_content.aclose()
        model.go_on()
        return refused.status_code, tokens(await _events(streams[0]))

    model.answers()
    status, text = in_a_process(open_many())
    assert status == 429
    assert text == "".join(PIECES)


def test_turns_that_are_not_ones_own_do_not_exist(token: str) -> None:
    grace = create_token(user_id=factories.person("grace@example.org").id)

    async def pry() -> list[Any]:
        turn_id = (await _events(await Page(token).ask(**SSE)))[0]["turn_id"]
        return [await Page(grace).rejoin(wanted) for wanted in (turn_id, str(uuid4()))]

    for answer in in_a_process(pry()):
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "not_found"


def test_events_that_are_no_longer_kept_are_gone(token: str, settings: Any) -> None:
    async def ask() -> tuple[str, str]:
        events = await _events(await Page(token).ask(**SSE))
        return events[0]["turn_id"], events[-1]["message"]["answer"]

    async def later(turn_id: str) -> tuple[Any, Any]:
        page = Page(token)
        return await page.rejoin(turn_id, **SSE), await page.task(turn_id)

    turn_id, answer = in_a_process(ask())
    with Redis.from_url(settings.ENV.redis_channels_url) as redis:
        (key,) = redis.keys(stream_key("*", turn_id))  # type: ignore[arg-type]
        assert 0 < redis.ttl(key) <= 3600
        redis.delete(key)
    gone, task = in_a_process(later(turn_id))
    assert gone.status_code == 410
    assert gone.json()["error"]["code"] == "gone"
    assert task.json()["result"]["answer"] == answer
