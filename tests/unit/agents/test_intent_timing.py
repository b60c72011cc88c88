"""Questions about time in free words: what is asked, of which events, in which hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from agents.query import EarlierTurn
from tests.unit.agents.asking import NOW, ask, interval, turn

CLASHES = [
    ("does the pier review overlap with the choir?", ["pier review", "choir"]),
    ("is the pier review a problem for choir practice", ["pier review", "choir practice"]),
    ("will I be back from the plumber in time for the pier review?", ["plumber", "pier review"]),
    (
        "can I make both the pier review and the choir rehearsal?",
        ["pier review", "choir rehearsal"],
    ),
    ("if the pier review overruns by twenty minutes, will I miss choir?", ["pier review", "choir"]),
    ("is there enough time to get from the plumber to the choir?", ["plumber", "choir"]),
    ("which comes first, the regatta or the choir?", ["regatta", "choir"]),
    ("the session where we plan next spring, does it run into anything?", ["session plan spring"]),
]


@pytest.mark.parametrize(("text", "things"), CLASHES)
def test_a_question_whether_things_fit_names_the_things(text: str, things: list[str]) -> None:
    intent = ask(text)
    assert intent.entities["shape"] == "conflicts"
    assert [words.lower() for words in intent.entities["occasions"]] == things


def test_a_week_without_a_named_event_is_looked_through_for_clashes() -> None:
    intent = ask("do I have two things at once next week?")
    assert intent.entities["shape"] == "conflicts"
    assert "occasions" not in intent.entities


FREE: list[tuple[str, dict[str, Any]]] = [
    ("how much time is there between the pier review and choir on Friday",
     {"since": "pier review", "until": "choir"}),
    ("could I fit in a swim before the pier review on Friday?", {"until": "pier review"}),
    ("have I got half an hour after the pier review?",
     {"since": "pier review", "duration_minutes": 30}),
    ("I need three hours in a row next week, which day is best?",
     {"duration_minutes": 180, "best": True}),
    ("any chance of an hour to myself before eleven on Friday?",
     {"duration_minutes": 60, "hours": [540, 660]}),
    ("which evenings am I free next week?", {"hours": [1080, 1320]}),
    ("do I have a free evening next week?", {"hours": [1080, 1320]}),
    ("what's the earliest slot tomorrow?", {"earliest": True}),
    ("half an hour with Orla on Friday after lunch, what works on my side?",
     {"duration_minutes": 30, "people": ["Orla"], "hours": [780, 1080]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "entities"), FREE)
def test_free_time_is_bounded_as_it_is_said(text: str, entities: dict[str, Any]) -> None:
    intent = ask(text)
    assert intent.operation == "find_time"
    assert {key: intent.entities.get(key) for key in entities} == entities


def test_free_tickets_and_the_price_of_things_are_no_free_time() -> None:
    assert ask("how many free tickets did Orla send?").operation != "find_time"


@pytest.mark.parametrize(
    ("text", "entities", "first"),
    [
        ("Thursday and Friday, just the work stuff", {"only": "work"}, "2026-11-26 00:00"),
        ("only private things next week", {"only": "private"}, "2026-11-30 00:00"),
        ("which meetings do I have to leave the office for next week", {"only": "away"},
         "2026-11-30 00:00"),
        ("mornings only, Thursday to Friday: what have I got", {"hours": [360, 720]},
         "2026-11-26 00:00"),
        ("what do I need to prepare for tomorrow?", {"notes": True}, "2026-11-26 00:00"),
    ],
)  # fmt: skip
def test_an_agenda_is_of_the_kind_that_is_asked_for(
    text: str, entities: dict[str, Any], first: str
) -> None:
    intent = ask(text)
    assert intent.entities["shape"] == "agenda"
    assert {key: intent.entities.get(key) for key in entities} == entities
    assert interval(intent)[0] == first


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("who can't come to the regatta?", "guests"),
        ("will everybody make it to the regatta?", "guests"),
        ("is Orla coming to the regatta?", "guests"),
        ("how long does the regatta take?", "length"),
        ("what time is it in Lisbon when the regatta starts?", "length"),
        ("run me through the days in Lisbon", "trip"),
        ("what have I got after the regatta on Friday?", "beside"),
        ("what's on the day after the regatta?", "beside_day"),
        ("is it a problem if I leave at three on Friday?", "window"),
        ("when does my day start tomorrow?", "edge"),
        ("which day next week is the emptiest?", "load"),
        ("when do I next see Orla?", "next"),
        ("how many days until we fly to Lisbon?", "length"),
        ("is the regatta still at half nine on Friday?", "length"),
        ("anything on Saturday night?", "agenda"),
        ("what's the plan for Thursday", "agenda"),
        ("when did I last meet Orla?", "last_with"),
    ],
)
def test_other_questions_about_time_have_their_shape(text: str, shape: str) -> None:
    assert ask(text).entities["shape"] == shape


@pytest.mark.parametrize(
    "text",
    [
        "has anything come in from Borealis Ltd since Monday?",
        "when did I last hear from Orla?",
        "what did Orla write before the regatta?",
        "move the pier review to the day after the regatta",
        "is the report in the folder?",
        "how many days until Christmas?",
        "what did I miss yesterday?",
        "do I have to answer anything today?",
    ],
)
def test_what_is_not_about_the_calendar_alone_is_left_alone(text: str) -> None:
    shapes = {"guests", "length", "trip", "beside", "beside_day", "window", "edge", "last_with"}
    assert ask(text).entities.get("shape") not in shapes


def an_event(text: str = "when is the regatta?") -> EarlierTurn:
    before = turn(text, "gcal")
    cited = replace(before.citations[0], title="Regatta", when=NOW + timedelta(days=3))
    return replace(before, citations=(cited,))


def test_the_one_after_that_is_the_next_event_of_the_same_name() -> None:
    intent = ask("and the one after that?", an_event())
    assert intent.entities == {"shape": "row", "topic": "Regatta"}
    assert intent.time_range is not None
    assert intent.time_range.start == NOW + timedelta(days=3)


def test_a_guest_is_asked_after_at_the_event_of_the_turn_before() -> None:
    first = ask("and is Orla coming?", an_event())
    assert (first.entities["shape"], first.entities["guest"]) == ("guests", "Orla")
    assert first.entities["event_id"] == "id-1"
    spoken = replace(an_event("is Orla coming to the regatta?"), intent=first)
    assert ask("what about Bo?", spoken).entities["guest"] == "Bo"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("what's on Friday week", "2026-12-04 00:00", "2026-12-05 00:00"),
        ("is the 10th free?", "2026-12-10 00:00", "2026-12-11 00:00"),
        ("am I free on Friday at half nine", "2026-11-27 09:30", "2026-11-27 10:30"),
        ("what's on Thursday and Friday", "2026-11-26 00:00", "2026-11-28 00:00"),
        ("what's on tomorrow and Friday", "2026-11-26 00:00", "2026-11-28 00:00"),
        ("what's on the rest of the week", "2026-11-25 10:00", "2026-11-30 00:00"),
        ("what's on between Christmas and new year", "2026-12-25 00:00", "2027-01-02 00:00"),
    ],
)
def test_days_as_the_british_say_them(text: str, start: str, end: str) -> None:
    assert interval(ask(text)) == (start, end)


def test_the_week_in_the_name_of_an_event_is_no_week() -> None:
    assert ask("who is at the week wrap-up?").time_range is None
