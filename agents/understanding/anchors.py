"""The second thing of a question in two hops: "the deck that was mailed before the offsite".

The clause is cut out before the rest is understood, so that "offsite" is no topic of the deck and
"Friday's review" no date of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from agents.query import SERVICES, Service
from agents.understanding import dates, described, people
from agents.understanding.claims import Claims
from agents.understanding.lexicon import (
    COMMAND_WORDS,
    DATE_WORDS,
    FIELD_WORDS,
    SERVICE_WORDS,
    STOP_WORDS,
    listed,
)
from agents.understanding.wording import blanked, words_of

_RELATIONS: Final = {
    "before": "before", "prior to": "before", "ahead of": "before", "until": "before",
    "leading up to": "before", "in preparation for": "before",
    "after": "after", "following": "after", "since": "after",
    "during": "during", "while at": "during", "on the day of": "during", "the day of": "during",
    "on the morning of": "during", "the morning of": "during",
    "on the evening of": "during", "the evening of": "during",
    "in the week of": "during", "the week of": "during",
}  # fmt: skip
_OWN: Final = r"(?:the|my|our|his|her|their|that|this|last|next|yesterday's|today's|tomorrow's)"
# "Looking after the keys" is no time.
_NO_TIME: Final = "".join(
    rf"(?<!\b{verb} )"
    for verb in ("look", "looks", "looking", "looked", "run", "running", "named", "called", "ask")
)
_WHEN: Final = re.compile(
    rf"{_NO_TIME}\b(?:(?:right|just|shortly|the day|the week|the evening|the night|the morning) )?"
    r"(?P<relation>" + "|".join(sorted(_RELATIONS, key=len, reverse=True)) + r") "
    rf"(?P<thing>(?:{_OWN}\b|[^\W\d_]+'s ).+?)(?=[?!;,]|\.$|\. |$| (?:and|or) (?:who|what|when|show"
    r"|list)\b)",
    re.IGNORECASE,
)
_EVENT: Final = (
    r"(?:meeting|appointment|event|call|session|workshop|review|standup|stand-up|sync|interview"
    r"|lunch|dinner|trip|conference|offsite|retreat|kickoff|kick-off|demo|one-on-one|1:1|demo)s?"
)
# What only the calendar can tell: "my next meeting", "today's 3 pm", "my meeting with Bo".
_CALENDAR_ONLY: Final = re.compile(
    r"\b(?:about|for|related to|regarding|concerning|relevant (?:to|for)|on|of) "
    rf"(?P<thing>(?:(?:my|our|the) (?:(?:very )?(?:next|first|last|upcoming|previous)\b"
    rf"(?: \w+)? {_EVENT}\b|(?:\d{{1,2}}(?::\d\d)? ?(?:am|pm|o'clock)|noon)\b(?: {_EVENT})?"
    rf"|{_EVENT} (?:with|at|on|today|tomorrow|next|this)\b)"
    rf"|(?:today|tomorrow|yesterday|\w+day|this (?:morning|afternoon))'s (?:(?:first|last|next) )?"
    rf"(?:\d{{1,2}}(?::\d\d)? ?(?:am|pm)?|{_EVENT}\b))[^?!.,;]*)",
    re.IGNORECASE,
)
# "... about the candidate who visits us next Thursday"
_VISITS: Final = re.compile(
    r"\b(?:about|from|to|with|by) (?P<thing>(?:the|our|my) [\w -]+? (?:(?:who|that|which|whom) )?"
    r"(?:visits?|comes?|arrives?|(?:is|are) (?:visiting|coming|meeting|arriving)|meets?"
    r"|(?:i|we)(?:'m|'re| am| are)? (?:meet|see|meeting|seeing|visit|visiting))\b[^?!.,;]*)",
    re.IGNORECASE,
)
# "the latest mail from the organiser of the offsite"
_ORGANISER: Final = re.compile(
    r"\b(?:from|by|of) (?:the (?:organi[sz]er|host) of|whoever (?:organi[sz]e[sd]|hosts)"
    r"|the (?:person|man|woman|one) (?:who|that) (?:organi[sz]e[sd]|hosts)) (?P<thing>[^?!.,;]+)",
    re.IGNORECASE,
)
_MY_DOCUMENT: Final = re.compile(
    r"\b(?:with|against) (?P<thing>(?:the|my|our) (?!(?:other|rest|calendar)\b)[^?!.,;]*?"
    r"\b(?:docs?|documents?|files?|sheets?|spreadsheets?|plan|notice|list|policy|pdf|deck)\b"
    r"[^?!.,;]*)",
    re.IGNORECASE,
)
_GENERIC: Final = (
    STOP_WORDS | COMMAND_WORDS | DATE_WORDS | FIELD_WORDS | SERVICE_WORDS["gcal"]
    | SERVICE_WORDS["gmail"] | SERVICE_WORDS["gdrive"]
)  # fmt: skip
_NO_EVENT: Final = listed(
    """
    end beginning start deadline date christmas easter holidays fact move change point weekend
    period minute moment second while jump cut break war
    """
)
_IN_MAIL: Final = re.compile(r"\b(?:e-?mail|mail|message|thread|reply|newsletter)\b", re.IGNORECASE)
# Of these there is a mail, and hardly ever an event.
_BY_MAIL: Final = re.compile(
    r"\b(?:booking|order|reservation|purchase|payment|invoice|confirmation|announcement|offer)\b",
    re.IGNORECASE,
)
_IN_FILES: Final = re.compile(
    r"\b(?:file|doc|document|deck|sheet|spreadsheet|slides|presentation|pdf)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """`main` is the question without the clause."""

    main: str
    entity: dict[str, Any]


def find_anchor(
    text: str, *, now: datetime, time_zone: str, clashes: bool = False
) -> Anchor | None:
    """The second thing that a question to read names, or `None`. `clashes`: asked is what is at
    the same time, so that "with my leave plan" is one."""
    if clashes:
        found = _MY_DOCUMENT.search(text)
        return _made(text, found, "during", now, time_zone) if found else None
    for found in _WHEN.finditer(text):
        relation = _RELATIONS[found["relation"].lower()]
        if _is_a_thing(found["thing"], now, time_zone):
            return _made(text, found, relation, now, time_zone)
    somebody = described.find_described(text)
    if somebody is not None:
        return Anchor(somebody.main, known_by(somebody.thing, somebody.by))
    organised = _ORGANISER.search(text)
    if organised:
        return _made(text, organised, "organiser", now, time_zone)
    visit = _VISITS.search(text)
    if visit:
        return _made(text, visit, "about", now, time_zone)
    found = _CALENDAR_ONLY.search(text)
    if found and _IN_MAIL.search(text[: found.start()]) is None and not _asks_for_things(text):
        return None
    return _made(text, found, "about", now, time_zone) if found else None


def known_by(thing: str, by: str) -> dict[str, Any]:
    """The anchor by which somebody is known: a mail of what they did (`writer`), or a file."""
    topic = " ".join(w.text for w in Claims(thing).left() if w.low not in STOP_WORDS)
    service = SERVICES[2] if by == "owner" else SERVICES[0]
    return {
        "relation": by, "services": [service], "topic": topic, "people": [], "start": None,
        "end": None,
    }  # fmt: skip


def _asks_for_things(text: str) -> bool:
    """Mails, files or words are wanted, not the event itself."""
    return bool(
        _IN_FILES.search(text)
        or re.search(r"\b(?:files|docs|documents|e?-?mails|messages|notes|anything|read|prepare"
                     r"|know|said|wrote|written|say|write)\b", text, re.IGNORECASE)
    )  # fmt: skip


def _is_a_thing(thing: str, now: datetime, time_zone: str) -> bool:
    """Not so "the 5th", "last week" and "the end of May", which are dates."""
    when = dates.find_time(thing, now=now, time_zone=time_zone, ahead=True)
    rest = blanked(thing, when.spans)
    words = {word.low for word in words_of(rest)}
    if words & _NO_EVENT:
        return False
    return bool(words - _GENERIC) or bool(words & SERVICE_WORDS["gcal"]) or bool(
        _IN_MAIL.search(rest) and when.range is None
    )  # fmt: skip


def _made(text: str, found: re.Match[str], relation: str, now: datetime, time_zone: str) -> Anchor:
    thing = found["thing"]
    service: Service = SERVICES[1]
    if (relation != "about" and _IN_MAIL.search(thing)) or (
        relation != "about" and _BY_MAIL.search(thing)
    ):
        service = SERVICES[0]
    elif _IN_FILES.search(thing) or found.re is _MY_DOCUMENT:
        service = SERVICES[2]
    when = dates.find_time(
        thing, now=now, time_zone=time_zone, ahead=bool(re.search(r"\bnext|upcoming\b", thing))
    )
    claims = Claims(thing)
    for span in when.spans:
        claims.claim(*span)
    who = people.find_people(claims, writes=False, cues=frozenset({"from", "with", "to"}))
    topic = " ".join(w.text for w in claims.left() if _worth_searching(w.low))
    interval = when.range.as_json() if when.range else {"start": None, "end": None}
    order = {
        "latest": bool(
            re.search(r"\b(?:last|latest|previous|most recent)\b", thing, re.IGNORECASE)
        ),
        "next": bool(re.search(r"\b(?:next|upcoming|coming)\b", thing, re.IGNORECASE)),
    }
    entity = {
        "relation": relation, "services": [service], "topic": topic,
        "people": [*who.names, *who.addresses], **interval,
        **{name: True for name, said in order.items() if said and when.range is None},
    }  # fmt: skip
    before, after = text[: found.start()], text[found.end() :]
    return Anchor(f"{before} {after}".strip(" ,"), entity)


def _worth_searching(low: str) -> bool:
    return low not in STOP_WORDS | DATE_WORDS | FIELD_WORDS and low not in _PLAIN


_PLAIN: Final = frozenset(
    {"meeting", "meetings", "appointment", "event", "call", "calendar", "mail", "email", "e-mail"}
    | {"message", "doc", "document", "file", "reply", "sent", "attend", "attended", "invitation"}
)
