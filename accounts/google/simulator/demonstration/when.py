"""Moments relative to today.

A spec is ``-14 09:30`` (days from today) or ``+2wed 10:00`` (weekday of the week that is so many
weeks from this one; weeks start on Monday, so ``+1tue`` is always ahead and ``-1tue`` always past),
or ``@12-25`` (that day of the year, the first one since 300 days ago).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPEC = re.compile(r"([+-]\d+)(mon|tue|wed|thu|fri|sat|sun)?(?: (\d\d):(\d\d))?")
_TR_MONTHS = [
    "Ocak",
    "Şubat",
    "Mart",
    "Nisan",
    "Mayıs",
    "Haziran",
    "Temmuz",
    "Ağustos",
    "Eylül",
    "Ekim",
    "Kasım",
    "Aralık",
]
_TR_DAYS = ["Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar"]
_DE_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_DE_DAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]


def day_of(spec: str, today: date) -> date:
    """The day that a spec names. Raises ValueError on a spec that is none."""
    if spec.startswith("@"):
        earliest = today - timedelta(days=300)
        day = date.fromisoformat(f"{earliest.year}-{spec[1:]}")
        return day if day >= earliest else day.replace(year=day.year + 1)
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise ValueError(f"not a moment: {spec!r}")
    if match[2] is None:
        return today + timedelta(days=int(match[1]))
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=int(match[1]), days=_WEEKDAYS.index(match[2]))


def moment(spec: str, today: date, zone: str = "Europe/London", *, work: bool = False) -> datetime:
    """The moment that a spec names; a weekend becomes the Friday before when ``work`` is set."""
    day = day_of(spec, today)
    if work and day.weekday() > 4:
        day -= timedelta(days=day.weekday() - 4)
    match = _SPEC.fullmatch(spec)
    if match is None or match[3] is None:
        raise ValueError(f"no time of day: {spec!r}")
    return datetime.combine(day, time(int(match[3]), int(match[4])), ZoneInfo(zone))


class Day:
    """A day that texts can write in several ways: ``{flight:long}``, ``{flight:tr}``."""

    def __init__(self, value: date) -> None:
        self.value = value

    def __format__(self, style: str) -> str:
        d = self.value
        forms = {
            "long": f"{d:%A} {d.day} {d:%B}",
            "full": f"{d:%A} {d.day} {d:%B} {d.year}",
            "date": f"{d.day} {d:%B} {d.year}",
            "short": f"{d.day} {d:%b}",
            "month": f"{d:%B}",
            "day": f"{d:%A}",
            "num": f"{d:%d.%m.%Y}",
            "slash": f"{d:%d/%m/%Y}",
            "iso": d.isoformat(),
            "ics": f"{d:%Y%m%d}",
            "year": str(d.year),
            "tr": f"{d.day} {_TR_MONTHS[d.month - 1]} {_TR_DAYS[d.weekday()]}",
            "de": f"{_DE_DAYS[d.weekday()]}, {d.day}. {_DE_MONTHS[d.month - 1]}",
        }
        return forms[style]


class _On:
    """``{on[-14]:long}``: any day in a text."""

    def __init__(self, today: date) -> None:
        self._today = today

    def __getitem__(self, spec: str | int) -> Day:
        return Day(day_of(str(spec), self._today))


class Words(Mapping[str, object]):
    """The names that texts may use: a story's days, and ``on[...]``."""

    def __init__(self, dates: Mapping[str, str], today: date) -> None:
        self._names: dict[str, object] = {
            name: Day(day_of(spec, today)) for name, spec in dates.items()
        }
        self._names["on"] = _On(today)

    def __getitem__(self, name: str) -> object:
        return self._names[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def fill(self, text: str) -> str:
        """The text with its days written out."""
        return text.format_map(self)
