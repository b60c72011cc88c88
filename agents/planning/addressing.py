"""Whom a write concerns: addresses typed, known from the person's own mail, or still to look up."""

from __future__ import annotations

from dataclasses import dataclass

from agents.planning import filters
from agents.query import Intent, Reference, Step

LOOK_UPS = 3
LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Addressees:
    """The steps that look people up, and the addresses: typed and known ones as they are, the
    others as references to what those steps find."""

    steps: tuple[Step, ...]
    addresses: list[str | Reference | tuple[Reference, ...]]

    @property
    def step_ids(self) -> tuple[str, ...]:
        return tuple(step.id for step in self.steps)


def addressees(intent: Intent, *, first: int = 1, without: tuple[str, ...] = ()) -> Addressees:
    """Everybody the person named besides `without`; look-ups are numbered from `first`."""
    steps: list[Step] = []
    found: list[str | Reference | tuple[Reference, ...]] = list(
        intent.entities.get("addresses", ())
    )
    for name in intent.entities.get("people", ()):
        known = filters.known_address(intent, name)
        if name in without or known in found:
            continue
        if known is not None:
            found.append(known)
        elif len(steps) < LOOK_UPS:
            step_id = f"s{first + len(steps)}"
            asked = {"query": name, "sender": name, "limit": LOOKED_AT}
            steps.append(Step(step_id, "gmail", "search", asked))
            found.append(Reference(step_id, "items[0].sender_email"))
    return Addressees(tuple(steps), found)
