"""What fits together, who comes, and how days are: the answer first, then the events."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from agents.query import Item, TimeRange
from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import event, intent, mail, result

PIER = event("e1", "Pier review", at(12, 8))
CHOIR = event("e2", "Choir", at(12, 9, 30), location="Old Church")
TEA = event("e3", "Tea", at(12, 8, 30))
FRIDAY = event("e4", "Regatta", at(13, 8))


def fits(question: str, *things: Item, others: tuple[Item, ...] = (), **entities: Any) -> str:
    clash = [(things[0].id, other.id) for other in others]
    data = {
        "things": [t.id for t in things],
        "words": [t.title for t in things],
        "conflicts": clash,
    }
    found = result("gcal", "conflicts", *things, *others, data=data)
    wanted = intent("search", "gcal", shape="conflicts", occasions=data["words"], **entities)
    return answered(wanted, found, asked=question).text


def test_two_events_that_do_not_clash_are_told_with_what_lies_between() -> None:
    assert fits("does Pier review clash with Choir?", PIER, CHOIR) == (
        "No, they do not clash: **Pier review** (Thu 12 Mar, 09:00–10:00) [1] ends at 10:00 and "
        "**Choir** (10:30–11:30) [2] begins at 10:30, 30 minutes between them."
    )


def test_yes_and_no_follow_the_question() -> None:
    assert fits("can I make both?", PIER, CHOIR).startswith("Yes, that works:")
    assert fits("can I make both?", PIER, TEA).startswith("No, they clash:")
    assert fits("do they clash?", PIER, TEA).startswith("Yes, they clash:")


def test_an_event_that_lasts_longer_may_clash() -> None:
    text = fits("if it overruns by 45 minutes, will I miss choir?", PIER, CHOIR, overrun=45)
    assert "overlap, 10:30–10:45" in text


def test_which_of_two_comes_first() -> None:
    text = fits("is the regatta before the pier review?", FRIDAY, PIER, in_order=True)
    assert text.startswith("**Pier review** (Thu 12 Mar, 09:00–10:00) [1] comes first, **Regatta**")


def test_what_overlaps_one_event_or_that_nothing_does() -> None:
    assert fits("does anything clash?", PIER, others=(TEA,)).startswith(
        "Yes, they clash: **Pier review** (Thu 12 Mar, 09:00–10:00) [1] overlaps:\n- Thu 12 Mar"
    )
    assert fits("does anything clash?", PIER).startswith("No, nothing in your calendar overlaps")


def test_an_event_that_is_not_there_is_not_made_up() -> None:
    data = {"things": [""], "words": ["Lisbon trip"], "conflicts": []}
    wanted = intent("search", "gcal", shape="conflicts", occasions=["Lisbon trip"])
    found = result("gcal", "conflicts", data=data)
    assert answered(wanted, found).text == "I did not find “Lisbon trip” in your calendar."


def guest(name: str, response: str) -> dict[str, Any]:
    return {"name": name, "email": f"{name.lower()}@port.example", "response": response}


def test_who_declined_comes_first_with_the_reason() -> None:
    party = event(
        "e5", "Regatta", at(13, 8), attendees=[guest("Orla", "declined"), guest("Bo", "accepted")]
    )
    reason = mail("m1", "Declined: Orla cannot come to the regatta", "I have the roofers then.")
    wanted = intent("search", "gcal", shape="guests", occasions=["regatta"])
    looked = result("gcal", "named", party)
    mails = result("gmail", "search", reason, id="s2")
    text = answered(wanted, looked, mails, asked="who can't come to the regatta?").text
    assert text.startswith("No: **Orla** declined **Regatta** (Fri 13 Mar, 09:00–10:00) [1].")
    assert "“I have the roofers then.” [2]" in text
    one = intent("search", "gcal", shape="guests", occasions=["regatta"], guest="Bo")
    assert answered(one, looked).text.startswith("Yes, **Bo** accepted **Regatta**")


def day(shape: str, *items: Item, **entities: Any) -> str:
    window = TimeRange(at(11, 23), at(12, 23))
    wanted = intent("search", "gcal", shape=shape, time_range=window, **entities)
    return answered(wanted, result("gcal", "list", *items)).text


def test_a_day_has_its_first_and_its_last() -> None:
    assert day("edge", PIER, CHOIR).startswith("The first begins at **09:00**:")
    assert day("edge", PIER, CHOIR, backwards=True).startswith("The last ends at **11:30**:")


def test_how_full_a_day_is_counts_what_overlaps_once() -> None:
    assert "**Thursday 12 March**: 2 events, 1 h 30 min in all." in day("load", PIER, TEA)


def test_a_time_to_be_away_in_is_free_or_it_is_not() -> None:
    assert day("window").startswith("Yes, that works: nothing in your calendar is in the way")
    assert day("window", PIER).startswith("Not without missing something. You have on Thursday")


def test_an_agenda_of_work_leaves_out_what_is_private() -> None:
    swim = event("e6", "Swim", at(12, 15), calendar_name="Family")
    late = event("e7", "Club", at(12, 18))
    text = day("agenda", PIER, swim, late, only="work")
    assert "**Pier review**" in text
    assert "Swim" not in text
    assert "Club" not in text
    assert "**Swim**" in day("agenda", PIER, swim, late, only="private")


def test_an_agenda_of_what_is_elsewhere_has_places_that_are_no_rooms() -> None:
    room = event("e8", "Crit", at(12, 13), location="Meeting room 2")
    text = day("agenda", PIER, CHOIR, room, only="away")
    assert "**Choir**, Old Church" in text
    assert "Crit" not in text
    assert "Pier" not in text


def test_a_journey_is_told_by_its_days_and_no_other_one() -> None:
    porto = event("e9", "Trip to Porto", at(14, 8))
    there = event("e10", "Harbour walk", at(15, 8), time_zone="Europe/Lisbon")
    wanted = intent("search", "gcal", "gdrive", shape="trip", topic="Lisbon")
    found = result("gcal", "search", porto, there)
    text = answered(wanted, found, asked="the days in Lisbon").text
    assert "**Harbour walk**" in text
    assert "Porto" not in text
    nothing = answered(wanted, result("gcal", "search", porto), asked="the days in Lisbon")
    assert nothing.text.startswith("I did not find anything about “Lisbon”")


def test_the_gap_between_two_events_is_the_answer() -> None:
    slot = TimeRange(datetime.fromisoformat("2026-03-12T09:00+00:00"), at(12, 9, 30))
    data = {"free": (slot,), "since": "e1", "until": "e2"}
    found = result("gcal", "find_time", PIER, CHOIR, data=data,
                   arguments={"after": at(11, 23), "before": at(12, 23)})  # fmt: skip
    text = answered(intent("find_time", "gcal", shape="free"), found).text
    assert text.startswith("**30 minutes**, 10:00–10:30, Thu 12 Mar: **Pier review**")


def test_an_event_is_when_it_is_asked_for_or_it_is_not() -> None:
    def checked(question_start: datetime) -> str:
        check = {"start": question_start.isoformat(), "end": None}
        wanted = intent(
            "search", "gcal", shape="length", occasions=["pier"], check=check, by_clock=True
        )
        return answered(wanted, result("gcal", "named", PIER)).text

    assert checked(at(12, 8)).startswith("Yes: **Pier review** is on Thu 12 Mar, 09:00")
    assert checked(at(12, 9)).startswith("No: **Pier review** is on Thu 12 Mar, 09:00")


def test_no_yes_is_said_for_what_is_off_or_asked_with_a_no_or_of_another_name() -> None:
    check = {"start": at(12, 8).isoformat(), "end": None}
    wanted = intent("search", "gcal", shape="length", occasions=["school"], check=check,
                    by_clock=True)  # fmt: skip
    off = result("gcal", "named", event("e9", "No school", at(12, 8)))
    assert answered(wanted, off).text.startswith("**No school** is on Thu 12 Mar")
    there = result("gcal", "named", event("e9", "School", at(12, 8)))
    assert answered(wanted, there, asked="is there no school?").text.startswith("**School** is on")
    other = replace(wanted, entities={**wanted.entities, "topic": "dentist"})
    assert not answered(other, there).text.startswith(("Yes", "No:"))


def test_the_days_until_an_event_are_counted() -> None:
    wanted = intent("search", "gcal", shape="length", occasions=["pier"], countdown=True)
    assert answered(wanted, result("gcal", "named", PIER)).text.startswith("**2 days**: **Pier")


def told(shape: str, *events: Item, **entities: Any) -> str:
    wanted = intent("search", "gcal", shape=shape, **entities)
    return answered(wanted, result("gcal", "named", *events)).text


def test_the_clock_of_a_place_is_told_or_that_it_is_not_known() -> None:
    there = {"occasions": ["pier"], "clock": True}
    assert "at **17:00–18:00** in Tokyo" in told("length", PIER, place="Tokyo", **there)
    text = told("length", PIER, place="Seattle", **there)
    assert text.startswith("I do not know what time it is in Seattle then; for you **Pier review**")


def test_an_event_of_several_days_is_on_each_of_them() -> None:
    fair = event("e9", "Fair", at(11, 23), end=at(13, 23), all_day=True)
    check = {"start": "2026-03-13T00:00:00+01:00", "end": None}
    assert told("length", fair, occasions=["fair"], check=check).startswith("Yes:")
    after = {"start": "2026-03-14T00:00:00+01:00", "end": None}
    text = told("length", fair, occasions=["fair"], check=after)
    assert text.startswith("No, not on Sat 14 Mar: **Fair**")


def test_a_night_counts_for_the_day_in_which_it_ends_by_its_hours_there() -> None:
    train = event("e8", "Night train", at(11, 21), end=at(12, 5))  # 22:00 to 06:00 in Berlin
    day = TimeRange(at(11, 23), at(12, 23))
    assert told("load", train, PIER, time_range=day).startswith(
        "**Thursday 12 March**: 2 events, 7 hours in all."
    )
    assert told("edge", train, PIER, time_range=day).startswith("The first begins at **09:00**")


@pytest.mark.parametrize(
    ("whole_day", "is_away"),
    [
        ("Leave for the bus: the kids", False),
        ("the kids are away", False),
        ("Orla on leave", True),
    ],
)
def test_somebody_is_away_whom_the_event_names(whole_day: str, is_away: bool) -> None:
    lunch = event("e5", "Lunch at the harbour with Orla", at(12, 11))
    other = event("e6", whole_day, at(11, 23), end=at(12, 23), all_day=True)
    text = fits("is anyone away?", lunch, others=(other,), absence=True)
    assert text.startswith("Probably not: somebody is away") == is_away


def test_the_last_with_somebody_is_what_took_place() -> None:
    said_no = [{"name": "Ada", "self": True, "response": "declined"}]
    coffee = event("e6", "Coffee", at(9, 8), attendees=said_no)
    off = event("e7", "Dinner", at(8, 8), status="cancelled")
    text = told("last_with", event("e5", "Walk", at(6, 8)), off, coffee, people=("Orla",))
    assert text.startswith("Last with Orla: Fri 6 Mar")
    assert "Before that" not in text
