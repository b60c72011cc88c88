"""What an operation that writes is made of: how it is checked, prepared, done, proved and undone.

All but `check` run in a thread, with Google's client. The order makes each write happen at most
once: what is read or put aside in `prepare` is stored before `perform` asks Google for the change,
once; when no answer comes, `prove` looks whether it happened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from accounts.google.client import GoogleAccount
from agents.errors import StepError

Arguments = Mapping[str, Any]
Before = Mapping[str, Any]
Receipt = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """An action that was approved. Its id is what makes a write of Google's recognisable;
    `provenance` says for each argument where it came from."""

    action_id: UUID
    arguments: Arguments
    now: datetime
    provenance: Mapping[str, Any] = field(default_factory=dict)


def nothing(account: GoogleAccount, deed: Deed) -> Before:
    """Nothing is needed before."""
    return {}


def no_proof(account: GoogleAccount, deed: Deed, before: Before) -> Receipt | None:
    """Google offers no way to tell."""
    return None


@dataclass(frozen=True, slots=True)
class Writer:
    """One operation.

    `check(arguments)` raises StepError("invalid_arguments"). `prepare` gives what `undo` and
    `prove` will need, and changes nothing that anybody else can see. `perform` gives the receipt
    `{"google_id", "url"}`. Without `undo` there is no way back.
    """

    check: Callable[[Arguments], None]
    perform: Callable[[GoogleAccount, Deed, Before], Receipt]
    prepare: Callable[[GoogleAccount, Deed], Before] = nothing
    prove: Callable[[GoogleAccount, Deed, Before], Receipt | None] = no_proof
    undo: Callable[[GoogleAccount, Receipt, Before], None] | None = None


def needs(arguments: Arguments, *names: str) -> None:
    """Raises StepError("invalid_arguments") where one of these has no value."""
    for name in names:
        if not arguments.get(name):
            raise StepError("invalid_arguments", f"{name} is missing")


def address_of(text: object) -> str:
    """The bare address of "Name <address>"; lower-cased."""
    return parseaddr(str(text))[1].lower()
