"""The clock of another place: "ten in the morning Tokyo time"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final
from zoneinfo import available_timezones

_SAID: Final = re.compile(
    r"[,(]?\s*\b(?:in |by )?(?:the )?(?P<place>[^\W\d_]+(?: [^\W\d_]+)?) time\b\)?"
    r"|\b(?-i:(?P<short>CES?T|GMT|UTC|[ECP][SD]T|JST))\b",
    re.IGNORECASE,
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
    return _ALSO.get(said) or _cities().get(said)


@functools.cache
def _cities() -> dict[str, str]:
    """Each city that a zone is called by."""
    return {
        name.rpartition("/")[2].replace("_", " ").lower(): name
        for name in sorted(available_timezones())
        if "/" in name and not name.startswith(("Etc/", "SystemV/"))
    }
