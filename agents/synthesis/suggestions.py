"""Follow-ups that would work: words that the person could say next."""

from __future__ import annotations

import re
from datetime import timedelta

from agents.query import SERVICES, Service
from agents.synthesis.material import Material
from agents.synthesis.written import is_write

MOST = 3
_POSSIBLE = ("What's on my calendar today?", "Show my unread mail", "Find my newest files")
_SEND = re.compile(r"^\s*(?:please\s+)?(?:send|e-?mail|write)\s+(?=an?\b|the\b|mail\b)", re.I)
_PLACES: dict[Service, str] = {
    "gmail": "Search my mail for {}",
    "gcal": "Find {} in my calendar",
    "gdrive": "Find files about {}",
}


def suggestions(material: Material) -> tuple[str, ...]:
    """Up to three, the most natural first."""
    if material.intent.operation == "unsupported":
        return _POSSIBLE
    made = [
        *_draft_instead(material),
        *_next_range(material),
        *_open(material),
        *_elsewhere(material),
    ]
    return tuple(dict.fromkeys(made))[:MOST]


def _draft_instead(material: Material) -> list[str]:
    """A mail that cannot be sent yet can be drafted."""
    text = material.query.text.strip()
    if material.intent.operation != "send_email" or not _SEND.match(text) or len(text) > 120:
        return []
    return [_SEND.sub("Draft ", text)]


def _next_range(material: Material) -> list[str]:
    window = material.intent.time_range
    if is_write(material) or "gcal" not in material.intent.services or window is None:
        return []
    if window.start is None or window.end is None:
        return []
    length = window.end - window.start
    if length <= timedelta(hours=25):
        return ["And the day after?"]
    return ["And the week after?"] if timedelta(days=4) < length < timedelta(days=8) else []


def _open(material: Material) -> list[str]:
    if material.intent.operation == "read":
        return ["Summarize it"] if material.sources.items else []
    names = ("first", "second")
    return [f"Open the {names[n]} one" for n, _ in enumerate(material.sources.items[:2])]


def _elsewhere(material: Material) -> list[str]:
    topic = material.topic
    if not topic or len(topic) > 60:
        return []
    others = (s for s in SERVICES if s not in material.intent.services)
    return [_PLACES[service].format(topic) for service in others]
