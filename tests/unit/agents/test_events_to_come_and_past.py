"""What is planned with somebody, which weekday something is on, when somebody was last met."""

from __future__ import annotations

import pytest

from agents.query import TimeRange
from tests.unit.agents.answers import answered, at
from tests.unit.agents.asking import ask, interval
from tests.unit.agents.material import event, intent, mail, query, result


@pytest.mark.parametrize(
    ("text", "topic", "people"),
    [
        ("is there a meeting coming up with the harbour office", "harbour office", None),
        ("have we got anything booked with Orla", None, ["Orla"]),
        ("any regattas coming up", "regattas", None),
    ],
)
def test_what_is_planned_is_still_to_come(
    text: str, topic: str | None, people: list[str] | None
) -> None:
    asked = ask(text)
    assert asked.time_range is not None
    assert asked.time_range.start is not None
    assert (asked.entities.get("topic"), asked.entities.get("people")) == (topic, people)


@pytest.mark.parametrize(
    "text",
    ["what have we got on drive for the regatta", "have I got back to Orla about the regatta",
     "do I have to be in when the plumber comes"],
)  # fmt: skip
def test_what_one_has_got_is_not_planned(text: str) -> None:
    asked = ask(text)
    assert asked.entities.get("shape") != "agenda"


@pytest.mark.parametrize(
    "text",
    ["what day of the week is the choir", "what time is the choir on Thursdays",
     "which evening is the choir"],
)  # fmt: skip
def test_the_weekday_of_something_is_that_of_its_next_event(text: str) -> None:
    asked = ask(text)
    assert asked.entities == {
        "shape": "length", "clock": True, "strict": True, "occasions": ["choir"], "topic": "choir",
    }  # fmt: skip


def test_a_refund_clashes_with_nothing() -> None:
    assert ask("how much did we get back for the late ferry").entities["shape"] != "conflicts"


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("what's on three weeks on Thursday", ("2026-12-17 00:00", "2026-12-18 00:00")),
        ("what have I got on Friday arvo", ("2026-11-27 12:00", "2026-11-27 18:00")),
        ("are the kids off on the 18th", ("2026-12-18 00:00", "2026-12-19 00:00")),
    ],
)
def test_days_in_british_words(text: str, window: tuple[str, str]) -> None:
    assert interval(ask(text)) == window


def test_a_guest_is_asked_for_by_what_they_said() -> None:
    asked = ask("has Orla said she'll come to the regatta")
    assert (asked.entities["guest"], asked.entities["occasions"]) == ("Orla", ["regatta"])


def test_a_newer_mail_is_told_beside_the_last_meeting() -> None:
    wanted = intent("search", "gcal", shape="last_with", people=["Orla"])
    met = result("gcal", "list", event("e1", "Tea", at(3, 9)))
    newer = mail("m1", "Oars", "The oars are here.", when=at(5, 9))
    both = answered(wanted, met, result("gmail", "list", newer, id="s2"), asked=query("when?")).text
    assert both.startswith("Last with Orla: Tue 3 Mar")
    assert "The last mail: **Orla Brandt** wrote" in both
    older = mail("m2", "Oars", "The oars are here.", when=at(2, 9))
    alone = answered(wanted, met, result("gmail", "list", older, id="s2"), asked=query("when?"))
    assert "mail" not in alone.text


def test_one_event_of_an_open_time_is_told_with_its_day() -> None:
    wanted = intent("search", "gcal", shape="agenda", topic="tea",
                    time_range=TimeRange(at(10, 9), None))  # fmt: skip
    found = result("gcal", "search", event("e1", "Tea", at(12, 9)))
    assert "**Thursday 12 March" in answered(wanted, found, asked=query("tea coming up?")).text
