"""What is planned for what is wanted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agents.planner import plan
from agents.query import Citation, EarlierTurn, Plan, Reference, Step, TimeRange
from tests.unit.agents.material import NOW, intent, query


def by_id(made: Plan) -> dict[str, Step]:
    return {step.id: step for step in made.steps}


def cited(n: int, service: str = "gmail") -> Citation:
    return Citation(n, service, f"id-{n}", "Title", "https://x.example", NOW, ("path", "p"))  # type: ignore[arg-type]


def earlier(*citations: Citation) -> tuple[EarlierTurn, ...]:
    return (EarlierTurn("before", "answer", intent(), citations, NOW),)


def test_a_booking_is_looked_for_in_mail_and_calendar_at_once_and_then_a_mail_is_drafted() -> None:
    wanted = intent(
        "draft_email", "gmail", "gcal", topic="ferry crossing", about_booking=True, verb="cancel"
    )
    mail, calendar, draft = plan(wanted, query()).steps
    assert (mail.agent, mail.operation, mail.depends_on) == ("gmail", "search", ())
    assert (calendar.agent, calendar.operation, calendar.depends_on) == ("gcal", "search", ())
    assert (draft.agent, draft.operation) == ("gmail", "draft_email")
    assert set(draft.depends_on) == {mail.id, calendar.id}
    assert draft.arguments["to"] == Reference(mail.id, "booking.reply_address")
    assert draft.arguments["booking_reference"] == Reference(mail.id, "booking.reference")


def test_a_booking_is_looked_for_in_drive_too_where_it_was_named() -> None:
    wanted = intent(
        "draft_email", "gmail", "gcal", "gdrive", topic="hotel", about_booking=True, verb="change"
    )
    made = plan(wanted, query())
    assert [s.agent for s in made.steps] == ["gmail", "gcal", "gdrive", "gmail"]
    assert len(made.steps[-1].depends_on) == 3


def test_only_bookings_to_come_are_looked_for_in_the_calendar() -> None:
    wanted = intent("draft_email", "gmail", topic="hotel", about_booking=True, verb="cancel")
    calendar = plan(wanted, query()).steps[1]
    assert NOW - timedelta(days=1) < calendar.arguments["after"] <= NOW


def test_an_agenda_is_a_list_of_a_time_range() -> None:
    day = TimeRange(NOW, NOW + timedelta(days=1))
    (step,) = plan(intent("search", "gcal", shape="agenda", time_range=day), query()).steps
    assert (step.agent, step.operation) == ("gcal", "list")
    assert (step.arguments["after"], step.arguments["before"]) == (day.start, day.end)
    assert step.arguments["order"] == "soonest"


def test_an_agenda_without_a_time_is_that_of_the_coming_days() -> None:
    (step,) = plan(intent("search", "gcal", shape="agenda"), query()).steps
    assert step.arguments["before"] - step.arguments["after"] == timedelta(days=7)


def test_what_is_next_begins_now() -> None:
    (step,) = plan(intent("search", "gcal", shape="next"), query()).steps
    assert step.arguments["after"] == NOW


def test_several_services_are_searched_in_parallel() -> None:
    made = plan(intent("search", "gmail", "gcal", "gdrive", topic="harbour"), query())
    assert [(s.agent, s.operation, s.depends_on) for s in made.steps] == [
        ("gmail", "search", ()),
        ("gcal", "search", ()),
        ("gdrive", "search", ()),
    ]


def test_no_service_named_means_all_of_them() -> None:
    made = plan(intent("search", topic="harbour"), query())
    assert {s.agent for s in made.steps} == {"gmail", "gcal", "gdrive"}


def test_a_search_within_dates_has_a_fallback_without_them() -> None:
    week = TimeRange(NOW - timedelta(days=7), NOW)
    first, fallback, *_ = plan(
        intent("search", "gmail", topic="harbour", time_range=week), query()
    ).steps
    assert "after" in first.arguments
    assert "after" not in fallback.arguments
    assert fallback.when_empty == first.id
    assert fallback.depends_on == (first.id,)


def test_a_search_by_sender_falls_back_to_the_name_as_a_word() -> None:
    first, fallback, *_ = plan(
        intent("search", "gmail", topic="harbour", people=("Orla",), direction="from"), query()
    ).steps
    assert first.arguments["sender"] == "Orla"
    assert "sender" not in fallback.arguments
    assert fallback.arguments["query"] == "harbour Orla"


def test_a_list_without_words_stays_as_it_was_asked() -> None:
    (step,) = plan(intent("search", "gmail", flags=("unread",)), query()).steps
    assert step.operation == "list"
    assert step.arguments["unread"] is True


def test_the_second_one_is_read_by_the_id_of_the_second_citation() -> None:
    asked = query(earlier=earlier(cited(1), cited(2, "gdrive"), cited(3)))
    (step,) = plan(intent("read", "gmail", ordinal=2), asked).steps
    assert (step.agent, step.operation, step.arguments["id"]) == ("gdrive", "read", "id-2")


def test_the_last_one_is_counted_from_the_end() -> None:
    asked = query(earlier=earlier(cited(1), cited(2), cited(3)))
    (step,) = plan(intent("read", "gmail", ordinal=-1), asked).steps
    assert step.arguments["id"] == "id-3"


def test_reading_by_topic_searches_first_and_reads_the_best_hit() -> None:
    look, read = plan(intent("read", "gdrive", topic="harbour plan"), query()).steps
    assert look.operation == "search"
    assert read.operation == "read"
    assert read.arguments["id"] == Reference(look.id, "best.id")


@pytest.mark.parametrize(
    ("operation", "agent"),
    [
        ("delete_event", "gcal"),
        ("update_event", "gcal"),
        ("respond_event", "gcal"),
        ("archive_email", "gmail"),
        ("trash_email", "gmail"),
        ("label_email", "gmail"),
        ("reply_email", "gmail"),
        ("forward_email", "gmail"),
        ("share_file", "gdrive"),
        ("unshare_file", "gdrive"),
    ],
)
def test_a_write_comes_after_the_search_that_it_needs(operation: str, agent: str) -> None:
    made = plan(intent(operation, topic="harbour"), query())
    *looks, write = made.steps
    assert looks
    assert (write.agent, write.operation) == (agent, operation)
    assert {look.id for look in looks} == set(write.depends_on)


def test_a_mail_to_a_typed_address_needs_no_search() -> None:
    asked = query("draft a mail to bo@port.example about the pier")
    (step,) = plan(intent("draft_email", "gmail", addresses=("bo@port.example",)), asked).steps
    assert step.arguments["to"] == ["bo@port.example"]


def test_somebody_who_is_named_and_not_known_is_looked_up_first() -> None:
    wanted = intent("create_event", "gcal", title="Lunch", people=("Orla",))
    look, event = plan(wanted, query()).steps
    assert (look.agent, look.operation, look.arguments["sender"]) == ("gmail", "search", "Orla")
    assert event.arguments["attendees"] == [Reference(look.id, "items[0].sender_email")]


def test_somebody_whose_address_is_known_needs_no_look_up() -> None:
    known = {"Orla": [{"name": "Orla Brandt", "address": "orla@northwind.example"}]}
    wanted = intent("send_email", "gmail", people=("Orla",), contacts=known, message="Hi")
    (step,) = plan(wanted, query()).steps
    assert step.arguments["to"] == ["orla@northwind.example"]


def test_a_file_is_shared_with_each_person_by_a_write_of_its_own() -> None:
    shared = ("bo@port.example", "cy@port.example")
    made = plan(intent("share_file", "gdrive", topic="pier plan", addresses=shared), query())
    writes = [step for step in made.steps if step.operation == "share_file"]
    assert [step.arguments["email"] for step in writes] == [[address] for address in shared]
    assert made.steps[0].arguments["query"] == "pier plan"


def test_an_event_that_shall_move_is_not_looked_for_at_its_new_time() -> None:
    later = TimeRange(NOW + timedelta(days=3), NOW + timedelta(days=3, hours=1))
    look, change = plan(
        intent("update_event", "gcal", topic="dentist", time_range=later), query()
    ).steps
    assert look.arguments["after"] < NOW
    assert change.arguments["start"] == later.start
    assert change.arguments["event_id"] == Reference(look.id, "sure.id")


def test_several_mails_are_meant_only_where_the_person_says_so() -> None:
    wanted = intent("archive_email", "gmail", people=("Orla",), topic="pier")
    one = plan(wanted, query("archive the mail about the pier from Orla")).steps[-1]
    assert one.arguments["message_ids"] == [Reference("s1", "sure.id")]
    many = plan(wanted, query("archive all mails about the pier from Orla")).steps[-1]
    assert many.arguments["message_ids"] == Reference("s1", "every.id")


def test_a_mail_is_passed_on_to_the_last_person_named() -> None:
    wanted = intent("forward_email", "gmail", topic="pier", people=("Orla", "Cy"))
    steps = by_id(plan(wanted, query("forward Orla's mail about the pier to Cy")))
    assert steps["s1"].arguments["sender"] == "Orla"
    assert steps["s2"].arguments["sender"] == "Cy"
    assert steps["s3"].arguments["to"] == [Reference("s2", "items[0].sender_email")]


def test_a_mail_is_passed_on_to_all_who_stand_behind_the_to() -> None:
    wanted = intent("forward_email", "gmail", topic="pier", people=("Orla", "Cy", "Ilse"))
    steps = by_id(plan(wanted, query("forward Orla's mail about the pier to Cy and Ilse")))
    assert [steps[name].arguments.get("sender") for name in ("s1", "s2", "s3")] == [
        "Orla",
        "Cy",
        "Ilse",
    ]
    assert len(steps["s4"].arguments["to"]) == 2


def test_an_unsupported_wish_has_an_empty_plan() -> None:
    assert plan(intent("unsupported"), query()).steps == ()


def test_an_unclear_question_has_an_empty_plan() -> None:
    unclear = intent("search", "gmail", clarification="Which of the two?")
    assert plan(unclear, query()).steps == ()
