"""What a follow-up may refer to: the last turns of the conversation, for an hour."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from accounts.tenancy import tenant
from conversations.history import REMEMBERED_MINUTES, earlier_turns
from conversations.turns import finished_message, start_turn
from tests import factories
from tests.factories_search import NOW, run


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    return factories.person("ada@example.org")


async def _asked(person: factories.Person, words: str) -> dict[str, Any]:
    turn = await start_turn(user_id=person.id, query=words, conversation_id=None, request_id=None)
    return await finished_message(turn, now=NOW)


def _remembered(person: factories.Person, conversation_id: str) -> list[str]:
    turns = run(earlier_turns(user_id=person.id, conversation_id=UUID(conversation_id)))
    return [turn.query for turn in turns]


def test_a_turn_is_remembered_for_an_hour(ada: factories.Person) -> None:
    message = run(_asked(ada, "find the mail about the lighthouse"))
    conversation = message["conversation_id"]
    assert _remembered(ada, conversation) == ["find the mail about the lighthouse"]
    with tenant(ada.id), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE conversations_message SET created_at = created_at - make_interval(mins => %s)"
            " WHERE user_id = %s",
            [REMEMBERED_MINUTES, ada.id],
        )
    assert _remembered(ada, conversation) == []
