"""Gaps between events in working hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from agents.query import Item, TimeRange
from agents.scheduling import free_slots
from tests.unit.agents.material import event

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = TimeRange(datetime(2026, 3, 9, tzinfo=BERLIN), datetime(2026, 3, 16, tzinfo=BERLIN))
DAY = TimeRange(datetime(2026, 3, 10, tzinfo=BERLIN), datetime(2026, 3, 11, tzinfo=BERLIN))


def at(hour: int, minute: int = 0) -> datetime:
    """A time on Tuesday 10 March in Berlin, as the cache holds it."""
    return datetime(2026, 3, 10, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def free(*events: Item, window: TimeRange = DAY, minutes: int = 30) -> list[str]:
    slots = free_slots(events, window=window, zone=BERLIN, duration=timedelta(minutes=minutes))
    return [f"{s.start:%H:%M}-{s.end:%H:%M}" for s in slots if s.start and s.end]


def test_a_day_without_events_is_free_in_working_hours() -> None:
    assert free() == ["09:00-18:00"]


def test_events_leave_gaps_however_they_overlap() -> None:
    assert free(
        event("e2", "B", at(11), end=at(13)),
        event("e1", "A", at(10), end=at(12)),
        event("e3", "C", at(11, 30), end=at(11, 45)),
    ) == ["09:00-10:00", "13:00-18:00"]


def test_a_gap_that_is_too_short_is_none() -> None:
    assert free(event("e1", "A", at(9, 20), end=at(17, 30)), minutes=30) == ["17:30-18:00"]


def test_declined_cancelled_and_transparent_events_take_no_time() -> None:
    me = [{"email": "ada@example.org", "self": True, "response": "declined"}]
    assert free(
        event("e1", "A", at(10), attendees=me),
        event("e2", "B", at(12), status="cancelled"),
        event("e3", "C", at(14), transparency="transparent"),
    ) == ["09:00-18:00"]


def test_weekends_are_no_working_days() -> None:
    assert len(free(window=WEEK)) == 5


def test_a_weekend_that_is_asked_for_is_free_by_day() -> None:
    weekend = TimeRange(WEEK.start and WEEK.start + timedelta(days=5), WEEK.end)
    assert free(window=weekend) == ["09:00-18:00", "09:00-18:00"]


def test_hours_that_are_named_count_outside_working_hours_too() -> None:
    assert free(window=TimeRange(at(20), at(21))) == ["20:00-21:00"]
    assert free(event("e1", "A", at(20), end=at(21)), window=TimeRange(at(20), at(21))) == []


def test_the_rest_of_a_day_is_its_working_hours() -> None:
    assert free(window=TimeRange(at(15), DAY.end)) == ["15:00-18:00"]
