"""An answer to a mail that the person sent goes to whom it went to, and not to themself."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from agents.query import Item, Reference, Step, StepResult
from agents.references import resolve
from agents.workspace.base import Call, Context
from agents.workspace.recipients import addresses
from tests.unit.agents.material import intent, mail, query

TO: Any = [{"kind": "to", "name": n, "email": f"{n}@pier.example"} for n in ("bo", "cy")]


def answered(item: Item) -> Any:
    """Whom the reply to it may go to."""
    look = Step("s1", "gmail", "read", {"id": item.id})
    to = Reference("s1", "items[0].reply_address")
    found, source = resolve(to, {"s1": StepResult(look, "ok", items=(item,))})
    assert source is item
    call = Call(Step("s2", "gmail", "reply_email", {"to": to}), {"to": found}, {"to": item})
    asked = query("reply to it that all is well")
    return addresses(call, Context(asked, intent("reply_email", "gmail"), uuid4()), "to")


def test_it_goes_to_all_whom_it_went_to() -> None:
    own = mail("m", "The pier", sender_email="ada@example.org", to=TO, labels=["SENT"])
    assert answered(own) == ["bo@pier.example", "cy@pier.example"]


def test_whoever_only_writes_their_address_on_it_chooses_nobody() -> None:
    forged = mail("m", "The pier", sender_email="ada@example.org", to=TO, labels=["INBOX"])
    assert answered(forged) == ["ada@example.org"]
