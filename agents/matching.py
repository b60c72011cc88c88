"""How well the items of a step match what it looked for: a search always finds something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from agents.query import Item, StepResult
from agents.words import content_words, coverage

# The share of the asked words that an item must hold to be written to.
SURE = 0.5
_PEOPLE = ("attendees", "owners", "shared_with", "to")
_NARROWS = frozenset(
    {"sender", "recipient", "participants", "after", "before", "labels", "unread", "owner"}
    | {"file_types", "shared_with"}
)


def text_of(item: Item) -> str:
    """Everything of an item that a question may mean."""
    details = item.details
    said = [str(details.get(name) or "") for name in ("sender_name", "sender_email", "location")]
    said += [_person(one) for name in _PEOPLE for one in details.get(name) or ()]
    return "\n".join(
        (
            item.title,
            item.text,
            str(details.get("snippet", "")),
            str(details.get("path", "")),
            *said,
        )
    )


def is_weak(result: StepResult) -> bool:
    """Whether none of the items that a search found holds half of its words."""
    wanted = content_words(str(result.step.arguments.get("query") or ""))
    if not wanted:
        return False
    return not any(coverage(wanted, text_of(item)) >= SURE for item in result.items)


def best(result: StepResult, arguments: Mapping[str, Any], *, sure: bool) -> Item | None:
    """The item of a step that matches its words best, the title before the rest.

    With `sure` at least half of the words must be there, or else a filter must have chosen it;
    without, any one of them. None where no item does.
    """
    wanted = content_words(str(arguments.get("query") or ""))
    if not wanted:
        return _first(result.items, arguments, sure=sure)
    ranked = [
        (coverage(wanted, item.title), coverage(wanted, text_of(item)), -rank, item)
        for rank, item in enumerate(result.items)
    ]
    enough = [entry for entry in ranked if (entry[1] >= SURE if sure else entry[1] > 0)]
    if not enough:
        return None
    top = max(entry[:2] for entry in enough)
    equal = [entry[3] for entry in enough if entry[:2] == top]
    return min(equal, key=_soonest) if sure and equal[0].service == "gcal" else equal[0]


def every(result: StepResult, arguments: Mapping[str, Any]) -> tuple[Item, ...]:
    """The items of a step that may be written to together: those that hold half of its words, or
    all that its filters chose."""
    wanted = content_words(str(arguments.get("query") or ""))
    if not wanted:
        return result.items if _NARROWS & arguments.keys() else ()
    return tuple(item for item in result.items if coverage(wanted, text_of(item)) >= SURE)


def _first(items: Sequence[Item], arguments: Mapping[str, Any], *, sure: bool) -> Item | None:
    """The first of a list; of events, one that begins in the time asked for before one that
    only reaches into it."""
    if not items or (sure and not _NARROWS & arguments.keys()):
        return None
    after = arguments.get("after")
    if sure and isinstance(after, datetime) and items[0].service == "gcal":
        inside = [i for i in items if i.when and i.when >= after and not i.details.get("all_day")]
        return inside[0] if inside else items[0]
    return items[0]


def _soonest(item: Item) -> float:
    return item.when.timestamp() if item.when else float("inf")


def _person(entry: object) -> str:
    if isinstance(entry, Mapping):
        return f"{entry.get('name', '')} {entry.get('email', '')}"
    return str(entry)
