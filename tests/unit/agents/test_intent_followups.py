"""Questions that lean on the turn before."""

from __future__ import annotations

import pytest

from agents.query import EarlierTurn
from tests.unit.agents.asking import ask, interval, turn


@pytest.fixture
def agenda() -> EarlierTurn:
    return turn("what's on my calendar next week?", "gcal", "gcal")


@pytest.fixture
def said() -> EarlierTurn:
    return turn("what did Bo say about the budget?", "gmail", "gmail", "gcal", "gmail")


@pytest.fixture
def deck() -> EarlierTurn:
    return turn("find the greenhouse deck", "gdrive", "gdrive")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("and the week after?", "2026-12-07 00:00", "2026-12-14 00:00"),
        ("and the week before?", "2026-11-23 00:00", "2026-11-30 00:00"),
        ("the following week?", "2026-12-07 00:00", "2026-12-14 00:00"),
        ("what about last month?", "2026-10-01 00:00", "2026-11-01 00:00"),
        ("and tomorrow?", "2026-11-26 00:00", "2026-11-27 00:00"),
        ("tomorrow?", "2026-11-26 00:00", "2026-11-27 00:00"),
    ],
)
def test_another_time_keeps_the_question(
    agenda: EarlierTurn, text: str, start: str, end: str
) -> None:
    intent = ask(text, agenda)
    assert (intent.operation, intent.services) == ("search", ("gcal",))
    assert intent.entities["shape"] == "agenda"
    assert interval(intent) == (start, end)


def test_a_day_moved_by_a_week_stays_that_day() -> None:
    earlier = turn("what's on my calendar next Tuesday?", "gcal")
    assert interval(ask("and the week after?", earlier)) == ("2026-12-08 00:00", "2026-12-09 00:00")


def test_another_person_keeps_the_topic(said: EarlierTurn) -> None:
    intent = ask("and from Ilse?", said)
    assert intent.entities["people"] == ["Ilse"]
    assert intent.entities["direction"] == "from"
    assert intent.entities["topic"] == "budget"
    assert intent.entities["shape"] == "said"


def test_another_topic_forgets_the_person(said: EarlierTurn) -> None:
    intent = ask("what about the roof?", said)
    assert intent.entities["topic"] == "roof"
    assert "people" not in intent.entities


def test_another_service_keeps_the_topic(said: EarlierTurn) -> None:
    intent = ask("any files about it?", said)
    assert intent.services == ("gdrive",)
    assert intent.entities["topic"] == "budget"


@pytest.mark.parametrize(
    ("text", "operation", "service", "ordinal"),
    [
        ("open the second one", "read", "gmail", 2),
        ("open the third one", "read", "gcal", 3),
        ("the last one", "read", "gmail", 4),
        ("the latest one", "read", "gmail", 1),
        ("show me the event", "read", "gcal", 3),
        ("open the third email", "read", "gmail", 4),
        ("summarise it", "summarize", "gmail", 1),
        ("reply to the first one", "reply_email", "gmail", 1),
        ("archive it", "archive_email", "gmail", 1),
        ("delete the third one", "delete_event", "gcal", 3),
    ],
)
def test_one_of_the_cited_things(
    said: EarlierTurn, text: str, operation: str, service: str, ordinal: int
) -> None:
    intent = ask(text, said)
    assert (intent.operation, intent.services) == (operation, (service,))
    assert intent.entities["ordinal"] == ordinal
    assert intent.clarification is None


def test_moving_it_to_an_hour_keeps_the_day_of_the_event(agenda: EarlierTurn) -> None:
    intent = ask("move it to 3 pm", agenda)
    assert intent.operation == "update_event"
    assert intent.entities["ordinal"] == 1
    assert intent.entities["same_day"] is True
    assert intent.time_range is not None
    assert intent.time_range.start is not None
    assert intent.time_range.start.hour == 15


def test_who_a_file_is_shared_with(deck: EarlierTurn) -> None:
    intent = ask("who is it shared with?", deck)
    assert (intent.operation, intent.services) == ("read", ("gdrive",))
    assert intent.entities == {"ordinal": 1, "shape": "shared_with"}


def test_sharing_it(deck: EarlierTurn) -> None:
    intent = ask("share the second one with bo@example.org as commenter", deck)
    assert intent.operation == "share_file"
    assert intent.entities["ordinal"] == 2
    assert intent.entities["role"] == "commenter"
    assert intent.entities["addresses"] == ["bo@example.org"]


def test_a_reply_takes_its_message(said: EarlierTurn) -> None:
    intent = ask("reply to the second one saying that I agree", said)
    assert intent.entities["ordinal"] == 2
    assert intent.entities["message"] == "I agree"


def test_cancelling_a_flight_that_was_asked_about_is_a_mail() -> None:
    intent = ask("cancel it", turn("when is my Borealis flight?", "gmail", "gcal"))
    assert intent.operation == "draft_email"
    assert intent.entities["about_booking"] is True
    assert intent.entities["topic"] == "Borealis flight"


def test_a_whole_question_does_not_inherit(said: EarlierTurn) -> None:
    intent = ask("what's on my calendar tomorrow?", said)
    assert intent.services == ("gcal",)
    assert "topic" not in intent.entities
    assert "people" not in intent.entities


@pytest.mark.parametrize("text", ["cancel it", "open the second one", "delete that", "archive it"])
def test_nothing_to_act_on_is_asked_back(text: str) -> None:
    assert ask(text).clarification


def test_a_booking_that_is_named_is_not_asked_back() -> None:
    assert ask("cancel my Borealis flight").clarification is None
