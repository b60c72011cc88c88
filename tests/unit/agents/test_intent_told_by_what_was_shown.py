"""Times, guests and things that are told by what the turn before showed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from agents.query import EarlierTurn, Service
from tests.unit.agents.asking import ask, interval, turn


def about(text: str, when: str, answer: str = "Told. [1]", *more: Service) -> EarlierTurn:
    """A turn whose answer is about an event of that time."""
    before = turn(text, "gcal", *more)
    first = replace(before.citations[0], when=datetime.fromisoformat(when).astimezone(UTC))
    return replace(before, answer=answer, citations=(first, *before.citations[1:]))


REGATTA = about("when is the regatta?", "2026-12-08T15:00:00+01:00")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("put an hour in my diary for 7 the evening before to pack the boat", "2026-12-07 19:00"),
        ("remind me the day before to pack the boat", "2026-12-07 00:00"),
        ("remind me the week before to pack the boat", "2026-12-01 00:00"),
        ("set a reminder two hours beforehand to pack the boat", "2026-12-08 13:00"),
        ("block an hour before it for the packing", "2026-12-08 14:00"),
        ("remind me on the friday before to pack the boat", "2026-12-04 00:00"),
        ("add a call with Ilse the morning after at 10", "2026-12-09 10:00"),
        ("remind me that morning to pack the boat", "2026-12-08 06:00"),
    ],
)
def test_a_new_event_counts_from_the_one_that_was_shown(text: str, start: str) -> None:
    intent = ask(text, REGATTA)
    assert intent.operation == "create_event"
    assert interval(intent)[0] == start


def test_what_is_on_the_day_before_is_asked_of_the_event_that_was_shown() -> None:
    intent = ask("and what have I got on the day before", REGATTA)
    assert interval(intent) == ("2026-12-07 00:00", "2026-12-08 00:00")


def test_the_day_of_a_mail_is_the_one_that_the_answer_marks() -> None:
    mail = turn("when do they inspect the roof?", "gmail")
    sent = replace(mail.citations[0], when=datetime(2026, 11, 17, 10, tzinfo=UTC))
    answer = "**Ana Aaker** wrote: “We come on **Tuesday 8 December** at ten.” [1]"
    mail = replace(mail, answer=answer, citations=(sent,))
    assert interval(ask("remind me the day before to tidy up", mail))[0] == "2026-12-07 00:00"


@pytest.mark.parametrize(
    ("text", "guest"),
    [
        ("has ilse accepted", "ilse"),
        ("has Ilse said she'll be there?", "Ilse"),
        ("have they both said yes?", None),
        ("who isn't coming", None),
        ("who hasn't replied yet", None),
    ],
)
def test_whether_they_come_is_asked_of_the_event_that_was_shown(
    text: str, guest: str | None
) -> None:
    intent = ask(text, REGATTA)
    assert intent.entities["shape"] == "guests"
    assert intent.entities["event_id"] == REGATTA.citations[0].id
    assert intent.entities.get("guest") == guest


def test_an_answer_of_somebody_who_is_not_named_there_is_a_mail() -> None:
    assert ask("has Ilse replied?", REGATTA).entities["shape"] == "replied"


def test_the_next_guest_is_asked_for_alone() -> None:
    first = replace(REGATTA, intent=ask("has Ilse accepted", REGATTA))
    assert ask("and bo?", first).entities["guest"] == "bo"


def test_it_is_what_the_answer_names_first() -> None:
    files = replace(turn("who can see the map", "gdrive", "gdrive"), answer="Map [2]. Like it: [1]")
    assert ask("share it with Ilse", files).entities["ordinal"] == 2


@pytest.mark.parametrize("text", ["make it an hour later", "put it in for an hour later"])
def test_an_hour_later_counts_from_the_time_that_was_shown(text: str) -> None:
    intent = ask(text, REGATTA)
    assert intent.operation == "update_event"
    assert intent.entities["shift_minutes"] == 60
    assert intent.time_range is None


def proposed(text: str) -> EarlierTurn:
    return EarlierTurn(text, "Prepared.", ask(text), (), datetime.now(UTC))


LUNCH = proposed("put lunch with Bo in my calendar on Tuesday 8 December at 1")


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("for Ilse too", {"people": ["Bo", "Ilse"]}),
        ("to Ilse as well", {"people": ["Bo", "Ilse"]}),
        ("Ilse should be there too", {"people": ["Bo", "Ilse"]}),
        ("and bring Ilse", {"people": ["Bo", "Ilse"]}),
        ("to the harbour", {"location": "the harbour"}),
        ("another half an hour", {"duration_minutes": 90}),
    ],
)
def test_what_is_added_to_a_proposal(said: str, changed: dict[str, Any]) -> None:
    intent = ask(said, LUNCH)
    assert intent.operation == "create_event"
    assert {name: intent.entities.get(name) for name in changed} == changed


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("make it half past", "2026-12-08 13:30"),
        ("Wednesday's better", "2026-12-09 13:00"),
        ("and a drink with Ilse at 6", "2026-12-08 18:00"),
        ("and another one with Ilse on the Thursday", "2026-12-10 13:00"),
    ],
)
def test_a_time_half_said_is_that_of_the_proposal(said: str, start: str) -> None:
    intent = ask(said, LUNCH)
    assert intent.operation == "create_event"
    assert interval(intent)[0] == start


def test_another_one_is_called_after_its_own_guest() -> None:
    intent = ask("and another one with Ilse on the Thursday", LUNCH)
    assert intent.entities["title"] == "Lunch with Ilse"


def test_the_handbook_one_to_two_is_no_span() -> None:
    before = about("what's on on Tuesday 8 December", "2026-12-08T10:00:00+01:00")
    start, _ = interval(ask("move the regatta one to 2pm", before))
    assert start is not None
    assert start.endswith("14:00")


@pytest.mark.parametrize(
    "text",
    ["and the one before that?", "the previous one", "and before that", "read me the mail before"],
)
def test_the_one_before_is_older_than_the_one_that_was_shown(text: str) -> None:
    last = turn("what was our last water bill?", "gmail")
    answer = "**Lakeside Water** wrote on Sun 1 Nov: “**£40**”. [1]"
    sent = replace(last.citations[0], when=last.at)
    intent = ask(text, replace(last, answer=answer, citations=(sent,)))
    assert intent.time_range is not None
    assert intent.time_range.end is not None
    assert intent.time_range.end < last.at
    assert (intent.entities["latest"], intent.entities["people"]) == (True, ["Lakeside Water"])


def test_the_day_before_is_no_thing_before() -> None:
    agenda = turn("what's on on Tuesday 8 December", "gcal")
    assert interval(ask("and the day before", agenda))[0] == "2026-12-07 00:00"


@pytest.mark.parametrize("text", ["anything in the evening?", "what about the evening"])
def test_a_part_of_the_day_is_one_of_the_day_that_was_asked_for(text: str) -> None:
    agenda = turn("what's on on Tuesday 8 December", "gcal")
    assert interval(ask(text, agenda)) == ("2026-12-08 18:00", "2026-12-08 22:00")


def test_she_is_the_one_whom_the_answer_told_of() -> None:
    said = turn("what did Ilse say about the budget?", "gmail")
    said = replace(said, answer="**Ilse Brandt** wrote: “Fine by me.” [1]")
    assert ask("tell her I agree with the total", said).entities["people"] == ["Ilse Brandt"]


def test_what_else_is_on_that_day_is_no_question_of_the_event() -> None:
    gone = about("cancel the regatta", "2026-12-08T15:00:00+01:00")
    intent = ask("did I have anything else that day", gone)
    assert interval(intent)[0] == "2026-12-08 00:00"
    assert "shown" not in intent.entities


def test_the_third_is_one_of_the_list_before_what_was_done() -> None:
    listed = turn("show me mails from Bo", "gmail", "gmail", "gmail")
    starred = ask("star the first", listed)
    done = replace(turn("star the first", "gmail"), intent=starred)
    intent = ask("and the third", listed, done)
    assert intent.operation == "label_email"
    assert (intent.entities["ordinal"], intent.entities["turns_back"]) == (3, 2)


def test_the_oldest_is_one_of_the_list_before_what_was_done() -> None:
    listed = turn("show me mails from Bo", "gmail", "gmail", "gmail")
    aged = [replace(c, when=listed.at.replace(day=20 - c.n)) for c in listed.citations]
    listed = replace(listed, citations=(aged[0], aged[2], aged[1]))
    done = replace(turn("x", "gmail"), intent=ask("star the newest one", listed))
    assert ask("and the oldest", listed, done).entities["ordinal"] == 3


def test_an_answer_to_her_goes_to_her_and_not_to_the_machine_that_wrote() -> None:
    comment = turn("what did Ilse write about the map?", "gmail")
    comment = replace(comment, answer="**File notices** wrote: “Ilse commented: fine?” [1]")
    intent = ask("answer her that it is fine", comment)
    assert (intent.operation, intent.entities["people"]) == ("send_email", ["Ilse"])


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ("and wine", "message", "we are bringing pudding and wine"),
        ("and Ilse too", "people", ["Bo", "Ilse"]),
    ],
)
def test_what_is_said_or_whom_it_goes_to_is_added(said: str, name: str, value: Any) -> None:
    intent = ask(said, proposed("email Bo that we are bringing pudding"))
    assert intent.operation == "send_email"
    assert intent.entities[name] == value


@pytest.mark.parametrize("text", ["who told us?", "and who wrote it", "when was that sent"])
def test_who_said_it_is_asked_of_the_mail_that_was_shown(text: str) -> None:
    intent = ask(text, turn("what is the rent going to be", "gmail", "gmail"))
    assert intent.entities["shown"]["items"] == [["gmail", "id-1"]]
    assert intent.entities["shown"]["each"]


def test_who_wrote_a_file_is_told_by_the_file() -> None:
    intent = ask("who made it", turn("show me the plan of the stalls", "gdrive"))
    assert (intent.operation, intent.entities["ordinal"]) == ("read", 1)


GOES_AHEAD = replace(
    turn("what did Ilse say about the fee?", "gmail"),
    answer="**Ilse Brandt** wrote: “Go ahead.” [1]",
)


@pytest.mark.parametrize(
    ("text", "operation", "message"),
    [
        ("thank her", "reply_email", "thank you very much"),
        ("ok, thank her for the quick answer", "send_email", "thank you for the quick answer"),
        ("chase her", "reply_email", "have you had a chance to look at this"),
    ],
)
def test_whom_to_thank_is_who_wrote_what_was_shown(text: str, operation: str, message: str) -> None:
    intent = ask(text, GOES_AHEAD)
    assert intent.operation == operation
    assert message in intent.entities["message"]


def test_a_guest_who_has_not_answered_is_reminded_of_the_event() -> None:
    asked = replace(REGATTA, intent=ask("has Ilse accepted", REGATTA))
    intent = ask("nudge her", asked)
    assert (intent.operation, intent.entities["people"]) == ("send_email", ["Ilse"])
    assert REGATTA.citations[0].title in intent.entities["message"]


def test_what_is_free_is_booked_once_it_has_a_name() -> None:
    free = turn("am I free on Thursday from 2 to 3", "gcal")
    booked = ask("book it", free)
    assert booked.clarification is not None
    asked = EarlierTurn("book it", booked.clarification, booked, (), free.at)
    made = ask("a call with Bo", free, asked)
    assert (made.operation, made.entities["title"]) == ("create_event", "Call with Bo")
    assert interval(made)[0] == "2026-11-26 14:00"


def test_nothing_is_sent_where_nothing_was_found() -> None:
    refused = turn("who sent the recipe")
    refused = replace(refused, intent=replace(refused.intent, operation="unsupported"))
    assert ask("send it to Bo", refused).clarification


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("not Tuesday, Thursday", "2026-12-10 13:00"),
        ("Thursday I meant", "2026-12-10 13:00"),
        ("can you make it a bit earlier", "2026-12-08 12:30"),
        ("the week after would be better", "2026-12-15 13:00"),
        ("same thing the week after", "2026-12-15 13:00"),
    ],
)
def test_another_day_or_hour_of_a_proposal(said: str, start: str) -> None:
    intent = ask(said, LUNCH)
    assert (intent.operation, intent.entities["title"]) == ("create_event", "Lunch with Bo")
    assert interval(intent)[0] == start


def test_nobody_is_invited_where_that_is_said() -> None:
    intent = ask("don't invite him", LUNCH)
    assert intent.operation == "create_event"
    assert not intent.entities.get("people")


def test_a_second_command_is_no_piece_of_the_first() -> None:
    accepted = turn("accept the regatta", "gcal")
    assert ask("and decline the party", accepted).entities["response"] == "declined"


def test_who_is_told_of_what_was_cancelled() -> None:
    gone = turn("cancel lunch with Ilse", "gcal")
    intent = ask("and tell her", gone)
    assert (intent.operation, intent.entities["people"]) == ("send_email", ["Ilse"])
    assert "cancel" in intent.entities["message"]


def test_archiving_them_is_archiving_all_that_were_labelled() -> None:
    labelled = turn("label the mails from Bo as reading", "gmail", "gmail")
    intent = ask("and archive them", labelled)
    assert (intent.operation, intent.entities["people"]) == ("archive_email", ["Bo"])
    assert intent.entities["all"]


@pytest.mark.parametrize("said", ["cc Ilse", "add that I am away"])
def test_a_changed_answer_stays_one_to_the_same_mail(said: str) -> None:
    answered = turn("reply to Bo that it is fine", "gmail")
    assert ask(said, answered).entities["ordinal"] == 1


def test_a_subject_and_one_more_sentence_are_said_of_the_mail() -> None:
    mail = proposed("email Bo that the deck is done")
    assert ask("subject: deck", mail).entities["subject"] == "deck"
    assert "Thanks" in ask("and say thanks for waiting", mail).entities["message"]


def test_a_mail_is_not_labelled_with_a_time() -> None:
    goals = turn("what did Bo write about the goals", "gmail")
    assert ask("move it to 2 then", goals).operation != "label_email"


def test_whom_the_guests_lack_is_invited() -> None:
    asked = replace(REGATTA, intent=ask("has Ilse accepted", REGATTA))
    intent = ask("Add her.", asked)
    assert (intent.operation, intent.entities["people"]) == ("update_event", ["Ilse"])


def test_another_hour_of_what_shall_be_cancelled_is_on_its_day() -> None:
    gone = about("cancel my 11:30 on Tuesday 8 December", "2026-12-08T11:30:00+01:00")
    intent = ask("sorry, I meant the 3 o'clock", gone)
    assert intent.operation == "delete_event"
    assert interval(intent)[0] == "2026-12-08 15:00"


@pytest.mark.parametrize(
    ("text", "start"), [("in the afternoon", "2026-12-08 12:00"), ("what about 3pm", "15:00")]
)
def test_an_hour_alone_is_on_the_day_that_was_looked_at(text: str, start: str) -> None:
    free = turn("when am I free on Tuesday 8 December", "gcal")
    intent = ask(text, free)
    assert intent.operation == "find_time"
    assert start in str(interval(intent)[0])
    assert "2026-12-08" in str(interval(intent)[0])


def test_no_day_is_guessed_where_none_was_told() -> None:
    listed = turn("find the mail with the readings", "gmail")
    assert ask("remind me the day before", listed).time_range is None


def test_a_reminder_that_names_nothing_is_one_of_what_was_shown() -> None:
    intent = ask("remind me an hour before", REGATTA)
    assert intent.entities["title"] == f"Reminder: {REGATTA.citations[0].title}"
    assert interval(intent)[0] == "2026-12-08 14:00"


@pytest.mark.parametrize(
    ("text", "message"), [("tell her yes", "yes"), ("answer that I'll be there", "I'll be there")]
)
def test_a_short_answer_is_one_to_the_mail_that_was_shown(text: str, message: str) -> None:
    intent = ask(text, GOES_AHEAD)
    assert (intent.operation, intent.entities["ordinal"]) == ("reply_email", 1)
    assert intent.entities["message"] == message


def test_a_new_one_is_booked_for_what_was_cancelled() -> None:
    gone = turn("cancel the meeting about the regatta", "gcal")
    gone = replace(gone, citations=(replace(gone.citations[0], title="Haircut"),))
    intent = ask("and book a new one on Thursday at 4", gone)
    assert (intent.operation, intent.entities["title"]) == ("create_event", "Haircut")
