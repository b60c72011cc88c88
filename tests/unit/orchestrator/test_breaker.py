"""A breaker opens after failures in a row, and lets one call try again."""

from __future__ import annotations

from dataclasses import dataclass

from orchestrator.resilience.breaker import Breaker


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def opened(clock: Clock) -> Breaker:
    breaker = Breaker(clock=clock)
    for _ in range(3):
        breaker.failed()
    return breaker


def test_two_failures_leave_it_closed() -> None:
    breaker = Breaker(clock=Clock())
    breaker.failed()
    breaker.failed()
    assert breaker.allows()
    assert breaker.state == "closed"


def test_a_success_between_failures_starts_the_count_anew() -> None:
    breaker = Breaker(clock=Clock())
    for _ in range(4):
        breaker.failed()
        breaker.failed()
        breaker.succeeded()
    assert breaker.allows()


def test_three_failures_in_a_row_open_it_for_a_minute() -> None:
    clock = Clock()
    breaker = opened(clock)
    assert not breaker.allows()
    assert breaker.retry_after == 60.0
    clock.now += 59.9
    assert not breaker.allows()


def test_after_a_minute_one_call_tries_and_the_others_wait() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now += 60.0
    assert breaker.state == "half_open"
    assert [breaker.allows() for _ in range(3)] == [True, False, False]


def test_a_trial_that_succeeds_closes_it() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now += 60.0
    breaker.allows()
    breaker.succeeded()
    assert [breaker.allows() for _ in range(3)] == [True, True, True]


def test_a_trial_that_fails_opens_it_for_another_minute() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now += 60.0
    breaker.allows()
    breaker.failed()
    clock.now += 59.0
    assert not breaker.allows()
    clock.now += 1.0
    assert breaker.allows()


def test_a_trial_that_never_reports_does_not_block_for_ever() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now += 60.0
    breaker.allows()
    clock.now += 60.0
    assert breaker.allows()


def test_it_can_be_tripped_at_once() -> None:
    breaker = Breaker(clock=Clock())
    breaker.trip()
    assert not breaker.allows()
