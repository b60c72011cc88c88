"""Which of the hits belong in an answer: a search always finds something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agents.query import Intent, Item, StepResult
from agents.words import content_words, coverage

SCORE_CUT = 0.5  # of the best score
COVERAGE_CUT = 0.6  # of the best coverage
CLOSEST = 2


@dataclass(frozen=True, slots=True)
class Selection:
    """The relevant items, best first. `is_weak`: none of them holds a word of the question, they
    only come close in meaning."""

    items: tuple[Item, ...]
    is_weak: bool = False


def wanted_words(intent: Intent) -> frozenset[str]:
    """The stems of the words that the person wants to know about."""
    entities = intent.entities
    words = [str(entities.get("topic") or ""), *entities.get("references", ())]
    return content_words(" ".join(words))


def select(items: Sequence[Item], wanted: frozenset[str], *, limit: int) -> Selection:
    """Cuts by score and by the share of the wanted words, both relative to the best."""
    if not wanted or not items:
        return Selection(tuple(items[:limit]))
    covers = {id(item): coverage(wanted, haystack(item)) for item in items}
    best = max(covers.values())
    top = max(item.score for item in items)
    if best == 0:
        close = [item for item in items if item.score >= 0.8 * top]
        return Selection(tuple(close[:CLOSEST]), is_weak=True)
    kept = [
        item
        for item in items
        if covers[id(item)] >= COVERAGE_CUT * best
        and (item.score >= SCORE_CUT * top or covers[id(item)] == best)
    ]
    return Selection(tuple(kept[:limit]))


def haystack(item: Item) -> str:
    """Everything of an item that a question may mean."""
    details = item.details
    people = [str(details.get(name) or "") for name in ("sender_name", "sender_email", "location")]
    for name in ("attendees", "owners", "shared_with", "to"):
        people += [_person(entry) for entry in details.get(name) or ()]
    return "\n".join(
        (
            item.title,
            item.text,
            str(details.get("snippet", "")),
            str(details.get("path", "")),
            *people,
        )
    )


def _person(entry: object) -> str:
    if isinstance(entry, dict):
        return f"{entry.get('name', '')} {entry.get('email', '')}"
    return str(entry)


def found_by(results: Iterable[StepResult]) -> dict[str, tuple[Item, ...]]:
    """The items of each service, without doubles, in the order of the steps."""
    found: dict[str, dict[tuple[str, str, str], Item]] = {}
    for result in results:
        mine = found.setdefault(result.step.agent, {})
        for item in result.items:
            mine.setdefault((item.id, *item.key), item)
    return {service: tuple(items.values()) for service, items in found.items()}
