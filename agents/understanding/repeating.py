"""Events that come again: "choir every Tuesday at seven"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_DAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_NUMBER: Final = r"(?:other|second|two|three|four|six|\d{1,2})"
_SAID: Final = re.compile(
    rf"\b(?:(?:on |of )?(?:every|each)(?: single)? (?:(?P<number>{_NUMBER}) )?"
    rf"(?:(?P<days>{_DAY}s?(?:(?:, | and |, and )(?:every )?{_DAY}s?)*)|(?P<work>(?:week|work"
    r"|working )days?)|(?P<unit>day|week|month|year|morning|afternoon"
    r"|evening|night)s?)\b"
    rf"|on (?P<plural>{_DAY}s(?:(?:, | and ){_DAY}s)*)\b"
    r"|(?P<often>daily|weekly|fortnightly|bi-?weekly|monthly|yearly|annually)\b"
    r"|once a (?P<unit2>day|week|month|year)\b)",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"\b(?:until|till|up to|through)\s+(?!\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]m)?(?:\s|$))"
    r"|\bfor (?:the next |a few )?\w+ (?:weeks|months|times|years)\b",
    re.IGNORECASE,
)
_CALLED_SO: Final = re.compile(
    r"\b(?:recurring|repeating|regular|standing|recurrent) (?=\w)", re.IGNORECASE
)
_PLURAL: Final = re.compile(rf"\b({_DAY})s\b", re.IGNORECASE)
_WISH_LAST: Final = re.compile(
    rf"^(?P<when>(?:on {_DAY}|tomorrow)\b[^,]{{0,25}}?),? (?P<wish>(?:please )?(?:remind me|put|add"
    r"|schedule|block|book)\b.*)$",
    re.IGNORECASE,
)
# What "weekly" is told of: the thing that is made ("a weekly call"), or nothing behind it.
_MADE: Final = re.compile(
    r"\W*(?:(?:please|can you|could you|would you|i want to|i'd like to|i need to|let's|we need to"
    r"|and|also|i|we|want|need|would like|i'd like|we'd like)\s+)*"
    r"(?:(?:set|set up|schedule|book|add|put|put in|create|make|arrange|plan|organi[sz]e|start"
    r"|enter"
    r"|pencil in|block|new|fix|get|have|give me|send|send me|hold|reserve)\s+(?:me |us |up |in )?)?"
    r"(?:(?:an?|another|our|my|new|one|short|quick|regular|recurring|repeating|standing|team"
    r"|half[- ]hour|\d+[- ](?:minute|min|hour)|(?:\d+|thirty|fifteen|twenty) minute)\s+)*",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    r"\s*(?:$|[,.;:!]|(?:at|on|from|for|to|with|by|in|starting|beginning|please|and|every|until"
    r"|after"
    r"|before|between|around|\d)\b|\d)",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    r"\b(?:that|because|since|as|if|when|who|which|whether|what|how|where|while)\s+(?:i|we|he"
    r"|she|it"
    r"|they|you|there|the|my|our|(?-i:[A-Z])\w+)\b|\b(?:reports?|minutes|notes|figures) (?:of"
    r"|from)\b",
    re.IGNORECASE,
)
# A day that the first one has, or that is another than those on which it comes again.
_OTHER_DAY: Final = re.compile(
    rf"\b(?<!every )(?<!each )(?<!from )(?<!starting )(?<!starting on )(?<!beginning )"
    rf"(?<!every other )(?<!starting next )(?<!from next )"
    rf"(?:{_DAY}|tomorrow(?! (?:morning|evening|afternoon)s)|tonight|today"
    r"|\d{1,2}(?:st|nd|rd|th)|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)\w*)\b(?!['’]s)",
    re.IGNORECASE,
)
_OFTEN: Final = {
    "daily": "every day", "weekly": "every week", "fortnightly": "every two weeks",
    "biweekly": "every two weeks", "bi-weekly": "every two weeks", "monthly": "every month",
    "yearly": "every year", "annually": "every year",
}  # fmt: skip
_PARTS: Final = {"morning": "morning", "afternoon": "afternoon", "evening": "evening",
                 "night": "evening"}  # fmt: skip
_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORK_DAYS: Final = 5


@dataclass(frozen=True, slots=True)
class Repeated:
    """How often, in plain words ("every other Tuesday"), and the request for the first one."""

    words: str
    rest: str


def find_repeated(text: str, *, now: datetime, time_zone: str) -> Repeated | None:
    """None where nothing shall come again, where an end to it is said, or where how often tells
    of something else: "to write the weekly report", "that I have yoga every Tuesday"."""
    found = next((one for one in _SAID.finditer(text) if _is_of_what_is_made(one, text)), None)
    if found is None or _ENDS.search(text):
        return None
    words = _plain(found)
    first = _first(found, words, now.astimezone(ZoneInfo(time_zone)))
    if _OTHER_DAY.search(text[: found.start()]) or _OTHER_DAY.search(text[found.end() :]):
        if _days(found) or found["work"]:
            return None  # of the two it is not the day that tells how often
        first = ""
    rest = f"{text[: found.start()]}{first}{text[found.end() :]}"
    rest = _PLURAL.sub(r"\1", " ".join(_CALLED_SO.sub("", rest).split()))
    return Repeated(words, _WISH_LAST.sub(r"\g<wish> \g<when>", rest))


def _is_of_what_is_made(found: re.Match[str], text: str) -> bool:
    """Whether the wish itself comes again, and nothing that it only speaks of."""
    if _CLAUSE.search(text[: found.start()]):
        return False
    is_adjective = bool(found["often"]) and not _ALONE.match(text, found.end())
    return not is_adjective or bool(_MADE.fullmatch(text[: found.start()]))


def _plain(found: re.Match[str]) -> str:
    if found["often"]:
        return _OFTEN[found["often"].lower()]
    number = (found["number"] or "").lower().replace("second", "other")
    number = f"{number} " if number else ""
    if days := _days(found):
        return f"every {number}{' and '.join(', '.join(days).rsplit(', ', 1))}"
    if found["work"]:
        return "every weekday"
    unit = (found["unit"] or found["unit2"]).lower()
    unit = "day" if unit in _PARTS else unit
    several = number and number.strip() != "other"
    return f"every {number}{unit}{'s' if several else ''}"


def _days(found: re.Match[str]) -> list[str]:
    said = re.findall(_DAY, found["days"] or found["plural"] or "", re.IGNORECASE)
    return [day.capitalize() for day in said]


def _first(found: re.Match[str], words: str, now: datetime) -> str:
    """The day of the first one, as the person would say it."""
    days = _days(found) or (list(_NAMES[:_WORK_DAYS]) if words == "every weekday" else [])
    if days:
        ahead = (now.date() + timedelta(days=n) for n in range(1, 8))
        return f"on {next(_NAMES[d.weekday()] for d in ahead if _NAMES[d.weekday()] in days)}"
    part = _PARTS.get((found["unit"] or "").lower(), "")
    if words != "every day":
        return ""
    return f"tomorrow {part}".strip()
