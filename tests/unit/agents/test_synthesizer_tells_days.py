"""Days: what is next, whether a time is free, and what clashes."""

from __future__ import annotations

from agents.query import Item, TimeRange
from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import event, file, intent, result

PIER, DOCK = event("e1", "Pier", at(12, 8)), event("e2", "Dock", at(12, 8, 30))
THURSDAY = {"after": at(11, 23), "before": at(12, 23)}


def free(
    question: str,
    *events: Item,
    hours: tuple[int, int],
    slots: tuple[TimeRange, ...] = (),
    people: tuple[str, ...] = (),
) -> str:
    start, end = at(12, hours[0]), at(12, hours[1])
    found = result("gcal", "find_time", *events, arguments={"after": start, "before": end},
                   status="ok", data={"free": slots})  # fmt: skip
    wanted = intent("find_time", "gcal", shape="free", time_range=TimeRange(start, end),
                    people=people)  # fmt: skip
    return answered(wanted, found, asked=question).text


def test_what_is_next_comes_first_and_two_more_follow() -> None:
    answer = answered(intent("search", "gcal", shape="next"), result("gcal", "list", PIER, DOCK))
    assert answer.text.startswith("Next: Thu 12 Mar, 09:00–10:00: **Pier** [1]")
    assert "After that:\n- Thu 12 Mar, 09:30–10:30: **Dock** [2]" in answer.text


def test_a_week_is_grouped_by_day_with_whole_days_first() -> None:
    holiday = event("e3", "Holiday", at(11, 23), end=at(12, 23), all_day=True)
    week = TimeRange(at(8, 23), at(15, 23))
    answer = answered(intent("search", "gcal", shape="agenda", time_range=week),
                      result("gcal", "list", PIER, holiday))  # fmt: skip
    assert "between Monday 9 March and Sunday 15 March" in answer.text
    assert answer.text.index("**Thursday 12 March**") < answer.text.index("all day: **Holiday**")
    assert answer.text.index("all day: **Holiday**") < answer.text.index("**Pier**")


def test_a_time_is_free_or_it_is_not() -> None:
    assert free("am I free on Thursday at nine?", PIER, hours=(8, 9)).startswith(
        "No, you are not free on Thursday 12 March, 09:00–10:00:\n- 09:00–10:00: **Pier** [1]"
    )
    assert free("am I free on Thursday at noon?", hours=(11, 12)) == (
        "Yes, you are free on Thursday 12 March, 12:00–13:00 (times in Europe/Berlin)."
    )


def test_the_time_of_somebody_else_is_not_told_from_ones_own_calendar() -> None:
    text = free("is Orla free on Thursday at noon?", hours=(11, 12), people=("Orla",))
    assert text.startswith("I cannot read Orla’s calendar, only yours")
    assert "In your own calendar: " in text


def test_free_times_are_listed_with_what_is_taken() -> None:
    text = free("when am I free?", PIER, hours=(8, 17), slots=(TimeRange(at(12, 9), at(12, 17)),))
    assert "- Thu 12 Mar, 10:00–18:00" in text
    assert "Taken: Pier (09:00–10:00) [1]." in text


def test_a_clash_names_both_events_with_their_times() -> None:
    answer = answered(
        intent("search", "gcal", shape="conflicts"),
        result("gcal", "conflicts", PIER, DOCK, data={"conflicts": [("e1", "e2")]}),
    )
    assert answer.text.startswith("**1 clash**:")
    assert "**Pier** [1] overlaps **Dock** (09:30–10:30) [2]" in answer.text


def test_no_clash_is_said() -> None:
    answer = answered(intent("search", "gcal", shape="conflicts"), result("gcal", "conflicts"))
    assert answer.text == "I did not find any clashes in your calendar in the next two weeks."


def test_events_that_fall_into_the_dates_of_a_document_are_told_with_its_line() -> None:
    away = file("f1", "Away", "Ada Thursday 12 March\nBo Friday 13 March",
                shared_with=[{"name": "Ada", "email": "ada@example.org"}])  # fmt: skip
    itself = event("e3", "Away", at(11, 23), end=at(12, 23), all_day=True)
    held = [
        {"event": "e1", "line": "Ada Thursday 12 March", "range": TimeRange(at(12, 0), at(13, 0))},
        {"event": "e2", "line": "Bo Friday 13 March", "range": TimeRange(at(13, 0), at(14, 0))},
        {"event": "e3", "line": "Ada Thursday 12 March", "range": TimeRange(at(12, 0), at(13, 0))},
    ]
    answer = answered(
        intent("search", "gcal", shape="conflicts", anchor={"services": ["gdrive"]}),
        result("gdrive", "read", away, id="s2"),
        result("gcal", "conflicts", PIER, DOCK, itself, id="s3", arguments={"against": "text"},
               data={"against": held}),
        asked="what clashes with my away document?",
    )  # fmt: skip
    assert "**1 event clashes** with **Away** [1]:" in answer.text
    assert "**Pier** [2], against “Ada Thursday 12 March”" in answer.text


def test_of_many_events_the_recurring_ones_are_told_in_one_line() -> None:
    daily = [event(f"d{n}", "Stand-up", at(n, 8)) for n in range(1, 31)]
    month = TimeRange(at(1, 0), at(31, 0))
    answer = answered(
        intent("search", "gcal", shape="agenda", time_range=month),
        result("gcal", "list", *daily, PIER),
    )
    assert "You have 31 events" in answer.text
    assert "Again and again: Stand-up (30 times)" in answer.text
    assert len(answer.citations) == 2
