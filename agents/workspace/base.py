"""What a service agent is: named operations that take a call and give an outcome."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from agents.query import EMPTY, Intent, Item, Query, Service, Step

LIVE_READS = 3  # items a question may read from Google beyond the cache
LIVE_SECONDS = 1.5  # for all of them together


@dataclass(slots=True)
class LiveReads:
    """The live reads that a question has left. The seconds run from the first read."""

    left: int = LIVE_READS
    seconds: float = LIVE_SECONDS
    started: float | None = None

    def take(self) -> float:
        """The seconds that one more read may last; 0 when there is none."""
        now = time.monotonic()
        self.started = now if self.started is None else self.started
        remaining = self.seconds - (now - self.started)
        if self.left < 1 or remaining <= 0:
            return 0.0
        self.left -= 1
        return remaining


@dataclass(frozen=True, slots=True)
class Context:
    """The question that a call serves, and whose it is. `name` and `email` are the person's."""

    query: Query
    intent: Intent
    turn_id: UUID
    name: str = ""
    email: str = ""
    live: LiveReads = field(default_factory=LiveReads)


@dataclass(frozen=True, slots=True)
class Call:
    """A step whose references are resolved. `sources` names, for each argument that came from
    something read, the item it came from."""

    step: Step
    arguments: Mapping[str, Any]
    sources: Mapping[str, Item] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an operation gave; `more_actions` where one wish takes several, as of mails in two
    accounts. `as_of` is the age of the oldest data it used."""

    items: tuple[Item, ...] = ()
    action: Mapping[str, Any] | None = None
    more_actions: tuple[Mapping[str, Any], ...] = ()
    as_of: datetime | None = None
    data: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


Run = Callable[[Call, Context], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Capability:
    """One operation: its coroutine, the arguments it cannot do without, whether it writes."""

    run: Run
    required: frozenset[str] = frozenset()
    writes: bool = False


class ServiceAgent(Protocol):
    """An agent of one Google service. Its operations raise `agents.errors.StepError`."""

    @property
    def service(self) -> Service: ...

    @property
    def operations(self) -> Mapping[str, Capability]: ...


@dataclass(frozen=True, slots=True)
class Agent:
    """A service agent made of plain functions."""

    service: Service
    operations: Mapping[str, Capability]
