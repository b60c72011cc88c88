"""Follow-ups that would work: words that the person could say next."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta

from agents.matching import is_automatic
from agents.query import SERVICES, Item, Service
from agents.synthesis.lines import is_own, sender
from agents.synthesis.material import Material
from agents.synthesis.written import is_write
from agents.words import weight
from search.text import fold

MOST = 3
LONGEST = 48  # characters of a title that is said again
_POSSIBLE = (
    "What's on my calendar today?",
    "How many unread mails do I have?",
    "Which files changed this week?",
)
_SEND = re.compile(r"^\s*(?:please\s+)?(?:send|e-?mail|write)\s+(?=an?\b|the\b|mail\b)", re.I)
_REPEATABLE = re.compile(r"^[\w ,'’&()/-]+$")
_PLACES: dict[Service, str] = {
    "gmail": "Search my mail for {}",
    "gcal": "Find {} in my calendar",
    "gdrive": "Find files about {}",
}


def suggestions(material: Material) -> tuple[str, ...]:
    """Up to three, the most natural first."""
    if material.intent.operation == "unsupported":
        return _POSSIBLE
    own = _BY_SHAPE.get(material.shape, _by_lead)(material) if not is_write(material) else []
    made = [*_draft_instead(material), *_next_range(material), *own, *_open(material)]
    return tuple(dict.fromkeys((*made, *_elsewhere(material))))[:MOST]


def _by_lead(material: Material) -> list[str]:
    """What can be asked about the first source of the answer."""
    lead = next(iter(material.sources.items), None)
    if lead is None or not material.is_answerable:
        return []
    if lead.service == "gdrive":
        return _of_file(lead, material)
    return _of_event(lead, material) if lead.service == "gcal" else _of_mail(lead, material)


def _of_mail(lead: Item, material: Material) -> list[str]:
    """Of a mail that was read: what to do with it."""
    if material.intent.operation == "read" and not is_own(lead):
        return ["Summarize it", "Draft a reply to it"]
    if material.intent.operation == "summarize":
        return [] if is_own(lead) else ["Draft a reply to the first one"]
    return [f"Who is {sender(lead)}?"] if _is_somebody(lead) else []


def _of_event(lead: Item, material: Material) -> list[str]:
    title = _title(lead)
    guests = lead.details.get("attendees") or ()
    one = material.shape in ("when", "where", "next") or len(material.sources.items) == 1
    return [f"Who is coming to {title}?"] if title and one and len(guests) > 1 else []


def _of_file(lead: Item, material: Material) -> list[str]:
    return ["Summarize the first one"] if material.intent.operation == "search" else []


def _of_replies(material: Material) -> list[str]:
    return ["Draft a reply to the first one"] if material.sources.items else []


def _of_conflicts(material: Material) -> list[str]:
    return ["When am I free tomorrow?"]


def _of_person(material: Material) -> list[str]:
    """The person's mails and the next meeting with them."""
    name = next(iter(material.people), "")
    if not name or not material.sources.items or not _REPEATABLE.match(name):
        return []
    return [f"Show me the newest mails from {name}", f"When do I meet {name} next?"]


_BY_SHAPE: Mapping[str, Callable[[Material], list[str]]] = {
    "needs_reply": _of_replies,
    "digest": lambda material: ["What needs my reply?"],
    "conflicts": _of_conflicts,
    "agenda": lambda material: ["Do I have any conflicts this week?"],
    "person": _of_person,
}


def _draft_instead(material: Material) -> list[str]:
    """A mail that cannot be sent yet can be drafted."""
    text = material.query.text.strip()
    refused = any(r.error and r.error.get("code") == "action_unavailable" for r in material.results)
    if material.intent.operation != "send_email" or not refused or len(text) > 120:
        return []
    return [_SEND.sub("Draft ", text)] if _SEND.match(text) else []


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
        return []
    names = ("first", "second")
    return [f"Open the {names[n]} one" for n, _ in enumerate(material.sources.items[:2])]


def _elsewhere(material: Material) -> list[str]:
    topic = material.topic
    if not topic or len(topic) > LONGEST or not _REPEATABLE.match(topic):
        return []
    if any(weight(stem) < 1 for stem in material.wanted):
        return []  # a half sentence is no topic
    others = (s for s in SERVICES if s not in material.looked_into())
    return [_PLACES[service].format(topic) for service in others]


def _is_somebody(mail: Item) -> bool:
    """Whether a person wrote a mail, not a firm: the name is in the address."""
    name, address = sender(mail), str(mail.details.get("sender_email") or "")
    words = fold(name).split()
    local = fold(address).partition("@")[0]
    is_name = 1 < len(words) < 4 and any(len(w) > 2 and w in local for w in words)
    return is_name and bool(_REPEATABLE.match(name)) and not is_own(mail) and not is_automatic(mail)


def _title(item: Item) -> str:
    """A title that can be said again, or ""."""
    title = item.title.strip()
    return title if len(title) <= LONGEST and _REPEATABLE.match(title) else ""
