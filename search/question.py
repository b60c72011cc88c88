"""What a question says of how to search, beside what it is about: what stands in quotation marks,
whether the newest is meant, and the words that only name what is searched ("mails from")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from search.tables import Service
from search.text import clean

PHRASES: Final = 4
_QUOTED: Final = re.compile(r'(?<!\w)["“”„«»]([^"“”„«»\n]{0,200})["“”«»](?!\w)')
_MARKS: Final = re.compile('["“”„«»]')
# "last" may begin a time ("last week") or belong to a name; then it says nothing of versions.
_TIMES: Final = (
    r"\d|(?:few|one|two|three|four|six|day|week|fortnight|month|quarter|year|night|time|name|minute|"
    r"resort|spring|summer|autumn|fall|winter|mon|tues|wednes|thurs|fri|satur|sun|jan|feb|mar|apr|"
    r"may|jun|jul|aug|sep|oct|nov|dec)"
)
_NEWEST: Final = re.compile(
    rf"\b(?:the )?(?:latest|newest|most recent|(?<!at )last (?!{_TIMES})(?=\w)|"
    r"neueste[nmrs]?|letzte[nmrs]? (?!\d|woche|monat|jahr|tag|nacht)(?=\w)|"
    r"dernière?s? (?=\w)|(?:más|mas) recientes?|en son |en yeni )",
    re.IGNORECASE,
)
_NAMES: Final[Mapping[Service, str]] = MappingProxyType(
    {
        "gmail": r"e-?mails?|mails?|messages?|nachrichten",
        "gcal": r"events?|appointments?|meetings?|termine",
        "gdrive": r"files?|documents?|docs|dateien|dokumente",
    }
)
_LEADS: Final = MappingProxyType(
    {
        service: re.compile(
            r"^\W*(?:(?:show|find|get|give|list|search)(?: me| for)? )?"
            r"(?:(?:all|any|every|my|the) )*"
            rf"(?:{names}) (?:from|about|with|on|by|regarding|concerning|von|mit|über|vom) (?=\w)",
            re.IGNORECASE,
        )
        for service, names in _NAMES.items()
    }
)


def phrases(query: str) -> tuple[str, ...]:
    """What stands in quotation marks, and so must be there word by word; at most PHRASES."""
    found = (clean(match[1]).strip() for match in _QUOTED.finditer(query))
    return tuple(phrase for phrase in found if phrase)[:PHRASES]


def wants_newest(query: str) -> bool:
    """Whether of several the newest is asked for."""
    return _NEWEST.search(query) is not None


def wording(query: str, service: Service) -> str:
    """The query without what only says how, or in what, to search; the whole of it where nothing
    else is left."""
    unmarked = _MARKS.sub(" ", query) if phrases(query) else query
    topic = _LEADS[service].sub("", _NEWEST.sub(" ", unmarked).strip())
    return topic if re.search(r"\w", topic) else query
