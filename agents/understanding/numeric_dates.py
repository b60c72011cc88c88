"""Which number of "2/12" is the day: the first, but in the United States.

The date library reads the month first. The order of the person's country is that of their time
zone; in UTC, which is nobody's, it stays the library's. Source: Unicode CLDR, short date formats.
"""

from __future__ import annotations

import re
from typing import Final

_MONTH_FIRST: Final = (
    *("America/Indiana/", "America/Kentucky/", "America/North_Dakota/", "US/", "Etc/", "UTC"),
    *("America/New_York", "America/Detroit", "America/Chicago", "America/Menominee"),
    *("America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles"),
    *("America/Anchorage", "America/Juneau", "America/Sitka", "America/Nome", "America/Adak"),
    *("Pacific/Honolulu", "Pacific/Guam", "Asia/Manila"),
)
_NUMBER: Final = r"(?:0?[1-9]|1[0-2])"
_SLASHED: Final = re.compile(
    rf"(?<![\d/.,:£$€-])(?P<day>{_NUMBER})(?P<mark>/)(?P<month>{_NUMBER})"
    r"(?=/(?:\d{4}|\d\d)(?!\d)|(?![\d/]))"
    r"(?! (?:of|an?|hours?|years?|price|days?|term|board|way|done)\b)"
)
# A dot stands in times and amounts too: "10.12." is a date. With a year the library knows it.
_DOTTED: Final = re.compile(
    rf"(?<![\d/.,:£$€-])(?P<day>{_NUMBER})(?P<mark>\.)(?P<month>{_NUMBER})(?=\.(?:\s|$))"
)
_SWAPPED: Final = r"\g<month>\g<mark>\g<day>"


def with_month_first(text: str, time_zone: str) -> str:
    """The text with days and months in the order of the library, as long as before."""
    text = _DOTTED.sub(_SWAPPED, text)
    return text if time_zone.startswith(_MONTH_FIRST) else _SLASHED.sub(_SWAPPED, text)
