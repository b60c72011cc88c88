"""Mails put away: in several accounts, more than one step may change, and marks taken off."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.models import Connection
from accounts.tenancy import tenant
from agents.errors import StepError
from agents.planner import plan
from agents.query import Item, Step
from agents.synthesis import proposals
from agents.workspace import several
from agents.workspace.base import Call, Outcome
from agents.workspace.events import MANY_EVENTS, delete_event
from agents.workspace.tidying import MANY, tidy
from tests.factories import Person
from tests.factories_search import run
from tests.unit.agents.asking import ask
from tests.unit.agents.material import context, event, intent, mail, query, stored_turn

Json = dict[str, Any]


def tidied(person: Person, operation: str, mails: list[Item], **arguments: Any) -> Outcome:
    async def go() -> Outcome:
        asked_in = context(query("please do", user_id=person.id), intent(operation))
        asked_in = replace(asked_in, turn_id=await stored_turn(person.id))
        sources = {f"message_ids:{number}": item for number, item in enumerate(mails)}
        said = {"message_ids": [item.id for item in mails], **arguments}
        return await tidy(Call(Step("s1", "gmail", operation), said, sources), asked_in)

    return run(go())


def test_mails_of_two_accounts_take_an_action_for_each(connected: Person) -> None:
    with tenant(connected.id):
        other = Connection.objects.create(user=connected.user, email="work@example.org")
    mine, works = str(connected.connection.id), str(other.id)
    found = [
        mail("m1", "Pier", connection_id=mine),
        mail("m2", "Jetty", connection_id=works),
        mail("m3", "Quay", connection_id=mine),
    ]
    outcome = tidied(connected, "archive_email", found)
    assert outcome.action is not None
    ids = [one["arguments"]["message_ids"] for one in (outcome.action, *outcome.more_actions)]
    assert ids == [["m1", "m3"], ["m2"]]


def test_where_one_account_fails_what_was_made_of_the_others_is_told() -> None:
    async def failing() -> Outcome:
        raise StepError("access_revoked")

    async def go() -> Outcome:
        made = Outcome(action={"id": "a1"})
        return await several.proposed([(2, failing()), (1, asyncio.sleep(0, made))])

    outcome = run(go())
    assert (outcome.action, outcome.data) == ({"id": "a1"}, {"left_out": 2})


def test_of_more_mails_than_one_step_may_change_it_is_said_how_many_there_are(
    connected: Person,
) -> None:
    found = [mail(f"m{number}", "Pier") for number in range(MANY + 7)]
    action = tidied(connected, "trash_email", found).action
    assert action is not None
    assert len(action["arguments"]["message_ids"]) == MANY
    assert action["arguments"]["title"] == f"The first {MANY} of {MANY + 7} mails"
    assert "ask again for the rest" in proposals.proposed(action, query())


def test_a_mark_is_taken_off(connected: Person) -> None:
    action = tidied(connected, "label_email", [mail("m1", "Pier")], remove=("STARRED",)).action
    assert action is not None
    assert action["arguments"]["remove_labels"] == ["STARRED"]
    assert "“Pier” without the star" in proposals.proposed(action, query())


def test_back_in_the_inbox_is_a_label_put_on_again() -> None:
    said = "I shouldn't have archived ilse's quotation, put it back in my inbox"
    assert ask(said).operation == "label_email"
    assert ask(said).entities["labels"] == ["INBOX"]


def test_whoever_sent_them_is_a_name() -> None:
    for said in (
        "bin everything from the quiet kettle, i never read any of it",
        "put the label Tea on every mail that the quiet kettle have sent me",
    ):
        assert ask(said).entities["people"] == ["Quiet Kettle"]
    assert ask("take the star off ilse's mail").entities["remove"] == ["STARRED"]
    assert ask("mark the letter from Ilse as read").entities["remove"] == ["UNREAD"]


def test_all_events_of_a_day_are_cancelled_each_by_its_own_action(connected: Person) -> None:
    start = datetime(2026, 3, 11, 9, tzinfo=UTC)
    events = [event(f"e{n}", f"Shift {n}", start + timedelta(hours=n)) for n in range(14)]

    async def go() -> Outcome:
        asked_in = context(query("cancel everything tomorrow", user_id=connected.id))
        asked_in = replace(asked_in, turn_id=await stored_turn(connected.id))
        sources = {f"event_id:{number}": one for number, one in enumerate(events)}
        call = Call(
            Step("s2", "gcal", "delete_event"), {"event_id": [e.id for e in events]}, sources
        )
        return await delete_event(call, asked_in)

    outcome = run(go())
    assert len((outcome.action, *outcome.more_actions)) == MANY_EVENTS
    assert outcome.data["left_out"] == len(events) - MANY_EVENTS


def test_everything_of_a_day_is_all_events_of_it() -> None:
    said = "cancel everything tomorrow"
    intent_ = ask(said)
    assert intent_.operation == "delete_event"
    look, write = plan(intent_, query(said)).steps
    assert {"after", "before"} <= look.arguments.keys()
    assert write.arguments["event_id"].path == "every.id"
