"""Whether a text holds a fact: a string, a regular expression, an amount, a day or a time of day.

A fact is one of
- `plain words`: holds in any case and spacing;
- `re:PATTERN`: a regular expression, case ignored;
- `amount:4140` or `amount:612.48`: the number with or without separators of thousands and `.00`;
- `time:15:00`: the time of day as 15:00, 15.00, 3 pm or 3:00 pm;
- `day:SPEC`: the day as 10 December, Dec 10th, 2026-12-10, 10.12. or 10/12, in five languages, and
  as a weekday, tomorrow or today where it is near enough for that;
- a list of facts: one of them is enough.
A SPEC is one of the demonstration's (`+1tue`, `-14`, `@12-25`), so that it follows the data's day;
with `w` before it a weekend becomes the Friday before, as for mail at work.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from accounts.google.simulator.demonstration.when import day_of

Fact = str | list[str]
# English, German, French, Spanish and Turkish, as far as they differ.
MONTHS = (
    "jan|ene|oca",
    "feb|fév|şub",
    "mar|mär",
    "apr|avr|abr|nis",
    "ma[iy]",
    "jun|juin|haz",
    "jul|juil|tem",
    "aug|aoû|ago|ağu",
    "sep|eyl",
    "oct|okt|eki",
    "nov|kas",
    "dec|dez|déc|dic|ara",
)
WEEKDAYS = (
    "monday|montag|lundi|lunes|pazartesi",
    "tuesday|dienstag|mardi|martes|salı",
    "wednesday|mittwoch|mercredi|miércoles|çarşamba",
    "thursday|donnerstag|jeudi|jueves|perşembe",
    "friday|freitag|vendredi|viernes|cuma",
    "saturday|samstag|samedi|sábado|cumartesi",
    "sunday|sonntag|dimanche|domingo|pazar",
)
NEAR = {0: "today|tonight|heute|bugün", 1: "tomorrow|morgen|demain|mañana|yarın", -1: "yesterday"}
CITATIONS = re.compile(r"\[\d+\]")
BLANKS = re.compile(r"[\s\u00a0\u202f\u2009*_`]+")


def plain(text: str) -> str:
    """The text in lower case, with single spaces, without marks of emphasis and of citations."""
    words = CITATIONS.sub("", text).replace("’", "'").replace("İ", "i")
    return BLANKS.sub(" ", words).casefold()


def holds(text: str, fact: Fact, today: date) -> bool:
    """Whether `text` holds `fact`; `today` is the day that the data was made for."""
    if isinstance(fact, list):
        return any(holds(text, one, today) for one in fact)
    return re.search(pattern(fact, today), plain(text), re.IGNORECASE) is not None


def pattern(fact: str, today: date) -> str:
    """The regular expression of a fact. Raises ValueError on a day that is none."""
    kind, _, value = fact.partition(":")
    if kind == "re":
        return value
    if kind == "amount":
        return _amount(value)
    if kind == "time":
        return _time(value)
    if kind == "day":
        return _day(day_at(value, today), today)
    return re.escape(plain(fact))


def day_at(spec: str, today: date) -> date:
    """The day of a spec, on a working day if `w` stands before it."""
    day = day_of(spec.removeprefix("w"), today)
    if spec.startswith("w") and day.weekday() > 4:
        day -= timedelta(days=day.weekday() - 4)
    return day


def _amount(value: str) -> str:
    whole, _, cents = value.partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", "[,.' ]?", whole)
    return rf"(?<![\d.,]){grouped}" + (rf"[.,]{cents}" if cents else "(?:[.,]00)?") + r"(?![.,]?\d)"


def _time(value: str) -> str:
    hour, minute = value.split(":")
    plain_hour = int(hour)
    half = "am" if plain_hour < 12 else "pm"
    twelve = plain_hour % 12 or 12
    minutes = rf"(?:[:.]{minute})" + ("?" if minute == "00" else "")
    return rf"(?<![\d:.])(?:0?{plain_hour}[:.h]{minute}|{twelve}{minutes} ?{half[0]}\.?m\b)"


def _day(day: date, today: date) -> str:
    month = f"(?:{MONTHS[day.month - 1]})"
    number = rf"(?<!\d)0?{day.day}(?!\d)"
    forms = [
        rf"{number}(?:st|nd|rd|th|\.)?(?: ?[-–] ?\d+\.?)?,? (?:of |de )?{month}",
        rf"\b{month}[a-zûû]*\.? (?:\d+ ?[-–] ?)?{number}",
        day.isoformat(),
        rf"(?<!\d){day.day:02}[./]{day.month:02}(?!\d)",
    ]
    ahead = (day - today).days
    if 0 < ahead < 8:
        forms.append(rf"\b(?:{WEEKDAYS[day.weekday()]})\b")
    if ahead in NEAR:
        forms.append(rf"\b(?:{NEAR[ahead]})\b")
    return "|".join(forms)
