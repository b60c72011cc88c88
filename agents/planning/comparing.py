"""Steps that look for two things, each in the mail and in the files."""

from __future__ import annotations

from agents.planning.widening import SEARCH_LIMIT
from agents.query import Intent, Query, Service, Step

_PREFIXES = ("a", "b")
_PLACES: tuple[Service, ...] = ("gmail", "gdrive")


def steps(intent: Intent, query: Query) -> tuple[Step, ...]:
    """For each of the two a search for its words, with those of the other in the question, so
    that "what Ana approved" is what she approved of that."""
    sides = intent.entities["sides"]
    return tuple(
        Step(
            f"{prefix}{number}",
            service,
            "search",
            {
                "query": side["topic"],
                "question": f"{side['said']} {other['topic']}",
                "limit": SEARCH_LIMIT,
            },
        )
        for prefix, side, other in zip(_PREFIXES, sides, sides[::-1], strict=True)
        for number, service in enumerate(_PLACES, 1)
    )


def of_side(step: Step) -> int | None:
    """Which of the two a step looks for, or `None`."""
    return _PREFIXES.index(step.id[0]) if step.id[0] in _PREFIXES else None
