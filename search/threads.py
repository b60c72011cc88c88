"""Results grouped by the conversation that they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def by_thread(hits: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One hit a thread, as JSON, in the order of the best of each; the others, best first, are its
    `thread`. What belongs to no thread (an event, a file) is a group of its own."""
    groups: dict[object, dict[str, Any]] = {}
    for number, hit in enumerate(hits):
        group = hit["details"].get("thread_id") or number
        if group in groups:
            groups[group]["thread"].append(hit)
        else:
            groups[group] = hit | {"thread": []}
    return list(groups.values())
