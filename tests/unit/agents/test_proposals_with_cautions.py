"""What is told beside a proposal: what else is at that time, whose address is not known, and
whose file it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agents.planner import plan
from agents.query import Item, Reference, StepResult
from agents.references import resolve
from agents.workspace.base import Call
from agents.workspace.registry import AGENTS
from tests import factories_search as cache
from tests.factories import Person
from tests.factories_search import run
from tests.unit.agents.answers import answered
from tests.unit.agents.asking import ask, turn
from tests.unit.agents.material import (
    context,
    event,
    file,
    intent,
    mail,
    query,
    result,
    stored_turn,
)

AT_TWO = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def proposed(person: Person, operation: str, source: Item | None = None, **arguments: Any) -> Any:
    """What the calendar's agent answers to a write at AT_TWO."""

    async def go() -> Any:
        asked = context(query(user_id=person.id), intent(operation))
        asked = replace(asked, turn_id=await stored_turn(person.id))
        said = {"start": AT_TWO, "end": AT_TWO + HOUR, **arguments}
        (step,) = plan(intent("create_event", "gcal", title="Pruning"), query("prune at two")).steps
        sources = {"event_id": source} if source else {}
        write = Call(replace(step, operation=operation), said, sources)
        return await AGENTS["gcal"].operations[operation].run(write, asked)

    return run(go())


@pytest.fixture
def busy(connected: Person) -> Person:
    """Somebody with a review from half past two until three, and a day of leave."""
    half = timedelta(minutes=30)
    cache.index(
        connected,
        [
            cache.event("review", "Harbour review", starts_at=AT_TWO + half, ends_at=AT_TWO + HOUR),
            cache.event("later", "Rowing", starts_at=AT_TWO + HOUR, ends_at=AT_TWO + 2 * HOUR),
        ],
    )
    return connected


def test_a_new_event_tells_what_it_overlaps_with(busy: Person) -> None:
    outcome = proposed(busy, "create_event", title="Pruning")
    assert [item.title for item in outcome.data["overlaps"]] == ["Harbour review"]


def test_an_event_that_is_moved_does_not_overlap_with_itself(busy: Person) -> None:
    itself = event("review", "Harbour review", AT_TWO - 3 * HOUR)
    outcome = proposed(busy, "update_event", itself, event_id="review")
    assert "overlaps" not in outcome.data


def test_nor_with_its_copy_in_another_account(busy: Person) -> None:
    copied = event("copy", "Harbour review", AT_TWO + HOUR / 2)
    known = cache.event("review", "Harbour review", starts_at=AT_TWO + HOUR / 2,
                        ends_at=AT_TWO + HOUR, ical_uid=copied.key[1])  # fmt: skip
    cache.index(busy, [known])
    assert "overlaps" not in proposed(busy, "update_event", copied, event_id="copy").data


def test_the_overlap_stands_beside_the_proposal_with_its_source() -> None:
    action = {
        "operation": "create_event",
        "arguments": {"title": "Pruning", "start": "2026-03-12T15:00:00+01:00"},
        "provenance": {},
    }
    beside = (event("review", "Harbour review", AT_TWO),)
    made = result("gcal", "create_event", action=action, data={"overlaps": beside})
    text = answered(intent("create_event", "gcal", title="Pruning"), made).text
    assert "overlaps with another event" in text
    assert "**Harbour review** [1]" in text


def test_whose_address_is_not_known_is_told_and_asked() -> None:
    bo = {"Bo": [{"name": "Bo Lind", "address": "bo@port.example"}]}
    wish = intent("send_email", "gmail", people=["Bo", "Ilse"], contacts=bo, message="we are late")
    look, write = plan(wish, query("mail Bo and Ilse that we are late")).steps
    action = {
        "operation": "send_email",
        "arguments": {"to": ["bo@port.example"], "subject": "We are late"},
        "provenance": {},
    }
    results = [StepResult(look, "empty"), StepResult(write, "ok", action=action)]
    text = answered(wish, *results).text
    assert (
        "I did not find an e-mail address for **Ilse** in your mail. Which address is it?" in text
    )


def test_nobody_beyond_those_who_are_looked_up_is_left_out_in_silence() -> None:
    people = ["Ana", "Bea", "Cy", "Dan", "Eve"]
    wish = intent("send_email", "gmail", people=people, message="we are late")
    steps = plan(wish, query("mail all five that we are late")).steps
    action = {"operation": "send_email", "arguments": {"to": ["ana@port.example"]}}
    found = [mail("m1", sender_email="ana@port.example")]
    results = [StepResult(step, "ok", items=tuple(found)) for step in steps[:-1]]
    results.append(StepResult(steps[-1], "ok", action={**action, "provenance": {}}))
    text = answered(wish, *results).text
    assert "**Dan** and **Eve**" in text


def test_the_address_is_taken_when_it_is_told() -> None:
    said = turn("mail Bo and Ilse that we are late")
    asked = "I did not find an e-mail address for **Ilse** in your mail. Which address is it?"
    wish = ask("it's ilse@port.example", replace(said, answer=asked))
    assert wish.operation == "send_email"
    assert (wish.entities["people"], wish.entities["addresses"]) == (["Bo"], ["ilse@port.example"])
    assert wish.entities["message"] == "we are late"


def test_a_file_that_is_called_less_so_is_not_shared_in_the_place_of_anothers() -> None:
    made = plan(intent("share_file", "gdrive", topic="pier budget"), query()).steps[0]
    theirs: Any = {"owners": [{"name": "Cy", "email": "cy@port.example"}]}
    files = (file("notes", "Budget notes"), file("hers", "Pier budget next year", **theirs))
    found, _ = resolve(
        Reference("s1", "sure.id"),
        {"s1": StepResult(made, "ok", items=files)},
        own_address="ada@example.org",
        question="share the pier budget with bo@port.example",
    )
    assert found is None
