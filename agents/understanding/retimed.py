"""Times that are no more than half said after an event was spoken of: "make it half past",
"Wednesday's better"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from agents.query import WRITE_OPERATIONS, EarlierTurn
from agents.understanding import cited, guest_list

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
    rf"^(?:(?:no|actually|hm+|ah|oh|sorry|well|but|and|ok|okay)\b[, ]*)*(?P<day>{_DAY})(?P<day2>)"
    r"(?:'s| is| would be| will be| works?| suits| might be)(?: (?:actually|probably|much|me|us"
    r"|for me|for us|a bit))*(?: (?:better|best|easier|preferable|good|great|fine))?"
    r"(?: (?:for me|for us|for everyone|actually|then|instead))*[.! ]*$",
    re.IGNORECASE,
)
# "Not Friday, Thursday", "Thursday I meant".
_NOT_BUT: Final = re.compile(
    rf"^(?:(?:no|sorry|oops|wait|actually)\b[, ]*)*(?:not (?:on )?{_DAY}[,;:.– -]+"
    rf"(?:but |i meant? )?(?:on )?(?P<day>{_DAY})"
    rf"|(?:i meant? )?(?P<day2>{_DAY})(?:,? (?:i meant|rather|not (?:on )?{_DAY})))[.! ]*$",
    re.IGNORECASE,
)
_A_UNIT_ON: Final = re.compile(
    r"^(?:(?:no|actually|hm+|sorry|well|but|and|ok|okay|or|better|rather)\b[, ]*)*"
    r"(?:make (?:it|that) )?the (?:(?P<unit>day|week) (?P<way>after|before)"
    r"|(?:next|following) (?P<unit2>day|week))"
    r"(?: (?:is|would be|might be|works|suits)(?: (?:better|best|fine|good|easier|me))*| instead"
    r"| please)*[.! ]*$",
    re.IGNORECASE,
)
_A_BIT: Final = re.compile(
    r"^(?:(?:(?:no|actually|hm+|sorry|well|but|and|ok|okay|or|please|rather|maybe)\b[, ]*)*"
    r"(?:(?:can|could) (?:you |we )?)?(?:(?:make|move|put|have|push|shift|start|do|be)\b ?)?"
    r"(?:(?:it|that|this)\b ?)?(?:be )?)"
    r"(?:just )?(?:a (?:little )?(?:bit|little)|slightly|somewhat) (?P<way>earlier|later)"
    r"(?= ?(?:please|then|instead|if possible|would be better|is better)?[.!? ]*$)",
    re.IGNORECASE,
)
_UNINVITES: Final = re.compile(
    r"^(?:(?:no|actually|but|and|please|ok|okay)\b[, ]*)*(?:(?:do not|don't|dont) invite|without"
    r" inviting|no need to invite) (?:him|her|them|anyone|anybody|[^\W\d_]\w+)"
    r"(?:,? (?:please|yet|just for me|for now))*[.! ]*$",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"^(?:(?:and|also|then|please|ok|okay)\b[, ]*)+", re.IGNORECASE)
_I_MEANT: Final = re.compile(
    r"^(?:(?:no|sorry|oops|wait|oh|actually)\b[,. ]*)*i mean(?:t)? (?:the|my) ", re.IGNORECASE
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
    if earlier and earlier[-1].intent.operation in WRITE_OPERATIONS:
        text = _I_MEANT.sub("no, the ", text)
    if not earlier or earlier[-1].intent.operation not in ("create_event", "update_event"):
        return text
    if len(text.split()) > MOST_WORDS:
        return text
    if better := _IS_BETTER.match(text) or _NOT_BUT.match(text):
        return f"make it {better['day'] or better['day2']}"
    if whom := guest_list.only_told(_AND.sub("", text)):
        return f"tell {whom}"
    if _UNINVITES.match(text) and earlier[-1].intent.operation == "create_event":
        return guest_list.NOBODY
    text = _A_BIT.sub(lambda found: f"make it half an hour {found['way']}", text)
    if moved := _A_UNIT_ON.match(text):
        return _moved(moved, earlier, zone) or text
    found = _PART_OF_AN_HOUR.search(text)
    moment = cited.moment_of(earlier, zone) if found else None
    if found is None or moment is None or moment.hour == moment.minute == 0:
        return text
    minutes = _MINUTES[found["part"].lower()]
    hour = moment.replace(minute=0)
    at = hour + timedelta(minutes=minutes if found["way"].lower() == "past" else -minutes)
    return f"{text[: found.start()]}at {at:%H:%M}{text[found.end() :]}"


def _moved(found: re.Match[str], earlier: tuple[EarlierTurn, ...], zone: str) -> str:
    """The day or the week after the day that was proposed."""
    moment = cited.moment_of(earlier, zone)
    if moment is None:
        return ""
    days = 7 if (found["unit"] or found["unit2"]).lower() == "week" else 1
    day = moment + timedelta(days=-days if (found["way"] or "").lower() == "before" else days)
    return f"make it {day.day} {day:%B %Y}"
