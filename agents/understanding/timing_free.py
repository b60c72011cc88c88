"""Free time: between two events, before or after one, for so long, in a part of the days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from agents.query import Intent, Operation, Query
from agents.scheduling import DAY_ENDS, WORK_ENDS, WORK_STARTS
from agents.understanding import dates, people
from agents.understanding.claims import Claims
from agents.understanding.date_rules import AFTERNOON, EVENING, MORNING
from agents.understanding.lexicon import COMMAND_WORDS
from agents.understanding.occasions import CUSTOMS, phrase_of
from agents.understanding.wording import request

CONFIDENCE: Final = 0.8
DAY: Final = timedelta(days=1, hours=1)  # one of them may have 25 hours
_NUMBER: Final = r"(?:\d+(?:[.,]\d)?|an?|one|two|three|four|five|six|half an?|a couple of|a few)"
_LENGTH: Final = rf"{_NUMBER}[ -](?:and a half )?(?:minutes?|mins?|hours?|hrs?|h|quarters?)\b"
_WE: Final = r"(?:i|we|you and i|\w+ and i)"
# "Say twelve to two, does that fit?"
_FITS: Final = (
    r"(?:^|[,.?!;–-] ?|\b(?:and|so|but) )(?:does|do|would|will|could|might|can|is) (?:that|it|this"
    r"|those|they) (?:time )?(?:be )?(?:still )?(?:fit|work|suit|ok|okay|possible|any good|alright"
    r"|all right|doable|feasible|good)\b"
)
_FREE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bhow (?:much|long|big|many)\b.{0,40}\bbetween\b",
        r"^(?:the |what(?:'s| is) the )?(?:time|gap|space|hours|minutes) between\b",
        r"^(?:is|will) there (?:be )?(?:any |much )?time between\b",
        rf"\bhow (?:much time|long|many (?:minutes|hours))\b.{{0,12}}\b(?:do|have|will|would|is"
        rf"|are)\b.{{0,25}}\b(?:{_WE}|there)\b.{{0,25}}\b(?:between|before|until|till|left)\b",
        r"\b(?:gap|free|break|breather|breathing space|hole|spare time|anything free) between\b",
        rf"\b(?:could|can|might|would|should) {_WE}\b.{{0,20}}\b(?:fit|squeeze|slot|sneak|cram"
        r"|grab|wedge)\b",
        rf"\b(?:fit|squeeze|slot|sneak)\b.{{0,30}}\b(?:{_LENGTH}|in (?:on|before|after|between"
        r"|today|tomorrow|this|next)\b)",
        rf"\b{_LENGTH}.*\b(?:in a row|at a stretch|in one go|on end|uninterrupted|straight"
        r"|undisturbed|to myself|in one piece|together|without (?:a )?(?:break|interruptions?"
        r"|meetings?))",
        rf"\b{_LENGTH}.*\b(?:what|which|when|where|anything)\b.{{0,30}}\b(?:works?|suits?|best"
        r"|good|possible|free)\b",
        rf"^(?:is there|are there|any|have {_WE}(?: got)?|do {_WE} have|got|see if there(?:'s| is))"
        rf"\b.{{0,40}}\b(?:gaps?|holes?|slots?|windows?|openings?|chance of {_LENGTH}|spare"
        rf"|room for|time (?:for|to|left|free)|{_LENGTH})\b",
        rf"\bwhen (?:(?:\w+ ){{0,3}})?(?:could|can|might|would|should) {_WE}\b.{{0,20}}\b(?:meet"
        r"|see|talk|speak|catch up|get together|sit down|grab|have (?:lunch|coffee|a call|a chat))",
        r"\b(?:what|which|when|any)\b.{0,30}\b(?:works?|suits?|good|best)\b.{0,12}\b(?:for me|on my"
        r" (?:side|end)|my end)\b",
        rf"\b(?:am|are|will|would) {_WE}\b.{{0,20}}\b(?:free|available)\b",
        r"\b(?:earliest|soonest|first time|next time) (?:i|we) (?:could|can|might) (?:meet|see|talk"
        r"|speak|do|get)\b",
        rf"\b(?:could|can|might|shall) {_WE} (?:do|have|manage|get|find|spare) {_LENGTH}",
        rf"^(?:do|will|would|have) {_WE}\b.{{0,12}}\b(?:have|got|any)\b.{{0,30}}\b(?:free|spare)\b",
        r"\bfree (?:time|slots?|hours?|mornings?|afternoons?|evenings?|days?)\b",
        rf"^(?:find|get|give|show|suggest|i need|need|see)\b.{{0,30}}\b{_LENGTH}.*\b(?:blocks?"
        rf"|slots?"
        r"|windows?|gaps?|stretch|free|spare)\b",
        r"\b(?:earliest|first|next|soonest) (?:possible |available |open |free )*(?:slot|gap"
        r"|opening|window"
        r"|free (?:half|hour|time|afternoon|morning|evening|day|moment))\b",
        rf"\b{_LENGTH}.*\b(?:which|what) (?:day|morning|afternoon|evening|time)\b",
        r"\b(?:could|can|might|shall) we (?:do|have|manage|make|meet|talk|speak"
        r"|fit)\b.*\b(?:lunch|coffee"
        r"|dinner|breakfast|drinks?|a call|a chat|meet|talk|speak)\b",
        r"^(?:any|which|what|are there|is there|do i have|have i got)\b.{0,25}\b(?:day|morning"
        r"|afternoon|evening)s?\b.{0,30}\b(?:without|with no|no (?:meetings?|appointments?)|nothing"
        r"|free of|clear)\b",
        r"^(?:is|are|how(?:'s| is)) (?:my |all of )?(?:(?:next|this|on|whole|coming) )*(?:mon|tues?"
        r"|wednes|thurs?|fri|satur|sun|to|week|tomorrow)\w*\b.{0,25}\b(?:clear|empty|open|free)\b",
    )
)  # fmt: skip
# These ask for free time where a time is named, and for something else where none is.
_OF_A_TIME: Final = re.compile(
    rf"{_FITS}|\b(?:am|are|will) (?:i|we) (?:be )?(?:still |all |even )?(?:about(?! to\b)|around"
    r"|in(?= (?:on|to-?day|tomorrow|tonight|this|next|(?:mon|tue|wed|thu|fri|sat|sun)\w*)\b)"
    r"|at home|home|busy|tied up)\b"
    r"|\b(?:aren'?t (?:i|we)|am i not|are we not|won'?t (?:i|we) be) (?:already )?(?:away|busy"
    r"|out|off"
    r"|abroad|elsewhere|booked)\b"
    r"|\b(?:can|could|might|shall) (?:i|we) (?:do|manage) (?:a |an )?(?:lunch|coffee|dinner"
    r"|breakfast|brunch|drinks?|supper|tea|call|chat)\b"
)
_IN_PASSING: Final = re.compile(
    rf"{_FITS}|[,.?!;–-] ?(?:am|are|will|aren'?t) (?:i|we) (?:be )?(?:not )?(?:free|busy"
    rf"|available|around"
    r"|about|away)\b"
)
_ORDERS: Final = re.compile(rf"(?:{'|'.join(sorted(COMMAND_WORDS))})\b")
# Asked is what lies between two events, and not how long that is.
_WHAT_BETWEEN: Final = re.compile(
    r"^(?:and )?(?:what(?:'s| is| do i have| have i got| happens)?|(?:is there |do i have "
    r"|have i got )?"
    r"anything)\b.{0,20}\bbetween\b"
)
_NOT_TIME: Final = re.compile(
    r"\bfree (?:of charge|shipping|delivery|tickets?|entry|trial|version|copy|coffee|food)\b"
    r"|\bfor free\b|\b(?:cost|price|pay)\b|\benough time (?:to|between|for me to)\b"
)
_STOP: Final = r"(?=[?.!;,]|$| (?:on|what|which|when|please|for me|and (?:what|which|is|are))\b)"
_BETWEEN: Final = re.compile(
    r"\b(?:in )?between (?P<since>[^?.!;]+?) (?:and|&|until) (?P<until>[^?.!;,]+)", re.IGNORECASE
)
_SINCE: Final = re.compile(
    rf"\b(?:straight |right |just )?(?:after|following|from the end of"
    rf"|once) (?P<since>\S.*?){_STOP}",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(
    rf"\b(?:right |just )?(?:before|until|till|ahead of|by) (?P<until>\S.*?){_STOP}",
    re.IGNORECASE,
)
_HOURS: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday|half (?:past )?\\w+"
    r"|quarter (?:past|to) \w+|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: o'clock)?"
)
_CLOCK: Final = re.compile(
    rf"\b(?P<way>before|earlier than|until|till|up to|by|after|later than|from|past)"
    rf" (?P<clock>{_HOURS})(?!\w)"
    r"(?! ?(?:minutes?|mins?|hours?|h|days?|weeks?|months?|people|jan|feb|mar|apr|may|jun|jul|aug"
    r"|sep|oct|nov|dec|and\b|to\b|until\b|-|st\b|nd\b|rd\b|th\b))",
    re.IGNORECASE,
)
_LATER: Final = frozenset({"after", "later than", "from", "past"})
_PARTS: Final = (
    (re.compile(r"\b(?:mornings?)\b", re.IGNORECASE), MORNING),
    (re.compile(r"\b(?:afternoons?)\b", re.IGNORECASE), AFTERNOON),
    (re.compile(r"\b(?:evenings?)\b", re.IGNORECASE), EVENING),
    (re.compile(r"\b(?:lunch ?times?|lunch hours?|lunch|midday)\b", re.I), (12, 14)),
)  # fmt: skip
# "Fit in an hour" is not in an hour.
_FIT_IN: Final = re.compile(r"\b(?:fit|squeeze|slot|sneak|get|put) in(?= \S+ )", re.IGNORECASE)
_PLURAL: Final = re.compile(r"\b(?:mornings|afternoons|evenings|lunch ?times)\b", re.IGNORECASE)
_BEST: Final = re.compile(r"\b(?:best|longest|most|better)\b", re.IGNORECASE)
_EARLIEST: Final = re.compile(
    r"\b(?:earliest|soonest|first (?:free|possible|available|slot|gap)|next (?:free|slot|gap"
    r"|time|available))",
    re.IGNORECASE,
)
_ANY: Final = re.compile(r"\b(?:any|anywhere|somewhere|sometime|some)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What bounds the free time: the events it lies between, as words, and minutes of the day;
    `rest` is the question without them."""

    rest: str
    since: str = ""
    until: str = ""
    first: int | None = None
    last: int | None = None


def read(text: str, operation: Operation, query: Query) -> Intent | None:
    """The intent of a question for free time, or `None`."""
    what_between = bool(_WHAT_BETWEEN.match(request(text)))
    if not (operation == "find_time" or asks(text) or what_between or asks_of_a_time(text, query)):
        return None
    if _NOT_TIME.search(request(text)):
        return None
    text = _FIT_IN.sub(lambda said: said[0][:-2] + "  ", text)
    found = _bounds(text, query)
    if what_between and not (found.since and found.until):
        return None
    hours = _hours(text, found)
    rest = _PLURAL.sub(lambda part: " " * len(part[0]), found.rest) if hours else found.rest
    when = dates.find_time(rest, now=query.now, time_zone=query.time_zone, ahead=True)
    if hours is None and (each := _each_day(rest, query)) is not None:
        hours, when = each
    claims = Claims(rest)
    for span in when.spans:
        claims.claim(*span)
    who = people.find_people(claims, writes=False, cues=frozenset({"with", "from"}))
    entities: dict[str, Any] = {
        "shape": "free",
        "people": list(who.names),
        "addresses": list(who.addresses),
        "direction": "with" if who.names or who.addresses else None,
        "duration_minutes": _length(when),
        "since": found.since,
        "until": found.until,
        "hours": hours,
        "best": bool(_BEST.search(text)),
        "earliest": bool(_EARLIEST.search(text)),
        "any": bool(_ANY.search(text)),
        "same_day": when.clock_only,
    }
    return Intent(
        services=("gcal",),
        operation="find_time",
        entities={key: value for key, value in entities.items() if value},
        time_range=when.range,
        confidence=CONFIDENCE,
    )


def _each_day(text: str, query: Query) -> tuple[list[int], dates.FoundTime] | None:
    """The part of each of several days that one of is wanted: "a free evening this week"."""
    part = next((hours for pattern, hours in _PARTS if pattern.search(text)), None)
    if part is None:
        return None
    for pattern, _ in _PARTS:
        text = pattern.sub(lambda said: " " * len(said[0]), text)
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    window = when.range
    if window and window.start and window.end and window.end - window.start <= DAY:
        return None
    return [part[0] * 60, part[1] * 60], when


def _length(when: dates.FoundTime) -> int | None:
    """The length that is asked for; "from one to half past" is when, and not how long."""
    window = when.range
    if when.minutes and window and window.start and window.end:
        whole = int((window.end - window.start).total_seconds() // 60)
        return when.minutes if when.minutes < whole else None
    return when.minutes


def asks_of_a_time(text: str, query: Query) -> bool:
    """Whether it is asked if a time is free that the question names."""
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    return when.range is not None and bool(_OF_A_TIME.search(request(text)))


def asks_if_it_fits(text: str) -> bool:
    """Whether it is asked in passing whether a time that somebody named is free."""
    wish = request(text)
    return bool(_IN_PASSING.search(wish)) and not _ORDERS.match(wish)


def asks(text: str) -> bool:
    """Whether free time is asked for, whatever the words resemble."""
    wish = request(text)
    return not _NOT_TIME.search(wish) and any(pattern.search(wish) for pattern in _FREE)


def _bounds(text: str, query: Query) -> Bounds:
    between = _BETWEEN.search(text)
    if between:
        since, until = _named(between["since"], query), _named(between["until"], query)
        if since and until:
            rest = _without(text, between, "since", "until", query=query)
            return Bounds(rest, since, until)
    rest, first, last = clock_bounds(text, query)
    named: dict[str, str] = {}
    for name, pattern in (("since", _SINCE), ("until", _UNTIL)):
        found = pattern.search(rest)
        if found is None:
            continue
        said = _named(found[name], query)
        if said.lower() in CUSTOMS:
            begins, ends = CUSTOMS[said.lower()]
            first, last = (ends, last) if name == "since" else (first, begins)
        elif said:
            named[name] = said
        if said:
            rest = _without(rest, found, name, query=query)
    return Bounds(rest, named.get("since", ""), named.get("until", ""), first, last)


def _named(words: str, query: Query) -> str:
    """The event that the words name; empty for days and hours."""
    return phrase_of(words, now=query.now, time_zone=query.time_zone)


def _without(text: str, found: re.Match[str], *groups: str, query: Query) -> str:
    """The text with what names events blanked out, but not the days said in it."""
    for name in groups:
        start, end = found.span(name)
        part = text[start:end]
        spans = dates.find_time(part, now=query.now, time_zone=query.time_zone, ahead=True).spans
        kept = "".join(
            letter if any(a <= n < b for a, b in spans) else " " for n, letter in enumerate(part)
        )
        text = text[:start] + kept + text[end:]
    return re.sub(r"\b(?:between|before|after|until|till|following|once)(?=\s{2,}| and\b|$)",
                  lambda m: " " * len(m[0]), text)  # fmt: skip


def clock_bounds(text: str, query: Query) -> tuple[str, int | None, int | None]:
    """The text without "before eleven", and the minutes of the day that this bounds."""
    first: int | None = None
    last: int | None = None
    for found in _CLOCK.finditer(text):
        said = dates.find_time(
            f"at {found['clock']}", now=query.now, time_zone=query.time_zone, ahead=True
        )
        if said.range is None or said.range.start is None:
            continue
        minutes = said.range.start.hour * 60 + said.range.start.minute
        if found["way"].lower() in _LATER:
            first = minutes
        else:
            last = minutes
        text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return text, first, last


def _hours(text: str, found: Bounds) -> list[int] | None:
    """The minutes of each day that are meant, where it is not the whole of it."""
    part = next((hours for pattern, hours in _PARTS if pattern.search(found.rest)), None)
    if found.first is None and found.last is None:
        if part is None or not _PLURAL.search(text):
            return None
        return [part[0] * 60, part[1] * 60]
    starts, ends = WORK_STARTS.hour * 60, WORK_ENDS.hour * 60
    if part is not None:
        starts, ends = part[0] * 60, part[1] * 60
    first, last = found.first, found.last
    if first is None:
        first = min(starts, (last or ends) - 120)
    if last is None:
        last = ends if first < ends - 30 else DAY_ENDS.hour * 60
    return [first, last] if first < last else None
