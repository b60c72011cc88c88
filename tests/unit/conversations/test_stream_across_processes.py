"""A turn goes on without the connection that asked, and can be followed from anywhere."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from accounts.tenancy import tenant
from accounts.tokens import create_token
from conversations.models import Turn
from tests import factories
from tests.sockets import another_process, in_a_process, numbers, open_socket, tokens
from tests.unit.conversations.conftest import PIECES, HeldModel

QUESTION = "find the mail about the lighthouse"
ANSWER = "".join(PIECES)


async def _ask_and_leave(token: str) -> list[dict[str, Any]]:
    """What was heard until the first words, before the page went away."""
    async with open_socket(token=token) as socket:
        await socket.say(type="ask", query=QUESTION, request_id="r-1")
        return await socket.hear_until("token")


def test_a_page_that_is_loaded_again_goes_on_without_a_lost_or_doubled_token(
    token: str, model: HeldModel
) -> None:
    async def reload() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        before = await _ask_and_leave(token)
        async with open_socket(token=token) as socket:
            await socket.say(type="resume", turn_id=before[-1]["turn_id"], after=before[-1]["seq"])
            model.go_on()
            return before, await socket.hear_until("turn.finished")

    model.answers()
    before, after = in_a_process(reload())
    assert tokens(before) == PIECES[0]
    assert tokens(before + after) == ANSWER
    assert numbers(before + after) == list(range(1, len(before + after) + 1))
    assert after[-1]["message"]["answer"] == ANSWER


def test_a_turn_that_nobody_follows_is_answered_and_stored(
    ada: factories.Person, token: str, model: HeldModel
) -> None:
    async def leave() -> None:
        await _ask_and_leave(token)
        model.go_on()
        await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name().startswith("turn ")))

    model.answers()
    in_a_process(leave())
    with tenant(ada.id):
        assert Turn.objects.get(user_id=ada.id).status == Turn.Status.DONE


def test_another_process_follows_a_turn_while_it_runs(token: str, model: HeldModel) -> None:
    async def follow(turn_id: str) -> list[dict[str, Any]]:
        async with open_socket(token=token) as socket:
            await socket.say(type="resume", turn_id=turn_id, after=0)
            heard = await socket.hear_until("token")
            model.go_on()
            return heard + await socket.hear_until("turn.finished")

    async def run(elsewhere: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        async with open_socket(token=token) as socket:
            await socket.say(type="ask", query=QUESTION)
            own = await socket.hear_until("token")
            followed = elsewhere(follow(own[0]["turn_id"]))
            own += await socket.hear_until("turn.finished")
            return own, await asyncio.wrap_future(followed)

    model.answers()
    with another_process() as elsewhere:
        own, followed = in_a_process(run(elsewhere))
    assert followed == own
    assert tokens(own) == ANSWER


def test_a_finished_turn_is_told_again_after_a_restart(token: str) -> None:
    async def ask() -> list[dict[str, Any]]:
        async with open_socket(token=token) as socket:
            return await socket.ask(QUESTION)

    async def resume(turn_id: str, after: int) -> list[dict[str, Any]]:
        async with open_socket(token=token) as socket:
            return await socket.resume(turn_id, after)

    asked = in_a_process(ask())
    assert in_a_process(resume(asked[0]["turn_id"], 0)) == asked
    assert in_a_process(resume(asked[0]["turn_id"], 4)) == asked[4:]


def test_cancelling_stops_the_turn_for_all_who_follow(
    ada: factories.Person, token: str, model: HeldModel
) -> None:
    async def cancel() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        async with open_socket(token=token) as one, open_socket(token=token) as other:
            await one.say(type="ask", query=QUESTION)
            turn_id = (await one.hear_until("token"))[0]["turn_id"]
            await other.say(type="resume", turn_id=turn_id, after=0)
            await other.say(type="cancel", turn_id=turn_id)
            return await one.hear_until("error"), await other.hear_until("error")

    model.answers()
    ends = in_a_process(cancel())
    assert [end[-1]["error"]["code"] for end in ends] == ["cancelled", "cancelled"]
    with tenant(ada.id):
        assert Turn.objects.get(user_id=ada.id).status == Turn.Status.CANCELLED


def test_another_process_can_cancel(token: str, model: HeldModel) -> None:
    async def cancel(turn_id: str) -> None:
        async with open_socket(token=token) as socket:
            await socket.say(type="cancel", turn_id=turn_id)
            await socket.say(type="ping")
            await socket.hear()

    async def run(elsewhere: Any) -> list[dict[str, Any]]:
        async with open_socket(token=token) as socket:
            await socket.say(type="ask", query=QUESTION)
            own = await socket.hear_until("token")
            await asyncio.wrap_future(elsewhere(cancel(own[0]["turn_id"])))
            return await socket.hear_until("error")

    model.answers()
    with another_process() as elsewhere:
        assert in_a_process(run(elsewhere))[-1]["error"]["code"] == "cancelled"


@pytest.mark.parametrize("kind", ["resume", "cancel"])
def test_turns_of_other_people_do_not_exist(token: str, model: HeldModel, kind: str) -> None:
    grace = create_token(user_id=factories.person("grace@example.org").id)

    async def pry() -> list[dict[str, Any]]:
        own = await _ask_and_leave(token)
        async with open_socket(token=grace) as socket:
            heard = []
            for turn_id in (own[0]["turn_id"], str(uuid4())):
                await socket.say(type=kind, turn_id=turn_id)
                heard.append(await socket.hear())
        model.go_on()
        async with open_socket(token=token) as socket:
            await socket.resume(own[0]["turn_id"])
        return heard

    model.answers()
    for answer in in_a_process(pry()):
        assert answer["type"] == "error"
        assert answer["error"]["code"] == "not_found"
