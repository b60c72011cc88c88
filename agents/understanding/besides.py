"""An event that is made on a day which another event tells: "the evening before we fly out"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from agents.understanding.lexicon import DATE_WORDS

_NUMBERS: Final = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_PART: Final = r"(?P<part>morning|afternoon|evening|night|day)"
_TOLD: Final = re.compile(
    rf"(?:\b(?:on |for |in )?the {_PART} (?P<way>before|after|of)"
    r"|\b(?P<count>a|one|two|three|four|five|\d) (?P<unit>days?|weeks?)"
    r" (?P<way2>before|after))"
    r" (?P<event>(?!(?:tomorrow|yesterday|that|this|it|then|next|last)\b)[^,;]{3,60}?)"
    r"(?=\s*[,;]|\s*[.!?]*$"
    r"|\s+(?:please |can you )?(?:block|keep|put|stick|schedule|book"
    r"|add|pop|set|remind|hold|reserve)\b)",
    re.IGNORECASE,
)
_DAYS: Final = re.compile(
    r"^(?:the \d|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|christmas|easter|new year)", re.I
)
_CLAUSE: Final = re.compile(
    r"^(?:when )?(?:i|we|they|he|she|you)(?:'m|'re| am| are)?\s+"
    r"(?:have|has|go|going|get|see|do)?\s*(?:to |out |on )*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """The `event` in words, how many days from it (`days`, less than none before it), and the
    request without them (`rest`); with an `edge` ("after" or "before") it is right beside it."""

    event: str
    days: int
    rest: str
    edge: str = ""


def find_beside(text: str) -> Beside | None:
    """The event by which a request says its day; `None` where it says none so."""
    found = _TOLD.search(text)
    if found is None or _DAYS.match(found["event"]):
        return None
    if all(word.lower() in DATE_WORDS for word in found["event"].split()):
        return None
    way = (found["way"] or found["way2"]).lower()
    count = (found["count"] or "a").lower()
    number = _NUMBERS.get(count) or int(count)
    days = number * (7 if (found["unit"] or "").lower().startswith("week") else 1)
    days = {"before": -days, "after": days, "of": 0}[way]
    part = (found["part"] or "day").lower()
    hour = "" if part == "day" else f" in the {part}" if part != "night" else " at night"
    rest = f"{text[: found.start()].rstrip(' ,')} {text[found.end() :].lstrip(' ,;')}".strip()
    event = _CLAUSE.sub("", found["event"]).strip() or found["event"]
    return Beside(event, days, _with_hour(rest, hour))


def _with_hour(rest: str, hour: str) -> str:
    """The part of the day goes before what it is for: "block eight till nine in the evening"."""
    goal = re.search(r"\s(?:for|to)\s(?!\d)", rest)
    if not hour:
        return rest
    return f"{rest[: goal.start()]}{hour}{rest[goal.start() :]}" if goal else f"{rest}{hour}"
