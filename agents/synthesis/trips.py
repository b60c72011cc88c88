"""The days of a journey, by the place it goes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from agents.query import Item
from agents.scheduling import bounds, days
from agents.synthesis import found, wording
from agents.synthesis.lines import event_line
from agents.synthesis.material import Material
from agents.words import content_words, coverage

TRIP_EVENTS = 20
TRIP_GAP = timedelta(days=4)  # a longer pause is another journey


def trip(material: Material) -> str:
    """The days at a place: its events in order, by the day; and the document that tells of them."""
    place = content_words(material.topic)
    there = [e for e in material.found.get("gcal", ()) if coverage(place, _where(e)) >= 1]
    told = [f for f in material.found.get("gdrive", ()) if coverage(place, f.title) >= 1]
    if not there and not told:
        return found.nothing(material)
    journey = _one_journey(there, material)[:TRIP_EVENTS]
    parts = []
    if journey:
        zone = wording.zone_of(material.query)
        first, last = days(journey[0], zone)[0], days(journey[-1], zone)[1]
        span = wording.short_date(first, material.query)
        if first != last:
            span += f" to {wording.short_date(last, material.query)}"
        head = f"**{wording.plain(material.topic)}**, {span} (times in {material.query.time_zone}):"
        parts = [head, *_by_day(journey, material)]
    parts += [f"See also {found.line(f, material)}" for f in told[:1]]
    return "\n\n".join(parts)


def _by_day(journey: Sequence[Item], material: Material) -> list[str]:
    zone = wording.zone_of(material.query)
    blocks = []
    for day, group in groupby(journey, key=lambda e: days(e, zone)[0]):
        lines = [
            "- " + event_line(e, material.query, material.sources.cite(e), with_day=False)
            for e in group
        ]
        blocks.append(f"**{wording.short_date(day, material.query)}**\n" + "\n".join(lines))
    return blocks


def _where(event: Item) -> str:
    zone = str(event.details.get("time_zone") or "").rpartition("/")[2].replace("_", " ")
    return f"{event.title} {event.details.get('location') or ''} {zone}"


def _one_journey(there: Sequence[Item], material: Material) -> list[Item]:
    """The events of the next journey, or of the last one, without those of others."""
    ordered = sorted((e for e in there), key=lambda e: bounds(e)[0])
    journeys: list[list[Item]] = []
    for event in ordered:
        if journeys and bounds(event)[0] - bounds(journeys[-1][-1])[1] <= TRIP_GAP:
            journeys[-1].append(event)
        else:
            journeys.append([event])
    ahead = [j for j in journeys if bounds(j[-1])[1] > material.query.now]
    return ahead[0] if ahead else journeys[-1] if journeys else []
