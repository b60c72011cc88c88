"""Google's quotas: spent from a bucket that all processes share."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from redis import Redis

from accounts.google.errors import RateLimited
from accounts.google.quotas import BUCKETS, Quota, units_of
from orchestrator.resilience.token_bucket import Bucket, take


@pytest.fixture
def redis() -> Iterator[Redis]:
    client = Redis.from_url(settings.CACHES["default"]["LOCATION"])
    yield client
    client.close()


def test_a_call_costs_what_google_says() -> None:
    assert units_of("gmail.users.messages.get") == 20
    assert units_of("gmail.users.drafts.send") == 100
    assert units_of("gmail.users.labels.list") == 1
    assert units_of("drive.files.get") == 5
    assert units_of("drive.files.get", is_media=True) == 200
    assert units_of("calendar.events.list") == 1


def test_spenders_at_once_never_spend_more_than_there_is(redis: Redis) -> None:
    key, bucket = f"test:{uuid.uuid4()}", Bucket(capacity=50, rate=0.001)

    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: take(redis, key, tokens=1, bucket=bucket), range(80)))

    assert sum(wait == 0 for wait in waits) == 50
    assert min(wait for wait in waits if wait) > 100
    assert redis.pttl(key) > 0


def test_a_quota_is_waited_for_and_then_refused(redis: Redis) -> None:
    slept: list[float] = []
    quota = Quota(redis=redis, person=str(uuid.uuid4()), longest_wait=5, sleep=slept.append)
    quota.spend("gmail.users.messages.get", int(BUCKETS["gmail"].capacity))

    with pytest.raises(RateLimited) as caught:
        quota.spend("gmail.users.messages.get", 4_000)

    assert slept == []
    assert 30 < caught.value.retry_after <= 40


def test_a_person_or_a_service_does_not_spend_anothers_quota(redis: Redis) -> None:
    one = Quota(redis=redis, person=str(uuid.uuid4()), longest_wait=0)
    one.spend("gmail.users.messages.get", 6_000)

    one.spend("calendar.events.list", 100)
    Quota(redis=redis, person=str(uuid.uuid4()), longest_wait=0).spend("gmail.users.watch", 6_000)


def test_without_redis_everything_is_allowed(caplog: pytest.LogCaptureFixture) -> None:
    nowhere = Redis.from_url("redis://127.0.0.1:1/0")

    Quota(redis=nowhere, person="x", longest_wait=0).spend("gmail.users.messages.get", 10**6)

    assert "quota of gmail is not kept" in caplog.text
