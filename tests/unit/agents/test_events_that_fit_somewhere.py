"""Events of which only a length and a time around it were said, and spoken ranges of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agents.query import Step
from agents.workspace import fitting
from agents.workspace.base import Call
from tests import factories_search as cache
from tests.factories import Person
from tests.factories_search import run
from tests.unit.agents.asking import ask, interval
from tests.unit.agents.material import context, query

MORNING = datetime(2026, 3, 12, 5, tzinfo=UTC)  # six in Berlin
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("said", "title", "minutes"),
    [
        ("book an hour for the tax return on Saturday morning", "Tax return", 60),
        ("put aside two hours on Thursday for the glaze", "Glaze", 120),
        ("find a time for a call with Bo and book it", "Call with Bo", 30),
        ("find half an hour with Bo next week and put it in", "Meeting with Bo", 30),
    ],
)
def test_a_length_and_a_time_around_it(said: str, title: str, minutes: int) -> None:
    intent = ask(said)
    assert intent.operation == "create_event"
    assert intent.entities["title"] == title
    assert intent.entities["duration_minutes"] == minutes
    window = intent.time_range
    assert window is not None
    asked = {"start": window.start, "end": window.end, "duration_minutes": minutes}
    assert fitting.is_open(asked)


@pytest.mark.parametrize(
    ("busy", "begins", "is_free"),
    [
        ([], "09:00", True),
        ([(8, 60)], "10:00", True),
        ([(8, 50)], "10:00", True),
        ([(8, 180)], "09:00", False),
    ],
)
def test_it_is_put_where_there_is_room(
    transactional_db: None,
    connected: Person,
    busy: list[tuple[int, int]],
    begins: str,
    is_free: bool,
) -> None:
    taken = [
        cache.event(f"e{n}", "Taken", starts_at=MORNING.replace(hour=hour),
                    ends_at=MORNING.replace(hour=hour) + timedelta(minutes=minutes))
        for n, (hour, minutes) in enumerate(busy)
    ]  # fmt: skip
    cache.index(connected, taken)
    asked = {"start": MORNING, "end": MORNING + timedelta(hours=6), "duration_minutes": 60}
    call = Call(Step("s1", "gcal", "create_event"), asked)
    found, free = run(fitting.fitted(asked, call, context(query(user_id=connected.id)), BERLIN))
    assert f"{found['start'].astimezone(BERLIN):%H:%M}" == begins
    assert free is is_free


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("put tea in for Saturday from 3 till half 4", ("2026-11-28 15:00", "2026-11-28 16:30")),
        ("schedule tea from quarter to one to two on Friday",
         ("2026-11-27 12:45", "2026-11-27 14:00")),
        ("schedule tea from three until half past four on Saturday and invite Bo",
         ("2026-11-28 15:00", "2026-11-28 16:30")),
    ],
)  # fmt: skip
def test_spoken_ranges(said: str, expected: tuple[str, str]) -> None:
    intent = ask(said)
    assert intent.operation == "create_event"
    assert interval(intent) == expected
