"""Who may say what on which socket: every address × every message × anonymous, owner, other
person, staff.

Addresses come from the routing, messages from what the socket understands: a new one without an
expectation fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from channels.testing import WebsocketCommunicator

from accounts.models import User
from accounts.tokens import create_token
from conversations import consumers, socket_messages
from conversations.routing import no_such_socket, sockets
from tests import factories
from tests import factories_conversations as made
from tests.sockets import TERMINAL, in_a_process, open_socket

SECRET = "wreckage-of-the-amphitrite"
CHAT = "ws/chat/"
ANYTHING = "<path:anything>"
PEOPLE = ("owner", "other", "staff")

# What the owner hears about what is theirs, and everybody else about it: an error's code, the type
# of a message, or None where nothing is said.
HEARD: Mapping[str, Mapping[str, str | None]] = {
    "ping": dict.fromkeys(PEOPLE, "pong"),
    "ask": {"owner": "turn.finished", "other": "not_found", "staff": "not_found"},
    "resume": {"owner": "gone", "other": "not_found", "staff": "not_found"},
    "cancel": {"owner": None, "other": "not_found", "staff": "not_found"},
    "ack": dict.fromkeys(PEOPLE, None),
    "reject": {"owner": "action.updated", "other": "not_found", "staff": "not_found"},
    "approve": {"owner": "action.updated", "other": "not_found", "staff": "not_found"},
    "undo": {"owner": "wrong_state", "other": "not_found", "staff": "not_found"},
}


@pytest.fixture
def world(transactional_db: None) -> dict[str, Any]:
    owner = factories.person("ada@example.org")
    about = made.conversation(owner, SECRET)
    answered = made.message(owner, about, SECRET, response=SECRET)
    proposed = made.action(owner, about, arguments={**made.MAIL, "subject": SECRET})
    people = {
        "owner": owner.user,
        "other": factories.person("grace@example.org").user,
        "staff": User.objects.create_superuser("support@example.org", factories.PASSWORD),
    }
    return {
        "people": people,
        "tokens": {who: create_token(user_id=user.id) for who, user in people.items()},
        "message": {
            "query": "Find the mails about the lighthouse",
            "conversation_id": str(about.id),
            "turn_id": str(answered.turn_id),
            "action_id": str(proposed.id),
            "seq": 1,
        },
    }


def test_every_address_has_an_expectation() -> None:
    routes = {str(route.pattern): route.callback for route in sockets.routes}
    assert set(routes) == {CHAT, ANYTHING, ""}
    assert routes[ANYTHING] is routes[""] is no_such_socket


def test_every_message_has_an_expectation() -> None:
    assert set(HEARD) == set(socket_messages.SHAPES)
    handlers = {name for name in vars(consumers.ChatConsumer) if name.startswith("on_")}
    assert handlers == {f"on_{kind}" for kind in HEARD}


@pytest.mark.parametrize("token", ["", "made-up"])
def test_nobody_who_is_not_signed_in_is_heard(transactional_db: None, token: str) -> None:
    async def said() -> int:
        async with open_socket(token=token) as socket:
            await socket.say(type="ping")
            return await socket.closed()

    assert in_a_process(said()) == consumers.NOT_SIGNED_IN


@pytest.mark.parametrize("address", ["/ws/", "/ws/chat", "/ws/other/", "/", "/ws/chat/more/"])
def test_there_is_no_other_socket(world: dict[str, Any], address: str) -> None:
    async def opened() -> bool:
        token = world["tokens"]["owner"]
        connection = WebsocketCommunicator(sockets, address, subprotocols=[f"bearer.{token}"])
        return bool((await connection.connect(timeout=20.0))[0])

    assert not in_a_process(opened())


@pytest.mark.parametrize("kind", sorted(HEARD))
def test_each_person_is_told_of_their_own_and_nobody_elses(
    world: dict[str, Any], kind: str
) -> None:
    for who in ("other", "staff", "owner"):
        answer = in_a_process(_answer(world["tokens"][who], kind, world["message"]))
        assert _name(answer) == HEARD[kind][who], (who, answer)
        if who != "owner":
            assert SECRET not in str(answer), who


async def _answer(token: str, kind: str, fields: Mapping[str, Any]) -> dict[str, Any] | None:
    """What ends the answer to a message about the owner's things; None before an answer to the
    ping behind it."""
    async with open_socket(token=token) as socket:
        await socket.say(type=kind, request_id=str(uuid4()), **fields)
        await socket.say(type="ping")
        heard = await socket.hear()
        if kind == "ping" or heard["type"] != "pong":
            return heard if kind != "ask" or heard["type"] == "error" else await _end(socket)
        return await _later(socket, kind)


async def _later(socket: Any, kind: str) -> dict[str, Any] | None:
    """Decisions are carried out while the socket goes on."""
    if HEARD[kind]["owner"] is None:
        return None
    return dict(await socket.hear())


async def _end(socket: Any) -> dict[str, Any]:
    return dict((await socket.hear_until(*TERMINAL))[-1])


def _name(answer: Mapping[str, Any] | None) -> str | None:
    if answer is None:
        return None
    return str(answer["error"]["code"] if answer["type"] == "error" else answer["type"])
