"""Fallbacks: the same search with less to narrow it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from agents.planning import filters
from agents.query import Intent, Reference, Step

SEARCH_LIMIT = 10
_DATES = ("after", "before")
_PEOPLE = ("sender", "recipient", "participants", "owner", "shared_with")
_KINDS = ("labels", "unread", "has_attachment", "file_types")
_WIDER_AT_MOST = 2


def wider(step: Step, intent: Intent) -> tuple[Step, ...]:
    """The fallbacks of a search, each of the one before: without its dates, then without its
    kinds or with its people as words. A bare list stays as it was asked."""
    made: list[Step] = []
    before = step
    for arguments in _narrower(dict(step.arguments), intent):
        if len(made) == _WIDER_AT_MOST:
            break
        before = Step(
            f"{step.id}{'bc'[len(made)]}",
            step.agent,
            "search",
            arguments,
            depends_on=(before.id, *_others(step, arguments)),
            when_empty=before.id,
        )
        made.append(before)
    return tuple(made)


def _narrower(arguments: dict[str, Any], intent: Intent) -> Iterator[dict[str, Any]]:
    if not arguments.get("query"):
        return
    for names in (_DATES, _KINDS):
        if any(name in arguments for name in names):
            arguments = {k: v for k, v in arguments.items() if k not in names}
            yield arguments
    if any(name in arguments for name in _PEOPLE):
        kept = {k: v for k, v in arguments.items() if k not in _PEOPLE}
        yield {**kept, "query": _with_people(arguments["query"], intent)}


def _with_people(words: Any, intent: Intent) -> Any:
    if isinstance(words, Reference | tuple):
        return words
    return " ".join((words, *(p for p in filters.people(intent) if p not in words)))


def _others(step: Step, arguments: Mapping[str, Any]) -> tuple[str, ...]:
    """The steps that the arguments still refer to."""
    values = [v for value in arguments.values() for v in _parts(value)]
    named = [v.step_id for v in values if isinstance(v, Reference)]
    return tuple(dict.fromkeys(name for name in named if name in step.depends_on))


def _parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
