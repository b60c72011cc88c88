"""Of the events of a time those of one kind: the longest, all-day ones, those back to back, and
the invitations that the person has not answered."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from agents.query import Item
from agents.scheduling import bounds, takes_time
from agents.synthesis import kinds, wording
from agents.synthesis.lines import event_line, title
from agents.synthesis.material import Material

SHOWN: Final = 12
NEXT: Final = 2  # shown after the longest
STRAIGHT: Final = timedelta(minutes=5)  # what follows within these follows at once
_MEETING: Final = ("meeting", "call", "appointment")


def told(pick: str, events: Sequence[Item], where: str, material: Material) -> str:
    """The answer for `longest`, `shortest`, `all_day`, `back_to_back` or `unanswered`; `where` is
    the time that was asked for, in words."""
    return _PICKS[pick](pick, events, where, material)


def _by_length(pick: str, events: Sequence[Item], where: str, material: Material) -> str:
    timed = [e for e in events if takes_time(e) and not e.details.get("all_day")]
    if any(word in material.query.text.lower() for word in _MEETING):
        timed = [e for e in timed if not kinds.is_private(e, material)] or timed
    if not timed:
        return f"I did not find any events with a time{where} in your calendar."
    ranked = sorted(timed, key=lambda e: (_length(e) * (1 if pick == "shortest" else -1),
                                          bounds(e)[0]))  # fmt: skip
    first, *rest = ranked
    head = f"The {pick} is **{wording.length(_length(first))}**: {_line(first, material)}"
    after = [f"- {wording.length(_length(e))}: {_line(e, material)}" for e in rest[:NEXT]]
    return "\n\n".join((head, *(["After that:\n" + "\n".join(after)] if after else [])))


def _soonest(pick: str, events: Sequence[Item], where: str, material: Material) -> str:
    ahead = [e for e in events if bounds(e)[1] > material.query.now]
    if not ahead:
        return f"I did not find any events{where} in your calendar."
    first, *rest = sorted(ahead, key=lambda e: bounds(e)[0])
    head = f"Next: {_line(first, material)}"
    after = [f"- {_line(e, material)}" for e in rest[:NEXT]]
    return "\n\n".join((head, *(["After that:\n" + "\n".join(after)] if after else [])))


def _all_day(pick: str, events: Sequence[Item], where: str, material: Material) -> str:
    return _listed([e for e in events if e.details.get("all_day")], "all-day event", where,
                   material)  # fmt: skip


def _back_to_back(pick: str, events: Sequence[Item], where: str, material: Material) -> str:
    timed = sorted(
        (e for e in events if takes_time(e) and not e.details.get("all_day")),
        key=lambda e: bounds(e)[0],
    )
    pairs = [
        (one, other)
        for one, other in itertools.pairwise(timed)
        if abs(bounds(other)[0] - bounds(one)[1]) <= STRAIGHT
    ]
    if pairs:
        lines = [
            f"- {wording.short_day(bounds(a)[0], material.query)}: **{title(a)}** "
            f"({_clocks(a, material)}) {material.sources.cite(a)}, then **{title(b)}** "
            f"({_clocks(b, material)}) {material.sources.cite(b)}"
            for a, b in pairs[:SHOWN]
        ]
        return f"Yes, back to back{where}:\n" + "\n".join(lines)
    if not timed:
        return f"No: you have no events with a time{where}."
    lines = [f"- {_line(e, material)}" for e in timed[:SHOWN]]
    return f"No, nothing is back to back{where}. You have:\n" + "\n".join(lines)


def _unanswered(pick: str, events: Sequence[Item], where: str, material: Material) -> str:
    """One line for each series; those answered with "maybe" after those not answered at all."""
    ahead = [e for e in events if bounds(e)[1] > material.query.now]
    once = list({(e.title, _answer(e)): e for e in reversed(ahead)}.values())[::-1]
    none = [e for e in once if _answer(e) == "needsAction"]
    perhaps = [e for e in once if _answer(e) == "tentative"]
    head = _listed(none, "invitation", where, material, verb="have not answered")
    if not perhaps:
        return head
    lines = "\n".join(f"- {_line(e, material)}" for e in perhaps[:SHOWN])
    return f"{head}\n\nYou said perhaps to:\n{lines}"


def _declined(pick: str, events: Sequence[Item], where: str, material: Material) -> str:
    declined = [e for e in events if _answer(e) == "declined"]
    return _listed(declined, "event", where, material, verb="declined")


def _accepted(pick: str, events: Sequence[Item], where: str, material: Material) -> str:
    """One line for each series."""
    once = {e.title: e for e in reversed(events) if _answer(e) == "accepted"}
    return _listed(list(once.values())[::-1], "event", where, material, verb="accepted")


def _listed(
    events: Sequence[Item], what: str, where: str, material: Material, *, verb: str = "have"
) -> str:
    if not events:
        found = "an" if what[0] in "aeiou" else "a"
        is_open = {
            "have not answered": " that waits for your answer",
            "accepted": " that you accepted",
            "declined": " that you declined",
        }.get(verb, "")
        return f"I did not find {found} {what}{is_open}{where} in your calendar."
    lines = [f"- {_line(e, material)}" for e in events[:SHOWN]]
    return f"You {verb} {wording.counted(len(events), what)}{where}:\n" + "\n".join(lines)


def _answer(event: Item) -> str:
    """What the person answered; empty where they are no guest."""
    people: Sequence[Mapping[str, Any]] = event.details.get("attendees") or ()
    return next((str(one.get("response") or "") for one in people if one.get("self")), "")


def _length(event: Item) -> timedelta:
    start, end = bounds(event)
    return end - start


def _clocks(event: Item, material: Material) -> str:
    start, end = bounds(event)
    return wording.span(start, end, material.query)


def _line(event: Item, material: Material) -> str:
    return event_line(event, material.query, material.sources.cite(event))


_PICKS: Final[Mapping[str, Callable[[str, Sequence[Item], str, Material], str]]] = {
    "longest": _by_length,
    "shortest": _by_length,
    "soonest": _soonest,
    "all_day": _all_day,
    "back_to_back": _back_to_back,
    "unanswered": _unanswered,
    "declined": _declined,
    "accepted": _accepted,
}
