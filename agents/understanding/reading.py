"""The order of understanding: what is wanted, when, and about whom and what."""

from __future__ import annotations

from agents.query import Intent, Query
from agents.understanding import dates, decision, wording


def read(query: Query) -> Intent:
    text = wording.cleaned(query.text)
    if not wording.words_of(text):
        return Intent((), "unsupported", clarification="What would you like to know?")
    decided = decision.decide(text)
    when = dates.find_time(
        text, now=query.now, time_zone=query.time_zone, ahead="gcal" in decided.services
    )
    return Intent(decided.services, decided.operation, {}, when.range, decided.confidence)
