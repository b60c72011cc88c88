"""How often an event comes again, from plain words to Google's rule (RFC 5545, 3.3.10)."""

from __future__ import annotations

import re
from typing import Final

from agents.errors import StepError

_DAYS: Final = {
    "monday": "MO", "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR",
    "saturday": "SA", "sunday": "SU",
}  # fmt: skip
_UNITS: Final = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_NUMBERS: Final = {"other": 2, "two": 2, "three": 3, "four": 4, "six": 6}
_WORDS: Final = re.compile(
    r"every (?:(?P<number>other|two|three|four|six|\d{1,2}) )?"
    r"(?:(?P<unit>day|week|month|year)s?|(?P<work>weekday)s?"
    r"|(?P<days>(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?:(?:, | and |, and )(?:mon|tues|wednes|thurs|fri|satur|sun)day)*))",
    re.IGNORECASE,
)
_DAY: Final = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)


def rule(words: object) -> str:
    """The rule of "every other Tuesday", "every weekday", "every two weeks". Raises
    StepError("invalid_arguments")."""
    found = _WORDS.fullmatch(str(words).strip())
    if found is None:
        raise StepError("invalid_arguments", f"{words!r} does not tell how often")
    number = (found["number"] or "1").lower()
    count = _NUMBERS.get(number) or int(number)
    interval = f";INTERVAL={count}" if count > 1 else ""
    if found["work"]:
        return f"RRULE:FREQ=WEEKLY{interval};BYDAY=MO,TU,WE,TH,FR"
    if found["days"]:
        days = ",".join(_DAYS[day.lower()] for day in _DAY.findall(found["days"]))
        return f"RRULE:FREQ=WEEKLY{interval};BYDAY={days}"
    return f"RRULE:FREQ={_UNITS[found['unit'].lower()]}{interval}"
