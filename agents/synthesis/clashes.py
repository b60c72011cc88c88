"""Events that clash with one another, or fall into the dates that a document names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agents.query import Item
from agents.synthesis import events, found, occasions, wording
from agents.synthesis.lines import event_line, event_times, title
from agents.synthesis.material import Material
from agents.synthesis.relevance import ABOUT
from agents.words import content_words, coverage

SHOWN = 10
NAMED = 4
_MY = re.compile(r"\b(?:my|mine|me|i)\b", re.IGNORECASE)


def conflicts(material: Material) -> str:
    """The pairs that overlap; or what a document says, and which events fall into it."""
    if occasions.is_of_occasions(material):
        return occasions.clashes(material)
    result = next((r for r in material.results if r.step.operation == "conflicts"), None)
    if result is None or result.status not in ("ok", "empty"):
        return "I could not compare your events."
    known = {item.id: item for item in result.items}
    if "against" in result.step.arguments or "against" in result.data:
        return _against(result.data, known, material)
    pairs: Sequence[tuple[str, str]] = result.data.get("conflicts") or ()
    where = wording.in_range(material.intent.time_range, material.query)
    preface = ""
    if material.wanted:
        meant = [pair for pair in pairs if any(_is_meant(known[e], material) for e in pair)]
        if not meant and pairs:
            preface = f"I did not find a clash{found.about(material)}. What does clash:\n\n"
        pairs = meant or pairs
    if not pairs:
        return f"I did not find any clashes in your calendar{where or ' in the next two weeks'}."
    head = f"**{wording.counted(len(pairs), 'clash', 'clashes')}**{where}:"
    lines = [f"- {_pair(known[a], known[b], material)}" for a, b in pairs[:SHOWN]]
    return f"{preface}{head}\n" + "\n".join(lines)


def _is_meant(event: Item, material: Material) -> bool:
    return coverage(material.wanted, event.title) >= ABOUT


def _pair(one: Item, other: Item, material: Material) -> str:
    cite = material.sources.cite
    return (
        f"{events.moment(one, material)}: **{title(one)}** {cite(one)} overlaps "
        f"**{title(other)}** ({event_times(other, material.query)}) {cite(other)}"
    )


def _against(data: Mapping[str, Any], known: Mapping[str, Item], material: Material) -> str:
    document = next(
        (i for r in material.results if r.step.operation == "read" for i in r.items), None
    )
    if document is None:
        return "I did not find the document that your events should be held against."
    source = f"**{title(document)}** {material.sources.cite(document)}"
    held = _of_oneself(data.get("against") or (), material)
    held = [entry for entry in held if not _is_itself(entry, known, document)]
    if not held:
        named = [_quoted(entry) for entry in (data.get("named") or ())[:NAMED]]
        dates = f" It names: {'; '.join(named)}." if named else " It names no dates."
        return f"I did not find any event that clashes with {source}.{dates}"
    head = f"**{wording.counted(len(held), 'event clashes', 'events clash')}** with {source}:"
    lines = [
        f"- {_event(known[entry['event']], material)}, against {_quoted(entry)}"
        for entry in held[:SHOWN]
        if entry["event"] in known
    ]
    return f"{head}\n" + "\n".join(lines)


def _of_oneself(
    held: Sequence[Mapping[str, Any]], material: Material
) -> Sequence[Mapping[str, Any]]:
    """Of a list of several people's dates the person's own, where "my" was said."""
    names = _own_names(material)
    mine = [entry for entry in held if names & set(str(entry["line"]).lower().split())]
    return mine if mine and _MY.search(material.query.text) else held


def _own_names(material: Material) -> set[str]:
    """What the person is called, by the files and events that know their address."""
    known: set[str] = set()
    for result in material.results:
        for item in result.items:
            account = str(item.details.get("account") or "").lower()
            for field in ("owners", "shared_with", "attendees"):
                for entry in item.details.get(field) or ():
                    if isinstance(entry, Mapping) and str(entry.get("email")).lower() == account:
                        known |= set(str(entry.get("name") or "").lower().split())
    return known


def _is_itself(entry: Mapping[str, Any], known: Mapping[str, Item], document: Item) -> bool:
    """The entry in the calendar that says the same as the document does not clash with it."""
    event = known.get(entry["event"])
    return event is not None and coverage(content_words(document.title), event.title) >= 0.9


def _event(event: Item, material: Material) -> str:
    return event_line(event, material.query, material.sources.cite(event))


def _quoted(entry: Mapping[str, Any]) -> str:
    return f"“{wording.plain(wording.shortened(str(entry['line']), 160))}”"
