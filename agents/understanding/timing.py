"""Questions about time in free words: free time, what clashes with what, a day by its kinds.

The wording alone tells that one is asked, which events it names and which hours it means; the
plan looks these events up.
"""

from __future__ import annotations

from typing import Final

from agents.query import READ_OPERATIONS, Intent, Operation, Query
from agents.understanding import timing_agenda, timing_clashes, timing_free

_MAY_ASK: Final[frozenset[Operation]] = READ_OPERATIONS | {"unsupported"}


def timed(text: str, operation: Operation, query: Query) -> Intent | None:
    """The intent of a question about time, or `None`. `operation` is what its words resemble
    most: a command is not taken for a question."""
    free = timing_free.read(text, operation, query)
    if free is not None or operation not in _MAY_ASK:
        return free
    return (
        timing_clashes.read(text, query)
        or timing_agenda.guests(text, query)
        or timing_agenda.trip(text, query)
        or timing_agenda.filtered(text, query)
    )
