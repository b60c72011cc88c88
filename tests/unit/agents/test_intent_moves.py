"""From when to when something is moved."""

from __future__ import annotations

import pytest

from tests.unit.agents.asking import ask, interval


@pytest.mark.parametrize(
    ("text", "was", "becomes"),
    [
        (
            "move the survey from Tuesday to Thursday at 11",
            "2026-12-01",
            ("2026-11-26 11:00", "2026-11-26 12:00"),
        ),
        ("move Thursday's lunch to Friday", "2026-11-26", ("2026-11-27 00:00", "2026-11-28 00:00")),
        (
            "push the lunch on Monday to Tuesday at 9am",
            "2026-11-30",
            ("2026-12-01 09:00", "2026-12-01 10:00"),
        ),
    ],
)
def test_the_time_it_has_is_told_from_the_time_it_gets(
    text: str, was: str, becomes: tuple[str, str]
) -> None:
    understood = ask(text)
    assert understood.operation == "update_event"
    assert understood.entities["from_time"]["start"].startswith(was)
    assert interval(understood) == becomes


def test_a_new_time_alone_says_nothing_about_the_old_one() -> None:
    understood = ask("move the survey to Friday at 10")
    assert "from_time" not in understood.entities
    assert interval(understood)[0] == "2026-11-27 10:00"


def test_no_day_is_part_of_what_the_event_is_called() -> None:
    assert ask("move Thursday's lunch to Friday").entities["topic"] == "lunch"
