"""What is said after an event was proposed: "no, make it 7", "call it prep", "add Bo too"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from agents.query import EarlierTurn, Intent, Operation, TimeRange
from agents.understanding import guest_list, halves
from agents.understanding.wording import services_named

CONFIDENCE: Final = 0.8
MOST_WORDS: Final = 6  # of a time or a length alone
OPERATIONS: Final[frozenset[Operation]] = frozenset({"create_event", "update_event"})
WEEK: Final = timedelta(days=7)
DAY: Final = 24 * 60  # minutes
_NEAR: Final = re.compile(
    r"\b(?:to-?day|to-?morrow|to-?night|this|next|week|\d|\w+(?:uary|ch|pril|may|june|july|august"
    r"|ber))\b",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_MAY_AMEND: Final[frozenset[Operation]] = OPERATIONS | {"search", "find_time", "unsupported"}
FILLERS: Final = re.compile(
    r"^(?:(?:h?mm+|hm|er+m?|um+|uh|ah|oh|no|nope|nah|sorry|wait|hang on|hold on|one (?:sec|moment)"
    r"|actually|ok|okay|well|but|and|also|yes|please|rather|scratch that|on (?:second thoughts?"
    r"|reflection)|come to think of it|let's say|could you|can you|just|then|maybe|better|in fact"
    r"|make that(?= (?:tues|wednes|thurs|mon|fri|satur|sun)))\b[ ,.:–-]*)+",
    re.IGNORECASE,
)
_CLOCK: Final = (
    r"(?:half (?:past )?\w+|quarter (?:past|to) \w+|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|noon"
    r"|midday|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_TO_A_CLOCK: Final = re.compile(
    rf"^(?:(?:(?:make|move|shift|change|put|set|push|do|have) (?:it|that|this)|say|start(?: it"
    rf"| at)?)"
    rf"(?: (?:to|at|for|from|back to|until))?|(?:to|at|for|from|till|until)|)\s*"
    rf"(?:at )?(?P<at>{_CLOCK})"
    r"(?P<rest>(?: (?:instead|please|then|o'clock|sharp|would be better|works better|is better|if"
    r" possible|in the \w+|on \w+|tomorrow))*)[.! ]*$",
    re.IGNORECASE,
)
_HALF: Final = re.compile(r"\bhalf (?!past\b|an?\b)(?=\w)", re.IGNORECASE)
_INSTEAD: Final = re.compile(r"\b(?:instead|rather)\b")
_ASKS: Final = re.compile(
    r"^(?:what|whats|when|who|whose|whom|where|which|how|why|is|are|am|was|do|does|did|has|have|any"
    r"|show|list|find|tell me|will|would|free|can i|could i|should i)\b"
)
_LENGTHS: Final = tuple(
    (re.compile(rf"\b{pattern}\b", re.IGNORECASE), length)
    for pattern, length in (
        (r"an? (?:full|whole|good|proper|solid) hour", "an hour"),
        (r"three[ -]quarters of an hour", "45 minutes"),
        (r"(?:a )?quarter of an hour", "15 minutes"),
        (r"an hour and a quarter", "75 minutes"),
        (r"an hour and three quarters", "105 minutes"),
    )
)
_MAKES_IT: Final = re.compile(
    r"^(?:make|move|shift|change|put|set|push|schedule|let|bring|extend|shorten|cut|give)"
    r" (?:it|that|this)\b"
)
_TITLE: Final = re.compile(
    r"^(?:call|name|title|label) (?:it|that|this)\s+(?!off\b|a day\b|quits\b)"
    r"[\"']?(?P<title>.+?)[\"']?[.! ]*$",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"^(?:(?:make|do|have|hold|put|move|let's (?:do|have)) (?:it|that|this) )?(?:in|at|to"
    r"|over at)\s+"
    rf"(?P<place>(?!{_CLOCK}\b|(?:the )?(?:morning|afternoon|evening|weekend|end"
    rf"|same time)\b)\S.{{1,50}}?)"
    r"(?: (?:instead|please|then))*[.! ]*$",
    re.IGNORECASE,
)
# What has a verb is a sentence, and no place: "to be honest I would rather not".
_SENTENCE: Final = re.compile(
    r"\b(?:i|i'd|i'm|i've|im|we|we're|you|he|she|they|who|whose|whom|what|which|when|why|how|did|do"
    r"|does|is|was|are|were|be|has|have|had)\b",
    re.IGNORECASE,
)
_NO_PLACE: Final = re.compile(
    r"(?:french|german|english|spanish|turkish|italian|full|detail|short|general|particular|total"
    r"|case|all|person|public|private|red|green|blue|yellow|orange|purple|bold|other words)\W*",
    re.IGNORECASE,
)
_TELLS: Final = re.compile(
    r"\b(?:i'm|i am|im|we're|we are)\b(?! (?:\w+ )?(?:free|available|good|ok))"
)
_LONGER: Final = re.compile(r"\b(?:longer|extend)\b", re.IGNORECASE)
_SHORTER: Final = re.compile(r"\b(?:shorter|shorten|cut)\b", re.IGNORECASE)
_NUMBERS: Final = {"half": 0.5, "an": 1.0, "a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0,
                   "ten": 10.0, "five": 5.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0,
                   "forty": 40.0}  # fmt: skip
_BY_SO_MUCH: Final = re.compile(
    r"\b(?P<length>(?:half an|an?|one|two|three|five|ten|fifteen|twenty|thirty|forty|\d{1,3}) "
    r"?(?:hours?(?: and a half)?|hrs?|minutes?|mins?))"
    r" (?P<way>later|earlier|sooner|back|forward)\b",
    re.IGNORECASE,
)
_SO_LONG: Final = (
    r"(?:half an hour|half hour|(?:an?|one|two|three) hours?|hour|(?:five|ten|fifteen|twenty"
    r"|thirty|forty|\d{1,3}) ?min(?:ute)?s?)"
)
_DAYS_MORE: Final = re.compile(
    r"^(?:by )?(?:another|(?:an?|one) more) (?P<unit>day|week)(?: (?:then|please|later))*[.! ]*$",
    re.IGNORECASE,
)
_MORE: Final = re.compile(
    rf"^(?:by )?(?:another (?P<length>{_SO_LONG})|(?P<length2>{_SO_LONG}) more)"
    r"(?: (?:then|please|later|more|on top))*[.! ]*$",
    re.IGNORECASE,
)
_LENGTH_OF: Final = re.compile(r"\b(?:longer|shorter|extend|shorten|long)\b", re.IGNORECASE)
_LASTS: Final = re.compile(r"\bdown to\b|\bto (?:an?|half|\d+|one|two|three)\b", re.IGNORECASE)
_NO_TOPIC: Final = frozenset({"full", "half", "whole", "wait", "thoughts", "second", "do", "works"})


def in_full(text: str, earlier: tuple[EarlierTurn, ...]) -> str:
    """ "No, 7" and "make it half 6" with the "at" that makes a time of them, after an event was
    proposed or shown; any other text as it is."""
    if not earlier or not _of_an_event(earlier[-1]):
        return text
    for pattern, length in _LENGTHS:
        text = pattern.sub(length, text)
    rest = FILLERS.sub("", text.strip())
    found = _TO_A_CLOCK.match(rest)
    if found is None or (rest == text.strip() and rest[:1].isdigit() and " " not in rest):
        return text
    is_proposed = earlier[-1].intent.operation in OPERATIONS
    if not is_proposed and not _MAKES_IT.match(rest.lower()):
        return text
    clock = _HALF.sub("half past ", found["at"])
    return f"make it at {clock}{found['rest']}"


def _of_an_event(before: EarlierTurn) -> bool:
    shown = before.citations[:1] and before.citations[0].service == "gcal"
    return before.intent.operation in OPERATIONS or bool(shown)


def amended(own: Intent, text: str, before: EarlierTurn) -> Intent | None:
    """What was proposed in the turn before, with what the text changes in it; `None` where the
    text is about something else."""
    said = FILLERS.sub("", text.strip())
    proposed = _at_the_cited(before)
    changed = guest_list.changed(text, said, proposed)
    if (changed := _words_changed(said, own) if changed is None else changed) is not None:
        return again(proposed, changed)
    if (more := _told(said, own) or _another(said, proposed, before)) is not None:
        return more
    if own.operation not in _MAY_AMEND or not _is_of_it(own, text, said.lower()):
        return None
    changes = {"location": own.entities["location"]} if "location" in own.entities else {}
    minutes = own.entities.get("duration_minutes")
    if shift := shift_in(said):
        return _shifted(proposed, before, shift)
    when = _moved(own, text, before)
    if minutes and when is None:
        changes |= _lasting(int(minutes), said.lower(), before.intent)
    elif minutes:
        changes["duration_minutes"] = minutes
    if not changes and when is None:
        return None
    if when is not None:
        proposed = replace(_without_its_time(proposed), time_range=when)
        if proposed.operation == "update_event" and is_bare_weekday(text):
            changes["near_day"] = True
    return again(proposed, changes)


def shift_in(said: str) -> int:
    """The minutes by which something is moved, less than none to an earlier time; else 0."""
    by = _BY_SO_MUCH.search(said)
    return _minutes(by["length"], by["way"]) if by and not _LENGTH_OF.search(said) else 0


def tells(said: str) -> bool:
    """Whether it is told where the person is, which moves nothing: "no, tomorrow I'm away"."""
    low = said.lower()
    is_short = len(low.split()) <= MOST_WORDS
    return is_short and bool(_TELLS.search(low)) and not (_MAKES_IT.match(low) or "?" in low)


def _minutes(length: str, way: str) -> int:
    """The minutes of "half an hour", less than none to an earlier time."""
    words = length.lower().split()
    number = _NUMBERS.get(words[0]) or (float(words[0]) if words[0].isdigit() else 1.0)
    minutes = number * (60 if "hour" in length.lower() or words[-1].startswith("h") else 1)
    minutes += 30 if "and a half" in length.lower() else 0
    return -int(minutes) if way.lower() in ("earlier", "sooner", "forward") else int(minutes)


def _told(said: str, own: Intent) -> Intent | None:
    """Who shall hear of it, and not what: that is asked."""
    whom = guest_list.only_told(said)
    if not whom:
        return None
    mail = replace(own, operation="send_email", services=("gmail",), time_range=None)
    asked = f"What shall I tell {whom}? Please say “tell {whom} that …”."
    return replace(mail, entities={"people": [whom]}, clarification=asked)


def _another(said: str, proposed: Intent, before: EarlierTurn) -> Intent | None:
    """ "Another hour": as much again in the way that it was moved, or that much longer."""
    if found := _DAYS_MORE.match(said):
        days = 7 if found["unit"].lower() == "week" else 1
        by = int(before.intent.entities.get("shift_minutes") or 0)
        return _shifted(proposed, before, (-days if by < 0 else days) * DAY)
    found = _MORE.match(said)
    if found is None:
        return None
    minutes = _minutes(found["length"] or found["length2"], "")
    if proposed.operation == "create_event":
        return again(proposed, _lasting(minutes, "longer", before.intent))
    by = int(before.intent.entities.get("shift_minutes") or 0)
    return _shifted(proposed, before, -minutes if by < 0 else minutes)


def _shifted(proposed: Intent, before: EarlierTurn, shift: int) -> Intent | None:
    """ "And half an hour earlier": from the time that was proposed."""
    had, by = before.intent.time_range, before.intent.entities.get("shift_minutes")
    if had is None or had.start is None:
        if proposed.operation != "update_event":
            return None
        return again(proposed, {"shift_minutes": int(by or 0) + shift})
    cited = before.citations[0].when if before.citations else None
    if _is_day(had):
        if proposed.operation != "update_event" or cited is None:
            return None
        local = cited.astimezone(had.start.tzinfo)
        had = on_day_of(TimeRange(local, local), had.start)
    elif proposed.operation == "update_event" and before.intent.entities.get("same_day") and cited:
        had = on_day_of(had, cited)
    away = timedelta(minutes=shift)
    start = had.start + away if had.start else None
    when = TimeRange(start, had.end + away if had.end else None)
    near = {"near_day": before.intent.entities.get("near_day")}
    return again(replace(_without_its_time(proposed), time_range=when), near)


def _is_of_it(own: Intent, text: str, low: str) -> bool:
    """Whether nothing else is named than a time, a length or a place."""
    if _MAKES_IT.match(low) or _INSTEAD.search(low):
        return True
    if _ASKS.match(low) or low.endswith("?") or _TELLS.search(low) or services_named(text):
        return False
    topic = set(str(own.entities.get("topic") or "").lower().split()) & set(_words(low))
    is_bare = topic <= _NO_TOPIC and not own.entities.get("people")
    return is_bare and len(low.split()) <= MOST_WORDS


def _words(low: str) -> list[str]:
    return re.findall(r"[\w'-]+", low)


def _words_changed(said: str, own: Intent) -> dict[str, Any] | None:
    """A new name or place."""
    if titled := _TITLE.match(said):
        title = titled["title"]
        return {"title": title[:1].upper() + title[1:]}
    placed = _PLACE.match(said) if not said.endswith("?") else None
    if placed and (_SENTENCE.search(placed["place"]) or _NO_PLACE.fullmatch(placed["place"])):
        return None
    if placed and own.time_range is None and not own.entities.get("duration_minutes"):
        return {"location": placed["place"]}
    return None


def _at_the_cited(before: EarlierTurn) -> Intent:
    """The proposal; a change is of the event that its answer cited."""
    if before.intent.operation != "update_event" or not before.citations:
        return before.intent
    return replace(before.intent, entities={**before.intent.entities, "ordinal": 1})


def _without_its_time(proposed: Intent) -> Intent:
    """Without the time that it no longer moves to or by; an event that is made keeps its
    length."""
    gone = {"shift_minutes", "from_time", "same_day", "either_half", "near_day"}
    if proposed.entities.get("shift_minutes"):
        gone.add("duration_minutes")
    kept = {key: value for key, value in proposed.entities.items() if key not in gone}
    return replace(proposed, entities=kept)


def _lasting(minutes: int, low: str, before: Intent) -> dict[str, Any]:
    """The new length, or by how much it changes."""
    sign = (
        1 if _LONGER.search(low) else -1 if _SHORTER.search(low) and not _LASTS.search(low) else 0
    )
    if before.operation == "update_event":
        if sign:
            return {"verb": "extend" if sign > 0 else "shorten", "shift_minutes": minutes}
        key = "lasts_minutes" if before.entities.get("shift_minutes") else "duration_minutes"
        return {key: minutes}
    had = int(before.entities.get("duration_minutes") or _length(before.time_range))
    return {"duration_minutes": max(had + sign * minutes, 5) if sign else minutes}


def _length(said: TimeRange | None) -> int:
    if said is None or said.start is None or said.end is None:
        return 60
    return int((said.end - said.start) / timedelta(minutes=1))


def _moved(own: Intent, text: str, before: EarlierTurn) -> TimeRange | None:
    """The new time: a time of day alone is on the day that was said before, a day alone has the
    time of day that was said before."""
    found, had = own.time_range, before.intent.time_range
    if found is None or found.start is None:
        return found
    day = _day_of(before)
    if own.entities.get("same_day") and day is not None:
        moved = on_day_of(found, day)
        return _in_its_half(moved, day) if halves.is_open(text) else moved
    if had is None or had.start is None or not _is_day(found):
        return found
    if before.intent.operation == "create_event" and not _NEAR.search(text):
        found = _near(found, had.start)
    return found if _is_day(had) else on_day_of(had, found.start)


def is_bare_weekday(text: str) -> bool:
    """Whether a day of the week is said, and not of which week."""
    return bool(_WEEKDAY.search(text)) and not _NEAR.search(text)


def _near(found: TimeRange, had: datetime) -> TimeRange:
    """The weekday that is nearest to the day spoken of before, this week's at the earliest."""
    if found.start is None:
        return found
    away = max(round((had - found.start) / WEEK), 0) * WEEK
    return TimeRange(found.start + away, found.end + away if found.end else None)


def _day_of(before: EarlierTurn) -> datetime | None:
    """When the event is that was proposed or shown: as it was said, or as it is."""
    had = before.intent.time_range
    cited = before.citations[0].when if before.citations else None
    if before.intent.operation == "update_event" and cited is not None:
        by_clock = bool(before.intent.entities.get("same_day"))
        return cited if had is None or had.start is None or by_clock else had.start
    return had.start if had and had.start else cited


def _in_its_half(said: TimeRange, day: datetime) -> TimeRange:
    if said.start is None:
        return said
    local = day.astimezone(said.start.tzinfo)
    start = halves.nearer(said.start, local.hour * 60 + local.minute)
    return TimeRange(start, said.end + (start - said.start) if said.end else None)


def _is_day(said: TimeRange) -> bool:
    moments = [one for one in (said.start, said.end) if one is not None]
    return all(one.hour == one.minute == 0 for one in moments)


def on_day_of(found: TimeRange, day: datetime | None) -> TimeRange:
    """The same times of day on another day."""
    if found.start is None or day is None:
        return found
    away = day.astimezone(found.start.tzinfo).date() - found.start.date()
    return TimeRange(found.start + away, found.end + away if found.end else None)


def again(
    proposed: Intent, changes: Mapping[str, Any], operation: Operation | None = None
) -> Intent:
    """The same proposal with some of it changed."""
    entities = {**proposed.entities, **changes}
    if "people" in changes or "addresses" in changes:
        entities.pop("contacts", None)
        entities.pop("assumption", None)
    return replace(
        proposed,
        operation=operation or proposed.operation,
        entities={key: value for key, value in entities.items() if value},
        confidence=CONFIDENCE,
        clarification=None,
    )
