"""Events that repeat: how often, the first of them, and Google's rule."""

from __future__ import annotations

import pytest

from agents.acting.repeating import rule
from agents.errors import StepError
from agents.planner import plan
from agents.query import Query
from tests.factories import Person
from tests.unit.agents.acting import carried_out, google_of, undone
from tests.unit.agents.asking import NOBODY, NOW, ZONE, ask, interval


@pytest.mark.parametrize(
    ("said", "title", "often", "first"),
    [
        ("add choir every Tuesday at 7pm", "Choir", "every Tuesday", "2026-12-01 19:00"),
        ("make a recurring event every Tuesday at 7pm for choir", "Choir", "every Tuesday",
         "2026-12-01 19:00"),
        ("every Monday at 8 remind me to feed the kiln", "Feed the kiln", "every Monday",
         "2026-11-30 08:00"),
        ("set up a weekly call with Bo on Thursdays at 10", "Call with Bo", "every week",
         "2026-11-26 10:00"),
        ("remind me every weekday at 9 to open the shop", "Open the shop", "every weekday",
         "2026-11-26 09:00"),
        ("schedule a fortnightly tasting on Friday at 3pm", "Tasting", "every two weeks",
         "2026-11-27 15:00"),
    ],
)  # fmt: skip
def test_the_first_one_and_how_often(said: str, title: str, often: str, first: str) -> None:
    intent = ask(said)
    assert intent.operation == "create_event"
    assert (intent.entities["title"], intent.entities["repeats"]) == (title, often)
    assert interval(intent)[0] == first
    write = plan(intent, Query(said, NOBODY, NOW, ZONE)).steps[-1]
    assert write.arguments["repeats"] == often


@pytest.mark.parametrize("said", ["what do I have every Tuesday", "archive the weekly letter",
                                  "move the weekly call to Thursday"])  # fmt: skip
def test_nothing_else_is_made_to_repeat(said: str) -> None:
    assert "repeats" not in ask(said).entities


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("every Tuesday", "RRULE:FREQ=WEEKLY;BYDAY=TU"),
        ("every other Monday and Friday", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR"),
        ("every weekday", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every two weeks", "RRULE:FREQ=WEEKLY;INTERVAL=2"),
        ("every month", "RRULE:FREQ=MONTHLY"),
    ],
)
def test_words_become_a_rule(words: str, expected: str) -> None:
    assert rule(words) == expected


def test_what_tells_no_rule_is_refused() -> None:
    with pytest.raises(StepError):
        rule("now and then")


def test_the_whole_row_is_made_and_taken_back(connected: Person, google: str) -> None:
    wish = {
        "calendar_id": "primary",
        "title": "Choir",
        "start": "2026-03-10T19:00:00+01:00",
        "end": "2026-03-10T20:00:00+01:00",
        "time_zone": "Europe/Berlin",
        "repeats": "every Tuesday",
    }
    action = carried_out(connected, "gcal", "create_event", wish)
    assert action["status"] == "done", action
    events = google_of(connected, google, "calendar").events()
    made = events.get(calendarId="primary", eventId=action["receipt"]["google_id"]).execute()
    assert made["recurrence"] == ["RRULE:FREQ=WEEKLY;BYDAY=TU"]
    assert undone(connected, action)["status"] == "undone"
