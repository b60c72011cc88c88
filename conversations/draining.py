"""How a web process goes when it is told to (SIGTERM): it takes nothing new, lets what runs end for
a while, says of the rest that it was interrupted, and sends its sockets elsewhere.

Daphne alone would drop everything at once. Other servers drain by themselves.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Collection
from typing import Any, Protocol

from django.conf import settings

from agents import sending
from conversations import own_writes
from conversations.hub import hub
from conversations.problems import interrupted
from conversations.stored import close_turn

log = logging.getLogger(__name__)

# Below what usually follows: Kubernetes and Heroku kill after 30 s, `make run` after 5 s.
GRACE_SECONDS = 20.0
LOCAL_GRACE_SECONDS = 2.5
END_SECONDS = 0.8
LOOK_SECONDS = 0.02
RESTARTING = 4012  # the meaning of 1012, which Daphne refuses to send

Application = Callable[..., Awaitable[None]]


class Leaving(Protocol):
    """A socket, as far as it is asked to go."""

    following: Collection[Any]

    async def close(self, code: int | None = None) -> None: ...


# Of this process: sockets that are open, deeds that go on without one, requests being answered.
open_sockets: set[Leaving] = set()
deeds: set[asyncio.Task[None]] = set()
_requests: set[object] = set()
_going: list[asyncio.Future[None]] = []


def counted(application: Application) -> Application:
    """`application`, whose requests are waited for before the process goes."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        request = object()
        _requests.add(request)
        try:
            await application(scope, receive, send)
        finally:
            _requests.discard(request)

    return app


async def drain(seconds: float) -> None:
    """Ends everything in order, in at most `seconds` and two more. Nothing new may come by then."""
    hub().is_draining = True
    if not await _until(_is_idle, seconds):
        log.warning("%d questions are interrupted by a restart", len(hub().tasks))
        await _interrupt()
        await _until(_is_idle, END_SECONDS)
    await _until(hub().write_behind.is_written, END_SECONDS)
    await asyncio.gather(*(socket.close(RESTARTING) for socket in list(open_sockets)))
    await asyncio.sleep(LOOK_SECONDS)  # the server writes what it was given


async def _until(is_done: Callable[[], bool], seconds: float) -> bool:
    deadline = asyncio.get_running_loop().time() + seconds
    while not is_done():
        if asyncio.get_running_loop().time() > deadline:
            return False
        # Who follows nothing has nothing to wait for.
        left = [socket.close(RESTARTING) for socket in open_sockets if not socket.following]
        await asyncio.gather(*left)
        await asyncio.sleep(LOOK_SECONDS)
    return True


def _is_idle() -> bool:
    following = any(socket.following for socket in open_sockets)
    waiting = sending.is_waiting() or own_writes.is_queueing()
    return not (hub().tasks or deeds or _requests or following or waiting)


async def _interrupt() -> None:
    for turn_id in list(hub().tasks):
        turn = hub().logs[turn_id]
        try:
            await close_turn(
                user_id=turn.user_id, turn_id=turn_id, status="failed", problem=interrupted()
            )
        except Exception as error:  # noqa: BLE001 - its lease runs out, which says the same later
            log.warning("turn %s was not closed: %s", turn_id, error)
        hub().cancel(turn_id)


def on_sigterm() -> None:
    """Has Daphne's process drain. Does nothing in another server's, or in none."""
    if "daphne.server" in sys.modules:
        # Twisted sets its own handler while it starts.
        _reactor().callWhenRunning(lambda: signal.signal(signal.SIGTERM, _told_to_go))


def _told_to_go(number: int, frame: Any) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the second time at once
    _reactor().callFromThread(_go)


def _go() -> None:
    from twisted.internet.tcp import Port

    listening: list[Any] = [r for r in _reactor().getReaders() if isinstance(r, Port)]
    for port in listening:
        port.stopListening()
    _going.append(asyncio.ensure_future(_drain_and_stop()))


async def _drain_and_stop() -> None:
    try:
        await drain(LOCAL_GRACE_SECONDS if settings.LOCAL else GRACE_SECONDS)
    except Exception:  # whatever it was, the process goes
        log.exception("not everything ended in order")
    _reactor().stop()


def _reactor() -> Any:
    from twisted.internet import reactor  # the import installs one: only where Daphne has

    return reactor
