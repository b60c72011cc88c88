"""A model's intent is data: what the person did not say does not become theirs.

Names, addresses, numbers and what shall be written must be in the person's own words, of this
question or of those before it; a write has its own services; a time is a half-open interval in
the person's zone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from agents.query import SERVICES, Intent, Query, Service, TimeRange
from agents.understanding import clarify
from agents.understanding.decision import BOOKING_SERVICES, WRITES_TO
from agents.understanding.prompted_schema import (
    NotAnIntent,
    SaidAnchor,
    SaidEntities,
    SaidIntent,
    SaidRange,
)

SUREST = 0.95
# Who and which number: each must have been said.
_SAID_LISTS: Final = ("people", "addresses", "references", "labels")
_SAID_TEXTS: Final = ("owner", "shared_by", "shared_with_person", "subject", "title", "location")
_AS_THEY_ARE: Final = (
    "direction", "file_types", "flags", "latest", "shape", "about_booking", "duration_minutes",
    "role", "response",
)  # fmt: skip
_ASKED_FOR: Final = frozenset(SaidEntities.model_fields)
_WORD: Final = re.compile(r"\w+")
_A_LINK: Final = re.compile(r"https?:|www\.|[<>\[\]`]", re.IGNORECASE)
YEARS: Final = range(1900, 2200)


def intent_of(said: SaidIntent, query: Query, local: Intent) -> Intent:
    """The intent that the model's answer stands for; what it cannot know (whose address a name
    is) stays as the rules found it in `local`. Raises NotAnIntent for a time that is none."""
    entities = _entities(said.entities, query)
    for key in ("addresses", "references"):
        found = (*entities.get(key, ()), *local.entities.get(key, ()))
        if found:
            entities[key] = tuple(dict.fromkeys(found))
    kept = {key: value for key, value in local.entities.items() if key not in _ASKED_FOR}
    intent = Intent(
        services=_services(said),
        operation=said.operation,
        entities={**kept, **entities},
        time_range=_interval(said.time_range, query),
        confidence=min(said.confidence, SUREST),
    )
    asked = _question(said.clarification) or clarify.question_back(intent, points_back=False)
    return replace(intent, clarification=asked)


def _services(said: SaidIntent) -> tuple[Service, ...]:
    if said.operation == "draft_email" and said.entities.about_booking:
        return BOOKING_SERVICES
    if said.operation in WRITES_TO:
        return WRITES_TO[said.operation]
    return tuple(dict.fromkeys(said.services)) or SERVICES


def _entities(said: SaidEntities, query: Query) -> dict[str, Any]:
    words = _folded(" \n ".join([query.text, *(turn.query for turn in query.earlier)]))
    found: dict[str, Any] = {name: getattr(said, name) for name in _AS_THEY_ARE}
    found |= {n: _those_said(getattr(said, n), words) for n in _SAID_LISTS}
    found |= {n: _if_said(getattr(said, n), words) for n in _SAID_TEXTS}
    found["topic"] = " ".join(said.topic.split()) if said.topic else None
    found["message"] = _if_quoted(said.message, words)
    found["verb"] = said.verb.lower() if said.verb and said.verb.isalpha() else None
    found["ordinal"] = _ordinal(said.ordinal, query)
    found["anchor"] = _anchor(said.anchor, words)
    return {key: value for key, value in found.items() if value}


def _anchor(said: SaidAnchor | None, words: str) -> Mapping[str, Any] | None:
    if said is None or not (said.topic or said.people):
        return None
    return {
        "relation": said.relation,
        "services": list(said.services or ("gcal",)),
        "topic": " ".join(said.topic.split()),
        "people": list(_those_said(said.people, words)),
    }


def _ordinal(said: int | None, query: Query) -> int | None:
    cited = len(query.earlier[-1].citations) if query.earlier else 0
    return said if said is not None and said != 0 and said <= cited and cited else None


def _interval(said: SaidRange | None, query: Query) -> TimeRange | None:
    """Half-open in the person's zone. Raises NotAnIntent."""
    if said is None or (said.start is None and said.end is None):
        return None
    zone = ZoneInfo(query.time_zone)
    start, end = _moment(said.start, zone), _moment(said.end, zone)
    if start is not None and end is not None and start >= end:
        raise NotAnIntent("- time_range: start is not before end")
    return TimeRange(start, end)


def _moment(said: datetime | None, zone: ZoneInfo) -> datetime | None:
    if said is None:
        return None
    if said.year not in YEARS:
        raise NotAnIntent(f"- time_range: there is no year {said.year}")
    return said.replace(tzinfo=zone) if said.tzinfo is None else said.astimezone(zone)


def _question(said: str | None) -> str | None:
    """A question back that the person can be shown."""
    asked = " ".join((said or "").split())
    return asked if asked.endswith(("?", "？", "؟")) and not _A_LINK.search(asked) else None


def _those_said(values: Iterable[str], words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if _if_said(value, words)))


def _if_said(value: str | None, words: str) -> str | None:
    """A value each of whose words the person used."""
    if not value:
        return None
    known = set(_WORD.findall(words))
    return value if all(word in known for word in _WORD.findall(_folded(value))) else None


def _if_quoted(value: str | None, words: str) -> str | None:
    """A text that the person wrote, word for word."""
    return value if value and _folded(value).strip(" .!?\"'") in words else None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())
