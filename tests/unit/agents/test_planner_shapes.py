"""Plans of questions whose answer has a form of its own, and of those in two hops."""

from __future__ import annotations

from datetime import timedelta

from agents.planner import plan
from agents.query import Plan, Reference, Step, TimeRange
from tests.unit.agents.asking import ask
from tests.unit.agents.material import NOW, intent, query

ORLA = {"Orla": [{"name": "Orla Brandt", "address": "orla@northwind.example", "messages": 9}]}


def by_id(made: Plan) -> dict[str, Step]:
    return {step.id: step for step in made.steps}


def test_the_second_thing_of_a_question_is_looked_for_first_and_narrows_the_first() -> None:
    anchor = {"relation": "before", "services": ["gcal"], "topic": "offsite", "people": []}
    wanted = intent("search", "gmail", topic="deck", flags=("attachment",), anchor=anchor)
    steps = by_id(plan(wanted, query()))
    assert (steps["s1"].agent, steps["s1"].arguments["query"]) == ("gcal", "offsite")
    assert steps["s2"].arguments["before"] == Reference("s1", "best.begins")
    assert steps["s2"].arguments["has_attachment"] is True
    assert steps["s2"].depends_on == ("s1", "s1x")
    assert (steps["s1x"].agent, steps["s1x"].when_empty) == ("gmail", "s1")


def test_where_nothing_is_left_before_the_anchor_the_question_is_asked_without_it() -> None:
    anchor = {"relation": "during", "services": ["gcal"], "topic": "offsite"}
    steps = by_id(plan(intent("search", "gmail", topic="deck", anchor=anchor), query()))
    assert {"after", "before"} <= steps["s2"].arguments.keys()
    assert not {"after", "before"} & steps["s2b"].arguments.keys()
    assert steps["s2b"].when_empty == "s2"


def test_an_anchor_without_words_is_the_next_or_the_last_of_its_kind() -> None:
    next_one = {"relation": "after", "services": ["gcal"], "next": True, "people": ["Orla"]}
    made = plan(intent("search", "gmail", topic="deck", anchor=next_one, contacts=ORLA), query())
    anchor = by_id(made)["s1"]
    assert (anchor.operation, anchor.arguments["order"]) == ("list", "soonest")
    assert anchor.arguments["after"] == NOW
    assert anchor.arguments["participants"] == ("orla@northwind.example",)


def test_what_is_about_the_anchor_is_searched_by_its_title() -> None:
    anchor = {"relation": "about", "services": ["gcal"], "next": True}
    made = plan(intent("search", "gmail", anchor=anchor), query())
    assert by_id(made)["s2"].arguments["query"] == Reference("s1", "best.title")


def test_a_resolved_name_is_filtered_by_its_address() -> None:
    wanted = intent("search", "gmail", topic="pier", people=("Orla",), contacts=ORLA)
    assert plan(wanted, query()).steps[0].arguments["sender"] == "orla@northwind.example"


def test_files_are_narrowed_by_their_owner_and_by_whom_they_are_shared_with() -> None:
    owned = plan(intent("search", "gdrive", owner="Orla", people=("Orla",)), query()).steps[0]
    assert (owned.operation, owned.arguments["owner"]) == ("list", "Orla")
    shared = intent(
        "search", "gdrive", topic="pier", shared_with_person="Orla", people=("Orla",), contacts=ORLA
    )
    assert plan(shared, query()).steps[0].arguments["shared_with"] == "orla@northwind.example"


def test_a_kind_of_file_that_somebody_sent_is_an_attachment() -> None:
    wanted = intent("search", "gmail", topic="bill", file_types=("pdf",))
    sent = plan(wanted, query("the PDF that they sent with the bill")).steps[0]
    assert sent.arguments["file_types"] == ("pdf",)
    assert "file_types" not in plan(wanted, query("the PDF of the bill")).steps[0].arguments


def test_a_time_to_come_narrows_events_but_not_mails() -> None:
    week = TimeRange(NOW + timedelta(days=5), NOW + timedelta(days=12))
    made = plan(intent("search", "gmail", "gcal", topic="offsite", time_range=week), query())
    mail = next(step for step in made.steps if step.agent == "gmail")
    event = next(step for step in made.steps if step.agent == "gcal")
    assert "after" not in mail.arguments
    assert event.arguments["after"] == week.start


def test_the_other_services_are_searched_unless_the_first_found_what_is_meant() -> None:
    steps = by_id(plan(intent("search", "gcal", topic="dentist", shape="when"), query()))
    others = list(steps.values())[1:]
    assert [(s.agent, s.depends_on) for s in others] == [("gmail", ("s1",)), ("gdrive", ("s1",))]
    assert all(step.unless_surer is not None for step in others)


def test_beside_a_narrowed_search_stands_one_that_nothing_narrows() -> None:
    week = TimeRange(NOW - timedelta(days=7), NOW)
    wanted = intent("search", "gmail", topic="fire drill", time_range=week)
    wide = [step for step in plan(wanted, query()).steps if step.id.startswith("w")]
    assert [step.agent for step in wide] == ["gmail", "gcal", "gdrive"]
    assert not {"after", "before"} & {name for step in wide for name in step.arguments}


def test_who_says_where_to_look_is_answered_from_there() -> None:
    wanted = intent("search", "gcal", topic="dentist", shape="when")
    assert len(plan(wanted, query("when does my calendar say the dentist is")).steps) == 1
    assert len(plan(wanted, query(services=("gcal",))).steps) == 1


def test_what_was_shown_is_not_opened_where_one_service_is_asked_again() -> None:
    shown = {"items": [["gdrive", "f1"]], "topic": "", "spoken": "", "sure": True}
    wanted = intent("search", "gmail", topic="pier", shown=shown)
    assert {s.agent for s in plan(wanted, query()).steps} >= {"gmail", "gdrive"}
    assert {s.agent for s in plan(wanted, query(services=("gmail",))).steps} == {"gmail"}


def test_mails_of_somebody_are_looked_for_among_mails_only() -> None:
    wanted = intent("search", "gmail", topic="budget", people=("Orla",), direction="from")
    made = plan(wanted, query("budget mails from Orla")).steps
    assert {step.agent for step in made} == {"gmail"}
    made = plan(wanted, query("what did Orla say about the budget")).steps
    assert len({step.agent for step in made}) > 1


def test_a_list_of_one_service_is_not_looked_for_elsewhere() -> None:
    made = plan(intent("search", "gcal", topic="dentist", shape="count"), query())
    assert [(step.agent, step.operation) for step in made.steps] == [("gcal", "count")]


def test_what_needs_a_reply_is_looked_for_in_the_last_months_and_then_in_all_mail() -> None:
    steps = by_id(plan(intent("search", "gmail", shape="needs_reply", people=("Orla",)), query()))
    assert steps["s1"].operation == steps["s1b"].operation == "waiting"
    assert steps["s1"].arguments["sender"] == "Orla"
    assert "after" in steps["s1"].arguments
    assert "after" not in steps["s1b"].arguments


def test_a_digest_is_of_the_unread_mail_unless_a_time_was_named() -> None:
    unread = plan(intent("summarize", "gmail", shape="digest"), query()).steps[0]
    assert (unread.operation, unread.arguments["unread"]) == ("digest", True)
    week = TimeRange(NOW - timedelta(days=7), NOW)
    named = plan(intent("summarize", "gmail", shape="digest", time_range=week), query()).steps[0]
    assert named.arguments["after"] == week.start
    assert "unread" not in named.arguments


def test_a_discussion_is_read_as_a_whole_thread() -> None:
    steps = by_id(plan(intent("summarize", "gmail", shape="thread", topic="pier"), query()))
    assert steps["s1r"].operation == "thread"
    assert steps["s1r"].arguments["id"] == Reference("s1", "discussed.id")


def test_clashes_are_looked_for_among_the_events_of_the_coming_days() -> None:
    (step,) = plan(intent("search", "gcal", shape="conflicts"), query()).steps
    assert step.operation == "conflicts"
    assert step.arguments["before"] - step.arguments["after"] == timedelta(days=14)


def test_clashes_with_a_document_need_it_read_first() -> None:
    anchor = {"relation": "about", "services": ["gdrive"], "topic": "out of office"}
    look, read, clash = plan(
        intent("search", "gcal", shape="conflicts", anchor=anchor), query()
    ).steps
    assert (look.agent, look.arguments["query"]) == ("gdrive", "out of office")
    assert read.arguments["id"] == Reference(look.id, "best.id")
    assert clash.arguments["against"] == Reference(read.id, "items[0].text")


def test_clashes_with_one_event_are_looked_for_in_its_time() -> None:
    look, clash, *_ = plan(
        intent("search", "gcal", shape="conflicts", topic="offsite"), query()
    ).steps
    assert (look.operation, look.arguments["query"]) == ("search", "offsite")
    assert clash.arguments["event"] == Reference(look.id, "best.id")
    assert clash.arguments["after"] == Reference(look.id, "best.begins")


def test_who_somebody_is_comes_from_their_mail_and_the_shared_events() -> None:
    steps = by_id(plan(intent("search", "gmail", shape="person", people=("Orla",)), query()))
    assert steps["s1"].arguments["sender"] == "Orla"
    assert steps["s2"].arguments["participants"] == ("Orla",)
    assert (steps["s2"].arguments["order"], steps["s2"].arguments["after"]) == ("soonest", NOW)
    assert steps["s2b"].when_empty == "s2"
    assert steps["s2b"].arguments["before"] == NOW
    assert steps["s1b"].when_empty == "s1"


def test_mails_of_an_events_organiser_are_found_by_the_event() -> None:
    anchor = {"relation": "organiser", "services": ["gcal"], "topic": "offsite"}
    steps = by_id(plan(intent("search", "gmail", latest=True, anchor=anchor), query()))
    assert steps["s2"].operation == "list"
    assert steps["s2"].arguments["sender"] == Reference("s1", "best.organizer_address")


def test_no_plan_is_longer_than_allowed() -> None:
    anchor = {"relation": "before", "services": ["gcal"], "topic": "offsite"}
    week = TimeRange(NOW - timedelta(days=7), NOW)
    for operation in ("search", "read", "summarize"):
        for extra in ({}, {"anchor": anchor}, {"shape": "thread"}):
            wanted = intent(
                operation, topic="pier", people=("Orla",), flags=("unread",), time_range=week,
                file_types=("pdf",), **extra,
            )  # fmt: skip
            assert len(plan(wanted, query()).steps) <= 12


def test_so_many_of_the_newest_mails_are_listed() -> None:
    wanted = intent("search", "gmail", shape="few", people=("Ilse",), direction="from", many=3)
    step = by_id(plan(wanted, query("ilse's last three mails")))["s1"]
    assert (step.operation, step.arguments["limit"], step.arguments["order"]) == (
        "list", 3, "newest"
    )  # fmt: skip


def test_the_thread_of_the_mail_that_may_be_answered_is_read() -> None:
    wanted = intent(
        "search", "gmail", shape="replied", people=("Ilse",), direction="to", topic="van"
    )
    steps = by_id(plan(wanted, query("did I answer Ilse about the van")))
    assert steps["s3"].operation == "thread"
    assert steps["s3"].arguments["id"] == Reference("s1", "best.id")


def test_an_hour_that_a_mail_speaks_of_is_not_when_it_came() -> None:
    hour = TimeRange(NOW, NOW + timedelta(hours=1))
    wanted = intent("search", "gmail", shape="replied", people=("Ilse",), direction="to",
                    time_range=hour)  # fmt: skip
    assert all("after" not in step.arguments for step in plan(wanted, query()).steps)


def test_a_summary_is_looked_for_without_the_wish_for_it() -> None:
    wanted = intent("summarize", "gmail", shape="thread", topic="quick crane machine dying")
    text = "can you give me a quick recap of the crane machine dying"
    look = by_id(plan(wanted, query(text)))["s1"]
    assert look.arguments["query"] == "crane machine dying"
    assert look.arguments["question"] == "the crane machine dying"


def test_newsletters_are_put_away_by_their_kind() -> None:
    for text in (
        "archive all the newsletters",
        "mark all newsletters as read",
        "bin the last three newsletters",
    ):
        look = by_id(plan(ask(text), query(text)))["s1"]
        assert look.arguments["newsletters"] is True


def test_what_was_written_after_an_event_is_of_one_that_is_over() -> None:
    anchor = {"relation": "after", "services": ["gcal"], "topic": "offsite"}
    steps = by_id(plan(intent("search", "gmail", anchor=anchor), query()))
    assert steps["s1"].arguments["before"] == NOW
