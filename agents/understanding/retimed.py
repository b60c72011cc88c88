"""Times that are no more than half said after an event was spoken of: "make it half past",
"Wednesday's better"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from agents.query import EarlierTurn
from agents.understanding import cited

MOST_WORDS: Final = 8
_MINUTES: Final = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}
_PART_OF_AN_HOUR: Final = re.compile(
    r"\b(?:at )?(?:a )?(?P<part>half|quarter|five|ten|twenty) (?P<way>past|to)"
    r"(?=[.! ]*$| (?:instead|please|then|is|would|works)\b)",
    re.IGNORECASE,
)
_DAY: Final = (
    r"(?:(?:the |next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon"
    r"|evening))?|tomorrow|the \d{1,2}(?:st|nd|rd|th)|\d{1,2} ?[ap]\.?m\.?|noon|midday)"
)
_IS_BETTER: Final = re.compile(
    rf"^(?:(?:no|actually|hm+|ah|oh|sorry|well|but|and|ok|okay)\b[, ]*)*(?P<day>{_DAY})"
    r"(?:'s| is| would be| will be| works?| suits| might be)(?: (?:actually|probably|much|me|us"
    r"|for me|for us|a bit))*(?: (?:better|best|easier|preferable|good|great|fine))?"
    r"(?: (?:for me|for us|for everyone|actually|then|instead))*[.! ]*$",
    re.IGNORECASE,
)
# "The handbook one to two" moves it to two.
_THE_ONE: Final = re.compile(
    r"^((?:[\w' ,]+ )?(?:move|shift|push|change|bring|put|reschedule|switch) (?:the|my|our|that)"
    r" [\w' -]+?) one (to|from|until|by)\b",
    re.IGNORECASE,
)


def in_full(text: str, earlier: tuple[EarlierTurn, ...], zone: str) -> str:
    """The text with the whole time, after an event was proposed, and without a "one" that is no
    time; any other text as it is."""
    text = _THE_ONE.sub(r"\1 \2", text)
    if not earlier or earlier[-1].intent.operation not in ("create_event", "update_event"):
        return text
    if len(text.split()) > MOST_WORDS:
        return text
    if better := _IS_BETTER.match(text):
        return f"make it {better['day']}"
    found = _PART_OF_AN_HOUR.search(text)
    moment = cited.moment_of(earlier, zone) if found else None
    if found is None or moment is None or moment.hour == moment.minute == 0:
        return text
    minutes = _MINUTES[found["part"].lower()]
    hour = moment.replace(minute=0)
    at = hour + timedelta(minutes=minutes if found["way"].lower() == "past" else -minutes)
    return f"{text[: found.start()]}at {at:%H:%M}{text[found.end() :]}"
