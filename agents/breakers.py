"""What keeps failing for a person is left alone for a while: a breaker for each service of each.

In memory, as the breakers are; the least recently used are forgotten.
"""

from __future__ import annotations

from collections import OrderedDict
from uuid import UUID

from agents.query import Service
from orchestrator.resilience.breaker import Breaker

KEPT = 4096
FAILURES = 3
SECONDS = 15.0

_breakers: OrderedDict[tuple[UUID, Service], Breaker] = OrderedDict()


def breaker_of(user_id: UUID, service: Service) -> Breaker:
    """The breaker of one service of one person; closed where nothing is known."""
    key = (user_id, service)
    found = _breakers.setdefault(key, Breaker(threshold=FAILURES, seconds=SECONDS))
    _breakers.move_to_end(key)
    while len(_breakers) > KEPT:
        _breakers.popitem(last=False)
    return found
