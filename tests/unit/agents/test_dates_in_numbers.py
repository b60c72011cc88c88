"""The day stands first in a date of numbers, but in the United States."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from agents.understanding.dates import find_time

SUNDAY = datetime(2026, 11, 22, 10, tzinfo=UTC)


def day_of(text: str, zone: str) -> date | None:
    found = find_time(text, now=SUNDAY, time_zone=zone, ahead=True).range
    return found.start.date() if found and found.start else None


@pytest.mark.parametrize(
    ("text", "zone", "day"),
    [
        ("what's on 2/12", "Europe/London", date(2026, 12, 2)),
        ("what's on 2/12", "Asia/Kolkata", date(2026, 12, 2)),
        ("what's on 12/2", "America/New_York", date(2026, 12, 2)),
        ("what's on 02/12/2026", "Europe/Berlin", date(2026, 12, 2)),
        ("what's on 02/12/2026", "America/Chicago", date(2026, 2, 12)),
        ("what's on 25/12", "America/Chicago", date(2026, 12, 25)),
        ("what's on 10.12. in the evening", "Europe/Berlin", date(2026, 12, 10)),
        ("what's on 5.1.2027", "Europe/Berlin", date(2027, 1, 5)),
        ("what's on 2026-12-02", "Europe/London", date(2026, 12, 2)),
        ("at 10.12 tomorrow", "Europe/London", date(2026, 11, 23)),
    ],
)
def test_the_order_is_that_of_the_persons_country(text: str, zone: str, day: date) -> None:
    assert day_of(text, zone) == day
