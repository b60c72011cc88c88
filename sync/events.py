"""What a running sync tells whoever listens: on Redis, once it is committed.

Channel `sync:<person>`; messages are JSON `{"service", "done", "total", "error", "ended"}`. They
can get lost: the status rows are what counts.
"""

from __future__ import annotations

import json
import logging
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import transaction
from redis import Redis
from redis.exceptions import RedisError

from search.tables import Service

log = logging.getLogger(__name__)


def publish(
    user_id: UUID,
    service: Service,
    *,
    done: int = 0,
    total: int | None = None,
    error: str = "",
    ended: bool = False,
) -> None:
    """Tell it when the present transaction is committed, if it is."""
    facts = {"service": service, "done": done, "total": total, "error": error, "ended": ended}
    transaction.on_commit(lambda: _send(f"sync:{user_id}", json.dumps(facts)))


def _send(channel: str, message: str) -> None:
    try:
        _client(settings.CACHES["default"]["LOCATION"]).publish(channel, message)
    except RedisError as error:
        log.debug("progress is not published: %s", type(error).__name__)


@cache
def _client(url: str) -> Redis:
    return Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
