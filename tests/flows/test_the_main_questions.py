"""The questions that the product exists for, with the right sources by id."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from tests.flows.conftest import DEMO, SECOND, Ask
from tests.google_simulator import control

pytestmark = pytest.mark.xdist_group("flows")

BOOKING = "<tk-booking@mail.turkishairlines.example>"
AIRLINE = "booking@mail.turkishairlines.example"
FLIGHT = "tk1234-flight@calendar.example"
REFERENCE = "QX7RLM"
NEWEST_BUDGET = "<budget-6-final@brackenfold.example>"
LONDON = ZoneInfo("Europe/London")


def _keys(message: dict[str, Any], name: str) -> list[str]:
    return [c[name] for c in message["citations"] if name in c]


def _step(message: dict[str, Any], operation: str, agent: str) -> dict[str, Any]:
    return next(
        s for s in message["plan"]["steps"] if (s["operation"], s["agent"]) == (operation, agent)
    )


def test_cancelling_a_flight_proposes_a_mail_to_the_airline(ask: Ask) -> None:
    message = ask("Cancel my Turkish Airlines flight")

    assert message["intent"]["operation"] == "draft_email"
    assert BOOKING in _keys(message, "rfc822_message_id")
    assert FLIGHT in _keys(message, "ical_uid")
    assert REFERENCE in message["answer"]
    assert _step(message, "search", "gmail")["depends_on"] == []
    assert _step(message, "search", "gcal")["depends_on"] == []
    (action,) = message["actions"]
    assert (action["agent"], action["operation"]) == ("gmail", "draft_email")
    assert action["status"] == "proposed"
    assert action["receipt"] is None
    assert action["arguments"]["to"] == [AIRLINE]
    assert REFERENCE in action["arguments"]["body"]
    assert action["provenance"]["to"]["source"] == "content"


def test_nothing_is_written_to_google_without_approval(ask: Ask, workspace: str) -> None:
    before = control(workspace, "GET", f"state?email={DEMO}")
    ask("Cancel my Turkish Airlines flight")
    after = control(workspace, "GET", f"state?email={DEMO}")
    assert after["drafts"] == before["drafts"]
    assert len(after["messages"]) == len(before["messages"])


def test_an_approved_mail_is_a_real_draft_with_a_receipt(ask: Ask, workspace: str) -> None:
    message = ask("Cancel my Turkish Airlines flight", approve=True)
    (action,) = message["actions"]
    assert action["status"] == "done"
    drafts = control(workspace, "GET", f"state?email={DEMO}")["drafts"]
    receipt = action["receipt"]
    assert receipt["google_id"] in str(drafts)
    assert receipt["url"].startswith("https://mail.google.com/")


def test_what_somebody_said_is_answered_from_their_newest_mail(ask: Ask) -> None:
    message = ask("What did Sarah say about the budget?")
    assert message["citations"][0]["rfc822_message_id"] == NEWEST_BUDGET
    assert "£405,250" in message["answer"]
    assert "[1]" in message["answer"]
    assert message["actions"] == []


def test_an_agenda_holds_what_is_on_that_day_and_nothing_else(ask: Ask) -> None:
    message = ask("what's on my calendar next Tuesday?")
    when = message["intent"]["time_range"]
    assert when["start"] == "2026-12-01T00:00:00+00:00"
    assert when["end"] == "2026-12-02T00:00:00+00:00"
    assert "budget-review-sarah@calendar.example" in _keys(message, "ical_uid")
    assert "14:00" in message["answer"]
    assert {c["service"] for c in message["citations"]} == {"gcal"}


def test_a_file_is_found_with_those_it_is_shared_with(ask: Ask) -> None:
    message = ask("find the offsite deck and who it is shared with")
    first = message["citations"][0]
    assert first["service"] == "gdrive"
    assert first["path"].startswith("Offsite/Offsite deck")
    for name in ("Priyanka", "Marguerite", "Tomasz", "Oluchi"):
        assert name in message["answer"]


def test_the_week_after_moves_the_same_question(ask: Ask) -> None:
    first = ask("what's on my calendar next Tuesday?")
    later = ask("and the week after?", conversation=first["conversation_id"])
    assert later["conversation_id"] == first["conversation_id"]
    assert later["intent"]["services"] == ["gcal"]
    start = datetime.fromisoformat(later["intent"]["time_range"]["start"]).astimezone(LONDON)
    assert start.date().isoformat() == "2026-12-08"


def test_the_second_one_of_an_answer_can_be_opened(ask: Ask) -> None:
    first = ask("What did Sarah say about the budget?")
    second = first["citations"][1]
    opened = ask("open the second one", conversation=first["conversation_id"])
    assert opened["intent"]["operation"] == "read"
    assert opened["citations"][0]["id"] == second["id"]


def test_another_person_is_answered_from_their_own_items_only(ask: Ask) -> None:
    mine = ask("What did Sarah say about the budget?")
    theirs = ask("What did Sarah say about the budget?", email=SECOND)
    assert "405,250" not in theirs["answer"]
    assert not {c["id"] for c in mine["citations"]} & {c["id"] for c in theirs["citations"]}


def test_another_persons_conversation_cannot_be_continued(ask: Ask) -> None:
    from django.core.management.base import CommandError

    mine = ask("What did Sarah say about the budget?")
    with pytest.raises(CommandError) as refused:
        ask("open the first one", email=SECOND, conversation=mine["conversation_id"])
    assert refused.value.returncode == 2


def test_every_answer_says_how_old_its_data_is(ask: Ask) -> None:
    message = ask("What did Sarah say about the budget?")
    assert set(message["as_of"]) == {"gmail"}
    datetime.fromisoformat(message["as_of"]["gmail"])
    assert {"intent", "plan", "execute", "synthesize", "first_token", "total"} <= set(
        message["timings_ms"]
    )


def test_a_service_that_held_nothing_still_says_how_old_it_is(ask: Ask) -> None:
    message = ask("What did Sarah say about the submarine regatta in Vladivostok?")
    assert "gmail" in message["as_of"]


def test_a_sync_that_changed_nothing_makes_the_data_fresh(ask: Ask) -> None:
    before = ask("what's on my calendar next Tuesday?")["as_of"]["gcal"]
    call_command("sync", email=DEMO, service="gcal", stdout=StringIO())
    after = ask("what's on my calendar next Tuesday?")["as_of"]["gcal"]
    assert datetime.fromisoformat(after) > datetime.fromisoformat(before)
