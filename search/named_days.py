"""Days that a question names: "8/27", "May 21st", "24. Dezember", "2009-07-10"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from search.text import fold

LIMIT: Final = 4
# English, German, French, Spanish, Italian, Turkish, as `fold` leaves them.
_NAMES: Final = (
    "jan january januar janv janvier enero ene gennaio ocak",
    "feb february februar fev fevrier febrero febbraio subat",
    "mar march marz mars marzo mart",
    "apr april avr avril abril abr aprile nisan",
    "may mai mayo maggio mayis",
    "jun june juni juin junio giugno haziran",
    "jul july juli juillet julio luglio temmuz",
    "aug august aout agosto agustos",
    "sep sept september septembre septiembre settembre eylul",
    "oct october okt oktober octobre octubre ottobre ekim",
    "nov november novembre noviembre kasim",
    "dec december dez dezember decembre diciembre dicembre aralik",
)
_MONTH: Final = "|".join(
    f"(?P<m{n}>{'|'.join(names.split())})" for n, names in enumerate(_NAMES, 1)
)
_DAY: Final = r"(?P<day>\d{1,2})"
_MONTH_DAY: Final = re.compile(rf"\b(?:{_MONTH})\.? {_DAY}(?:st|nd|rd|th)?\b")
_DAY_MONTH: Final = re.compile(rf"\b{_DAY}(?:st|nd|rd|th|\.)? (?:of |de )?(?:{_MONTH})\b")
_ISO: Final = re.compile(r"\b\d{4}-(\d{1,2})-(\d{1,2})\b")
_NUMBERS: Final = re.compile(
    r"(?<![\w/.])(\d{1,2})[/.](\d{1,2})(?:[/.](?:\d{2}|\d{4}))?\b(?![/.]?\d)"
)


def named_days(text: str) -> list[int]:
    """The days of the year (1-365) that a text names, at most LIMIT, whatever their year. Where
    day and month could be either way round both are taken."""
    folded = fold(text)
    found = {date(2001, month, day) for month, day in _pairs(folded) if _is_day(month, day)}
    return sorted(day.timetuple().tm_yday for day in found)[:LIMIT]


def _pairs(folded: str) -> Iterator[tuple[int, int]]:
    """(month, day), of which some may not exist."""
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        for match in pattern.finditer(folded):
            month = next(n for n in range(1, 13) if match[f"m{n}"])
            yield month, int(match["day"])
    for match in _ISO.finditer(folded):
        yield int(match[1]), int(match[2])
    for match in _NUMBERS.finditer(folded):
        yield int(match[1]), int(match[2])
        yield int(match[2]), int(match[1])


def _is_day(month: int, day: int) -> bool:
    try:
        date(2001, month, day)
    except ValueError:
        return False
    return True
