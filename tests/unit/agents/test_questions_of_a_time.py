"""Questions about time as people put them in passing: after lunch, between two things."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agents.query import READ_OPERATIONS, Item, TimeRange
from agents.scheduling import bounds
from tests.unit.agents.answers import answered, at
from tests.unit.agents.asking import ask, interval, turn
from tests.unit.agents.material import event, intent, result

FREE: list[tuple[str, tuple[str, str]]] = [
    ("Orla fancies lunch with me on Friday, say 12 to 2, does that fit",
     ("2026-11-27 12:00", "2026-11-27 14:00")),
    ("my aunt wants to ring on Saturday between 7 and 8 in the evening, am I busy",
     ("2026-11-28 19:00", "2026-11-28 20:00")),
    ("am I about Saturday evening? my brother wants to come over",
     ("2026-11-28 18:00", "2026-11-28 22:00")),
    ("Orla wants me on Friday at 10, aren't I away then?",
     ("2026-11-27 10:00", "2026-11-27 11:00")),
    ("am I around tomorrow lunchtime", ("2026-11-26 12:00", "2026-11-26 14:00")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "window"), FREE)
def test_whether_a_time_is_free_is_asked_in_passing(text: str, window: tuple[str, str]) -> None:
    asked = ask(text)
    assert asked.operation == "find_time"
    assert interval(asked) == window


@pytest.mark.parametrize("text", ["would that work?", "is it good?", "am I about to be fired?"])
def test_without_a_time_no_free_time_is_asked_for(text: str) -> None:
    assert ask(text).operation != "find_time"


def test_an_order_is_no_question_though_it_asks_something_at_its_end() -> None:
    assert ask("book lunch with Orla on Friday at 12, does that work?").operation != "find_time"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("what have I got on Friday?", "agenda"),
        ("Friday please", "agenda"),
        ("the week after next, what's on", "agenda"),
        ("what have I got tomorrow after lunch", "beside"),
        ("after work on Friday, anything?", "beside"),
        ("which room is the pier review in", "where"),
        ("who's in the room with Orla on Friday, and has anyone not said yes?", "guests"),
        ("who hasn't answered the invitation to the regatta yet", "guests"),
        ("how many sleeps until we fly", "length"),
        ("is there a pier review on Friday?", "length"),
        ("have we got choir tomorrow", "length"),
        ("is there anything on Friday", "agenda"),
        ("what's after the pier review", "beside"),
        ("what time do I finish on Friday", "edge"),
        ("how long am I going to be at the dentist", "length"),
    ],
)
def test_a_question_about_time_has_its_shape(text: str, shape: str) -> None:
    assert ask(text).entities.get("shape") == shape


@pytest.mark.parametrize(
    "text",
    [
        "how long have I got on Friday between ringing Orla and the choir",
        "time between the choir ending and the regatta starting",
        "is there time between the choir and the regatta",
    ],
)
def test_the_time_between_two_things_is_asked_for(text: str) -> None:
    asked = ask(text)
    assert (asked.operation, {"since", "until"} <= asked.entities.keys()) == ("find_time", True)


def test_how_things_drag_on_is_no_name_of_them() -> None:
    asked = ask("the pier review usually drags on a bit - will it hit the choir?")
    assert asked.entities["occasions"] == ["pier review", "choir"]


def test_what_a_thing_is_called_now_may_not_be_its_name() -> None:
    before = turn("anything from the dentist lately?", "gmail")
    asked = ask("and how long will I be in the chair", before)
    assert (asked.entities["occasions"], "dentist" in asked.entities["instead"]) == (
        ["chair"],
        True,
    )


@pytest.mark.parametrize("text", ["what's after the fire drill", "when is the cull of the files"])
def test_a_question_takes_nothing_away(text: str) -> None:
    assert ask(text).operation in READ_OPERATIONS


CHOIR = event("e1", "Choir", at(12, 9, 30))
TEA = event("e2", "Tea with Orla", at(12, 14))
DAY = TimeRange(at(11, 23), at(12, 23))


def beside(*events: Item, way: str = "since", hours: tuple[int, int] = (720, 780)) -> str:
    asked = {"after": DAY.start, "before": DAY.end, way: "lunch"}
    found = result("gcal", "find_time", *events, arguments=asked, data={way: ""})
    wanted = intent("search", "gcal", shape="beside", hours=hours, time_range=DAY, **{way: "lunch"})
    return answered(wanted, found).text


def test_after_lunch_means_its_hours_where_no_event_is_called_so() -> None:
    text = beside(CHOIR, TEA)
    assert text.startswith("After lunch (13:00) you have")
    assert ("Tea with Orla" in text, "Choir" in text) == (True, False)
    assert beside(CHOIR).startswith("Nothing is in your calendar after lunch (13:00)")
    assert "Choir" in beside(CHOIR, TEA, way="until")


def guest(name: str, response: str) -> dict[str, Any]:
    return {"name": name, "email": f"{name.lower()}@port.example", "response": response}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((("Orla", "needsAction"), ("Bo", "accepted")), "**Orla** has not answered: **Regatta**"),
        ((("Bo", "accepted"),), "Nobody is left to answer: Bo accepted **Regatta**"),
    ],
)
def test_who_has_not_answered_comes_first(answers: tuple[tuple[str, str], ...], said: str) -> None:
    party = event("e5", "Regatta", at(13, 8), attendees=[guest(*one) for one in answers])
    wanted = intent("search", "gcal", shape="guests", occasions=["regatta"])
    asked = "who's at the regatta, and who hasn't answered?"
    assert answered(wanted, result("gcal", "named", party), asked=asked).text.startswith(said)


def test_being_busy_is_a_yes_where_that_is_asked() -> None:
    window = TimeRange(*bounds(TEA))
    wanted = intent("find_time", "gcal", shape="free", time_range=window)
    asked = {"after": window.start, "before": window.end}
    found = result("gcal", "find_time", TEA, arguments=asked, data={"free": (), "window": window})
    text = answered(wanted, found, asked="my aunt wants to ring, am I busy then?").text
    assert text.startswith("Yes, you are busy")
    free = replace(found, items=())
    text = answered(wanted, free, asked="my aunt wants to ring, am I busy then?").text
    assert text.startswith("No, you are free")


@pytest.mark.parametrize(
    ("question", "way"),
    [
        ("when's the flight back?", "Oslo - Berlin"),
        ("when is the flight?", "Berlin - Oslo"),
        ("what time does the flight land in Berlin?", "Oslo - Berlin"),
    ],
)
def test_the_way_back_is_the_one_from_where_another_went(question: str, way: str) -> None:
    out = event("e8", "Flight NO1 Berlin - Oslo", at(13, 8))
    home = event("e9", "Flight NO2 Oslo - Berlin", at(15, 8))
    topic = "flight Berlin" if "Berlin" in question else "flight"
    wanted = intent("search", "gcal", shape="when", topic=topic)
    text = answered(wanted, result("gcal", "search", out, home), asked=question).text
    assert f"{way}** is on" in text.partition("\n")[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("what did I have on Monday", "2026-11-23"),
        ("what happened on 5/11?", "2026-11-05"),
        ("what do I have on Monday", "2026-11-30"),
    ],
)
def test_what_was_is_looked_up_in_the_past(text: str, day: str) -> None:
    asked = ask(text)
    assert asked.time_range is not None
    assert asked.time_range.start is not None
    assert f"{asked.time_range.start:%Y-%m-%d}" == day
