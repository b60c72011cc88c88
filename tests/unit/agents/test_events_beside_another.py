"""What is put right before or after another event, and the event that begins at an hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agents.errors import StepError
from agents.planner import plan
from agents.query import Query, Step
from agents.workspace import beginning, besides
from agents.workspace.base import Call
from tests import factories_search as cache
from tests.factories import Person
from tests.factories_search import run
from tests.unit.agents.asking import NOBODY, NOW, ZONE, ask, interval
from tests.unit.agents.material import context, event, query

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AT_TWO = datetime(2026, 3, 12, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "operation", "edge"),
    [
        ("put a drink with Bo after the tasting on Friday", "create_event", "after"),
        ("book half an hour right before the tasting to sort the cups", "create_event", "before"),
        ("remind me after the tasting to wash up", "create_event", "after"),
        ("move my haircut to after the tasting", "update_event", "after"),
    ],
)
def test_an_event_tells_the_time_of_another(said: str, operation: str, edge: str) -> None:
    intent = ask(said)
    assert intent.operation == operation
    assert intent.entities["beside"]["edge"] == edge
    write = plan(intent, Query(said, NOBODY, NOW, ZONE)).steps[-1]
    assert write.arguments["day_of"].path == ("items[0].ends" if edge == "after" else
                                              "items[0].begins")  # fmt: skip


@pytest.mark.parametrize(
    ("edge", "minutes", "start", "end"),
    [
        ("after", None, 0, 60),
        ("after", 30, 0, 30),
        ("before", 30, -30, 0),
        ("before", None, -60, 0),
    ],
)
def test_it_is_put_right_beside(edge: str, minutes: int | None, start: int, end: int) -> None:
    arguments = {"edge": edge, "day_of": AT_TWO, "duration_minutes": minutes}
    step = Step("s1", "gcal", "create_event", {"day_of": "s0d", "edge": edge})
    told = besides.on_its_day(Call(step, arguments), ZoneInfo(ZONE))
    assert told["start"] == AT_TWO + timedelta(minutes=start)
    assert told["end"] == AT_TWO + timedelta(minutes=end)


def test_nothing_is_right_beside_a_whole_day() -> None:
    step = Step("s1", "gcal", "create_event", {"day_of": "s0d", "edge": "after"})
    fair = event("fair", "Fair", AT_TWO, all_day=True)
    call = Call(step, {"edge": "after", "day_of": AT_TWO}, {"day_of": fair})
    with pytest.raises(StepError):
        besides.on_its_day(call, ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("said", "to"),
    [
        ("move my 3 o'clock to 4", "2026-11-25 16:00"),
        ("move my eleven o'clock tomorrow to half past", "2026-11-26 11:30"),
        ("move Friday's lunch at 1 to 2", "2026-11-27 14:00"),
    ],
)
def test_a_clock_moves_on_its_own_day(said: str, to: str) -> None:
    assert interval(ask(said))[0] == to


def test_an_hour_without_a_day_is_the_next_one(transactional_db: None, connected: Person) -> None:
    said = "cancel my three o'clock"
    assert plan(ask(said), Query(said, NOBODY, NOW, ZONE)).steps[0].operation == "beginning"
    asked = context(query(user_id=connected.id))
    soon = asked.query.now.replace(hour=14, minute=0) + 2 * DAY
    long = {"starts_at": soon - 2 * HOUR, "ends_at": soon + 2 * HOUR}
    known = [
        cache.event("kiln", "Kiln", starts_at=soon, ends_at=soon + HOUR),
        cache.event("long", "Long", **long),
        cache.event("half", "Half past", starts_at=soon - DAY + HOUR / 2),
        cache.event("late", "Late", starts_at=soon + DAY),
    ]
    cache.index(connected, known)
    arguments = {"at": soon, "after": asked.query.now, "before": asked.query.now + 7 * DAY}

    async def go() -> Any:
        return await beginning.beginning(Call(Step("s1", "gcal", "beginning"), arguments), asked)

    assert [one.title for one in run(go()).items] == ["Kiln"]
