"""Events that a question about time names in its own words: "the numbers with Ana", "chess".

Their words are looked up in the calendar; nothing here knows what stands there.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from agents.understanding import dates
from agents.understanding.claims import Claims
from agents.understanding.date_rules import NUMBERS
from agents.understanding.lexicon import DATE_WORDS, STOP_WORDS, listed

MAX_WORDS: Final = 10
# What people say around the name of an event when they ask about time.
_AROUND: Final = listed(
    """
    actually anyway anywhere back be bit both busy calendar can case chance clash clashes clashing
    collide collides conflict conflicts diary do end ends enough event events fit fits free gap good
    happening have idea interfere interferes issue late later long make manage matter maybe meeting
    meetings minutes moment obviously ok overlap overlaps possible possibly presumably probably
    problem quick ready really right run runs running sense shall should slot soon space spare
    squeeze start starts stay still stuff suppose take taking thing things thought time times
    trouble two wait way week well wonder wondering work works worry would already appointment
    attend attending booked double-booked else okay planned plans scheduled please got gonna hey
    happen happens finish finishes finished over begin begins begun there three double booking
    first earlier later sooner same fall falls moving moved move shift shifting push pushing once
    places place leave leaves leaving took taken comes
    overrun overruns miss missed enough somehow given since while whether diary two hour hours
    """
)
_HOURS: Final = frozenset(NUMBERS)
# Of a day without an event of that name, the minutes of it that people mean.
CUSTOMS: Final = {
    "lunch": (12 * 60, 13 * 60), "lunchtime": (12 * 60, 13 * 60), "breakfast": (7 * 60, 9 * 60),
    "work": (9 * 60, 18 * 60), "office": (9 * 60, 18 * 60), "dinner": (18 * 60, 20 * 60),
    "tea": (16 * 60, 17 * 60), "noon": (12 * 60, 13 * 60), "midday": (12 * 60, 13 * 60),
    "supper": (18 * 60, 20 * 60), "teatime": (16 * 60, 17 * 60), "school": (9 * 60, 15 * 60),
}  # fmt: skip
# What is planned for a season has its name; it need not be in it.
SEASON: Final = re.compile(
    r"\b(?:spring|summer|autumn|winter|christmas|xmas|easter|new year)\b", re.IGNORECASE
)
_DETERMINERS: Final = re.compile(r"^(?:the|my|our|a|an|that|this|his|her|their)\s+", re.IGNORECASE)
_PRONOUN: Final = re.compile(
    r"^\W*(?:it|that|this|them|those|these|then|anything|something|everything|else|"
    r"(?:the )?(?:rest|others?|two|both)|those two|these two)\b(?: else)?\W*$",
    re.IGNORECASE,
)


def phrase_of(text: str, *, now: datetime, time_zone: str) -> str:
    """The words of a part of a question that name an event; empty where it names none."""
    if _PRONOUN.match(text):
        return ""
    claims = Claims(_DETERMINERS.sub("", text.strip()))
    for start, end in dates.find_time(claims.text, now=now, time_zone=time_zone, ahead=True).spans:
        if not SEASON.search(claims.text[start:end]):
            claims.claim(start, end)
    words = [
        word.text
        for word in claims.left()
        if word.low not in STOP_WORDS | DATE_WORDS | _AROUND
        and (len(word.low) > 1 or word.low.isdigit())
    ]
    if all(word.isdigit() or word.lower() in _HOURS for word in words):
        return ""
    return " ".join(words[:MAX_WORDS])
