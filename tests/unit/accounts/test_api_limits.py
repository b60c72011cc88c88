"""How often a person may ask, by plan."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import pytest
from pytest_django import Settings

from accounts.models import User
from accounts.plans import LIMITS, Allowance, RateLimited, spend, spend_question, usage
from tests.api_client import Api, problem
from tests.factories import person


def asks(user: User, times: int) -> list[Allowance]:
    async def go() -> list[Allowance]:
        return [await spend_question(user) for _ in range(times)]

    return asyncio.run(go())


LEFT = 8.0  # seconds of a window that a test may need


def within_its_windows(user: User) -> User:
    """The person, when no window in which they are counted is about to end: a question just before
    its end and one just after it are of two."""
    left = min(one.reset for one in usage(user, "questions").values()) - time.time()
    if left < LEFT:
        time.sleep(max(left, 0.0) + 0.1)
    return user


@pytest.fixture
def ada(db: None) -> User:
    return within_its_windows(person("ada@example.org").user)


def test_each_question_leaves_one_less(ada: User) -> None:
    first, second = asks(ada, 2)
    assert (first.limit, first.remaining, second.remaining) == (100, 99, 98)
    assert 0 <= first.reset - time.time() <= 3600
    assert usage(ada, "questions")["hour"].used == 2


def test_the_eleventh_question_of_a_minute_waits_on_the_free_plan(ada: User) -> None:
    asks(ada, 10)
    with pytest.raises(RateLimited) as refused:
        asks(ada, 1)
    assert refused.value.status == 429
    assert 1 <= (refused.value.retry_after or 0) <= 60
    assert refused.value.allowance.limit == 10
    assert usage(ada, "questions")["hour"].used == 10  # what is refused is not counted


@pytest.mark.parametrize(("plan", "limit"), [("pro", 1_000), ("enterprise", 10_000)])
def test_other_plans_have_no_burst(ada: User, plan: str, limit: int) -> None:
    ada.plan = plan
    assert [a.remaining for a in asks(ada, 12)] == [limit - n for n in range(1, 13)]


def test_the_hour_has_an_end(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ada.plan = "pro"
    monkeypatch.setitem(LIMITS["questions"], "pro", {"hour": 3})
    assert asks(ada, 3)[-1].remaining == 0
    with pytest.raises(RateLimited) as refused:
        asks(ada, 1)
    assert "per hour" in refused.value.message


def test_people_do_not_share_and_simultaneous_questions_count_each(ada: User) -> None:
    grace = person("grace@example.org").user
    ada.plan = "enterprise"

    async def at_once() -> list[Allowance]:
        return await asyncio.gather(*(spend_question(ada) for _ in range(20)))

    assert sorted(a.remaining for a in asyncio.run(at_once())) == list(range(9_980, 10_000))
    assert asks(grace, 1)[0].remaining == 99


def test_without_redis_nobody_is_stopped(
    ada: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    away = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}
    with caplog.at_level(logging.WARNING, "accounts.plans"):
        assert [a.remaining for a in asks(ada, 12)] == [100] * 12
    assert "not counted" in caplog.text


def test_a_429_says_when_to_come_back(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS["requests"], "free", {"minute": 1})
    api = Api(ada)
    assert api.get("me").status_code == 200
    refused = api.get("me")
    error = problem(refused, 429)
    assert error["code"] == "rate_limited"
    assert refused["Retry-After"] == str(error["retry_after"])
    headers = {name: int(refused[f"X-RateLimit-{name}"]) for name in ("Limit", "Remaining")}
    assert headers == {"Limit": 1, "Remaining": 0}
    assert int(refused["X-RateLimit-Reset"]) >= time.time() - 1


def test_questions_over_http_carry_the_headers_and_end_with_429(transactional_db: None) -> None:
    user = within_its_windows(person("ada@example.org").user)
    api = Api(user)
    answer: Any = api.post("query", {"query": "hello", "request_id": "r-1"})
    assert answer.status_code == 200
    assert answer["X-RateLimit-Limit"] == "100"
    assert answer["X-RateLimit-Remaining"] == "99"
    asks(user, 9)
    refused = api.post("query", {"query": "hello again"})
    assert problem(refused, 429)["code"] == "rate_limited"
    assert refused["X-RateLimit-Limit"] == "10"
    again = api.post("query", {"query": "hello", "request_id": "r-1"})
    assert again.json() == answer.json()  # a known question costs nothing


def test_other_things_have_limits_of_their_own(ada: User) -> None:
    asks(ada, 10)
    assert spend(ada, "searches").remaining == 599
