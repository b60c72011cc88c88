"""Proposed actions of a person with a simulated Google account, and what became of them there."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any
from uuid import UUID

from agents import actions
from conversations import own_writes
from tests.factories import Person
from tests.factories_search import run
from tests.google_simulator import access_token, control, google_client
from tests.unit.agents.material import NOW, stored_turn

Json = dict[str, Any]


async def propose(
    person: Person, agent: Any, operation: str, arguments: Json, provenance: Json | None = None
) -> Json:
    """As the person said it, but for what `provenance` tells otherwise."""
    said: Json = {name: {"source": "user", "ref": None} for name in arguments}
    return await actions.propose(
        user_id=person.id,
        turn_id=await stored_turn(person.id),
        connection_id=person.connection.id,
        agent=agent,
        operation=operation,
        arguments=arguments,
        provenance=said | (provenance or {}),
        now=NOW,
    )


def which(person: Person, action: Json) -> Json:
    return {"user_id": person.id, "action_id": UUID(action["id"]), "now": NOW}


def carried_out(
    person: Person, agent: Any, operation: str, arguments: Json, provenance: Json | None = None
) -> Json:
    """The action after its approval."""

    async def go() -> Json:
        action = await propose(person, agent, operation, arguments, provenance)
        return await actions.approve_and_execute(**which(person, action))

    return run(and_queued(go()))


def undone(person: Person, action: Json) -> Json:
    return run(and_queued(actions.undo(**which(person, action))))


async def and_queued(deed: Coroutine[Any, Any, Json]) -> Json:
    """As in a server, which goes on until what was written is queued to be read back."""
    done = await deed
    while own_writes.is_queueing():
        await asyncio.sleep(0.01)
    return done


def google_of(person: Person, url: str, service: str) -> Any:
    """Google's own client for the person's account."""
    return google_client(url, service, access_token(url, person.user.email))


def state(person: Person, url: str) -> Json:
    found: Json = control(url, "GET", f"state?email={person.user.email}")
    return found
