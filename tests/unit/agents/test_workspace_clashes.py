"""Events that overlap one another, or fall into the dates that a text names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from agents.query import Item
from agents.workspace.clashes import MAX_DATED, named_times, overlapping, within
from tests.unit.agents.material import NOW, ZONE, event

TEN = datetime(2026, 3, 12, 10, tzinfo=UTC)


def at(item_id: str, hours: float, length: float = 1.0, **details: object) -> Item:
    start = TEN + timedelta(hours=hours)
    return event(item_id, item_id, start, end=start + timedelta(hours=length), **details)


def test_events_that_overlap_are_pairs_in_the_order_of_time() -> None:
    events = [at("late", 5), at("b", 0.5), at("a", 0)]
    assert overlapping(events) == (("a", "b"),)


def test_events_one_after_the_other_do_not_clash() -> None:
    assert overlapping([at("a", 0), at("b", 1)]) == ()


def test_what_takes_no_time_clashes_with_nothing() -> None:
    declined = [{"email": "ada@example.org", "self": True, "response": "declined"}]
    free = [
        at("b", 0, transparency="transparent"),
        at("c", 0, status="cancelled"),
        at("d", 0, attendees=declined),
        at("e", -10, 24, all_day=True),
    ]
    assert overlapping([at("a", 0), *free]) == ()


def test_a_whole_day_clashes_with_the_one_event_that_is_asked_about() -> None:
    away = at("away", -10, 24, all_day=True)
    assert overlapping([at("a", 0), away, at("b", 8)], with_event="a") == (("a", "away"),)


def test_an_event_falls_into_the_dates_that_a_text_names() -> None:
    text = "Out of office\nI am away on 12 March 2026.\nCall Bo instead."
    times = named_times(text, now=NOW, time_zone=ZONE)
    assert [time.line for time in times] == ["I am away on 12 March 2026"]
    hits = within([at("a", 0), at("later", 48)], times)
    assert [(hit.id, time.line) for hit, time in hits] == [("a", "I am away on 12 March 2026")]


def test_dates_that_are_over_and_lines_without_a_date_are_left_out() -> None:
    text = "Version 2\nWritten on 1 February 2025\nSee you in May"
    assert all(time.range.end and time.range.end > NOW for time in
               named_times(text, now=NOW, time_zone=ZONE))  # fmt: skip
    assert named_times("nothing here\nat all", now=NOW, time_zone=ZONE) == ()


def test_a_word_that_does_not_end_is_read_as_quickly_as_any_other() -> None:
    blob = "a" * 30_000
    text = f"{blob}\n{blob} 12 March 2026\nWe meet on 12 March 2026"
    times = named_times(text, now=NOW, time_zone=ZONE)
    assert [time.line for time in times] == ["We meet on 12 March 2026"]


def test_of_a_long_table_only_so_many_rows_are_read() -> None:
    rows = [f"Row {number}, 1 February 2025" for number in range(MAX_DATED - 1)]
    rows += ["We meet on 12 March 2026", "We part on 13 March 2026"]
    times = named_times("\n".join(rows), now=NOW, time_zone=ZONE)
    assert [time.line for time in times] == ["We meet on 12 March 2026"]
