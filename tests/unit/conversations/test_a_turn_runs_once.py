"""A turn is stored before it runs, runs once, and always ends."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.db import connection

from accounts.problems import Problem
from accounts.tenancy import close_pool, tenant
from conversations.models import Conversation, Message, Turn
from conversations.turns import finished_message, run_turn, start_turn
from tests import factories
from tests import factories_search as cache
from tests.factories_search import NOW, run


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    person = factories.person("ada@example.org")
    cache.index(person, [cache.mail("m1", "The lighthouse", "The lighthouse opens on 4 May.")])
    return person


def _turns(person: factories.Person) -> list[Turn]:
    with tenant(person.id):
        return list(Turn.objects.filter(user_id=person.id))


async def _asked(person: factories.Person, request_id: str | None = None) -> dict[str, Any]:
    turn = await start_turn(
        user_id=person.id,
        query="find the mail about the lighthouse",
        conversation_id=None,
        request_id=request_id,
    )
    return await finished_message(turn, now=NOW)


def test_ten_askers_of_one_request_share_one_turn(ada: factories.Person) -> None:
    async def all_at_once() -> list[dict[str, Any]]:
        return await asyncio.gather(*(_asked(ada, "r-1") for _ in range(10)))

    messages = run(all_at_once())
    assert len({m["message_id"] for m in messages}) == 1
    (turn,) = _turns(ada)
    assert turn.status == Turn.Status.DONE
    with tenant(ada.id):
        assert Message.objects.filter(user_id=ada.id).count() == 1
        assert Conversation.objects.filter(user_id=ada.id).count() == 1


def test_a_reader_that_leaves_cancels_the_turn(ada: factories.Person) -> None:
    async def leave_early() -> None:
        turn = await start_turn(
            user_id=ada.id, query="find the lighthouse", conversation_id=None, request_id=None
        )
        events = run_turn(turn, now=NOW)
        await anext(events)
        await events.aclose()

    run(leave_early())
    (turn,) = _turns(ada)
    assert turn.status == Turn.Status.CANCELLED
    assert turn.finished_at is not None


def test_a_turn_whose_search_breaks_is_failed_and_says_so(ada: factories.Person) -> None:
    from tests import database

    with database.owner_connection(connection.settings_dict["NAME"]) as owner:
        owner.execute("REVOKE INSERT ON conversations_message FROM orchestrator_app")
        try:
            with pytest.raises(Problem) as problem:
                run(_asked(ada, "r-1"))
            assert problem.value.code == "unknown_error"
            (turn,) = _turns(ada)
            assert turn.status == Turn.Status.FAILED
            assert turn.error is not None
            assert turn.error["code"] == "unknown_error"
            with pytest.raises(Problem):
                run(_asked(ada, "r-1"))
        finally:
            owner.execute("GRANT INSERT ON conversations_message TO orchestrator_app")


def test_the_title_of_a_conversation_is_its_first_question(ada: factories.Person) -> None:
    message = run(_asked(ada))
    with tenant(ada.id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT title FROM conversations_conversation WHERE id = %s",
            [message["conversation_id"]],
        )
        assert cursor.fetchone() == ("find the mail about the lighthouse",)


def test_the_pool_can_be_closed_twice() -> None:
    async def twice() -> None:
        await close_pool()
        await close_pool()

    asyncio.run(twice())
