"""What was said before: the times that a thing was moved from, and the sums that it was to cost."""

from __future__ import annotations

import re
from datetime import datetime

from agents.query import Item
from agents.scheduling import bounds
from agents.synthesis import statements, values, wording
from agents.synthesis.lines import sender
from agents.synthesis.material import Material
from agents.synthesis.statements import Statement
from agents.words import content_words

EARLIER = 4
SUM = re.compile(
    r"\b(?:total|sum|altogether|in all|price|costs?|fee|agree[sd]?|final|amount|charge[sd]?|paid"
    r"|owed?|owing|remain(?:s|ing)?|outstanding|balance"
    r"|gesamt\w*|summe|preis|kostet|betrag|toplam|fiyat|total\w*|prix|coûte|precio|cuesta)\b",
    re.IGNORECASE,
)


def moves(event: Item, told: list[Statement], material: Material) -> list[str]:
    """That an event was moved, as its mails tell, and whether the newest of them agrees with the
    calendar."""
    moved = [s for s in told if values.MOVE.search(f"{s.item.title}\n{s.sentence}")]
    if not moved:
        return []
    newest = statements.newest_first(moved)
    story = statements.story(newest[0], moved)
    called = content_words(event.title) & content_words(newest[0].item.title)
    related = [s for s in newest if s in story or called & content_words(s.item.title)]
    told_times = statements.changes(related, values.begins_at)
    if not told_times:
        return []
    latest, teller = told_times[0]
    if _is_overtaken(event, teller, latest, material):
        named = [_earlier(given, s, material) for given, s in told_times[:EARLIER]]
        return [f"Mails named another time before: {wording.joined(named)}."]
    times = {1: "once", 2: "twice"}.get(len(told_times), f"{len(told_times)} times")
    earlier = [_earlier(given, s, material) for given, s in told_times[1:][:EARLIER]]
    before = f"; before that {wording.joined(earlier)}" if earlier else ""
    said = (
        f"It was moved {times}; the latest mail says {wording.plain(latest)} "
        f"({_by(teller, material)}){before}."
    )
    return [said, *_disagreement(event, latest, material)]


def _disagreement(event: Item, latest: str, material: Material) -> list[str]:
    if _agrees(event, latest, material):
        return []
    start = bounds(event)[0]
    return [
        f"Note: the calendar says {wording.clock(start, material.query)} "
        f"{material.sources.cite(event)}."
    ]


def _is_overtaken(event: Item, newest: Statement, latest: str, material: Material) -> bool:
    """Whether the calendar says another time than the mails, and was changed after them."""
    changed, told = event.details.get("updated_at"), newest.item.when
    if _agrees(event, latest, material) or not isinstance(changed, datetime) or told is None:
        return False
    return changed > told


def _agrees(event: Item, latest: str, material: Material) -> bool:
    start = bounds(event)[0].astimezone(wording.zone_of(material.query))
    clocks = {f"{start:%H:%M}", f"{start.hour}:{start:%M}", f"{start:%I}".lstrip("0")}
    digits = re.sub(r"\D*(\d{1,2}(?:[:.]\d\d)?).*", r"\1", latest).replace(".", ":")
    all_day = bool(event.details.get("all_day"))
    return all_day or digits in clocks or digits.lstrip("0") in clocks


def _first_amount(text: str) -> str | None:
    cue = SUM.search(text)
    behind = values.amounts(text[cue.end() :]) if cue else []
    return next(iter(behind or values.amounts(text)), None)


def amounts(related: list[Statement], material: Material, lead: Statement) -> list[str]:
    """What was said before, where it differs."""
    now = _first_amount(lead.sentence)
    before = [s for s in related if s is not lead and _is_before(s, lead)]
    told = [(given, s) for given, s in statements.changes(before, _first_amount) if given != now]
    if not told:
        return []
    lines = [_earlier(given, s, material) for given, s in told[:EARLIER]]
    return [f"Before that: {'; '.join(lines)}."]


def _is_before(one: Statement, other: Statement) -> bool:
    return bool(one.item.when and other.item.when and one.item.when < other.item.when)


def _earlier(given: str, statement: Statement, material: Material) -> str:
    return f"{wording.plain(given)} ({_by(statement, material)})"


def _by(statement: Statement, material: Material) -> str:
    item = statement.item
    when = f", {wording.short_day(item.when, material.query)}" if item.when else ""
    return f"{sender(item)}{when}) {material.sources.cite(item)}".replace(")", "", 1)
