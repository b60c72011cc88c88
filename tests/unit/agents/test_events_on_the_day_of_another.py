"""Events that are made or moved to a day which another event tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agents.errors import StepError
from agents.planner import plan
from agents.query import Query, Step
from agents.workspace import besides
from agents.workspace.base import Call
from tests import factories_search as cache
from tests.factories import Person
from tests.factories_search import run
from tests.unit.agents.asking import NOBODY, NOW, ZONE, ask, interval
from tests.unit.agents.material import context, event, query

EVE = "the evening before the fair, block eight till nine for packing"


def test_the_day_is_looked_up_and_the_time_is_as_it_was_said() -> None:
    intent = ask(EVE)
    assert intent.operation == "create_event"
    assert intent.entities["beside"] == {"event": "the fair", "days": -1}
    assert intent.entities["title"] == "Packing"
    assert interval(intent) == ("2026-11-25 20:00", "2026-11-25 21:00")
    look, write = plan(intent, Query(EVE, NOBODY, NOW, ZONE)).steps
    assert (look.operation, look.arguments["thing"]) == ("told", "the fair")
    assert write.arguments["day_of"].step_id == look.id


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("move the review to the day after the fair", 1),
        ("put lunch in the diary two days after the fair", 2),
        ("schedule lunch a week before the fair", -7),
    ],
)
def test_so_many_days_from_it(said: str, days: int) -> None:
    assert ask(said).entities["beside"]["days"] == days


@pytest.mark.parametrize(
    "said", ["what is on the day before the fair?", "call Bo the day after tomorrow"]
)
def test_no_event_tells_the_day_of_a_question_or_of_tomorrow(said: str) -> None:
    assert "beside" not in ask(said).entities


def moved(told: datetime | None, **said: Any) -> Any:
    step = Step("s2", "gcal", "create_event", {"day_of": told, **said})
    given = {**said, **({"day_of": told} if told else {})}
    return besides.on_its_day(Call(step, given), ZoneInfo("Europe/Berlin"))


def test_the_times_go_to_that_day_and_without_any_it_is_the_whole_day() -> None:
    fair = datetime(2026, 3, 29, 8, tzinfo=UTC)  # the day that summer time begins
    start = datetime(2026, 3, 10, 19, tzinfo=UTC)  # 20:00 in Berlin
    times = moved(fair, start=start, end=start, day_shift=1)
    assert times["start"].isoformat() == "2026-03-30T20:00:00+02:00"
    assert moved(fair, day_shift=-1)["start"].isoformat() == "2026-03-28T00:00:00+01:00"


def test_a_whole_day_is_that_of_its_own_calendar() -> None:
    tokyo = datetime(2026, 3, 11, 15, tzinfo=UTC)  # the 12th there, the 11th in Berlin
    fair = event("e1", "Fair", tokyo, all_day=True, time_zone="Asia/Tokyo")
    call = Call(Step("s2", "gcal", "create_event", {"day_of": tokyo}), {"day_of": tokyo},
                {"day_of": fair})  # fmt: skip
    times = besides.on_its_day(call, ZoneInfo("Europe/Berlin"))
    assert times["start"].isoformat() == "2026-03-12T00:00:00+01:00"


def test_without_that_event_nothing_is_proposed() -> None:
    with pytest.raises(StepError, match="was not found"):
        moved(None, day_shift=-1)


@pytest.mark.parametrize(
    ("titles", "first"),
    [
        (["Flight PX 204"], "Flight PX 204"),
        (["Train to Lyon", "Flight to Porto"], "Flight to Porto"),
        (["Train to Lyon", "Ferry to Bari"], "Talk with Ilse in Porto"),
        (["PO 4711 review"], "Talk with Ilse in Porto"),
    ],
)
def test_a_journey_begins_with_its_first_leg(
    transactional_db: None, connected: Person, titles: list[str], first: str
) -> None:
    flight = datetime(2026, 3, 17, 9, tzinfo=UTC)
    legs = [
        cache.event(f"leg{n}", title, starts_at=flight.replace(hour=9 + n))
        for n, title in enumerate(titles)
    ]
    talk = cache.event("talk", "Talk with Ilse in Porto", starts_at=flight.replace(day=19))
    cache.index(connected, [*legs, talk])

    async def go() -> Any:
        asked = context(replace(query(user_id=connected.id)))
        step = Step("s0d", "gcal", "told")
        said = {"thing": "fly out to Ilse", "after": asked.query.now}
        return await besides.told(Call(step, said), asked)

    assert [item.title for item in run(go()).items] == [first]
