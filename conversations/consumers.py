"""The chat's WebSocket: `/ws/chat/`.

A socket is a view of turns, not their home: it asks, follows by `seq`, and may go at any time.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import aclosing
from typing import Any, ClassVar
from uuid import UUID

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.utils import timezone

from accounts.front_door import as_problem
from accounts.models import User
from accounts.problems import Problem
from agents.deciding import Decision, decide
from agents.query import Service
from conversations import running, socket_messages
from conversations.asked import start_turn
from conversations.draining import deeds, open_sockets
from conversations.notices import asker, notices
from conversations.socket_entry import bearer_protocol, is_allowed_here, person_of
from conversations.socket_window import Window
from conversations.stream import TurnLog

NOT_SIGNED_IN = 4401
NOT_ALLOWED = 4403
NOT_READING = 4408
TOO_MANY = 4429
SOCKETS_A_PERSON = 20
TURNS_A_SOCKET = 20
MESSAGES_A_PERIOD = 120
PERIOD_SECONDS = 10.0
TRUST_SECONDS = 60.0

_sockets: Counter[UUID] = Counter()


class ChatConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One socket of one person."""

    # No receive loop on a channel layer: with Redis down it would end the socket.
    channel_layer_alias: ClassVar[None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person: User | None = None
        self.window = Window()
        self.following: dict[UUID, asyncio.Task[None]] = {}
        self.trusted_until = 0.0
        self.period = (0.0, 0)
        self.is_closed = False
        self.notice = self._notice  # one object, to be known by

    async def dispatch(self, message: Mapping[str, Any]) -> None:
        """Without Channels' thread hop for Django's connections, which are not used here."""
        await getattr(self, message["type"].replace(".", "_"))(message)

    async def connect(self) -> None:
        # Accepted first: a browser sees the close code of an open socket only.
        await self.accept(subprotocol=bearer_protocol(self.scope))
        open_sockets.add(self)
        if not is_allowed_here(self.scope):
            await self.close(NOT_ALLOWED)
        elif await self._is_signed_in():
            assert self.person is not None  # noqa: S101 - signed in
            if _sockets[self.person.id] >= SOCKETS_A_PERSON:
                self.person = None
                await self.close(TOO_MANY)
            else:
                _sockets[self.person.id] += 1
                notices().add(self.person.id, self.notice)

    async def websocket_disconnect(self, message: Mapping[str, Any]) -> None:
        self.is_closed = True
        open_sockets.discard(self)
        for task in self.following.values():
            task.cancel()
        if self.person is not None:
            notices().remove(self.person.id, self.notice)
            _sockets[self.person.id] -= 1
            _sockets.pop(self.person.id, None) if not _sockets[self.person.id] else None
        raise StopConsumer

    async def close(self, code: int | None = None, reason: str | None = None) -> None:
        if not self.is_closed:
            self.is_closed = True
            await super().close(code, reason)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.is_closed:
            return
        if self._is_flooding():
            await self.close(TOO_MANY)
        elif await self._is_signed_in():
            await self._answer(text_data)

    async def _answer(self, text: str | None) -> None:
        message: dict[str, Any] = {}
        try:
            message = socket_messages.parse(text)
            await getattr(self, f"on_{message['type']}")(**socket_messages.valid(message))
        except Exception as error:  # noqa: BLE001 - the edge: the socket stays
            await self._tell(error, **socket_messages.names_of(message))

    async def on_ping(self) -> None:
        await self._say({"type": "pong"})

    async def on_ask(
        self,
        query: str,
        conversation_id: UUID | None = None,
        request_id: str | None = None,
        services: Sequence[Service] = (),
    ) -> None:
        self.window.clear()
        person = self._person()
        turn = await start_turn(
            user_id=person.id,
            query=query,
            conversation_id=conversation_id,
            request_id=request_id,
            services=services,
            admit=lambda: running.admit(person),
        )
        if turn.is_new:
            events = running.launch(turn, now=timezone.now())
        else:
            events = await running.join(user_id=person.id, turn_id=turn.id)
        self._follow(events, after=0)

    async def on_resume(self, turn_id: UUID, after: int) -> None:
        events = await running.join(user_id=self._person().id, turn_id=turn_id, after=after)
        self._follow(events, after=after)

    async def on_cancel(self, turn_id: UUID, after: int) -> None:
        await running.cancel(user_id=self._person().id, turn_id=turn_id)

    async def on_ack(self, turn_id: UUID, seq: int) -> None:
        self.window.acknowledge(str(turn_id), seq)

    async def on_approve(self, action_id: UUID, arguments: Mapping[str, Any] | None = None) -> None:
        self._act("approve", action_id, arguments)

    async def on_reject(self, action_id: UUID, arguments: Mapping[str, Any] | None = None) -> None:
        self._act("reject", action_id, None)

    async def on_undo(self, action_id: UUID, arguments: Mapping[str, Any] | None = None) -> None:
        self._act("undo", action_id, None)

    def _follow(self, events: TurnLog, *, after: int) -> None:
        """Sends the events after `after`; whoever resumes a turn again begins again from there."""
        known = self.following.pop(events.turn_id, None)
        if known is not None:
            known.cancel()
        elif len(self.following) >= TURNS_A_SOCKET:
            raise _too_many_turns()
        self.following[events.turn_id] = asyncio.create_task(self._forward(events, after))

    async def _forward(self, events: TurnLog, after: int) -> None:
        try:
            async with aclosing(events.follow(after)) as followed:
                async for event in followed:
                    if not await self.window.room():
                        await self.close(NOT_READING)
                        return
                    size = len(event.text)
                    self.window.sent(size, turn_id=str(events.turn_id), seq=event.seq)
                    await self.send(text_data=event.text)
        finally:
            if self.following.get(events.turn_id) is asyncio.current_task():
                del self.following[events.turn_id]

    def _act(
        self, decision: Decision, action_id: UUID, arguments: Mapping[str, Any] | None
    ) -> None:
        _in_background(self._decide(decision, action_id, arguments))

    def _notice(self, body: Mapping[str, Any]) -> None:
        _in_background(self._say(body))

    async def _decide(
        self, decision: Decision, action_id: UUID, arguments: Mapping[str, Any] | None
    ) -> None:
        asker.set(self.notice)
        try:
            action = await decide(
                decision,
                user_id=self._person().id,
                action_id=action_id,
                now=timezone.now(),
                arguments=arguments,
            )
        except Exception as error:  # noqa: BLE001 - the edge: the socket stays
            await self._tell(error, action_id=str(action_id))
        else:
            await self._say({"type": "action.updated", "action": action})

    async def _tell(self, error: Exception, **names: str) -> None:
        problem = as_problem(error, where="/ws/chat/")
        await self._say({"type": "error", "error": problem.as_json(), **names})

    async def _say(self, body: Mapping[str, Any]) -> None:
        if self.is_closed:
            return
        if not await self.window.room():
            await self.close(NOT_READING)
            return
        text = json.dumps(body)
        self.window.sent(len(text))
        await self.send(text_data=text)

    async def _is_signed_in(self) -> bool:
        """Looked up again every minute, so that signing out ends what is open."""
        now = asyncio.get_running_loop().time()
        if now < self.trusted_until:
            return True
        try:
            person = await person_of(self.scope)
        except Exception as error:  # noqa: BLE001 - the edge: the database may be away
            await self._tell(error)
            return False
        if person is None:
            await self.close(NOT_SIGNED_IN)
            return False
        self.person, self.trusted_until = person, now + TRUST_SECONDS
        return True

    def _is_flooding(self) -> bool:
        now = asyncio.get_running_loop().time()
        began, count = self.period
        self.period = (began, count + 1) if now - began < PERIOD_SECONDS else (now, 1)
        return self.period[1] > MESSAGES_A_PERIOD

    def _person(self) -> User:
        assert self.person is not None  # noqa: S101 - checked before every message
        return self.person


def _in_background(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(work)
    deeds.add(task)  # what was begun goes on although its socket went
    task.add_done_callback(deeds.discard)


def _too_many_turns() -> Problem:
    return Problem(
        code="rate_limited",
        title="Please Wait",
        message=f"A connection can follow {TURNS_A_SOCKET} questions at a time.",
        status=429,
        retry_after=1,
    )
