"""Asking now and fetching the answer later."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import AsyncClient

from accounts.tenancy import tenant
from accounts.tokens import create_token
from conversations.models import Turn
from conversations.stored import close_abandoned
from tests import factories
from tests.sockets import in_a_process
from tests.unit.conversations.conftest import HeldModel

QUESTION = "find the mail about the lighthouse"


class Api:
    """A client with a token, or without."""

    def __init__(self, token: str = "") -> None:
        self.client = AsyncClient()
        self.bearer = {"Authorization": f"Bearer {token}"} if token else {}

    async def ask(self, **headers: str) -> Any:
        return await self.client.post(
            "/api/v1/query",
            {"query": QUESTION, "request_id": "r-1"},
            content_type="application/json",
            headers={**self.bearer, **headers},
        )

    async def get(self, url: str) -> Any:
        return await self.client.get(url, headers=self.bearer)

    async def post(self, url: str) -> Any:
        return await self.client.post(url, {}, content_type="application/json", headers=self.bearer)

    async def until_done(self, url: str) -> dict[str, Any]:
        while (task := (await self.get(url)).json())["status"] in ("queued", "running"):
            await asyncio.sleep(0.02)
        return dict(task)


def test_a_client_may_come_back_for_the_answer(token: str, model: HeldModel) -> None:
    async def later() -> tuple[Any, Any, Any, Any]:
        client = Api(token)
        accepted = await client.ask(Prefer="respond-async")
        running = (await client.get(accepted.json()["poll_url"])).json()
        model.go_on()
        done = await client.until_done(accepted.json()["poll_url"])
        return accepted, running, done, (await client.ask()).json()

    model.answers()
    accepted, running, done, whole = in_a_process(later())
    body = accepted.json()
    assert accepted.status_code == 202
    assert accepted["Preference-Applied"] == "respond-async"
    assert body["poll_url"] == f"http://testserver/api/v1/tasks/{body['task_id']}"
    assert body["status"] == running["status"] == "running"
    assert done["status"] == "done"
    assert done["result"] == whole
    assert whole["turn_id"] == body["task_id"]


def test_a_client_that_goes_away_does_not_stop_the_turn(token: str, model: HeldModel) -> None:
    async def leave() -> dict[str, Any]:
        client = Api(token)
        waiting = asyncio.create_task(client.ask())
        while not model.server.requests:
            await asyncio.sleep(0.01)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        model.go_on()
        return dict((await client.ask()).json())

    model.answers()
    assert in_a_process(leave())["answer"].startswith("It opens on 4 May [1].")


def test_a_client_may_stop_it(token: str, model: HeldModel) -> None:
    async def stopped() -> tuple[dict[str, Any], dict[str, Any]]:
        client = Api(token)
        task = (await client.ask(Prefer="respond-async")).json()["task_id"]
        while not model.server.requests:
            await asyncio.sleep(0.01)
        once, again = [await client.post(f"/api/v1/turns/{task}/cancel") for _ in range(2)]
        return dict(once.json()), dict(again.json())

    model.answers()
    once, again = in_a_process(stopped())
    assert (once["status"], once["error"]["code"]) == ("failed", "cancelled")
    assert again == once


def test_tasks_that_are_not_ones_own_do_not_exist(token: str) -> None:
    grace = create_token(user_id=factories.person("grace@example.org").id)

    async def pry() -> list[int]:
        task = (await Api(token).ask(Prefer="respond-async")).json()["task_id"]
        wanted = [f"/api/v1/tasks/{turn_id}" for turn_id in (task, uuid4())]
        return [(await Api(grace).get(url)).status_code for url in wanted] + [
            (await Api().get(wanted[0])).status_code
        ]

    assert in_a_process(pry()) == [404, 404, 401]


def _abandon(person: factories.Person) -> str:
    """The id of a turn whose process is gone."""
    with tenant(person.id), connection.cursor() as cursor:
        cursor.execute(
            "WITH c AS (INSERT INTO conversations_conversation (id, user_id, title, created_at, "
            "updated_at) VALUES (gen_random_uuid(), %s, '', now(), now()) RETURNING id) "
            "SELECT id FROM c",
            [person.id],
        )
        conversation = cursor.fetchone()[0]
        turn = Turn.objects.create(
            user_id=person.id,
            conversation_id=conversation,
            request_id=str(uuid4()),
            query=QUESTION,
            status="running",
        )
    return str(turn.id)


def test_a_turn_whose_process_is_gone_has_failed_for_whoever_reads_it(
    ada: factories.Person, token: str
) -> None:
    async def read(turn_id: str) -> Any:
        return (await Api(token).get(f"/api/v1/tasks/{turn_id}")).json()

    task = in_a_process(read(_abandon(ada)))
    assert task["status"] == "failed"
    assert task["error"]["code"] == "interrupted"


def test_a_process_that_starts_fails_what_others_left_and_no_more(
    ada: factories.Person, token: str, model: HeldModel
) -> None:
    async def start() -> tuple[int, dict[str, Any]]:
        client = Api(token)
        url = (await client.ask(Prefer="respond-async")).json()["poll_url"]
        closed = await close_abandoned()
        model.go_on()
        return closed, await client.until_done(url)

    model.answers()
    left = [_abandon(ada), _abandon(factories.person("grace@example.org"))]
    closed, task = in_a_process(start())
    assert closed == len(left)
    assert task["status"] == "done"
    with tenant(ada.id):
        assert Turn.objects.get(user_id=ada.id, id=left[0]).status == Turn.Status.FAILED
