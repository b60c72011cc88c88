"""Answers to all on a mail, and mails to all who are invited to an event."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from agents.planner import plan
from agents.query import Item, Query, Reference, Step
from agents.references import everybody
from agents.workspace import recipients
from agents.workspace.base import Call
from tests.unit.agents.asking import NOBODY, NOW, ZONE, ask
from tests.unit.agents.material import context, event, mail, query

OWN, BO, CY, EVE = ("ada@example.org", "bo@port.example", "cy@port.example", "eve@evil.example")
TASTING = event(
    "e1",
    "Tasting",
    datetime(2026, 3, 12, 14, tzinfo=UTC),
    attendees=[{"email": OWN, "self": True}, {"email": BO}, {"email": CY}],
)
MAIL = mail("m1", "Tasting", sender_email=BO, account=OWN, to=[{"email": OWN}, {"email": CY}],
            cc=[{"email": "Dee@port.example"}])  # fmt: skip


def steps(said: str) -> tuple[Step, ...]:
    return plan(ask(said), Query(said, NOBODY, NOW, ZONE)).steps


@pytest.mark.parametrize(
    ("said", "thing"),
    [
        ("let everyone at the tasting know we start at six", "the tasting"),
        ("tell everybody coming to the crit that it is in the kitchen", "the crit"),
        ("email the guests of the tasting that I'm late", "the tasting"),
        ("remind everyone about the fire drill", "the fire drill"),
    ],
)
def test_the_guests_of_an_event_are_looked_up(said: str, thing: str) -> None:
    look, write = steps(said)
    assert (look.operation, look.arguments["thing"]) == ("told", thing)
    assert write.operation == "send_email"
    assert write.arguments["to"] == Reference("s1", "items[0].everybody")


@pytest.mark.parametrize("said", ["reply to all on the kiln mail: it is hot",
                                  "answer Bo's mail and say yes"])  # fmt: skip
def test_only_an_answer_to_all_goes_to_all(said: str) -> None:
    assert ("cc" in steps(said)[-1].arguments) is ("all" in said)


def test_everybody_but_oneself() -> None:
    assert everybody(TASTING) == [BO, CY]
    assert everybody(MAIL) == [CY, "dee@port.example"]


def addresses(name: str, path: str, wanted: list[str], item: Item, **more: Any) -> list[str]:
    planned = {name: Reference("s1", path)}
    call = Call(Step("s2", "gmail", "reply_email", planned), {name: wanted, **more}, {name: item})
    return recipients.addresses(call, context(query("reply to all")), name)


def test_nobody_is_added_who_does_not_stand_there() -> None:
    path = "sure.everybody"
    assert addresses("cc", path, [BO, CY, EVE, OWN], MAIL, to=[BO]) == [CY]
    assert addresses("to", path, [BO, CY, EVE], TASTING) == [BO, CY]
