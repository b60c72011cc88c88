"""Times that count from what was just spoken of: "the evening before", "two hours before it"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from agents.query import EarlierTurn, Intent
from agents.understanding import cited
from agents.understanding.wording import request

_WEEKDAYS: Final = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_WEEK: Final = 7
_NUMBERS: Final = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0,
                   "five": 5.0, "ten": 10.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0,
                   "half an": 0.5, "a couple of": 2.0}  # fmt: skip
_IT: Final = r"(?: (?:it|that|then|this|we go|i go))?"
_ENDS: Final = (
    r"(?=\W*$|\s*[,;:.]|\s+(?:to|at|for|from|so|and|please|about|saying|with|free|clear"
    r"|around|between|until|till)\b)"
)
_PARTS: Final = "day|morning|afternoon|evening|night"
_WEEKDAY: Final = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})day"
_MAKES: Final = re.compile(
    r"^(?:(?:and|then|also|so|now|ok|okay|just) )*(?:put|add|set|remind|block|book|schedule|create"
    r"|keep|pencil|note|stick|pop|arrange|plan|reserve|hold|make|give|pen|enter)\b"
)
_LOOKS: Final = re.compile(
    r"^(?:(?:and|then|so|but) )*(?:what(?:'?s| is| have| else| do| am| about)|anything|do i"
    r"|have i|am i|is there|are there|when am i|how busy|did i have|how about)\b"
)
_REMINDS: Final = re.compile(
    r"^(?:(?:and|then|also|please) )*(?:remind me|(?:set|put|add)(?: me)? a reminder)\b"
)
_HOLDS: Final = re.compile(r"^(?:(?:and|then|also) )*(?:block|keep|reserve|hold)\b")
_BESIDE: Final = re.compile(
    rf"\b(?:(?:on|in|for) )?the (?P<unit>{_PARTS}|week) (?P<way>before(?:hand)?|after)"
    rf"{_IT}{_ENDS}",
    re.IGNORECASE,
)
_ON_A_WEEKDAY: Final = re.compile(
    rf"\b(?:on )?the {_WEEKDAY}(?: (?P<way>before(?:hand)?|after)"
    rf"{_IT})?(?: (?P<part>morning|afternoon|evening|night))?{_ENDS}",
    re.IGNORECASE,
)
_ON_IT: Final = re.compile(
    rf"\b(?:(?:on|in|for) )?(?:(?:the same|that same) (?P<part>{_PARTS})"
    r"|the (?P<part2>morning|afternoon|evening|night) (?:of (?:that day|it|that)|that day)"
    rf"|that (?P<part3>{_PARTS})){_ENDS}",
    re.IGNORECASE,
)
# "Anything in the evening?", of the day that was asked for before.
_PART_ALONE: Final = re.compile(
    r"(?P<lead>^(?:and |but |so )*(?:(?:what|how) about|anything(?: on| else| planned| happening)*"
    r"|am i (?:free|busy)|(?:do i have|have i got|is there) anything(?: on| else| planned)*"
    r"|what(?:'s| is) on)|^(?:and|or|better|rather)(?= in)|^(?=in the))"
    r" ?(?:in |on |for |during )?(?:the )?(?P<part>morning|afternoon|evening|night)(?=[?.! ]*$)",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"\b(?:at|for|from|around) (?:half (?:past )?|quarter (?:past|to) )?(?:\d{1,2}(?:[:.]\d\d)?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)"
    r"(?: ?[ap]\.?m\b\.?| o'clock)?(?! ?(?:minutes?|mins?|hours?|people)\b)\b",
    re.IGNORECASE,
)
_BY_LENGTH: Final = re.compile(
    r"\b(?P<number>half an|a couple of|an?|one|two|three|four|five|ten|fifteen|twenty|thirty"
    r"|\d{1,3}) (?P<unit>minute|min|hour|hr|day|week)s? (?:before(?:hand)?|ahead|prior)"
    rf"{_IT}{_ENDS}",
    re.IGNORECASE,
)


def in_full(text: str, earlier: tuple[EarlierTurn, ...], zone: str) -> str:
    """The text with a date in the place of a time that counts from what was spoken of before, in
    a wish to put something in the calendar or a question of what is in it; any other as it is."""
    wish = request(text)
    makes = bool(_MAKES.match(wish)) or _is_another(wish, earlier)
    looks = _LOOKS.match(wish) or _PART_ALONE.match(text)
    if not earlier or not (makes or looks):
        return text
    for pattern, told in _TOLD:
        found = pattern.search(text)
        if found is None:
            continue
        moment = cited.moment_of(earlier, zone)
        if moment is None and makes and pattern is not _ON_A_WEEKDAY:
            return f"{text[: found.start()]}{text[found.end() :]}".strip()  # and no other day
        said = told(found, moment, wish) if moment is not None else ""
        return _said_after_the_clock(text, found, said) if said else text
    return text


def _is_another(wish: str, earlier: tuple[EarlierTurn, ...]) -> bool:
    """Whether one more event may be wished for, after one was proposed."""
    is_made = bool(earlier) and earlier[-1].intent.operation == "create_event"
    return is_made and not _LOOKS.match(wish)


def _said_after_the_clock(text: str, found: re.Match[str], said: str) -> str:
    """ "At seven in the evening on the sixth", wherever the day was told."""
    rest = f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}"
    clock = _CLOCK.search(rest)
    if clock is None:
        return f"{text[: found.start()]}{said}{text[found.end() :]}"
    return f"{rest[: clock.end()]} {said}{rest[clock.end() :]}"


def _beside(found: re.Match[str], moment: datetime, wish: str) -> str:
    unit = found["unit"].lower()
    if unit == "week" and not _MAKES.match(wish):
        return ""  # seven days, and not the one
    days = (_WEEK if unit == "week" else 1) * (1 if found["way"].lower() == "after" else -1)
    return _on(moment + timedelta(days=days), unit)


def _on_a_weekday(found: re.Match[str], moment: datetime, wish: str) -> str:
    """The one before or after that day, or else the one of its week."""
    number = _WEEKDAYS.index(found["weekday"].lower())
    away = number - moment.weekday()
    way = (found["way"] or "").lower()
    if way == "after":
        away = away % _WEEK or _WEEK
    elif way:
        away = -(-away % _WEEK or _WEEK)
    return _on(moment + timedelta(days=away), (found["part"] or "day").lower())


def _on_it(found: re.Match[str], moment: datetime, wish: str) -> str:
    return _on(moment, (found["part"] or found["part2"] or found["part3"]).lower())


def _by_length(found: re.Match[str], moment: datetime, wish: str) -> str:
    """ "An hour before it", from the time of day that it has; blocked, all of that hour."""
    number = found["number"].lower()
    count = _NUMBERS.get(number) or float(number)
    unit = found["unit"].lower()
    if unit in ("day", "week"):
        return _on(moment - timedelta(days=count * (_WEEK if unit == "week" else 1)), "day")
    if moment.hour == moment.minute == 0:
        return ""
    start = moment - timedelta(minutes=count * (60 if unit.startswith("h") else 1))
    if _HOLDS.match(wish):
        return f"from {start:%H:%M} to {moment:%H:%M} {_on(start, 'day')}"
    return f"at {start:%H:%M} {_on(start, 'day')}"


def _on(day: datetime, part: str) -> str:
    date = f"{day.day} {day:%B %Y}"
    if part in ("day", "week"):
        return f"on {date}"
    return f"in the {'evening' if part == 'night' else part} on {date}"


def _on_its_part(found: re.Match[str], moment: datetime, wish: str) -> str:
    """ "Anything in the evening?" on the day that was asked for."""
    return f"{found['lead'] or 'and'} {_on(moment, found['part'].lower())}"


_TOLD: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime, str], str]], ...]] = (
    (_BESIDE, _beside),
    (_ON_A_WEEKDAY, _on_a_weekday),
    (_ON_IT, _on_it),
    (_BY_LENGTH, _by_length),
    (_PART_ALONE, _on_its_part),
)


def called_after_it(intent: Intent, text: str, earlier: tuple[EarlierTurn, ...]) -> Intent:
    """A reminder that names nothing is one of the event that was shown."""
    named = {"title", "topic", "ordinal"} & intent.entities.keys()
    event = cited.event_of(earlier)
    if intent.operation != "create_event" or named or event is None:
        return intent
    if not _REMINDS.match(request(text)):
        return intent
    entities = {**intent.entities, "title": f"Reminder: {event.title}"}
    return replace(intent, entities=entities, clarification=None)
