"""Questions whose answer has a form of its own; here what clashes with what, and what lies in a
folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from agents.planning import anchors, comparing, filters, mailbox, occasions, searching
from agents.query import Intent, Query, Reference, Step

CONFLICT_DAYS = 14
IN_FOLDER = 50
COVERS = "covered by, who is away, out of office, absence, stand-in"
Planner = Callable[[Intent, Query], tuple[Step, ...]]


def planner(intent: Intent) -> Planner | None:
    """What plans a question of this shape, where it is not a plain search."""
    if intent.services == ("gdrive",) and "starred" in intent.entities.get("flags", ()):
        return starred
    return _SHAPES.get(str(intent.entities.get("shape") or ""))


def conflicts(intent: Intent, query: Query) -> tuple[Step, ...]:
    """Events of a time that overlap one another; those that overlap one that was named; or, held
    against a document, those that fall into the dates it names."""
    if occasions.has_occasions(intent):
        return occasions.clashes(intent, query)
    window = intent.time_range
    start = window.start if window and window.start else searching.start_of_day(query)
    document = anchors.is_of_documents(intent) or "gdrive" in intent.services
    if not document and (anchors.has_anchor(intent) or filters.topic(intent)):
        return _clashes_with_event(intent, query)
    if not document:
        end = window.end if window and window.end else start + timedelta(days=CONFLICT_DAYS)
        return (Step("s1", "gcal", "conflicts", {"after": start, "before": end}),)
    ahead: dict[str, Any] = {"after": start}
    if window and window.end:
        ahead["before"] = window.end
    look = _document(intent, query)
    read = Step("s2", "gdrive", "read", {"id": Reference("s1", "best.id")}, depends_on=("s1",))
    against = {**ahead, "against": Reference("s2", "items[0].text")}
    return look, read, Step("s3", "gcal", "conflicts", against, depends_on=("s2",))


def _clashes_with_event(intent: Intent, query: Query) -> tuple[Step, ...]:
    ahead = searching.start_of_day(query)
    look = (
        anchors.anchor_step(intent, query)
        if anchors.has_anchor(intent)
        else Step("s1", "gcal", "search", searching.arguments(intent, query, "gcal"))
    )
    look = replace(look, arguments={"after": ahead, **look.arguments})
    event: dict[str, Any] = {
        "event": Reference("s1", "best.id"),
        "after": Reference("s1", "best.begins"),
        "before": Reference("s1", "best.ends"),
    }
    return look, Step("s2", "gcal", "conflicts", event, depends_on=("s1",))


def _document(intent: Intent, query: Query) -> Step:
    if anchors.is_of_documents(intent):
        return anchors.file_step(intent, query)
    return Step(
        "s1", "gdrive", "search", {"query": filters.topic(intent) or query.text, "limit": 5}
    )


def folder(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The files in a folder of that name, or those of them that are about something; where there
    is no such folder, those that are called so."""
    name, about = str(intent.entities["folder"]), filters.topic(intent)
    kinds = filters.of_service("gdrive", intent, query)
    look = {"query": about, "limit": searching.SEARCH_LIMIT} if about else {"limit": IN_FOLDER}
    inside = Step("s1", "gdrive", "search" if about else "list", {**look, **kinds, "folder": name})
    called = {"query": f"{about} {name}".strip(), "limit": searching.SEARCH_LIMIT}
    return inside, Step("s1b", "gdrive", "search", called, depends_on=("s1",), when_empty="s1")


def starred(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The files with a star, of which only Google knows; about something, where that is said."""
    kinds = tuple(k for k in intent.entities.get("file_types", ()) if k != "document")
    asked = {"query": filters.topic(intent), "file_types": kinds}
    return (Step("s1", "gdrive", "starred", {k: v for k, v in asked.items() if v}),)


def cover(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The documents that tell who stands in for whom, and what mails say of it."""
    words = filters.topic(intent)
    whole = f"{words} {COVERS}"
    asked = {"query": words, "question": whole, "limit": searching.SEARCH_LIMIT}
    found = (Step("s2", "gdrive", "search", asked), Step("s3", "gmail", "search", asked))
    return (anchors.anchor_step(intent, query), *found) if anchors.has_anchor(intent) else found


_SHAPES: Mapping[str, Planner] = {
    "conflicts": conflicts,
    "folder": folder,
    "compare": comparing.steps,
    "cover": cover,
    **mailbox.SHAPES,
    **occasions.SHAPES,
}
