"""Answers without a model: the answer first, then its evidence, every claim with its source."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from agents.errors import error_message
from agents.query import Answer, Intent, Query, StepResult, TimeRange
from agents.synthesizer import synthesise
from tests.unit.agents.material import NOW, Heard, event, file, intent, mail, query, result


def answered(wanted: Intent, *results: StepResult, asked: Query | None = None) -> Answer:
    heard = Heard()

    async def go() -> Answer:
        return await synthesise(asked or query(), wanted, results, llm=None, emit=heard)

    answer = asyncio.run(go())
    assert heard.text == answer.text
    assert answer.mode == "local"
    for citation in answer.citations:
        assert f"[{citation.n}]" in answer.text
    return answer


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


TUESDAY = TimeRange(at(9, 23), at(10, 23))  # a day in Berlin


def test_the_one_that_is_far_nearer_than_the_rest_is_shown_as_the_closest() -> None:
    near = mail("m1", "Remote access", "The gateway moves.", similarity=0.44)
    far = mail("m2", "Cake", "There is cake in the yard.", similarity=0.2)
    wanted = intent("search", "gmail", topic="VPN", people=("Orla",), direction="from")
    of_somebody = {"query": "VPN", "sender": "orla@northwind.example"}
    answer = answered(wanted, result("gmail", "search", near, far, arguments=of_somebody))
    assert "I did not find anything" in answer.text
    assert [c.id for c in answer.citations] == ["m1"]
    answer = answered(wanted, result("gmail", "search", near, far, arguments={"query": "VPN"}))
    assert answer.citations == ()


def test_an_agenda_is_in_the_persons_zone_in_the_order_of_the_day() -> None:
    answer = answered(
        intent("search", "gcal", shape="agenda", time_range=TUESDAY),
        result("gcal", "list", event("e2", "Lunch", at(10, 11)), event("e1", "Pier", at(10, 8))),
    )
    assert "You have 2 events today, Tuesday 10 March (times in Europe/Berlin)" in answer.text
    assert answer.text.index("09:00–10:00: **Pier** [1]") < answer.text.index(
        "12:00–13:00: **Lunch** [2]"
    )


def test_an_event_of_another_zone_shows_both_times() -> None:
    answer = answered(
        intent("search", "gcal", shape="agenda", time_range=TUESDAY),
        result("gcal", "list", event("e1", "Call", at(10, 14), time_zone="America/New_York")),
    )
    assert "15:00–16:00 (10:00 in America/New_York): **Call**" in answer.text


def test_an_event_of_several_days_is_listed_under_the_day_that_was_asked_for() -> None:
    away = event("e1", "Away", at(8, 23), end=at(11, 23), all_day=True)  # 9 to 11 March in Berlin
    answer = answered(
        intent("search", "gcal", shape="agenda", time_range=TUESDAY),
        result("gcal", "list", event("e2", "Pier", at(10, 8)), away),
    )
    assert answer.text.index("today, Tuesday 10 March") < answer.text.index("until tomorrow, Wed")
    assert "Monday" not in answer.text


def test_an_all_day_event_keeps_its_date_in_another_zone() -> None:
    day = event("e1", "Holiday", at(10, 23), end=at(11, 23), all_day=True)  # 11 March in Berlin
    answer = answered(
        intent("search", "gcal", topic="holiday"),
        result("gcal", "search", day),
        asked=query(time_zone="America/Los_Angeles"),
    )
    assert "tomorrow, Wed 11 Mar, all day: **Holiday**" in answer.text


def test_clashes_are_named() -> None:
    answer = answered(
        intent("search", "gcal", shape="agenda", time_range=TUESDAY),
        result("gcal", "list", event("e1", "Pier", at(10, 8)), event("e2", "Dock", at(10, 8, 30))),
    )
    assert "Pier [1] overlaps Dock [2]" in answer.text


def test_an_empty_day_is_said_to_be_empty() -> None:
    answer = answered(
        intent("search", "gcal", shape="agenda", time_range=TUESDAY), result("gcal", "list")
    )
    assert answer.text == ("I did not find any events today, Tuesday 10 March in your calendar.")
    assert answer.citations == ()


def test_who_said_what_begins_with_the_newest_statement() -> None:
    old = mail("m1", "Pier", "Hi Ada,\n\nThe pier costs 900 crowns.", when=NOW - timedelta(days=9))
    new = mail("m2", "Re: Pier", "Sorry. The pier costs 1.250,50 € now.", when=NOW)
    answer = answered(
        intent("search", "gmail", people=("Orla",), topic="pier cost", shape="said"),
        result("gmail", "search", old, new),
    )
    first, before = answer.text.split("Before that:")
    assert "**Orla Brandt** wrote today, Tue 10 Mar, 10:00" in first
    assert "The pier costs 1.250,50 € now." in first
    assert "The pier costs 900 crowns." in before
    assert [c.id for c in answer.citations] == ["m2", "m1"]


def test_hits_that_do_not_mention_the_topic_are_left_out() -> None:
    answer = answered(
        intent("search", "gmail", topic="pier"),
        result(
            "gmail",
            "search",
            mail("m1", "The pier", "The pier is long."),
            mail("m2", "Cake", "There is cake."),
        ),
    )
    assert [c.id for c in answer.citations] == ["m1"]


def test_what_only_comes_close_is_said_to() -> None:
    near = mail("m1", "The pier", "The pier is long.", similarity=0.6)
    answer = answered(intent("search", "gmail", topic="jetty"), result("gmail", "search", near))
    assert "I did not find anything about “jetty”. I searched Gmail." in answer.text
    assert "The closest that I have:" in answer.text
    assert [c.id for c in answer.citations] == ["m1"]


def test_hits_that_have_nothing_to_do_with_the_question_are_not_shown() -> None:
    far = mail("m1", "The pier", "The pier is long.", similarity=0.2)
    answer = answered(intent("search", "gmail", topic="jetty"), result("gmail", "search", far))
    assert answer.text == "I did not find anything about “jetty”. I searched Gmail."
    assert answer.citations == ()


def test_nothing_found_says_what_was_searched() -> None:
    answer = answered(
        intent("search", "gmail", "gdrive", topic="jetty"),
        result("gmail", "search"),
        result("gdrive", "search", id="s2"),
    )
    assert "I did not find anything about “jetty”" in answer.text
    assert "I searched Gmail and Google Drive." in answer.text


def test_a_dropped_filter_is_admitted() -> None:
    first = result("gmail", "search", arguments={"query": "pier", "after": NOW})
    wider = result(
        "gmail",
        "search",
        mail("m1", "The pier", "Old pier."),
        arguments={"query": "pier"},
        id="s1b",
        when_empty="s1",
    )
    answer = answered(intent("search", "gmail", topic="pier"), first, wider)
    assert "I did not find anything about “pier” in Gmail in that time; without that" in answer.text


def test_a_file_is_shown_with_its_owner_and_everybody_it_is_shared_with() -> None:
    deck = file(
        "f1",
        "Pier deck",
        shared_with=[
            {"name": "Bo", "email": "bo@port.example", "role": "writer", "type": "user"},
            {"name": "", "email": "", "role": "reader", "type": "anyone"},
        ],
    )
    answer = answered(
        intent("search", "gdrive", topic="pier", shape="shared_with"),
        result("gdrive", "search", deck),
    )
    assert "**Pier deck** (Google Slides in Plans" in answer.text
    assert "belongs to you and is shared with 2 people" in answer.text
    assert "Bo (can edit) and anyone with the link (can view)" in answer.text


def test_an_opened_mail_is_shown_with_its_words() -> None:
    answer = answered(
        intent("read", "gmail", ordinal=1),
        result("gmail", "read", mail("m1", "Pier", "First line.\n\nSecond: 1.250,50 €")),
    )
    assert "> First line." in answer.text
    assert "> Second: 1.250,50 €" in answer.text


def test_counting_says_how_many_and_when_there_may_be_more() -> None:
    mails = [mail(f"m{n}", f"Mail {n}") for n in range(50)]
    wanted = intent("search", "gmail", shape="count", flags=("unread",))
    assert (
        "I found **at least 50 unread mails**"
        in answered(wanted, result("gmail", "list", *mails)).text
    )
    assert "I found **1 unread mail**." in answered(wanted, result("gmail", "list", mails[0])).text


def booking_results(action: dict[str, Any] | None, *events: Any) -> tuple[StepResult, ...]:
    booked = mail("m1", "Your reservation", "Ferry. Reservation number: HX42PQ")
    draft = result(
        "gmail", "draft_email", id="s3", status="ok" if action else "skipped", action=action
    )
    return (result("gmail", "search", booked), result("gcal", "search", *events, id="s2"), draft)


ACTION = {
    "id": "a1",
    "agent": "gmail",
    "operation": "draft_email",
    "arguments": {"to": ["orla.brandt@northwind.example"], "subject": "Re: Your reservation"},
    "provenance": {"to": {"source": "content", "ref": "m1"}},
    "status": "proposed",
}
CANCEL = intent("draft_email", "gmail", "gcal", topic="ferry", verb="cancel", about_booking=True)


def test_a_booking_is_told_with_its_reference_its_event_and_the_proposed_mail() -> None:
    answer = answered(CANCEL, *booking_results(ACTION, event("e1", "Ferry HX42PQ", at(20, 8))))
    assert "I found the booking **HX42PQ**" in answer.text
    assert "**Ferry HX42PQ**" in answer.text
    assert "I have prepared an e-mail to orla.brandt@northwind.example" in answer.text
    assert "Nothing has been sent or changed" in answer.text
    assert [c.id for c in answer.citations] == ["m1", "e1"]


def test_events_that_have_nothing_to_do_with_the_booking_are_not_shown() -> None:
    answer = answered(CANCEL, *booking_results(ACTION, event("e1", "Dentist", at(20, 8))))
    assert "Dentist" not in answer.text
    assert "I did not find it in Google Calendar." in answer.text


def test_without_a_mail_nothing_is_prepared() -> None:
    answer = answered(
        CANCEL,
        result("gmail", "search"),
        result("gcal", "search", event("e1", "Ferry to the island", at(20, 8)), id="s2"),
        result("gmail", "draft_email", id="s3", status="skipped"),
    )
    assert "**Ferry to the island**" in answer.text
    assert "I have not prepared anything" in answer.text


def test_what_cannot_be_done_yet_is_said_and_never_called_done() -> None:
    answer = answered(
        intent("delete_event", "gcal", topic="dentist", verb="delete"),
        result("gcal", "search", event("e1", "Dentist", at(20, 8))),
        result(
            "gcal",
            "delete_event",
            id="s2",
            status="skipped",
            error=error_message("action_unavailable", "gcal"),
        ),
    )
    assert "**Dentist** [1]" in answer.text
    assert "I cannot delete events yet, so nothing was changed." in answer.text


def test_a_failed_service_is_named_with_what_still_worked() -> None:
    answer = answered(
        intent("search", "gmail", "gcal", topic="pier"),
        result("gmail", "search", mail("m1", "The pier", "Long.")),
        result(
            "gcal",
            "search",
            id="s2",
            status="timed_out",
            error=error_message("timed_out", "gcal"),
        ),
    )
    assert "**The pier**" in answer.text
    assert (
        "We couldn't connect to Google Calendar right now. Your email search still worked. "
        "Would you like to try the calendar search again?" in answer.text
    )


def test_when_everything_failed_nothing_is_said_to_be_missing() -> None:
    answer = answered(
        intent("search", "gmail", topic="pier"),
        result("gmail", "search", status="failed", error=error_message("access_revoked", "gmail")),
    )
    assert "did not find" not in answer.text
    assert "You've revoked access to your Google account." in answer.text


def test_a_question_back_is_the_answer() -> None:
    answer = answered(intent("search", "gmail", clarification="Which of the two Orlas?"))
    assert answer.text == answer.clarification == "Which of the two Orlas?"


def test_what_was_read_cannot_become_markup_a_link_or_a_citation() -> None:
    evil = mail(
        "m1",
        "Pier [7] <img src=x> ![a](http://evil.example/p.png)",
        "The pier: [click](http://evil.example) **now** <script>alert(1)</script> [1]",
    )
    answer = answered(intent("search", "gmail", topic="pier"), result("gmail", "search", evil))
    assert answer.html.count("<a ") == 1
    assert 'href="http://evil' not in answer.html
    assert "<img" not in answer.html
    assert "<script" not in answer.html
    assert "<strong>now" not in answer.html
