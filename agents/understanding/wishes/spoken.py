"""Spoken times of a wish in figures: "from three till half four" is from 3:00 to 4:30."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.wishes.messages import before_it

_HOURS: Final = {
    name: number
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve"), 1)
}  # fmt: skip
_HOUR: Final = rf"(?:{'|'.join(_HOURS)}|\d{{1,2}})"
_CLOCK: Final = (
    (
        rf"(?:(?P<part{{0}}>half(?: past)?|(?:a )?quarter past|(?:a )?quarter to|ten past|ten to"
        rf"|twenty past|twenty to|five past|five to) (?P<hour{{0}}>{_HOUR})"
        rf"|(?P<plain{{0}}>{_HOUR})(?P<minutes{{0}}>[:.]\d\d)?(?P<half{{0}}> ?[ap]\.?m\.?)?"
        r"(?: o'clock)?)"
    )
    .replace("{{", "{")
    .replace("}}", "}")
)
_RANGE: Final = re.compile(
    rf"\b(?P<from>from|between) {_CLOCK.replace('{0}', '1')} (?:to|till|until|and|-|–) "
    rf"{_CLOCK.replace('{0}', '2')}(?![\w:])"
    r"(?=\s*(?:$|[,;.!?]|(?:on|at|in the|in my|to-?day|to-?morrow|to-?night|this|next|every|each"
    r"|with|for|and|please|o'clock|[ap]\.?m\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day)))",
    re.IGNORECASE,
)
_MINUTES: Final = {"half": 30, "quarter past": 15, "quarter to": -15, "ten past": 10,
                   "ten to": -10, "twenty past": 20, "twenty to": -20, "five past": 5,
                   "five to": -5}  # fmt: skip


def with_ranges_in_figures(wish: str) -> str:
    """The wish with a range of spoken times in figures, but for what it has somebody told; of
    those in figures nothing changes."""
    asked = before_it(wish)
    return _RANGE.sub(_written, asked) + wish[len(asked) :]


def _written(found: re.Match[str]) -> str:
    is_spoken = any(found[f"part{n}"] or found[f"plain{n}"].lower() in _HOURS for n in (1, 2))
    if not is_spoken:
        return found.group()
    return f"from {_figures(found, 1)} to {_figures(found, 2)}"


def _figures(found: re.Match[str], n: int) -> str:
    if plain := found[f"plain{n}"]:
        hour = _HOURS.get(plain.lower()) or int(plain)
        minutes = found[f"minutes{n}"] or ":00"
        return f"{hour}:{minutes[1:]}{found[f'half{n}'] or ''}"
    said = found[f"part{n}"].lower().removeprefix("a ").replace("half past", "half")
    word = found[f"hour{n}"].lower()
    hour, more = _HOURS.get(word) or int(word), _MINUTES[said]
    if more < 0:
        hour, more = hour - 1 or 12, 60 + more
    return f"{hour}:{more:02d}"
