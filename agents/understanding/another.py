"""One more event after one was proposed: "and a drink with Ana at six", "another one on Monday"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from agents.query import EarlierTurn
from agents.understanding import dates

MOST_WORDS: Final = 14
_DAY: Final = timedelta(days=1)
_ONE_MORE: Final = re.compile(
    r"^(?:(?:and|also|plus|then|oh|ok|okay)\b[, ]*)*(?:also )?(?:an?|another|one more)\b"
    r"(?! (?:(?:half|quarter|full|whole|bit|few|little|couple)\b|\w+ ?(?:later|earlier|longer"
    r"|shorter|more)\b|(?:hour|minute|min|day|week)s?\b|\d))(?P<rest> \S.*)$",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    r"^(?:(?:and|also|ok|okay|then)\b[, ]*)*(?:the )?same (?:thing |again |one )?"
    r"(?:for |on )?the (?:next |following )?(?P<unit>day|week|fortnight)(?: after)?"
    r"(?: (?:too|as well|please))*[.! ]*$",
    re.IGNORECASE,
)
_NEW_ONE: Final = re.compile(
    r"^(?:(?:and|also|then|ok|okay|please|instead)\b[, ]*)*"
    r"(?:book|make|schedule|arrange|put in|add) (?:me )?(?:a new|another) one (?P<rest>\S.*)$",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"^(?:and|also|plus|then|oh|ok|okay)\b|\banother\b", re.IGNORECASE)
_THE_SAME: Final = re.compile(r"^ one\b", re.IGNORECASE)
_WHOM: Final = re.compile(r"\s+(?:with|for)\s.*$", re.IGNORECASE)


def in_full(text: str, earlier: tuple[EarlierTurn, ...], now: datetime, zone: str) -> str:
    """The text as a whole wish for one more event: on the day of the one before where it names
    none, at its time of day where it is another such one; any other text as it is."""
    if earlier and (anew := _anew(text.strip(), earlier[-1])):
        return anew
    before = earlier[-1].intent if earlier else None
    if before is None or before.operation != "create_event" or before.time_range is None:
        return text
    if (again := _AGAIN.match(text.strip())) and before.time_range.start is not None:
        had = before.time_range.start.astimezone(ZoneInfo(zone))
        days = {"day": 1, "week": 7, "fortnight": 14}[(again["unit"] or "week").lower()]
        day = had + timedelta(days=days)
        at = f" at {had:%H:%M}" if had.hour or had.minute else ""
        return f"schedule {before.entities.get('title')} on {day.day} {day:%B %Y}{at}"
    found = _ONE_MORE.match(text.strip())
    is_short = len(text.split()) <= MOST_WORDS and not text.rstrip().endswith("?")
    if found is None or not is_short or not _GOES_ON.search(text.strip()):
        return text
    when = dates.find_time(found["rest"], now=now, time_zone=zone, ahead=True)
    start = before.time_range.start
    if when.range is None or start is None:
        return text
    rest = found["rest"].strip(" .!")
    if is_same := bool(_THE_SAME.match(found["rest"])):
        what = _WHOM.sub("", str(before.entities.get("title") or "")).lower()
        if not what:
            return text
        rest = f"{what}{found['rest'].strip(' .!')[len('one') :]}"
    had = start.astimezone(ZoneInfo(zone))
    if when.clock_only:
        return f"schedule a {rest} on {had.day} {had:%B %Y}"
    is_day = bool(when.range.start and when.range.end)
    is_day = is_day and when.range.end - when.range.start >= _DAY  # type: ignore[operator]
    at = f" at {had:%H:%M}" if is_same and is_day and (had.hour or had.minute) else ""
    return f"schedule a {rest}{at}"


def _anew(text: str, before: EarlierTurn) -> str:
    """ "Book a new one on Friday", after an event was to be cancelled."""
    found, shown = _NEW_ONE.match(text), before.citations[:1]
    if found is None or not shown or before.intent.operation != "delete_event":
        return ""
    return f"schedule {shown[0].title.partition(':')[0]} {found['rest']}"
