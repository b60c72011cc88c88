"""The workers' broker in tests: another address, or a server of a test's own that stands still."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from kombu import pools
from redis import Redis

from orchestrator.celery import app
from orchestrator.embedded import valkey
from orchestrator.embedded.data_dir import DataDir

NOWHERE = "redis://127.0.0.1:1/0"


@contextmanager
def use_broker(url: str) -> Iterator[None]:
    """Tasks are put into the queues of this broker, with the time-outs of the product."""
    before, options = app.conf.broker_url, app.conf.broker_transport_options
    product = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    _switch(url, {**product, "global_keyprefix": options["global_keyprefix"]})
    try:
        yield
    finally:
        _switch(before, options)


def _switch(url: str, options: dict[str, Any]) -> None:
    app.conf.update(broker_url=url, broker_transport_options=options)
    pools.reset()  # closes the connections to the other broker, and forgets the closed pools
    celery: Any = app
    celery._pool = celery.amqp._producer_pool = None


class Broker:
    """A server that can be stopped in its tracks: it accepts and never answers."""

    def __init__(self, url: str) -> None:
        self.url = url
        with Redis.from_url(url) as redis:
            self._pid = int(redis.info("server")["process_id"])

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        os.kill(self._pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._pid, signal.SIGCONT)

    def waiting(self, queue: str) -> int:
        with Redis.from_url(self.url) as redis:
            return int(
                redis.llen(f"{app.conf.broker_transport_options['global_keyprefix']}{queue}")
            )


@contextmanager
def own_broker(data_dir: DataDir) -> Iterator[Broker]:
    """In use for as long as it is there."""
    server = valkey.up(data_dir)
    try:
        broker = Broker(server.url)
        with use_broker(server.url):
            yield broker
    finally:
        valkey.down(data_dir)
