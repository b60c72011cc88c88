"""Events that a question names in its own words, looked up in the person's calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from agents.query import Item, Step
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.clashes import named_times
from agents.workspace.registry import AGENTS
from tests import factories
from tests import factories_search as cache
from tests.factories import Person
from tests.factories_search import run
from tests.unit.agents.material import NOW, ZONE, context, query

DAY = timedelta(days=1)


@pytest.fixture
def person(transactional_db: None) -> Person:
    someone = factories.person("ada@example.org")
    plan = [("Pier review", 24), ("Choir practice", 25.5), ("Plumber", 27), ("Plumber", 75)]
    cache.index(
        someone,
        [
            cache.event(f"e{n}", title, starts_at=NOW + timedelta(hours=hours))
            for n, (title, hours) in enumerate(plan)
        ],
    )
    return someone


def asked(person: Person, operation: str, **arguments: Any) -> Outcome:
    call = Call(Step("s1", "gcal", operation), arguments)
    return run(_run(operation, call, context(query(user_id=person.id))))


async def _run(operation: str, call: Call, asked_in: Context) -> Outcome:
    return await AGENTS["gcal"].operations[operation].run(call, asked_in)


def titles(items: tuple[Item, ...], ids: tuple[str, ...]) -> list[str]:
    known = {item.id: item.title for item in items}
    return [known.get(event_id, "") for event_id in ids]


def test_two_events_are_found_on_one_day(person: Person) -> None:
    found = asked(person, "conflicts", things=("plumber", "pier review"), after=NOW)
    assert titles(found.items, found.data["things"]) == ["Plumber", "Pier review"]
    assert found.data["things"][0] == "e2"  # not the one of another day
    assert found.data["conflicts"] == ()


def test_what_overlaps_a_named_event_is_told(person: Person) -> None:
    cache.index(person, [cache.event("late", "Tea", starts_at=NOW + timedelta(hours=24.5))])
    found = asked(person, "conflicts", things=("pier review",), after=NOW)
    assert found.data["conflicts"] == (("e0", "late"),)


def test_an_event_of_another_name_is_not_taken_for_it(person: Person) -> None:
    cache.index(person, [cache.event("trip", "Trip to Porto", starts_at=NOW + 3 * DAY)])
    assert asked(person, "named", things=("Lisbon trip",), after=NOW).items == ()


def test_free_time_lies_between_two_named_events(person: Person) -> None:
    window = {"after": NOW + DAY / 2, "before": NOW + 2 * DAY}
    found = asked(person, "find_time", since="pier review", until="choir", **window)
    (slot,) = found.data["free"]
    assert (slot.start, slot.end) == (NOW + timedelta(hours=25), NOW + timedelta(hours=25.5))


def test_the_day_beside_an_event_is_listed(person: Person) -> None:
    found = asked(person, "named", things=("pier review",), after=NOW, days=2)
    assert titles(found.items, found.data["listed"]) == ["Plumber"]


def test_two_days_in_a_row_of_a_table_are_a_span() -> None:
    text = "Who\tFrom\tTo\nOrla\tMonday 16 March 2026\tFriday 20 March 2026\tBo"
    (found,) = named_times(text, now=NOW, time_zone=ZONE)
    assert found.range.start is not None
    assert found.range.end is not None
    assert found.range.end - found.range.start == 5 * DAY
