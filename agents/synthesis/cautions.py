"""What a person should know before they approve: what else is at that time, and who is missing."""

from __future__ import annotations

from agents import matching
from agents.planning import filters
from agents.planning.addressing import LOOKED_AT
from agents.planning.writing import MANY_SHARES
from agents.query import Item, StepResult
from agents.synthesis import wording
from agents.synthesis.lines import event_line
from agents.synthesis.material import Material

SHOWN = 3
_MAILS = frozenset({"draft_email", "send_email"})
_TO_ALL_NAMED = frozenset({"draft_email", "send_email", "create_event"})
_EACH_A_WRITE = frozenset({"share_file", "unshare_file"})


def cautions(material: Material) -> list[str]:
    """A paragraph for each thing to know; none where there is nothing."""
    what = "guests" if material.intent.operation in _MAILS else "day"
    said = [
        f"I took the {what} from {event_line(item, material.query, material.sources.cite(item))}"
        for result in material.results
        if result.step.operation == "told"
        for item in result.items
    ]
    said += [_overlaps(result.data["overlaps"], material) for result in _with_overlaps(material)]
    said += _spared(material)
    if names := unknown(material):
        said.append(f"{no_address(names)} So far it would not go there.")
    if left := sum(int(r.data.get("left_out") or 0) for r in material.results):
        said.append(f"There are {left} more of them: ask again for the rest.")
    entities = material.intent.entities
    shares = len(entities.get("people", ())) + len(entities.get("addresses", ()))
    if material.intent.operation in _EACH_A_WRITE and shares > MANY_SHARES:
        said.append(f"Of the {shares} people I took the first {MANY_SHARES}: ask again for others.")
    return said


def _spared(material: Material) -> list[str]:
    """What was left out of a write, by its title; or that nothing was that the person named."""
    without = material.intent.entities.get("without")
    if not without or not any(result.actions or result.action for result in material.results):
        return []
    held = [
        item
        for result in material.results
        if "without" in result.step.arguments
        for item in matching.spared(result.items, result.step.arguments)[1]
    ]
    titles = list(dict.fromkeys(item.title for item in held))
    if not titles:
        return [
            f"Please look through it: none of it is about “{wording.plain(str(without))}”, so I "
            "have left nothing out."
        ]
    more = f" and {len(titles) - SHOWN} more" if len(titles) > SHOWN else ""
    return [f"Left out: {', '.join(f'“{wording.plain(t)}”' for t in titles[:SHOWN])}{more}."]


def _with_overlaps(material: Material) -> list[StepResult]:
    return [r for r in material.results if r.action is not None and r.data.get("overlaps")]


def _overlaps(events: tuple[Item, ...], material: Material) -> str:
    lines = [
        event_line(event, material.query, material.sources.cite(event)) for event in events[:SHOWN]
    ]
    more = f" and {len(events) - SHOWN} more" if len(events) > SHOWN else ""
    if len(lines) == 1:
        return f"Note that it overlaps with another event: {lines[0]}"
    listed = "\n".join(f"- {line}" for line in lines)
    return f"Note that it overlaps with {len(events)} other events:\n{listed}{more}"


def unknown(material: Material) -> list[str]:
    """The people whom something shall go to and of whom no address was found."""
    looked = {
        result.step.id: str(result.step.arguments.get("sender") or "")
        for result in material.results
        if result.step.arguments.get("limit") == LOOKED_AT
        and result.step.operation == "search"
        and not result.items
    }
    needed = [
        step_id
        for result in material.results
        if result.step.operation not in ("search", "list", "read")
        for step_id in result.step.depends_on
    ]
    names = [looked[step_id] for step_id in needed if looked.get(step_id)]
    return list(dict.fromkeys((*names, *_not_looked_up(material))))


def _not_looked_up(material: Material) -> list[str]:
    """The people beyond those whose addresses one plan looks up."""
    if material.intent.operation not in _TO_ALL_NAMED:
        return []
    senders = {str(result.step.arguments.get("sender") or "") for result in material.results}
    names = material.intent.entities.get("people", ())
    return [
        name
        for name in names
        if name not in senders and filters.known_address(material.intent, name) is None
    ]


def no_address(names: list[str]) -> str:
    """That no address of theirs is known, and the question which it is."""
    who = wording.joined([f"**{wording.plain(name)}**" for name in names])
    which = "Which address is it?" if len(names) == 1 else "Which addresses are they?"
    return f"I did not find an e-mail address for {who} in your mail. {which}"
