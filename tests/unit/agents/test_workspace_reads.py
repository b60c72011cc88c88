"""Opening an item: from the cache, and from Google for what the cache does not hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agents.errors import StepError
from agents.query import Item, Step
from agents.workspace.base import LIVE_READS, Call, Context
from agents.workspace.registry import AGENTS
from tests import factories_search as cache
from tests.factories import Person
from tests.factories_search import run
from tests.google_simulator import control, load_takeout
from tests.simulated_google import calls_since, faults, last_call
from tests.unit.agents.material import context, query

LONG = " ".join(f"Plank {n} is sound." for n in range(400)) + " The last plank is rotten."


@pytest.fixture
def long_mail(connected: Person, google: str) -> str:
    """A mail whose end only Google knows; its id."""
    email = connected.user.email
    mbox = (
        "From 1@xxx Mon Mar 02 08:00:00 +0000 2026\n"
        "X-GM-THRID: 1790000000000000001\nX-Gmail-Labels: Inbox\n"
        "Message-ID: <pier@mail.example>\nFrom: Bo <bo@port.example>\nTo: ada@example.org\n"
        f"Subject: Pier survey\nDate: Mon, 2 Mar 2026 08:00:00 +0000\n\n{LONG}\n"
    )
    load_takeout(google, email, {"Mail/All mail.mbox": mbox.encode()})
    (there,) = control(google, "GET", f"state?email={email}")["messages"]
    cache.index(connected, [cache.mail(there["id"], "Pier survey", LONG)])
    return str(there["id"])


def of(person: Person) -> Context:
    return replace(context(query(user_id=person.id)))


async def read(agent: Any, item_id: str, asked_in: Context) -> Item:
    operation = AGENTS[agent].operations["read"]
    call = Call(Step("s1", agent, "read"), {"id": item_id})
    outcome = await operation.run(call, asked_in)
    return outcome.items[0]


def test_a_long_mail_is_read_to_its_end(connected: Person, long_mail: str) -> None:
    item = run(read("gmail", long_mail, of(connected)))
    assert item.text.endswith("The last plank is rotten.")
    assert "is_cut" not in item.details


def test_when_google_fails_the_cached_beginning_is_shown(
    connected: Person, google: str, long_mail: str
) -> None:
    faults(google, {"match": "GET .*messages", "status": 503})
    item = run(read("gmail", long_mail, of(connected)))
    assert item.text.startswith("Plank 0 is sound.")
    assert item.details["is_cut"] is True


def test_when_google_is_slow_the_cached_beginning_is_shown(
    connected: Person, google: str, long_mail: str
) -> None:
    asked_in = of(connected)
    asked_in.live.seconds = 0.05
    faults(google, {"match": "GET .*messages", "kind": "timeout", "seconds": 1, "times": 1})
    item = run(read("gmail", long_mail, asked_in))
    assert item.details["is_cut"] is True


def test_a_short_item_needs_no_google(connected: Person, google: str) -> None:
    cache.index(connected, [cache.mail("m1", "Pier", "Short.")])
    before = last_call(google)
    assert run(read("gmail", "m1", of(connected))).text == "Short."
    assert calls_since(google, before, connected.user.email) == []


def test_a_question_reads_only_a_few_items_live(
    connected: Person, google: str, long_mail: str
) -> None:
    asked_in = of(connected)
    asked_in.live.seconds = 60.0

    async def many() -> list[Item]:
        return [await read("gmail", long_mail, asked_in) for _ in range(LIVE_READS + 2)]

    items = run(many())
    assert sum("is_cut" in item.details for item in items) == 2


def test_what_is_not_there_is_not_found(connected: Person) -> None:
    with pytest.raises(StepError) as missing:
        run(read("gdrive", "no-such-file", of(connected)))
    assert missing.value.code == "not_found"


def test_another_persons_item_is_not_found(
    connected: Person, other_person: Person, long_mail: str
) -> None:
    with pytest.raises(StepError) as missing:
        run(read("gmail", long_mail, of(other_person)))
    assert missing.value.code == "not_found"
