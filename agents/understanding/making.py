"""Whether a request may make an event: only a command does, or what names its time."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.bare import DAY_PARTS
from agents.understanding.lexicon import COMMAND_WORDS, DATE_WORDS, STOP_WORDS
from agents.understanding.wording import words_of

APPOINTMENT: Final = 1.2  # what a meeting with its day and hour tells for a new event

_ASKS: Final = re.compile(
    r"^(?:and |but )?(?:when(?:'s|s| is| are| was| were| does| do| did| will| can| exactly| and)"
    r"|where|(?:what|which)(?! about\b)|who|whom|whose|why|how(?! about\b)|is|are|was|were|does|did"
    r"|do (?:i|we|you|they|my|our)|am i|wann|wo|wer|welche[rsn]?|wie|quand|où|qui|quel(?:le)?s?"
    r"|cuándo|dónde|quién|qué|ne zaman|nerede|kim)\b"
)
_REMINDS: Final = re.compile(r"\b(?:remind|notify|alert) (?:me|us)\b")
_DATES: Final = DATE_WORDS - DAY_PARTS
_MEETS: Final = (
    r"(?:lunch|dinner|breakfast|brunch|coffee|drinks|call|meeting|appointment|interview|workshop"
    r"|dentist|doctor|party|standup|1:1)"
)
_DAY: Final = (
    r"(?:today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?:st|nd|rd|th)"
    r"|\d{1,2}[./]\d{1,2})"
)
_HOUR: Final = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK: Final = (
    rf"(?:at (?:\d{{1,2}}|noon|midday|{_HOUR})|(?:half(?: past)?|quarter (?:past|to))"
    rf" (?:{_HOUR}|\d)"
    r"|\d{1,2}[:.]\d\d|\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m)\b"
)
# "Lunch with Ana tomorrow at one" needs no verb, and with one whatever it is is put down.
_APPOINTMENT: Final = re.compile(
    r"^(?:(?:meet|meeting|seeing) (?!me\b|up\b|the needs)\w|(?:add|schedule|pencil in|put down"
    r"|enter|create) (?!.*\b(?:lists?|alarms?)\b)\w"
    r"|(?:an? |the |new )?(?:team |client |business |family |quick |phone |video )?"
    rf"{_MEETS}\b)"
    rf"(?=.*\b{_DAY}\b)(?=.*\b{_CLOCK})[^?]*$"
)


# "Meeting Ana at ten is impossible" tells something, and "meeting notes" are no meeting.
_IS_TOLD: Final = re.compile(
    rf"^(?:an? |the |my |our )?(?:meeting|seeing|{_MEETS})\b"
    r"(?:(?! (?:about|that|to|because|since|if|when|where|who|as|while"
    r"|until|unless|so|:)\b)[^,;:])*?"
    r" (?:is|isn't|was|wasn't|were|weren't|went|has been|had|will be|won't be"
    r"|notes|minutes|recordings?|slides|agenda|papers)\b"
)


def is_appointment(wish: str) -> bool:
    """Whether the lower-cased request is what shall be met for, with whom, on which day and at
    what hour."""
    return bool(_APPOINTMENT.match(wish)) and not _IS_TOLD.match(wish)


def may_make_event(wish: str, *, commanded: bool) -> bool:
    """Whether the lower-cased request can want a new event. A question never does, nor does a
    name with no day or time beside it. `commanded`: its wording orders one."""
    if _ASKS.match(wish):
        return bool(_REMINDS.search(wish))
    if not commanded and _IS_TOLD.match(wish):
        return False
    words = words_of(wish)
    if commanded or not words or words[0].low in STOP_WORDS | COMMAND_WORDS:
        return True
    return any(word.low in _DATES or word.low[0].isdigit() for word in words)
