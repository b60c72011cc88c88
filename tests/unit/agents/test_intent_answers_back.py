"""What is said after a question was put back, and about several things of the last answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from agents.planner import plan
from agents.query import EarlierTurn, Query
from agents.understanding import clarify
from tests.unit.agents.asking import NOBODY, NOW, ZONE, ask, interval, turn

WHO = (
    "Which Ilse do you mean: Ilse Aaker (ilse@aaker.example) or Ilse Brandt "
    "(i.brandt@harbour.example)?"
)


def asked_back(said: str, question: str) -> EarlierTurn:
    return replace(turn(said), answer=question)


@pytest.mark.parametrize(
    ("answer", "address"),
    [
        ("Brandt", "i.brandt@harbour.example"),
        ("the first one", "ilse@aaker.example"),
        ("the latter", "i.brandt@harbour.example"),
        ("ilse from the harbour", "i.brandt@harbour.example"),
    ],
)
def test_a_name_or_a_place_answers_who_was_meant(answer: str, address: str) -> None:
    before = asked_back("tell Ilse that I am running late", WHO)
    intent = ask(answer, before)
    assert intent.operation == "send_email"
    assert intent.entities["chosen"] == {"Ilse": address}
    assert intent.entities["message"] == "I am running late"


def test_another_question_is_no_answer() -> None:
    before = asked_back("tell Ilse that I am running late", WHO)
    assert ask("what's on my calendar tomorrow?", before).operation == "search"


def test_the_thing_that_was_missing_is_taken_up() -> None:
    before = asked_back("archive it", "Which e-mails would you like to archive?")
    assert "Which e-mails would you like to archive?" in clarify.ASKED
    intent = ask("the newsletter about roses", before)
    assert (intent.operation, intent.entities["topic"]) == ("archive_email", "newsletter roses")


def test_the_nearest_file_is_chosen_by_its_place() -> None:
    before = turn("share the seed plan with bo@port.example", "gdrive", "gdrive")
    before = replace(before, answer="... Which file do you mean? The nearest:\n- A\n- B")
    intent = ask("the second one", before)
    assert (intent.operation, intent.entities["ordinal"]) == ("share_file", 2)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("archive the second and third", [2, 3]),
        ("bin the first two", [1, 2]),
        ("archive all of them", [1, 2, 3]),
        ("archive both", [1, 2, 3]),
    ],
)
def test_several_of_the_last_answer_are_put_away_together(said: str, numbers: list[int]) -> None:
    before = turn("mails from Ilse", "gmail", "gmail", "gmail")
    intent = ask(said, before)
    assert intent.entities["ordinals"] == numbers
    steps = plan(intent, Query(said, NOBODY, NOW, ZONE, (before,))).steps
    assert [step.arguments.get("id") for step in steps[:-1]] == [f"id-{n}" for n in numbers]
    assert len(steps[-1].arguments["message_ids"]) == len(numbers)


def test_the_newest_of_them_is_told_by_its_time() -> None:
    before = turn("files about seeds", "gdrive", "gdrive", "gdrive")
    days = {1: 3, 2: 1, 3: 2}
    cited = tuple(replace(c, when=NOW - timedelta(days=days[c.n])) for c in before.citations)
    intent = ask("which of these is the newest?", replace(before, citations=cited))
    assert (intent.operation, intent.entities["ordinal"]) == ("read", 2)


def test_an_event_made_from_a_mail_is_called_as_the_mail_is() -> None:
    before = turn("what did Ilse write last?", "gmail")
    said = "put it in my calendar for friday at 3pm"
    intent = ask(said, before)
    assert intent.operation == "create_event"
    steps = plan(intent, Query(said, NOBODY, NOW, ZONE, (before,))).steps
    assert steps[0].arguments == {"id": "id-1"}
    assert steps[1].arguments["title"].path == "items[0].title"


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("move it to the next day, same time", 24 * 60),
        ("push it back a week", 7 * 24 * 60),
        ("move it to the day before", -24 * 60),
    ],
)
def test_days_are_counted_from_the_day_that_an_event_has(said: str, minutes: int) -> None:
    intent = ask(said, turn("when is the pruning?", "gcal"))
    assert intent.operation == "update_event"
    assert intent.entities["shift_minutes"] == minutes
    assert intent.time_range is None


def test_a_second_thought_changes_the_change() -> None:
    before = turn("move the pruning to thursday", "gcal")
    intent = ask("hm no, make that Friday at six in the evening", before)
    assert (intent.operation, intent.entities["ordinal"]) == ("update_event", 1)
    assert interval(intent) == ("2026-11-27 18:00", "2026-11-27 19:00")


@pytest.mark.parametrize("said", ["undo that", "put it back how it was", "take that back"])
def test_what_only_a_press_takes_back_is_said(said: str) -> None:
    assert ask(said).clarification == clarify.UNDO


def test_not_that_one_is_the_same_wish_of_another() -> None:
    before = turn("is there anything from Ilse?", "gmail")
    intent = ask("not that one, the one about the seeds", before)
    assert (intent.entities["people"], intent.entities["topic"]) == (["Ilse"], "seeds")


def test_a_mail_to_her_goes_to_whom_the_turn_before_was_about() -> None:
    intent = ask("tell her we will bring soup", turn("what did Ilse write last?", "gmail"))
    assert (intent.operation, intent.entities["people"]) == ("send_email", ["Ilse"])


def test_about_her_is_about_who_was_named_before() -> None:
    intent = ask("what did Bo say about her", turn("when is Ilse coming in?", "gcal"))
    assert (intent.entities["people"], intent.entities["topic"]) == (["Bo"], "Ilse")


def test_a_cited_mail_is_sent_on() -> None:
    intent = ask("ok send that on to bo", turn("what did Ilse write last?", "gmail"))
    assert intent.operation == "forward_email"
    assert (intent.entities["people"], intent.entities["ordinal"]) == (["Bo"], 1)


def test_on_drive_is_no_question_of_the_mailbox() -> None:
    intent = ask("what have we got on drive for the pier proposal, drafts and all")
    assert (intent.services, intent.entities.get("shape")) == (("gdrive",), "list")
