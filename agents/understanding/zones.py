"""The clock of another place: "ten in the morning Tokyo time"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final
from zoneinfo import available_timezones

_SAID: Final = re.compile(
    r"[,(]?\s*\b(?:in |by )?(?:the )?(?P<place>[^\W\d_]+(?: [^\W\d_]+)?) time\b\)?"
    r"|\b(?-i:(?P<short>CES?T|[ECPM][SD]T|[JKIB]ST|EES?T|WET|MSK|AE[SD]T|NZ[SD]T|SGT|HKT"
    r"|(?:GMT|UTC)(?: ?[+-] ?\d{1,2}(?:[:.]?[034][05])?)?))(?!\w|[+-]\d)",
    re.IGNORECASE,
)
_FROM_UTC: Final = re.compile(
    r"(?:gmt|utc) ?(?P<sign>[+-]) ?(?P<hours>\d{1,2})(?:[:.]?(?P<minutes>\d\d))?"
)
# Zones that are not whole hours from Greenwich, by their hours and minutes.
_BETWEEN: Final = {
    "+3:30": "Asia/Tehran", "+4:30": "Asia/Kabul", "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu", "+6:30": "Asia/Yangon", "+9:30": "Australia/Darwin",
}  # fmt: skip
_CONTINENTS: Final = ("Africa", "America", "Asia", "Australia", "Europe", "Pacific")
# Zones whose name is an everyday word: "Easter time", "wake time".
_WORDS: Final = frozenset({"easter", "west", "north", "south", "act", "midway", "wake", "victoria"})
_CLOCK_BEFORE: Final = re.compile(
    r"(?:\d|\d ?[ap]\.?m\.?|o'clock|noon|midday|morning|afternoon|evening)\W*$", re.IGNORECASE
)
# Countries with one clock, and short names; cities are known from the zones themselves.
_ALSO: Final = {
    "turkey": "Europe/Istanbul", "turkish": "Europe/Istanbul", "german": "Europe/Berlin",
    "germany": "Europe/Berlin", "french": "Europe/Paris", "france": "Europe/Paris",
    "spanish": "Europe/Madrid", "spain": "Europe/Madrid", "italian": "Europe/Rome",
    "italy": "Europe/Rome", "dutch": "Europe/Amsterdam", "swiss": "Europe/Zurich",
    "portugal": "Europe/Lisbon", "greek": "Europe/Athens", "greece": "Europe/Athens",
    "uk": "Europe/London", "british": "Europe/London", "irish": "Europe/Dublin",
    "japan": "Asia/Tokyo", "japanese": "Asia/Tokyo", "india": "Asia/Kolkata",
    "indian": "Asia/Kolkata", "china": "Asia/Shanghai", "central european": "Europe/Berlin",
    "pacific": "America/Los_Angeles", "eastern": "America/New_York", "est": "America/New_York",
    "edt": "America/New_York", "cst": "America/Chicago", "cdt": "America/Chicago",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "cet": "Europe/Berlin",
    "cest": "Europe/Berlin", "gmt": "Etc/GMT", "utc": "Etc/UTC", "jst": "Asia/Tokyo",
    "bst": "Europe/London", "ist": "Asia/Kolkata", "eet": "Europe/Athens",
    "eest": "Europe/Athens", "wet": "Europe/Lisbon", "msk": "Europe/Moscow",
    "mst": "America/Denver", "mdt": "America/Denver", "kst": "Asia/Seoul",
    "aest": "Australia/Brisbane", "aedt": "Australia/Sydney", "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland", "sgt": "Asia/Singapore", "hkt": "Asia/Hong_Kong",
    "iceland": "Atlantic/Reykjavik", "reykjavik": "Atlantic/Reykjavik",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SaidZone:
    """The zone by its IANA name, and where the text names it."""

    name: str
    span: tuple[int, int]


def zone_in(text: str) -> SaidZone | None:
    """The time zone that a text names, if it names one."""
    for found in _SAID.finditer(text):
        place = found["place"] or found["short"]
        last = place.rpartition(" ")[2]
        for said, at in (
            (place, found.start()),
            (last, found.start("place") + len(place) - len(last)),
        ):
            if name := _known(said.lower()):
                return SaidZone(name, (at, found.end()))
    return None


def _known(said: str) -> str | None:
    return _ALSO.get(said) or _cities().get(said) or _from_utc(said)


def _from_utc(said: str) -> str | None:
    """The zone of "GMT+3". The names of the zones count from there to Greenwich (tz database,
    file etcetera): `Etc/GMT-3`."""
    found = _FROM_UTC.fullmatch(said)
    if found is None:
        return None
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if minutes:
        return _BETWEEN.get(f"{found['sign']}{hours}:{minutes:02}")
    name = f"Etc/GMT{'-' if found['sign'] == '+' else '+'}{hours}"
    return name if name in available_timezones() else None


def asked_in(text: str) -> tuple[str, str] | None:
    """The zone of a time of day that is asked about, and the text without it."""
    said = zone_in(text)
    if said is None or not _CLOCK_BEFORE.search(text[: said.span[0]]):
        return None
    return said.name, (text[: said.span[0]] + text[said.span[1] :]).strip()


@functools.cache
def _cities() -> dict[str, str]:
    """Each city that a zone is called by."""
    return {
        name.rpartition("/")[2].replace("_", " ").lower(): name
        for name in sorted(available_timezones())
        if _is_city(name)
    }


def _is_city(name: str) -> bool:
    continent, _, city = name.partition("/")
    return continent in _CONTINENTS and "/" not in city and city.lower() not in _WORDS
