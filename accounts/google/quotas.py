"""Google's quotas per person, kept by token buckets so that Google never has to say no.

Units: developers.google.com/gmail/api/reference/quota (projects made since May 2026), .../calendar
and .../drive/api/guides/limits.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from redis import Redis
from redis.exceptions import RedisError

from accounts.google.errors import RateLimited
from orchestrator.resilience.token_bucket import Bucket, take

log = logging.getLogger(__name__)

BUCKETS = {
    "gmail": Bucket(capacity=6_000, rate=6_000 / 60),
    "calendar": Bucket(capacity=600, rate=600 / 60),
    "drive": Bucket(capacity=325_000, rate=325_000 / 60),
}
UNITS = {
    "gmail.users.messages.get": 20,
    "gmail.users.messages.attachments.get": 20,
    "gmail.users.messages.list": 5,
    "gmail.users.messages.modify": 5,
    "gmail.users.messages.send": 100,
    "gmail.users.threads.get": 40,
    "gmail.users.threads.list": 10,
    "gmail.users.history.list": 2,
    "gmail.users.drafts.get": 20,
    "gmail.users.drafts.create": 10,
    "gmail.users.drafts.update": 15,
    "gmail.users.drafts.send": 100,
    "gmail.users.watch": 100,
    "drive.files.list": 100,
    "drive.changes.list": 100,
    "drive.files.export": 200,
    "drive.files.create": 50,
    "drive.files.update": 50,
}
DRIVE_READ = 5
DRIVE_DOWNLOAD = 200


def units_of(method_id: str, *, is_media: bool = False) -> int:
    """What one call of a method costs ("gmail.users.messages.get": 20)."""
    if is_media and method_id == "drive.files.get":
        return DRIVE_DOWNLOAD
    return UNITS.get(method_id, DRIVE_READ if method_id.startswith("drive.") else 1)


@dataclass(frozen=True, slots=True)
class Quota:
    """One person's share of Google's quotas, over all processes."""

    redis: Redis
    person: str
    longest_wait: float = 60.0
    sleep: Callable[[float], None] = time.sleep

    def spend(self, method_id: str, units: int) -> None:
        """Wait until the units are there, and spend them.

        Raises RateLimited when that takes longer than `longest_wait` seconds. Without Redis
        everything is allowed: Google itself still counts.
        """
        service = method_id.partition(".")[0]
        bucket = BUCKETS.get(service)
        waited = 0.0
        while bucket is not None:
            wait = self._take(service, units, bucket)
            if wait <= 0:
                return
            if waited + wait > self.longest_wait:
                raise RateLimited("Google's quota is used up for now", retry_after=wait)
            self.sleep(wait)
            waited += wait

    def _take(self, service: str, units: int, bucket: Bucket) -> float:
        try:
            return take(self.redis, f"quota:{service}:{self.person}", tokens=units, bucket=bucket)
        except RedisError as error:
            log.warning("quota of %s is not kept: %s", service, type(error).__name__)
            return 0.0
