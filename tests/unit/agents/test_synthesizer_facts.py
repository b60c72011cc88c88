"""How much, when, where and who: the fact first, verbatim, the newest word before older ones."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import NOW, event, file, intent, mail, result

REVIEW = event(
    "e1",
    "Pier review",
    at(19, 14),
    location="Boathouse, first floor",
    attendees=[
        {"name": "Orla Brandt", "email": "orla@northwind.example", "response": "accepted"},
        {"name": "Bo Lind", "email": "bo@port.example", "response": "declined"},
        {"name": "Ada", "email": "ada@example.org", "response": "accepted", "self": True},
    ],
)


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def test_a_sum_is_bold_and_verbatim_in_its_sentence() -> None:
    bill = mail("m1", "Bill for the pier", "Thanks again.\n\nThe total is 1.250,50 € for the pier.")
    answer = answered(
        intent("search", "gmail", topic="pier", shape="amount"), result("gmail", "search", bill)
    )
    assert "The total is **1.250,50 €** for the pier." in answer.text


def test_the_newest_sum_wins_and_the_older_ones_follow() -> None:
    mails = [
        mail("m1", "Pier", "The pier costs £900.", when=ago(9), thread_id="t"),
        mail("m2", "Re: Pier", "The pier costs £950 now.", when=ago(2), thread_id="t"),
    ]
    answer = answered(
        intent("search", "gmail", topic="pier", shape="amount"), result("gmail", "search", *mails)
    )
    assert answer.text.index("**£950**") < answer.text.index("Before that: £900 (Orla Brandt")
    assert [c.id for c in answer.citations] == ["m2", "m1"]


def test_what_one_asked_is_told_by_the_answer() -> None:
    asked_for = mail("m1", "Lost: a blue kite", "My blue kite was lost on the pier. Is it there?",
                     labels=["SENT"], thread_id="t", when=ago(4))  # fmt: skip
    reply = mail("m2", "Re: Lost: a blue kite", "It came in on Monday and waits in the shed.",
                 thread_id="t", when=ago(3))  # fmt: skip
    answer = answered(
        intent("search", "gmail", topic="blue kite lost pier"),
        result("gmail", "search", asked_for, reply),
        asked="what happened to the blue kite that was lost on the pier?",
    )
    assert answer.text.startswith("**Orla Brandt** wrote")
    assert "waits in the shed" in answer.text.split("\n")[0]


def test_a_sum_of_something_else_is_no_answer() -> None:
    apart = " It was a fine day and nobody fell into the water." * 8
    other = mail("m1", "Lunch", f"The pier is long.{apart} Soup was £7.")
    answer = answered(
        intent("search", "gmail", topic="pier", shape="amount"), result("gmail", "search", other)
    )
    assert "I did not find an amount about “pier”" in answer.text


def test_when_is_the_event_in_words_for_people() -> None:
    tomorrow = event("e1", "Pier review", at(11, 14), end=at(11, 14, 30))
    answer = answered(
        intent("search", "gcal", topic="pier review", shape="when"),
        result("gcal", "search", tomorrow),
        asked="when is the pier review?",
    )
    assert answer.text == "**Pier review** is tomorrow, Wed 11 Mar, 15:00–15:30. [1]"


def test_what_was_moved_twice_says_so_with_both_mails() -> None:
    mails = [
        mail("m1", "Pier review moved: now 13:00", "It starts at 13:00 instead of 10:00.",
             when=ago(9), thread_id="a"),
        mail("m2", "Pier review moved again", "So the pier review now starts at 15:00.",
             when=ago(1), thread_id="a"),
    ]  # fmt: skip
    answer = answered(
        intent("search", "gmail", "gcal", topic="pier review", shape="when"),
        result("gmail", "search", *mails),
        result("gcal", "search", REVIEW, id="s2"),
        asked="when is the pier review?",
    )
    assert answer.text.startswith("**Pier review** is on Thu 19 Mar, 15:00–16:00")
    assert "It was moved twice; the latest mail says 15:00 (Orla Brandt" in answer.text
    assert "before that 13:00 (Orla Brandt" in answer.text
    assert {c.id for c in answer.citations} == {"e1", "m1", "m2"}


def test_a_mail_that_disagrees_with_the_calendar_is_noted() -> None:
    moved = mail("m1", "Pier review moved", "The pier review now starts at 17:30.")
    answer = answered(
        intent("search", "gmail", "gcal", topic="pier review", shape="when"),
        result("gmail", "search", moved),
        result("gcal", "search", REVIEW, id="s2"),
    )
    assert "the latest mail says 17:30" in answer.text
    assert "Note: the calendar says 15:00 [1]." in answer.text


def test_a_mail_that_is_older_than_the_last_change_of_the_event_does_not_win() -> None:
    changed = event("e1", "Pier review", at(19, 14), updated_at=NOW)
    moved = mail("m1", "Pier review moved", "The pier review now starts at 13:00.", when=ago(9))
    answer = answered(
        intent("search", "gmail", "gcal", topic="pier review", shape="when"),
        result("gmail", "search", moved),
        result("gcal", "search", changed, id="s2"),
    )
    assert "latest" not in answer.text
    assert "Mails named another time before: 13:00 (Orla Brandt" in answer.text


def test_the_event_itself_comes_before_what_is_around_it() -> None:
    prep = event("e2", "Prep for the pier review", at(12, 9))
    answer = answered(
        intent("search", "gcal", topic="pier review", shape="when"),
        result("gcal", "search", prep, REVIEW),
        asked="when is the pier review?",
    )
    assert answer.citations[0].id == "e1"
    assert "Also in your calendar:" in answer.text


def test_without_an_event_the_sentence_with_the_day_answers() -> None:
    told = mail("m1", "The pier", "It is long.\n\nThe pier opens on Friday 20 March at 09:00.")
    answer = answered(
        intent("search", "gmail", "gcal", topic="pier opens", shape="when"),
        result("gmail", "search", told),
        result("gcal", "search", id="s2"),
    )
    assert "The pier opens on **Friday 20 March** at **09:00**." in answer.text


def test_where_is_the_place_of_the_event() -> None:
    answer = answered(
        intent("search", "gcal", topic="pier review", shape="where"),
        result("gcal", "search", REVIEW),
    )
    assert "is at **Boathouse, first floor** (Thu 19 Mar, 15:00–16:00)" in answer.text


def test_an_event_without_a_place_says_so() -> None:
    answer = answered(
        intent("search", "gcal", topic="dock review", shape="where"),
        result("gcal", "search", event("e1", "Dock review", at(19, 14))),
    )
    assert "The calendar names no place for **Dock review**" in answer.text


def test_who_comes_is_told_by_their_answers() -> None:
    wanted = intent("search", "gcal", topic="pier review", shape="who")
    results = result("gcal", "search", REVIEW)
    everybody = answered(wanted, results, asked="who is coming to the pier review?")
    assert "accepted: Orla Brandt and you; declined: Bo Lind" in everybody.text
    declined = answered(wanted, results, asked="who has declined the pier review?")
    assert declined.text.startswith("Bo Lind declined: **Pier review**")


def test_who_wrote_names_the_writers() -> None:
    mails = mail("m1", "Pier", "The pier."), mail("m2", "Pier", "Pier?", sender_name="Bo Lind")
    answer = answered(
        intent("search", "gmail", topic="pier", shape="who"),
        result("gmail", "search", *mails),
        asked="who wrote about the pier?",
    )
    assert "**Orla Brandt** and **Bo Lind** wrote about “pier”:" in answer.text


def test_a_reference_is_bold_where_it_is_asked_for() -> None:
    booked = mail("m1", "Your ferry", "Ferry to the island. Booking reference: HX42PQ, deck B.")
    answer = answered(
        intent("search", "gmail", topic="booking reference ferry"),
        result("gmail", "search", booked),
        asked="what is the booking reference of the ferry?",
    )
    assert "Booking reference: **HX42PQ**, deck B." in answer.text


def test_a_value_that_nothing_holds_is_said_to_be_missing() -> None:
    answer = answered(
        intent("search", "gmail", topic="ferry"),
        result("gmail", "search", mail("m1", "The ferry", "The ferry is blue.")),
        asked="what is the phone number of the ferry?",
    )
    assert "I did not find a phone number about “ferry”. What I found:" in answer.text


def test_a_file_answers_with_its_passage() -> None:
    rules = file("f1", "Dock rules", "Be kind.\n\nMooring is free before noon.\n\nNo dogs.")
    answer = answered(
        intent("search", "gdrive", topic="mooring dock"),
        result("gdrive", "search", rules),
        asked="what do the dock rules say about mooring?",
    )
    assert "**Dock rules** (Google Slides in Plans" in answer.text
    assert "says: “Mooring is free before noon." in answer.text


def test_what_only_another_service_knows_is_told_from_there() -> None:
    answer = answered(
        intent("search", "gcal", topic="ferry cat"),
        result("gcal", "search"),
        result("gmail", "search", mail("m1", "The ferry cat", "The ferry cat is grey."), id="w1"),
        asked="what about the ferry cat?",
    )
    assert "The ferry cat is grey." in answer.text
    assert not answer.text.startswith("I did not find")


def test_what_the_whole_question_finds_gives_way_to_what_was_asked_for() -> None:
    inside = mail("m1", "The ferry cat", "The ferry cat is grey.")
    beyond = mail("m2", "Ferry", "The ferry leaves at noon.")
    answer = answered(
        intent("search", "gmail", topic="ferry cat", people=("Orla",)),
        result("gmail", "search", inside),
        result("gmail", "search", beyond, id="w1"),
        asked="what did Orla say about the ferry cat?",
    )
    assert "noon" not in answer.text


def test_where_no_event_is_what_was_meant_the_mails_are_asked() -> None:
    told = mail("m1", "Ferry cat", "We fed the ferry cat in the evening.")
    answer = answered(
        intent("search", "gcal", topic="ferry cat", shape="agenda"),
        result("gcal", "list", id="s1"),
        result("gmail", "search", told, id="w1"),
        asked="who fed the ferry cat in the evening?",
    )
    assert "We fed the ferry cat" in answer.text


def test_a_name_that_no_source_mentions_is_said_to_be_missing() -> None:
    told = mail("m1", "The pier budget", "The pier budget is £900.")
    answer = answered(
        intent("search", "gmail", topic="pier budget Oslo", shape="amount"),
        result("gmail", "search", told),
    )
    assert answer.text.endswith("Nothing that I found mentions “Oslo”.")


def test_who_was_taken_of_several_people_is_said() -> None:
    wanted = intent("search", "gmail", topic="pier", assumption="I took Orla to be Orla Brandt.")
    answer = answered(wanted, result("gmail", "search", mail("m1", "Pier", "The pier.")))
    assert answer.text.endswith("Note: I took Orla to be Orla Brandt.")
