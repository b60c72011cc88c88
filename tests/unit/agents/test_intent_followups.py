"""Questions that lean on the turn before."""

from __future__ import annotations

from dataclasses import replace

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


@pytest.fixture
def draft() -> EarlierTurn:
    return turn("draft an email to Bo about the fence saying it is done")


def test_a_draft_is_sent(draft: EarlierTurn) -> None:
    intent = ask("send it", draft)
    assert intent.operation == "send_email"
    assert intent.entities["people"] == ["Bo"]
    assert intent.entities["message"] == "it is done"
    assert intent.clarification is None


@pytest.mark.parametrize("text", ["send it to Ilse instead", "no, to Ilse", "sorry, to Ilse"])
def test_a_draft_goes_to_somebody_else(draft: EarlierTurn, text: str) -> None:
    intent = ask(text, draft)
    assert intent.operation == "draft_email"
    assert intent.entities["people"] == ["Ilse"]
    assert intent.entities["message"] == "it is done"


def test_a_draft_gets_a_further_recipient(draft: EarlierTurn) -> None:
    assert ask("also cc Ilse", draft).entities["people"] == ["Bo", "Ilse"]


def test_a_draft_says_more(draft: EarlierTurn) -> None:
    intent = ask("add that I will bring cake", draft)
    assert intent.entities["message"] == "it is done. I will bring cake"


def test_a_draft_gets_another_subject(draft: EarlierTurn) -> None:
    assert ask("change the subject to New fence", draft).entities["subject"] == "New fence"


def test_an_event_that_was_proposed_moves_on_its_day() -> None:
    earlier = turn("schedule lunch with Bo on Friday at noon")
    intent = ask("make it 1 pm", earlier)
    assert intent.operation == "create_event"
    assert interval(intent) == ("2026-11-27 13:00", "2026-11-27 14:00")
    assert intent.entities["people"] == ["Bo"]


def test_a_draft_of_a_reply_is_a_reply(said: EarlierTurn) -> None:
    intent = ask("draft a reply to the first one saying that I agree", said)
    assert intent.operation == "reply_email"
    assert (intent.entities["ordinal"], intent.entities["message"]) == (1, "I agree")


def test_a_reply_counts_what_can_be_replied_to(said: EarlierTurn) -> None:
    assert ask("reply to the third one", said).entities["ordinal"] == 4


def test_the_other_of_two_people(said: EarlierTurn) -> None:
    intent = ask("and from the other Ilse?", said)
    assert intent.entities["people"] == ["Ilse"]
    assert intent.entities["other"] is True
    assert intent.entities["topic"] == "budget"


@pytest.mark.parametrize("text", ["what about Ilse?", "same for Ilse"])
def test_a_name_alone_takes_the_place_of_the_person(said: EarlierTurn, text: str) -> None:
    entities = ask(text, said).entities
    assert (entities["people"], entities["topic"]) == (["Ilse"], "budget")


def test_a_flag_narrows_the_question(said: EarlierTurn) -> None:
    assert ask("only the unread ones", said).entities["flags"] == ["unread"]
    assert ask("and the ones with attachments", said).entities["flags"] == ["attachment"]


@pytest.mark.parametrize("text", ["why?", "how do you know?", "show me more"])
def test_asking_why_asks_the_same_again(said: EarlierTurn, text: str) -> None:
    intent = ask(text, said)
    assert (intent.operation, intent.entities["topic"]) == ("search", "budget")


def test_then_is_the_time_that_was_spoken_of() -> None:
    earlier = turn("what's on my calendar next Tuesday?", "gcal")
    intent = ask("am I free at 2 pm then?", earlier)
    assert intent.operation == "find_time"
    assert interval(intent) == ("2026-12-01 14:00", "2026-12-01 15:00")


def test_she_is_whom_the_turn_before_was_about(said: EarlierTurn) -> None:
    entities = ask("what did she say about the roof?", said).entities
    assert (entities["people"], entities["topic"]) == (["Bo"], "roof")


def test_what_is_done_to_her_may_be_told_by_anybody(said: EarlierTurn) -> None:
    found = ask("who gave her the reference?", said).entities
    assert "people" not in found
    assert found["topic"].split()[-2:] == ["reference", "Bo"]


def test_another_guest_is_of_the_same_event() -> None:
    shown = turn("when is the regatta?", "gcal")
    added = ask("add Bo to it", shown)
    again = ask("and Ilse?", replace(shown, query="add Bo to it", intent=added))
    assert (again.operation, again.entities["ordinal"]) == ("update_event", 1)
    assert again.entities["people"] == ["Ilse"]


def test_another_event_is_not_called_by_the_one_before() -> None:
    lunch = turn("put lunch with Bo in my calendar on Friday at 1", "gcal")
    drink = ask("and a drink with Ilse at 6", lunch)
    assert drink.operation == "create_event"
    assert drink.entities["title"] == "Drink with Ilse"


def test_the_rest_names_no_mail() -> None:
    listed = turn("list mails from Bo", "gmail", "gmail")
    archived = ask("archive the rest", listed)
    assert (archived.operation, archived.entities.get("topic")) == ("archive_email", None)
    assert archived.clarification


def test_newsletters_to_be_binned_are_not_the_event_of_the_turn_before() -> None:
    moved = turn("move the regatta to 10", "gcal")
    assert ask("bin all newsletters", moved).operation == "trash_email"
