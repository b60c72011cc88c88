"""One wish that takes several writes, of which some may fail."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Sequence
from dataclasses import replace

from agents.errors import StepError
from agents.workspace.base import Outcome

log = logging.getLogger(__name__)


async def proposed(
    writes: Sequence[tuple[int, Awaitable[Outcome]]], *, left_out: int = 0
) -> Outcome:
    """The writes, each with how many things it concerns, as one outcome; those that failed count
    to `data["left_out"]`. Raises StepError where all of them fail."""
    made: list[Outcome] = []
    failed: StepError | None = None
    for number, write in writes:
        try:
            made.append(await write)
        except StepError as error:
            log.warning("one of several writes was not proposed: %s", error)
            failed, left_out = error, left_out + number
    if not made:
        raise failed or StepError("nothing_to_act_on")
    more = tuple(one.action for one in made[1:] if one.action is not None)
    return replace(made[0], more_actions=more, data={"left_out": left_out} if left_out else {})
